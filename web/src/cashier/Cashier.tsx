import { Desk } from '../Desk';
import { Empty, Page } from '../kit';
import { useSay } from '../language';

export default function Cashier() {
    const say = useSay();
    return (
        <Desk home="/cashier" ways={[{ to: '/cashier', label: say('收费', 'Cashier'), end: true }]}>
            <Page title={say('收费', 'Cashier')} wide>
                <Empty>{say('这里还没有内容。', 'Nothing is here yet.')}</Empty>
            </Page>
        </Desk>
    );
}

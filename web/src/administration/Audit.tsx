import { Desk } from '../Desk';
import { Empty, Page } from '../kit';
import { useSay } from '../language';

export default function Audit() {
    const say = useSay();
    return (
        <Desk home="/audit" ways={[{ to: '/audit', label: say('审计', 'Audit'), end: true }]}>
            <Page title={say('审计', 'Audit')} wide>
                <Empty>{say('这里还没有内容。', 'Nothing is here yet.')}</Empty>
            </Page>
        </Desk>
    );
}

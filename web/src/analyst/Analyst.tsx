import { Desk } from '../Desk';
import { Empty, Page } from '../kit';
import { useSay } from '../language';

export default function Analyst() {
    const say = useSay();
    return (
        <Desk home="/policies" ways={[{ to: '/policies', label: say('政策包', 'Packs'), end: true }]}>
            <Page title={say('政策包', 'Packs')} wide>
                <Empty>{say('这里还没有内容。', 'Nothing is here yet.')}</Empty>
            </Page>
        </Desk>
    );
}

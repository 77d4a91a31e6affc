import { Desk } from '../Desk';
import { Empty, Page } from '../kit';
import { useSay } from '../language';

export default function Agency() {
    const say = useSay();
    return (
        <Desk home="/agency" ways={[{ to: '/agency', label: say('待办', 'Work'), end: true }]}>
            <Page title={say('待办', 'Work')} wide>
                <Empty>{say('这里还没有内容。', 'Nothing is here yet.')}</Empty>
            </Page>
        </Desk>
    );
}

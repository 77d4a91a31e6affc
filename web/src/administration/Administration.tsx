import { Desk } from '../Desk';
import { Empty, Page } from '../kit';
import { useSay } from '../language';

export default function Administration() {
    const say = useSay();
    return (
        <Desk home="/administration" ways={[{ to: '/administration', label: say('用户', 'Users'), end: true }]}>
            <Page title={say('用户', 'Users')} wide>
                <Empty>{say('这里还没有内容。', 'Nothing is here yet.')}</Empty>
            </Page>
        </Desk>
    );
}

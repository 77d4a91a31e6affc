import type { WorkItem } from './rest';
import { ApplicationCase } from './ApplicationCase';
import { ClaimCase } from './ClaimCase';
import { ProposalCase } from './ProposalCase';
import { MoveCase, WithdrawalCase } from './ReviewCase';

/** The whole case behind a line of the queue. `done`: something was done about it. */
export function CaseOf({ item, done }: { item: WorkItem; done: () => void }) {
    switch (item.kind) {
        case 'proposal':
            return <ProposalCase person={item.person ?? ''} proposal={item.id} done={done} />;
        case 'claim':
            return <ClaimCase claim={item.id} done={done} />;
        case 'withdrawal':
            return <WithdrawalCase person={item.person ?? ''} withdrawal={item.id} done={done} />;
        case 'move':
            return <MoveCase person={item.person ?? ''} move={item.id} done={done} />;
        case 'application':
            return <ApplicationCase application={item.id} done={done} />;
    }
}

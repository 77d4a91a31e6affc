import { useQuery } from '@tanstack/react-query';
import { get } from '../api';
import { Button, Card, Failed, Money, Waiting } from '../kit';
import { dayText, monthText, timeText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import { schemeText, visitKindText } from '../words';
import { Facts, ReviewActs, useActs } from './acts';

export interface Application {
    application: string;
    institution: string;
    region: string;
    scheme?: string;
    visitKind: string;
    month: string;
    from: string;
    to: string;
    persons: number;
    total: string;
    recognised: string;
    funds: string;
    account: string;
    cash: string;
    state: 'applied' | 'accepted' | 'approved' | 'rejected' | 'withdrawn';
    steps: Array<{ kind: Application['state']; who: string; why: string; at: string }>;
}

/** What an institution applies to be paid: its sums, which are ours, and the two steps. */
export function ApplicationCase({ application, done }: { application: string; done: () => void }) {
    const say = useSay();
    const { language } = useLanguage();
    const { role } = useSession();
    const address = `/api/clearing/applications/${application}`;
    const found = useQuery({ queryKey: ['application', application], queryFn: () => get<Application>(address) });
    const { act, busy, error } = useActs(done);
    if (found.isPending) return <Waiting>{say('正在读取清算申请…', 'Reading the application…')}</Waiting>;
    if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
    const it = found.data;
    const reject = (why: string) => act(`${address}/rejection`, { why });
    return (
        <div className="card-form">
            <Card title={stateText(it.state, say)}>
                <Facts
                    of={[
                        [say('机构', 'Institution'), it.institution],
                        [say('险种', 'Scheme'), it.scheme ? schemeText(say, it.scheme) : say('全部', 'all')],
                        [say('类别', 'Kind of care'), visitKindText(say, it.visitKind)],
                        [say('清算月份', 'Month'), monthText(it.month, language)],
                        [say('期间', 'Days'), `${dayText(it.from, language)} – ${dayText(it.to, language)}`],
                        [say('人次', 'Settlements'), String(it.persons)],
                        [say('总费用', 'Total'), <Money of={it.total} />],
                        [say('基金', 'Funds'), <Money of={it.funds} />],
                        [say('个人账户', 'Accounts'), <Money of={it.account} />],
                        [say('现金', 'Cash'), <Money of={it.cash} />],
                    ]}
                />
                <ol className="rows">
                    {it.steps.map((step, index) => (
                        <li key={index}>
                            <span className="badge">{stateText(step.kind, say)}</span>
                            <span>{step.who}</span>
                            <span className="quiet">{timeText(step.at, language)}</span>
                            {step.why && <span>{step.why}</span>}
                        </li>
                    ))}
                </ol>
            </Card>
            {role === 'clerk' && it.state === 'applied' && (
                <Card title={say('受理', 'Accept')}>
                    <div className="buttons">
                        <Button kind="main" busy={busy && say('正在受理…', 'Accepting…')} onClick={() => act(`${address}/acceptance`, {})}>
                            {say('受理', 'Accept')}
                        </Button>
                    </div>
                    <ReviewActs asks="" reject={reject} busy={busy} error={error} />
                </Card>
            )}
            {role === 'reviewer' && it.state === 'accepted' && (
                <Card title={say('审核', 'Decide')}>
                    <ReviewActs
                        asks={say('通过时再次核对合计与本方结算一致。', 'When approved the sums are compared with our settlements once more.')}
                        approve={() => act(`${address}/approval`, {})}
                        reject={reject}
                        busy={busy}
                        error={error}
                    />
                </Card>
            )}
        </div>
    );
}

export function stateText(state: Application['state'], say: (zh: string, en: string) => string): string {
    switch (state) {
        case 'applied':
            return say('申报', 'applied');
        case 'accepted':
            return say('已受理', 'accepted');
        case 'approved':
            return say('审核通过', 'approved');
        case 'rejected':
            return say('驳回', 'rejected');
        case 'withdrawn':
            return say('撤销', 'withdrawn');
    }
}

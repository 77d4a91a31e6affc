import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api';
import { Card, Empty, Failed, Money, Page, Waiting } from '../kit';
import { dayText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import './forms.css';

export interface ClaimLine {
    line: number;
    name: string;
    /** absent: nobody has found it in the catalogue yet */
    code?: string;
    quantity: string;
    price: string;
    amount: string;
    struck?: string;
}

export interface Claim {
    claim: string;
    version: number;
    state: 'filed' | 'returned' | 'reviewed' | 'approved' | 'paid' | 'rejected' | 'withdrawn';
    status: string;
    kind: string;
    institution: string;
    from: string;
    until: string;
    disease?: string;
    invoice: { code?: string; number: string; date: string; total: string };
    claimed: string;
    lines: ClaimLine[];
    documents: Array<{ paper: string; id: string; sha256?: string }>;
    payee: { holder: string; bank: string; account: string };
    filedAt: string;
    settlement?: string;
    refund?: string;
    paidOn?: string;
}

/** How a state looks: what waits for the person stands out. */
export function badge(state: Claim['state']): string {
    const kinds: Record<Claim['state'], string> = {
        filed: 'badge',
        returned: 'badge warn',
        reviewed: 'badge',
        approved: 'badge',
        paid: 'badge',
        rejected: 'badge bad',
        withdrawn: 'badge bad',
    };
    return kinds[state];
}

/** Bills that a person paid and claims afterwards. */
export default function Claims() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const claims = useQuery({
        queryKey: ['claims', scope, language],
        queryFn: ({ signal }) => get<Claim[]>(`/api/persons/${scope}/claims`, { signal }),
    });
    return (
        <Page title={say('零星报销', 'Claims')}>
            {claims.isPending && <Waiting>{say('正在取报销申请…', 'Fetching your claims…')}</Waiting>}
            {claims.isError && <Failed error={claims.error} again={() => void claims.refetch()} />}
            {claims.isSuccess && (
                <Card>
                    {claims.data.length === 0 ? (
                        <Empty>
                            <p>
                                {say(
                                    '没有直接结算、自己垫付的费用，可以拍发票、费用清单和病历申请报销。',
                                    'What you paid yourself you claim with photos of the invoice, the fee list and the record of care.',
                                )}
                            </p>
                        </Empty>
                    ) : (
                        <ul className="rows">
                            {[...claims.data].reverse().map((each) => (
                                <li key={each.claim}>
                                    <div className="item">
                                        <header>
                                            <b>{dayText(each.from, language)}</b>
                                            <Money of={each.invoice.total} />
                                        </header>
                                        <span className={badge(each.state)}>{each.status}</span>
                                        {each.refund !== undefined && (
                                            <p>
                                                {say('报销', 'Refunded')} <Money of={each.refund} />
                                            </p>
                                        )}
                                        <Link to={`/me/claims/${each.claim}`}>
                                            {say('查看', 'Look')}
                                            <span className="visually-hidden">{` ${dayText(each.from, language)} ${each.invoice.number}`}</span>
                                        </Link>
                                    </div>
                                </li>
                            ))}
                        </ul>
                    )}
                    <div className="buttons">
                        <Link className="button main" to="/me/claims/new">
                            {say('申请报销', 'Claim a bill')}
                        </Link>
                    </div>
                </Card>
            )}
        </Page>
    );
}

import { useQuery } from '@tanstack/react-query';
import { get } from '../api';
import { Card, Empty, Failed, Money, Page, Waiting } from '../kit';
import { dayText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import type { AccountAnswer } from './Account';
import { NOTHING } from './receipt';
import { RuleButton, Rules } from './rules';
import { signed, type StatementAnswer } from './Statement';

interface WhyAnswer {
    account: AccountAnswer;
    statement: StatementAnswer;
    priorYears: {
        held: string;
        what: string;
        carried: Array<{ year: number; amount: string }>;
        interest: Array<{ year: number; amount: string }>;
        otherwise: string;
        paid: string;
    };
}

/** Why the account holds what it holds: every change of this year by its rule, and where older money came from. */
export default function Why() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const why = useQuery({
        queryKey: ['why', scope, language],
        queryFn: ({ signal }) => get<WhyAnswer>(`/api/accounts/${scope}/why`, { signal }),
    });
    return (
        <Rules>
            <Page title={say('为什么是这个数', 'Why it is this')}>
                {why.isPending && <Waiting>{say('正在核对账目…', 'Going through the books…')}</Waiting>}
                {why.isError && <Failed error={why.error} again={() => void why.refetch()} />}
                {why.isSuccess && <Told why={why.data} />}
            </Page>
        </Rules>
    );
}

function Told({ why }: { why: WhyAnswer }) {
    const say = useSay();
    const { language } = useLanguage();
    const { statement, priorYears, account } = why;
    return (
        <>
            <Card title={say('今年的账', 'This year')}>
                <dl className="sums">
                    <div>
                        <dt>{say('年初余额', 'At the beginning')}</dt>
                        <dd>
                            <Money of={statement.opening.total} />
                        </dd>
                    </div>
                    {statement.totals.map((total) => (
                        <div key={total.kind}>
                            <dt>
                                {total.what}
                                <span className="quiet"> × {total.lines}</span>
                            </dt>
                            <dd>
                                {total.in === NOTHING && total.out === NOTHING ? (
                                    <span className="quiet">{say('不增不减', 'no change')}</span>
                                ) : (
                                    <>
                                        {total.in !== NOTHING && <Money of={`+${total.in}`} />}{' '}
                                        {total.out !== NOTHING && <Money of={`-${total.out}`} />}
                                    </>
                                )}
                            </dd>
                        </div>
                    ))}
                    <div className="last">
                        <dt>{say('现在', 'Now')}</dt>
                        <dd>
                            <Money of={account.total} />
                        </dd>
                    </div>
                </dl>
            </Card>
            <Card title={say('历年的钱从哪里来', "Where prior years' money came from")}>
                <p>{priorYears.what}</p>
                <dl className="sums">
                    {priorYears.carried.map(({ year, amount }) => (
                        <div key={`c${year}`}>
                            <dt>{say(`${year} 年结转`, `Carried over from ${year}`)}</dt>
                            <dd>
                                <Money of={signed(amount)} />
                            </dd>
                        </div>
                    ))}
                    {priorYears.interest.map(({ year, amount }) => (
                        <div key={`i${year}`}>
                            <dt>{say(`${year} 年利息`, `Interest of ${year}`)}</dt>
                            <dd>
                                <Money of={signed(amount)} />
                            </dd>
                        </div>
                    ))}
                    {priorYears.otherwise !== NOTHING && (
                        <div>
                            <dt>{say('转入、退回等', 'Brought in, returned and so on')}</dt>
                            <dd>
                                <Money of={signed(priorYears.otherwise)} />
                            </dd>
                        </div>
                    )}
                    {priorYears.paid !== NOTHING && (
                        <div>
                            <dt>{say('已支出', 'Paid out of it')}</dt>
                            <dd>
                                <Money of={`-${priorYears.paid}`} />
                            </dd>
                        </div>
                    )}
                    <div className="last">
                        <dt>{say('历年余额', "Prior years' balance")}</dt>
                        <dd>
                            <Money of={priorYears.held} />
                        </dd>
                    </div>
                </dl>
            </Card>
            <Card title={say('每一笔和它的依据', 'Every change, and its rule')}>
                {statement.lines.length === 0 ? (
                    <Empty>{say('今年还没有变动。', 'Nothing has changed this year.')}</Empty>
                ) : (
                    <ol className="steps">
                        {statement.lines.toReversed().map((line) => (
                            <li key={line.firstEntry}>
                                <p>
                                    {line.what} <Money of={line.change.total} />
                                </p>
                                <p className="quiet">
                                    {dayText(line.day, language)} · {say('之后余额 ', 'held then ')}
                                    <Money of={line.after.total} />
                                </p>
                                {line.rule && <RuleButton rule={line.rule} />}
                            </li>
                        ))}
                    </ol>
                )}
            </Card>
        </>
    );
}

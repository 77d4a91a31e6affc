import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api';
import { Card, Empty, Failed, Money, Page, Waiting } from '../kit';
import { dayText, monthText, useLanguage, useSay } from '../language';
import { useSession, useToday } from '../session';
import { schemeText, standingText } from '../words';
import MonthBars from './MonthBars';
import { NOTHING } from './receipt';

export interface Holding {
    current: string;
    prior: string;
    wallet: string;
    total: string;
}

export interface AccountAnswer extends Holding {
    day: string;
    year: number;
    interestUntil: number;
}

interface PersonAnswer {
    name: string;
    participations: Array<{ scheme: string; region: string; standing?: { standing: string; because: string } }>;
}

interface Month {
    month: string;
    in: string;
    out: string;
    closing: Holding;
}

/** Where the insured person arrives: what the account holds, what came and went, and the ways on. */
export default function Account() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const account = useQuery({
        queryKey: ['account', scope],
        queryFn: ({ signal }) => get<AccountAnswer>(`/api/accounts/${scope}`, { signal }),
    });
    const person = useQuery({
        queryKey: ['person', scope],
        queryFn: ({ signal }) => get<PersonAnswer>(`/api/persons/${scope}`, { signal }),
    });
    const insured = person.data?.participations.find((each) => each.standing !== undefined);
    return (
        <Page
            title={say('我的账户', 'My account')}
            aside={
                person.isSuccess && (
                    <span className="quiet">
                        {person.data.name}
                        {insured?.standing && ` · ${schemeText(say, insured.scheme)} · ${standingText(say, insured.standing.standing)}`}
                    </span>
                )
            }
        >
            {account.isError && <Failed error={account.error} again={() => void account.refetch()} />}
            {!account.isError && (
                <section className="hero" aria-label={say('余额', 'Balance')}>
                    {account.isPending ? <Waiting>{say('正在取账户…', 'Fetching your account…')}</Waiting> : <Balance of={account.data} />}
                </section>
            )}
            <Ways />
            <Months />
            <Card title={say('利息怎么算', 'How interest is paid')}>
                <p>
                    {say(
                        '账户里的钱按年计息：年度终了时按参保地的规则结一次，利息记入历年余额。依据哪条规则，见“为什么是这个数”。',
                        "The account's money bears interest by the year: when a year ends it is paid by the rules of your region, and added to prior years' money. “Why is it this?” names the rule.",
                    )}
                </p>
                {account.isSuccess && (
                    <p className="quiet">
                        {account.data.interestUntil > 0
                            ? say(
                                  `利息已记到 ${account.data.interestUntil} 年。`,
                                  `Interest has been paid until ${account.data.interestUntil}.`,
                              )
                            : say('还没有记过利息。', 'No interest has been paid yet.')}
                        {say(`余额截至 ${dayText(account.data.day, language)}。`, ` The balance is that of ${dayText(account.data.day, language)}.`)}
                    </p>
                )}
                <p>
                    <Link to="/me/statement?kind=interest">{say('看记过的利息', 'See the interest paid')}</Link>
                </p>
            </Card>
        </Page>
    );
}

function Balance({ of }: { of: AccountAnswer }) {
    const say = useSay();
    return (
        <>
            <p>{say('账户余额', 'Balance')}</p>
            <Money of={of.total} big />
            <dl>
                <div>
                    <dt>{say('当年', "This year's")}</dt>
                    <dd>
                        <Money of={of.current} />
                    </dd>
                </div>
                <div>
                    <dt>{say('历年', "Prior years'")}</dt>
                    <dd>
                        <Money of={of.prior} />
                    </dd>
                </div>
                {of.wallet !== NOTHING && (
                    <div>
                        <dt>{say('医保钱包', 'Wallet')}</dt>
                        <dd>
                            <Money of={of.wallet} />
                        </dd>
                    </div>
                )}
            </dl>
            <Link to="/me/why">{say('为什么是这个数？', 'Why is it this?')}</Link>
        </>
    );
}

function Ways() {
    const say = useSay();
    return (
        <nav className="tiles" aria-label={say('常用', 'Often used')}>
            <Link to="/me/code">
                <b>{say('医保码', 'My code')}</b>
                <span>{say('就医购药时出示', 'Show it when you pay')}</span>
            </Link>
            <Link to="/me/can-i-use">
                <b>{say('能不能用', 'Can I use it there?')}</b>
                <span>{say('去外地也先问一下', 'Ask before you travel')}</span>
            </Link>
            <Link to="/me/quote">
                <b>{say('要付多少', 'What will I pay?')}</b>
                <span>{say('看病前先算一算', 'Work it out beforehand')}</span>
            </Link>
            <Link to="/me/statement">
                <b>{say('账户明细', 'Statement')}</b>
                <span>{say('每一笔，可下载', 'Every line, to keep')}</span>
            </Link>
            <Link to="/me/looks">
                <b>{say('谁看过我', 'Who looked?')}</b>
                <span>{say('查阅都有记录', 'Each look is recorded')}</span>
            </Link>
        </nav>
    );
}

/** The twelve months until now. */
function Months() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const today = useToday();
    const months = useQuery({
        queryKey: ['months', scope, today],
        queryFn: ({ signal }) => get<Month[]>(`/api/accounts/${scope}/months?from=${yearBefore(today)}`, { signal }),
    });
    return (
        <Card title={say('近一年收支', 'In and out, the last year')}>
            {months.isPending && (
                <div className="month-bars-to-come">
                    <Waiting>{say('正在取收支…', 'Fetching what came and went…')}</Waiting>
                </div>
            )}
            {months.isError && <Failed error={months.error} again={() => void months.refetch()} />}
            {months.isSuccess &&
                (months.data.every((each) => each.in === NOTHING && each.out === NOTHING) ? (
                    <Empty>
                        {say(
                            '这一年没有收支。缴费划入和就医购药后会出现在这里。',
                            'Nothing came or went this year. Contributions credited and care paid for will stand here.',
                        )}
                    </Empty>
                ) : (
                    <>
                        <MonthBars months={months.data} label={say('近一年逐月收支，数字见下表', 'In and out by month; the figures are in the table below')} />
                        <details>
                            <summary>{say('以表格查看', 'As a table')}</summary>
                            <div className="table months" role="region" aria-label={say('逐月收支', 'Month by month')} tabIndex={0}>
                                <table>
                                    <caption>{say('逐月收支', 'Month by month')}</caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">{say('月份', 'Month')}</th>
                                            <th scope="col" className="money">
                                                {say('收入', 'In')}
                                            </th>
                                            <th scope="col" className="money">
                                                {say('支出', 'Out')}
                                            </th>
                                            <th scope="col" className="money">
                                                {say('月末余额', 'At its end')}
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {months.data.map((each) => (
                                            <tr key={each.month}>
                                                <th scope="row">{monthText(each.month, language)}</th>
                                                <td className="money">
                                                    <Money of={each.in} />
                                                </td>
                                                <td className="money">
                                                    <Money of={each.out} />
                                                </td>
                                                <td className="money">
                                                    <Money of={each.closing.total} />
                                                </td>
                                            </tr>
                                        ))}
                                    </tbody>
                                </table>
                            </div>
                        </details>
                    </>
                ))}
        </Card>
    );
}

/** The first day of the month eleven months before a day, so that twelve months are touched. */
export function yearBefore(day: string): string {
    const [year = 0, month = 1] = day.split('-').map(Number);
    const first = month === 12 ? [year, 1] : [year - 1, month + 1];
    return `${first[0]}-${String(first[1]).padStart(2, '0')}-01`;
}

import { useQuery } from '@tanstack/react-query';
import { Drawer, Tabs } from 'antd';
import { useState, type ReactNode } from 'react';
import { get } from '../api';
import { Button, Card, Dialog, Empty, Failed, Field, Money, Page, Waiting, wrongOf } from '../kit';
import { dayText, monthText, timeText, useLanguage, useSay, type Say } from '../language';
import { useSession, useToday } from '../session';
import { useActs, Why } from './acts';
import { ApplicationCase, stateText, type Application } from './ApplicationCase';

interface Line {
    home: string;
    place: string;
    run: number;
    items: number;
    reversals: number;
    total: string;
    funds: string;
    account: string;
    family: string;
    owed: string;
}

interface Netting {
    payer: string;
    payee: string;
    owed: string;
    owedBack: string;
    adjusted: string;
    net: string;
    fromPrefund: string;
    due: string;
    paid: string;
}

interface Movement {
    on: string;
    kind: 'deposit' | 'return' | 'netting';
    amount: string;
    month?: string;
    document?: string;
    clerk: string;
}

interface Prefund {
    home: string;
    place: string;
    deposited: string;
    returned: string;
    used: string;
    left: string;
}

interface Dispute {
    dispute: string;
    settlement: string;
    home: string;
    place: string;
    amount: string;
    state: string;
    steps: Array<{ kind: string; words: string; clerk: string; at: string }>;
}

/** What regions owe each other for care away from home, and what institutions apply to be paid. */
export default function Clearing() {
    const say = useSay();
    return (
        <Page title={say('清算', 'Clearing')} wide>
            <Tabs
                items={[
                    { key: 'days', label: say('日清分与争议', 'Days and disputes'), children: <Days /> },
                    { key: 'months', label: say('月轧差', 'Months'), children: <Months /> },
                    { key: 'prefunds', label: say('预付金', 'Prefunds'), children: <Prefunds /> },
                    { key: 'applications', label: say('机构清算申请', 'Institutions’ applications'), children: <Applications /> },
                ]}
            />
        </Page>
    );
}

function Days() {
    const say = useSay();
    const { language } = useLanguage();
    const { role } = useSession();
    const yesterday = shifted(useToday(), -1);
    const [chosen, setDay] = useState<string>();
    const day = chosen ?? yesterday;
    const [raising, setRaising] = useState(false);
    const [open, setOpen] = useState<Dispute | undefined>();
    const lines = useQuery({ queryKey: ['clearing-day', day], queryFn: () => get<Line[]>(`/api/clearing/days/${day}`), enabled: day !== '' });
    const disputes = useQuery({
        queryKey: ['disputes', day],
        queryFn: () => get<Dispute[]>(`/api/clearing/days/${day}/disputes`),
        enabled: day !== '',
    });
    return (
        <div className="card-form">
            <Card>
                <div className="search">
                    <Field label={say('清分日', 'Day')}>
                        {(given) => <input {...given} type="date" value={day} onChange={(event) => setDay(event.target.value)} />}
                    </Field>
                    {role === 'clerk' && <Button onClick={() => setRaising(true)}>{say('提出争议', 'Raise a dispute')}</Button>}
                </div>
            </Card>
            <Card title={say('当日应付', 'Owed of the day')}>
                <Answer query={lines} reading={say('正在读取清分…', 'Reading the day…')} none={say('当日没有本区的清分；每日由全国一级统一清分。', 'Nothing of your regions was cleared for this day; days are cleared for all regions at once.')}>
                    {(rows) => (
                        <Rows
                            label={say('日清分', 'Cleared day')}
                            heads={[say('参保地', 'Home'), say('就医地', 'Place'), say('批次', 'Run'), say('笔数', 'Items')]}
                            sums={[say('总费用', 'Total'), say('基金', 'Funds'), say('个人账户', 'Accounts'), say('共济', 'Family'), say('应付', 'Owed')]}
                            rows={rows.map((row) => ({
                                key: `${row.home} ${row.place} ${row.run}`,
                                cells: [row.home, row.place, String(row.run), row.reversals > 0 ? say(`${row.items}（撤销 ${row.reversals}）`, `${row.items} (${row.reversals} reversed)`) : String(row.items)],
                                amounts: [row.total, row.funds, row.account, row.family, row.owed],
                            }))}
                        />
                    )}
                </Answer>
            </Card>
            <Card title={say('争议', 'Disputes')}>
                <Answer query={disputes} reading={say('正在读取争议…', 'Reading the disputes…')} none={say('当日没有争议。', 'Nothing of this day is disputed.')}>
                    {(rows) => (
                        <ul className="rows">
                            {rows.map((row) => (
                                <li key={row.dispute}>
                                    <Button small onClick={() => setOpen(row)}>
                                        {row.dispute}
                                    </Button>
                                    <span>{`${row.home} → ${row.place}`}</span>
                                    <Money of={row.amount} />
                                    <span className="badge">{disputeText(row.state, say)}</span>
                                </li>
                            ))}
                        </ul>
                    )}
                </Answer>
            </Card>
            <Dialog title={say('提出争议', 'Raise a dispute')} open={raising} close={() => setRaising(false)}>
                <Raise
                    done={() => {
                        setRaising(false);
                        void disputes.refetch();
                    }}
                />
            </Dialog>
            <Drawer title={open?.dispute ?? ''} open={open !== undefined} onClose={() => setOpen(undefined)} size={720} destroyOnHidden>
                {open && (
                    <DisputeCase
                        dispute={open}
                        language={language}
                        done={() => {
                            setOpen(undefined);
                            void disputes.refetch();
                        }}
                    />
                )}
            </Drawer>
        </div>
    );
}

function Raise({ done }: { done: () => void }) {
    const say = useSay();
    const { act, busy, error } = useActs(done);
    const [settlement, setSettlement] = useState('');
    const [amount, setAmount] = useState('');
    const [reason, setReason] = useState('');
    return (
        <form
            className="card-form"
            onSubmit={(event) => {
                event.preventDefault();
                act('/api/clearing/disputes', { settlement, amount, reason });
            }}
        >
            <Field label={say('结算单号', 'Settlement')} wrong={wrongOf(error, 'settlement')}>
                {(given) => <input {...given} required maxLength={30} value={settlement} onChange={(event) => setSettlement(event.target.value)} />}
            </Field>
            <Field label={say('争议金额（元）', 'Amount (yuan)')} hint={say('两位小数', 'two decimals')} wrong={wrongOf(error, 'amount')}>
                {(given) => <input {...given} required inputMode="decimal" value={amount} onChange={(event) => setAmount(event.target.value)} />}
            </Field>
            <Why label={say('理由', 'Reason')} value={reason} onChange={setReason} />
            {error !== undefined && <Failed error={error} />}
            <div className="buttons">
                <Button kind="main" type="submit" busy={busy && say('正在提交…', 'Sending…')}>
                    {say('提交', 'Raise it')}
                </Button>
            </div>
        </form>
    );
}

function DisputeCase({ dispute, language, done }: { dispute: Dispute; language: 'zh' | 'en'; done: () => void }) {
    const say = useSay();
    const { act, busy, error } = useActs(done);
    const [words, setWords] = useState('');
    const address = `/api/clearing/disputes/${dispute.dispute}`;
    return (
        <div className="card-form">
            <Card>
                <p>
                    {`${dispute.home} → ${dispute.place}`} <Money of={dispute.amount} /> · {dispute.settlement}
                </p>
                <ol className="rows">
                    {dispute.steps.map((step, index) => (
                        <li key={index}>
                            <span className="badge">{disputeText(step.kind, say)}</span>
                            <span>{step.words}</span>
                            <span className="quiet">{`${step.clerk} · ${timeText(step.at, language)}`}</span>
                        </li>
                    ))}
                </ol>
            </Card>
            {(dispute.state === 'raised' || dispute.state === 'answered') && (
                <Card title={dispute.state === 'raised' ? say('就医地答复', 'The place of care answers') : say('裁定', 'Decision')}>
                    <Why label={say('说明', 'In words')} value={words} onChange={setWords} error={error} />
                    <div className="buttons">
                        {dispute.state === 'raised' && (
                            <Button kind="main" disabled={words.trim() === ''} busy={busy && say('正在提交…', 'Sending…')} onClick={() => act(`${address}/answer`, { words })}>
                                {say('答复', 'Answer')}
                            </Button>
                        )}
                        {dispute.state === 'answered' && (
                            <>
                                <Button kind="main" disabled={words.trim() === ''} busy={busy && say('正在提交…', 'Sending…')} onClick={() => act(`${address}/decision`, { upheld: true, words })}>
                                    {say('支持（就医地退回）', 'Uphold (the place owes it back)')}
                                </Button>
                                <Button disabled={words.trim() === ''} busy={busy && say('正在提交…', 'Sending…')} onClick={() => act(`${address}/decision`, { upheld: false, words })}>
                                    {say('不支持', 'Dismiss')}
                                </Button>
                            </>
                        )}
                    </div>
                    {error !== undefined && <Failed error={error} />}
                </Card>
            )}
        </div>
    );
}

function Months() {
    const say = useSay();
    const { language } = useLanguage();
    const before = shifted(useToday(), -31).slice(0, 7);
    const [chosen, setMonth] = useState<string>();
    const month = chosen ?? before;
    const found = useQuery({
        queryKey: ['netting', month],
        queryFn: () => get<{ nettings: Netting[] }>(`/api/clearing/nettings/${month}`),
        enabled: month !== '',
    });
    return (
        <Card title={month === '' ? '' : monthText(month, language)}>
            <Field label={say('月份', 'Month')}>
                {(given) => <input {...given} type="month" value={month} onChange={(event) => setMonth(event.target.value)} />}
            </Field>
            {found.isPending && <Waiting>{say('正在读取轧差…', 'Reading the month…')}</Waiting>}
            {found.isError && <Failed error={found.error} />}
            {found.data?.nettings.length === 0 && <Empty>{say('本区当月没有轧差。', 'Your regions have no netting of this month.')}</Empty>}
            {found.data && found.data.nettings.length > 0 && (
                <Rows
                    label={say('月轧差', 'Netted month')}
                    heads={[say('付款地', 'Payer'), say('收款地', 'Payee')]}
                    sums={[say('应付', 'Owed'), say('应收抵减', 'Owed back'), say('调整', 'Adjusted'), say('净额', 'Net'), say('预付金抵付', 'From prefund'), say('应拨付', 'Due'), say('已拨付', 'Paid')]}
                    rows={found.data.nettings.map((row) => ({
                        key: `${row.payer} ${row.payee}`,
                        cells: [row.payer, row.payee],
                        amounts: [row.owed, row.owedBack, row.adjusted, row.net, row.fromPrefund, row.due, row.paid],
                    }))}
                />
            )}
        </Card>
    );
}

function Prefunds() {
    const say = useSay();
    const [open, setOpen] = useState<Prefund | undefined>();
    const found = useQuery({ queryKey: ['prefunds'], queryFn: () => get<Prefund[]>('/api/clearing/prefunds') });
    return (
        <Card title={say('预付金', 'Prefunds')}>
            <Answer query={found} reading={say('正在读取预付金…', 'Reading the prefunds…')} none={say('本区没有预付金往来。', 'No prefund of your regions.')}>
                {(rows) => (
                    <Rows
                        label={say('各地预付金', 'Prefunds by region')}
                        heads={[say('参保地', 'Home'), say('就医地', 'Place'), say('往来', 'Movements')]}
                        sums={[say('预付', 'Deposited'), say('退回', 'Returned'), say('使用', 'Used'), say('余额', 'Left')]}
                        rows={rows.map((row) => ({
                            key: `${row.home} ${row.place}`,
                            cells: [
                                row.home,
                                row.place,
                                <Button
                                    small
                                    aria-label={say(`${row.home} 在 ${row.place} 的往来明细`, `Show the movements of ${row.home} at ${row.place}`)}
                                    onClick={() => setOpen(row)}
                                >
                                    {say('明细', 'Show')}
                                </Button>,
                            ],
                            amounts: [row.deposited, row.returned, row.used, row.left],
                        }))}
                    />
                )}
            </Answer>
            <Drawer
                title={open && say(`预付金往来：${open.home} → ${open.place}`, `Prefund: ${open.home} → ${open.place}`)}
                open={open !== undefined}
                onClose={() => setOpen(undefined)}
                size={720}
                destroyOnHidden
            >
                {open && <Movements of={open} />}
            </Drawer>
        </Card>
    );
}

/** What changed a prefund, and what is left of it. */
function Movements({ of }: { of: Prefund }) {
    const say = useSay();
    const { language } = useLanguage();
    const found = useQuery({
        queryKey: ['prefund-movements', of.home, of.place],
        queryFn: () => get<Movement[]>(`/api/clearing/prefunds/movements?home=${of.home}&place=${of.place}`),
    });
    return (
        <>
            <p>
                {say('余额', 'Left')} <Money of={of.left} big />
            </p>
            <Answer query={found} reading={say('正在读取往来…', 'Reading the movements…')} none={say('没有往来。', 'No movement.')}>
                {(rows) => (
                    <Rows
                        label={say('往来', 'Movements')}
                        heads={[say('日期', 'Day'), say('事项', 'What'), say('凭证', 'Document'), say('经办', 'By')]}
                        sums={[say('金额', 'Amount')]}
                        rows={rows.map((row, index) => ({
                            key: String(index),
                            cells: [dayText(row.on, language), movementText(row, say), row.document ?? '—', row.clerk],
                            amounts: [row.amount],
                        }))}
                    />
                )}
            </Answer>
        </>
    );
}

function movementText(row: Movement, say: Say): string {
    switch (row.kind) {
        case 'deposit':
            return say('预付', 'deposited');
        case 'return':
            return say('退回', 'returned');
        case 'netting':
            return say(`${row.month ?? ''} 轧差抵付`, `used by the netting of ${row.month ?? ''}`);
    }
}

function Applications() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const [state, setState] = useState<Application['state']>('applied');
    const [open, setOpen] = useState<string | undefined>();
    const found = useQuery({
        queryKey: ['applications', scope, state],
        queryFn: () => get<Application[]>(`/api/regions/${scope}/clearing-applications?state=${state}`),
    });
    return (
        <Card title={say('机构清算申请', 'Institutions’ applications')}>
            <Field label={say('状态', 'State')}>
                {(given) => (
                    <select {...given} value={state} onChange={(event) => setState(event.target.value as Application['state'])}>
                        {(['applied', 'accepted', 'approved', 'rejected', 'withdrawn'] as const).map((each) => (
                            <option key={each} value={each}>
                                {stateText(each, say)}
                            </option>
                        ))}
                    </select>
                )}
            </Field>
            {found.isPending && <Waiting>{say('正在读取申请…', 'Reading the applications…')}</Waiting>}
            {found.isError && <Failed error={found.error} />}
            {found.data?.length === 0 && (
                <Empty>{say('没有处于该状态的申请。机构对账后提交，会同时出现在待办中。', 'No application is in this state. Institutions send them after reconciling; they appear in the work list, too.')}</Empty>
            )}
            <ul className="rows">
                {found.data?.map((each) => (
                    <li key={each.application}>
                        <Button small onClick={() => setOpen(each.application)}>
                            {each.institution}
                        </Button>
                        <span>{`${dayText(each.from, language)} – ${dayText(each.to, language)}`}</span>
                        <Money of={each.total} />
                        <span className="badge">{stateText(each.state, say)}</span>
                    </li>
                ))}
            </ul>
            <Drawer title={say('清算申请', 'Application')} open={open !== undefined} onClose={() => setOpen(undefined)} size={720} destroyOnHidden>
                {open && (
                    <ApplicationCase
                        application={open}
                        done={() => {
                            setOpen(undefined);
                            void found.refetch();
                        }}
                    />
                )}
            </Drawer>
        </Card>
    );
}

function Answer<T>({
    query,
    reading,
    none,
    children,
}: {
    query: { isPending: boolean; isError: boolean; error: unknown; data: T[] | undefined };
    reading: string;
    none: string;
    children: (rows: T[]) => ReactNode;
}) {
    if (query.isError) return <Failed error={query.error} />;
    if (query.data === undefined) return <Waiting>{reading}</Waiting>;
    return query.data.length === 0 ? <Empty>{none}</Empty> : children(query.data);
}

function Rows({
    label,
    heads,
    sums,
    rows,
}: {
    label: string;
    heads: string[];
    sums: string[];
    rows: Array<{ key: string; cells: ReactNode[]; amounts: string[] }>;
}) {
    return (
        <div className="table" role="region" aria-label={label} tabIndex={0}>
            <table>
                <thead>
                    <tr>
                        {heads.map((head) => (
                            <th key={head} scope="col">
                                {head}
                            </th>
                        ))}
                        {sums.map((head) => (
                            <th key={head} scope="col" className="money">
                                {head}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row) => (
                        <tr key={row.key}>
                            {row.cells.map((cell, index) => (
                                <td key={index}>{cell}</td>
                            ))}
                            {row.amounts.map((amount, index) => (
                                <td key={index} className="money">
                                    <Money of={amount} />
                                </td>
                            ))}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

/** The day so many days after another. */
function shifted(from: string, days: number): string {
    const day = new Date(`${from}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + days);
    return day.toISOString().slice(0, 10);
}

function disputeText(kind: string, say: Say): string {
    const known: Record<string, string> = {
        raised: say('提出', 'raised'),
        answered: say('已答复', 'answered'),
        upheld: say('支持', 'upheld'),
        rejected: say('不支持', 'dismissed'),
    };
    return known[kind] ?? kind;
}

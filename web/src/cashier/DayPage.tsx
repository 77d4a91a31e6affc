import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Button, Card, Empty, Failed, Field, Money, Notice, Page, Waiting, wrongOf } from '../kit';
import { timeText, useLanguage, useSay } from '../language';
import { useOnce } from '../once';
import { useSession, useToday } from '../session';
import { schemeText, visitKindText } from '../words';
import { desk, type Reconciliation, type Sums } from './calls';
import { useKeys } from './keys';

/** What was settled on a day, its sums, and whether the till has the same. */
export function DayPage() {
    const say = useSay();
    const { scope } = useSession();
    const at = useMemo(() => desk(scope), [scope]);
    const [address, setAddress] = useSearchParams();
    const go = useNavigate();
    const asked = address.get('day') ?? '';
    const today = useToday();
    const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today;
    useKeys({ F8: () => void go('/cashier') });
    return (
        <Page
            title={say('当日结算与对账', 'The day')}
            wide
            aside={
                <label className="day">
                    {say('日期', 'Day')}
                    <input type="date" value={day} max={today} onChange={(event) => event.target.value && setAddress({ day: event.target.value })} />
                </label>
            }
        >
            <TotalsCard at={at} day={day} />
            <ReconcileCard key={day} at={at} day={day} />
            <ListCard key={`list-${day}`} at={at} day={day} />
        </Page>
    );
}

function TotalsCard({ at, day }: { at: ReturnType<typeof desk>; day: string }) {
    const say = useSay();
    const totals = useQuery({ queryKey: ['day', 'totals', day], queryFn: ({ signal }) => at.totals(day, signal) });
    return (
        <Card title={say('当日合计', 'Totals')}>
            {totals.isPending && <Waiting>{say('正在合计…', 'Adding up…')}</Waiting>}
            {totals.isError && <Failed error={totals.error} again={() => void totals.refetch()} />}
            {totals.data?.length === 0 && <Empty>{say('这一天没有结算。', 'Nothing was settled that day.')}</Empty>}
            {totals.data && totals.data.length > 0 && (
                <div className="table">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{say('险种、就医类别', 'Scheme, kind of care')}</th>
                                <th scope="col" className="money">
                                    {say('笔数', 'Count')}
                                </th>
                                <SumHeads />
                            </tr>
                        </thead>
                        <tbody>
                            {totals.data.map((each) => (
                                <tr key={`${each.scheme} ${each.visitKind} ${each.reversals}`}>
                                    <th scope="row">
                                        {schemeText(say, each.scheme)} · {visitKindText(say, each.visitKind)}
                                        {each.reversals && <span className="badge warn"> {say('撤销', 'taken back')}</span>}
                                    </th>
                                    <td className="money">{each.count}</td>
                                    <SumCells of={each} />
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </Card>
    );
}

/** Who paid, of a settlement or of many. */
function SumHeads() {
    const say = useSay();
    return [say('总额', 'Total'), say('基金', 'Funds'), say('账户', 'Accounts'), say('现金', 'Cash')].map((name) => (
        <th key={name} scope="col" className="money">
            {name}
        </th>
    ));
}

function SumCells({ of }: { of: Required<Omit<Sums, 'count'>> }) {
    return (['total', 'funds', 'account', 'cash'] as const).map((part) => (
        <td key={part} className="money">
            <Money of={of[part]} />
        </td>
    ));
}

function ReconcileCard({ at, day }: { at: ReturnType<typeof desk>; day: string }) {
    const say = useSay();
    const { language } = useLanguage();
    const [typed, setTyped] = useState({ count: '', total: '', funds: '', account: '', cash: '' });
    const before = useQuery({ queryKey: ['day', 'reconciliations', day], queryFn: ({ signal }) => at.reconciliations(day, signal) });
    const comparing = useOnce({
        ask: (theirs: Sums, key) => at.reconcile(day, theirs, key),
        stale: [['day', 'reconciliations', day]],
    });
    const send = (event: FormEvent) => {
        event.preventDefault();
        const { count, total, funds, account, cash } = typed;
        comparing.mutate({
            count: Number(count),
            total: yuan(total),
            funds: yuan(funds),
            ...(account !== '' && { account: yuan(account) }),
            ...(cash !== '' && { cash: yuan(cash) }),
        });
    };
    const fields = [
        ['count', say('笔数', 'Count')],
        ['total', say('总额', 'Total')],
        ['funds', say('基金', 'Funds')],
        ['account', say('账户（可不填）', 'Accounts (optional)')],
        ['cash', say('现金（可不填）', 'Cash (optional)')],
    ] as const;
    const last = comparing.data ?? before.data?.at(-1);
    return (
        <Card title={say('对账', 'Reconciliation')}>
            <p className="quiet">
                {say('填窗口自己的合计（撤销计为一笔，金额为负），与中心的账比对；结果留存。', 'Type the till’s own sums, a settlement taken back counting as one below zero. They are compared with the agency’s, and what came of it is kept.')}
            </p>
            <form className="reconcile" onSubmit={send}>
                {fields.map(([name, label]) => (
                    <Field key={name} label={label} wrong={wrongOf(comparing.error, name)}>
                        {(given) => (
                            <input
                                {...given}
                                inputMode={name === 'count' ? 'numeric' : 'decimal'}
                                required={name === 'count' || name === 'total' || name === 'funds'}
                                pattern={name === 'count' ? '\\d{1,6}' : '-?\\d{1,10}([.]\\d{1,2})?'}
                                title={name === 'count' ? say('整数', 'a whole number') : say('金额，如 12.50', 'an amount, such as 12.50')}
                                value={typed[name]}
                                onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
                            />
                        )}
                    </Field>
                ))}
                <Button kind="main" type="submit" busy={comparing.isPending && say('正在比对…', 'Comparing…')}>
                    {say('比对', 'Compare')}
                </Button>
            </form>
            {comparing.isError && <Failed error={comparing.error} />}
            {before.isError && <Failed error={before.error} />}
            {last && (
                <section aria-live="polite">
                    <Notice {...(!last.even && { kind: 'warn' as const })}>
                        {last.even ? say('平账：两边一致。', 'Even: both sides say the same.') : say('不平：两边不一致。', 'Not even: the two sides differ.')}{' '}
                        <span className="quiet">{timeText(last.madeAt, language)}</span>
                    </Notice>
                    <Compared of={last} />
                </section>
            )}
        </Card>
    );
}

/** What was typed as an amount, with two decimals. */
function yuan(typed: string): string {
    const [whole = '0', decimals = ''] = typed.trim().split('.');
    return `${whole}.${decimals.padEnd(2, '0')}`;
}

function Compared({ of }: { of: Reconciliation }) {
    const say = useSay();
    const rows = [
        [say('笔数', 'Count'), String(of.ours.count), String(of.theirs.count)],
        [say('总额', 'Total'), of.ours.total, of.theirs.total],
        [say('基金', 'Funds'), of.ours.funds, of.theirs.funds],
        [say('账户', 'Accounts'), of.ours.account, of.theirs.account],
        [say('现金', 'Cash'), of.ours.cash, of.theirs.cash],
    ] as const;
    return (
        <div className="table">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{say('项目', 'What')}</th>
                        <th scope="col" className="money">
                            {say('中心', 'Agency')}
                        </th>
                        <th scope="col" className="money">
                            {say('窗口', 'Till')}
                        </th>
                        <th scope="col">{say('结果', 'Result')}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map(([label, ours, theirs], index) => (
                        <tr key={label} className={theirs !== undefined && ours !== theirs ? 'differs' : ''}>
                            <th scope="row">{label}</th>
                            {[ours, theirs].map((value, side) => (
                                <td key={side === 0 ? 'ours' : 'theirs'} className="money">
                                    {value === undefined ? '—' : index === 0 ? value : <Money of={value} />}
                                </td>
                            ))}
                            <td>{theirs === undefined ? say('未填', 'not said') : ours === theirs ? say('一致', 'the same') : say('不一致', 'differs')}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function ListCard({ at, day }: { at: ReturnType<typeof desk>; day: string }) {
    const say = useSay();
    const { language } = useLanguage();
    const [page, setPage] = useState(1);
    const list = useQuery({ queryKey: ['day', 'list', day, page], queryFn: ({ signal }) => at.day(day, page, signal), placeholderData: (before) => before });
    return (
        <Card title={say('结算明细', 'Settlements')}>
            {list.isPending && <Waiting>{say('正在读取…', 'Reading…')}</Waiting>}
            {list.isError && <Failed error={list.error} again={() => void list.refetch()} />}
            {list.data?.all === 0 && (
                <Empty>
                    {say('还没有结算。', 'Nothing was settled yet.')}
                    <Link to="/cashier">{say('去收费', 'To the window')}</Link>
                </Empty>
            )}
            {list.data && list.data.all > 0 && (
                <>
                    <div className="table">
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">{say('时间', 'Time')}</th>
                                    <th scope="col">{say('结算编号', 'Settlement')}</th>
                                    <th scope="col">{say('参保人', 'Person')}</th>
                                    <th scope="col">{say('类别', 'Kind')}</th>
                                    <SumHeads />
                                    <th scope="col">{say('收费员', 'Cashier')}</th>
                                </tr>
                            </thead>
                            <tbody>
                                {list.data.settlements.map((each) => (
                                    <tr key={each.settlement}>
                                        <td>{timeText(each.settledAt, language)}</td>
                                        <th scope="row">
                                            <Link to={`/cashier/settlements/${each.settlement}`}>{each.settlement}</Link>{' '}
                                            {each.reverses && <span className="badge warn">{say('撤销单', 'takes back')}</span>}
                                            {each.reversedBy && <span className="badge warn">{say('已撤销', 'taken back')}</span>}
                                        </th>
                                        <td>{each.person}</td>
                                        <td>{visitKindText(say, each.visitKind)}</td>
                                        <SumCells of={each} />
                                        <td>{each.cashier ?? say('医院软件', 'software')}</td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </div>
                    {list.data.pages > 1 && (
                        <div className="buttons">
                            <Button small disabled={page === 1} onClick={() => setPage(page - 1)}>
                                {say('上一页', 'Previous')}
                            </Button>
                            <span>
                                {page} / {list.data.pages}
                            </span>
                            <Button small disabled={page === list.data.pages} onClick={() => setPage(page + 1)}>
                                {say('下一页', 'Next')}
                            </Button>
                        </div>
                    )}
                </>
            )}
        </Card>
    );
}

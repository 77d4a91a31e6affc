import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Refused } from '../api';
import { Button, Card, Empty, Failed, Field, Money, Notice, Page, Waiting, wrongOf } from '../kit';
import { dayText, timeText, useLanguage, useSay } from '../language';
import { useOnce } from '../once';
import { useSession, useToday } from '../session';
import { gradeText, schemeText } from '../words';
import { isComplete, ordered, type Line } from './bill';
import { desk, type Stay, type StayEnd, type StayLine } from './calls';
import { useKeys } from './keys';
import { LinesCard } from './LinesCard';
import { ConfirmDialog, PreviewCard } from './PreviewCard';
import { usePreview } from './preview';
import { now, withSeconds } from './time';

type At = ReturnType<typeof desk>;

/** A stay: what was charged day by day, what it comes to, and its end. */
export function StayPage() {
    const say = useSay();
    const { scope } = useSession();
    const at = useMemo(() => desk(scope), [scope]);
    const { stay: id = '' } = useParams();
    const found = useQuery({ queryKey: ['stay', id], queryFn: ({ signal }) => at.stay(id, signal) });
    return (
        <Page title={say('住院费用与结算', 'A stay')} wide aside={<Keys />}>
            {found.isPending && <Waiting>{say('正在读取住院…', 'Reading the stay…')}</Waiting>}
            {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
            {found.data && <StayOf key={id} at={at} stay={found.data} />}
        </Page>
    );
}

function Keys() {
    const say = useSay();
    return (
        <p className="keys quiet">
            <kbd>F4</kbd> {say('项目', 'item')} <kbd>F2</kbd> {say('记入', 'enter')} <kbd>F8</kbd> {say('住院名单', 'all stays')} <kbd>F9</kbd>{' '}
            {say('出院结算', 'settle')}
        </p>
    );
}

function useAgain(stay: string) {
    const queries = useQueryClient();
    return () => {
        void queries.invalidateQueries({ queryKey: ['stay', stay] });
        void queries.invalidateQueries({ queryKey: ['stays'] });
    };
}

function StayOf({ at, stay }: { at: At; stay: Stay }) {
    const say = useSay();
    const go = useNavigate();
    const isOpen = stay.dischargedAt === undefined;
    useKeys({ F8: () => void go('/cashier/stays') });
    return (
        <div className="window">
            <div>
                <FactsCard at={at} stay={stay} />
                {isOpen && <ChargeCard at={at} stay={stay} />}
                <DaysCard at={at} stay={stay} />
            </div>
            <div className="beside">
                {stay.settlement === undefined ? (
                    <EndCard at={at} stay={stay} />
                ) : (
                    <Card title={say('已结算', 'Settled')}>
                        <p>{say('这次住院已经结算。要改动，先撤销结算。', 'This stay is settled. To change it, take the settlement back first.')}</p>
                        <div className="buttons">
                            <Link className="button main" to={`/cashier/settlements/${stay.settlement}`}>
                                {say('结算单', 'Receipt')}
                            </Link>
                        </div>
                    </Card>
                )}
            </div>
        </div>
    );
}

function FactsCard({ at, stay }: { at: At; stay: Stay }) {
    const say = useSay();
    const { language } = useLanguage();
    const go = useNavigate();
    const again = useAgain(stay.stay);
    const cancelling = useOnce({
        ask: (_: void, key) => at.cancelStay(stay.stay, key),
        done: () => {
            again();
            void go('/cashier/stays');
        },
    });
    const reopening = useOnce({ ask: (_: void, key) => at.undoDischarge(stay.stay, key), done: again });
    const facts: Array<[string, string | undefined]> = [
        [say('住院号', 'Number'), stay.number],
        [say('险种', 'Scheme'), schemeText(say, stay.scheme)],
        [say('科室、床位', 'Department, bed'), [stay.department, stay.bed].filter(Boolean).join(' · ')],
        [say('入院诊断', 'Diagnosis'), stay.diagnosis],
        [say('入院时间', 'Admitted'), timeText(stay.admittedAt, language) + (stay.emergency ? say('（急诊转住院）', ' (as an emergency)') : '')],
        [say('出院时间', 'Left'), stay.dischargedAt && timeText(stay.dischargedAt, language)],
    ];
    return (
        <Card title={stay.person}>
            <dl className="balances facts">
                {facts
                    .filter(([, value]) => value)
                    .map(([label, value]) => (
                        <div key={label}>
                            <dt>{label}</dt>
                            <dd>{value}</dd>
                        </div>
                    ))}
            </dl>
            {stay.dischargedAt === undefined && stay.days.length === 0 && (
                <div className="buttons">
                    <Button small kind="danger" onClick={() => cancelling.mutate()} busy={cancelling.isPending && say('正在撤销…', 'Cancelling…')}>
                        {say('撤销入院', 'Cancel the admission')}
                    </Button>
                </div>
            )}
            {stay.dischargedAt !== undefined && stay.settlement === undefined && (
                <>
                    <Notice kind="warn">
                        {say('已出院，未结算。可以直接结算；要改费用，先退回在院。', 'Left and not settled. Settle it, or let it go on to change its charges.')}
                    </Notice>
                    <div className="buttons">
                        <Button small onClick={() => reopening.mutate()} busy={reopening.isPending && say('正在退回…', 'Undoing…')}>
                            {say('退回在院', 'Undo the discharge')}
                        </Button>
                    </div>
                </>
            )}
            {cancelling.isError && <Failed error={cancelling.error} />}
            {reopening.isError && <Failed error={reopening.error} />}
        </Card>
    );
}

function ChargeCard({ at, stay }: { at: At; stay: Stay }) {
    const say = useSay();
    const today = useToday();
    const search = useRef<HTMLInputElement>(null);
    const [day, setDay] = useState(today);
    const [lines, setLines] = useState<Line[]>([]);
    const again = useAgain(stay.stay);
    const charging = useOnce({
        ask: (of: Line[], key) => at.charge(stay.stay, day, of.map(ordered), key),
        done: () => {
            setLines([]);
            again();
            search.current?.focus();
        },
    });
    const isReady = lines.length > 0 && lines.every(isComplete) && !charging.isPending;
    const charge = () => {
        if (isReady) {
            charging.mutate(lines);
        }
    };
    useEffect(() => search.current?.focus(), []);
    useKeys({ F4: () => search.current?.focus(), F2: charge });
    const wrong = (line: Line) => {
        const { error } = charging;
        return error instanceof Refused && error.problem.field?.startsWith(`lines[${lines.indexOf(line)}].`) ? error.problem.message : undefined;
    };
    return (
        <LinesCard at={at} lines={lines} told={() => undefined} wrong={wrong} search={search} onChange={setLines}>
            {charging.isError && <Failed error={charging.error} />}
            <div className="buttons">
                <label className="day">
                    {say('费用日期', 'Day of the charges')}
                    <input
                        type="date"
                        value={day}
                        min={stay.admittedAt.slice(0, 10)}
                        max={today}
                        onChange={(event) => event.target.value && setDay(event.target.value)}
                    />
                </label>
                <Button kind="main" disabled={!isReady} onClick={charge} busy={charging.isPending && say('正在记入…', 'Entering…')}>
                    {say('记入住院费用', 'Enter the charges')} <kbd>F2</kbd>
                </Button>
            </div>
        </LinesCard>
    );
}

function DaysCard({ at, stay }: { at: At; stay: Stay }) {
    const say = useSay();
    const { language } = useLanguage();
    const again = useAgain(stay.stay);
    const withdrawing = useOnce({ ask: (line: string, key) => at.withdraw(stay.stay, line, key), thing: (line) => line, done: again });
    const mayWithdraw = stay.dischargedAt === undefined && !withdrawing.isPending;
    return (
        <Card title={say('已记入的费用', 'Charged so far')}>
            {withdrawing.isError && <Failed error={withdrawing.error} />}
            {stay.days.length === 0 && (
                <Empty>
                    {say(
                        '还没有费用。选好费用日期，在上面输入当天的项目，按 F2 记入。',
                        'No charges yet. Choose the day, type its items above, and press F2.',
                    )}
                </Empty>
            )}
            {stay.days.map((each) => (
                <section key={each.day} className="charged" aria-label={dayText(each.day, language)}>
                    <h3>
                        {dayText(each.day, language)} <Money of={each.total} />
                    </h3>
                    <Charged lines={each.lines} mayWithdraw={mayWithdraw} withdraw={(line) => withdrawing.mutate(line)} />
                </section>
            ))}
        </Card>
    );
}

function Charged({ lines, mayWithdraw, withdraw }: { lines: StayLine[]; mayWithdraw: boolean; withdraw: (line: string) => void }) {
    const say = useSay();
    return (
        <div className="table">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{say('项目', 'Item')}</th>
                        <th scope="col">{say('等级', 'Grade')}</th>
                        <th scope="col" className="money">
                            {say('数量 × 单价', 'Quantity × price')}
                        </th>
                        <th scope="col" className="money">
                            {say('金额', 'Amount')}
                        </th>
                        <th scope="col">
                            <span className="visually-hidden">{say('操作', 'Actions')}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {lines.map(({ serial, settled, bill }) => (
                        <tr key={serial}>
                            <th scope="row">{bill.name}</th>
                            <td>
                                <span className={bill.grade === 'A' || bill.grade === 'B' ? 'badge' : 'badge warn'}>{gradeText(say, bill.grade)}</span>
                            </td>
                            <td className="money">{bill.quantity && bill.price ? `${bill.quantity} × ${bill.price}` : ''}</td>
                            <td className="money">
                                <Money of={bill.amount} />
                            </td>
                            <td>
                                {mayWithdraw && !settled && (
                                    <Button small onClick={() => withdraw(serial)} aria-label={say(`撤销 ${bill.name}`, `Withdraw ${bill.name}`)}>
                                        {say('撤销', 'Withdraw')}
                                    </Button>
                                )}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function EndCard({ at, stay }: { at: At; stay: Stay }) {
    const say = useSay();
    const go = useNavigate();
    const queries = useQueryClient();
    const today = useToday();
    const [leaves, setLeaves] = useState(() => now(today));
    const [useAccount, setUseAccount] = useState(true);
    const [confirming, setConfirming] = useState(false);
    const isOpen = stay.dischargedAt === undefined;
    const end: StayEnd = { ...(isOpen && leaves !== '' && { dischargedAt: withSeconds(leaves) }), useAccount };
    const hasLines = stay.days.some((day) => day.lines.some((line) => !line.settled));
    const preview = usePreview((order: StayEnd, signal) => at.previewStay(stay.stay, order, signal), hasLines ? end : undefined, stay.total);
    const isReady = preview.previewed !== undefined && !preview.isStale && preview.error === undefined && (!isOpen || leaves !== '');
    // Outlives the dialog: whoever closes it over an answer that did not come, and asks again, asks for the same.
    const settling = useOnce({
        ask: (_: void, key) => at.settleStay(stay.stay, end, stay.total, key),
        done: (settled) => {
            void queries.invalidateQueries();
            void go(`/cashier/settlements/${settled.settlement}`);
        },
    });
    const settle = () => {
        if (isReady) {
            settling.reset();
            setConfirming(true);
        }
    };
    useKeys({ F9: settle });
    return (
        <>
            <PreviewCard
                preview={preview}
                incomplete={false}
                empty={say('记入费用后，这里就显示现在出院谁付多少。', 'Once something is charged, who would pay how much today is shown here.')}
                action={isOpen ? say('出院并结算', 'Discharge and settle') : say('结算', 'Settle')}
                settle={settle}
            >
                {isOpen && (
                    <Field label={say('出院时间', 'Leaves')} wrong={wrongOf(preview.error, 'dischargedAt')}>
                        {(given) => (
                            <input {...given} type="datetime-local" required max={`${today}T23:59`} value={leaves} onChange={(event) => setLeaves(event.target.value)} />
                        )}
                    </Field>
                )}
                <label className="condition">
                    <input type="checkbox" checked={useAccount} onChange={(event) => setUseAccount(event.target.checked)} />
                    {say('使用个人账户（不足时用共济人账户）', 'Pay from the account, then from relatives’')}
                </label>
            </PreviewCard>
            {preview.previewed && (
                <ConfirmDialog
                    title={isOpen ? say('确认出院并结算', 'Discharge and settle?') : say('确认结算', 'Settle?')}
                    open={confirming}
                    close={() => setConfirming(false)}
                    figures={preview.previewed.figures}
                    settling={settling}
                    confirmed={() => settling.mutate()}
                />
            )}
        </>
    );
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { get, post } from '../api';
import { paidAgainstBill } from '../charts/charts';
import { Button, Card, Choices, Empty, Failed, Field, Money, Page, Waiting, wrongOf } from '../kit';
import { amountText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import { usePlaces } from './people';
import { ReceiptCards, type Receipt } from './receipt';
import { Rules } from './rules';
import {
    CATEGORIES,
    category,
    filingKind,
    grade,
    GRADES,
    institutionOf,
    level,
    LEVELS,
    VISIT_KINDS,
    visitKind,
    type Grade,
    type InstitutionKind,
    type Level,
    type VisitKind,
} from './words';

const Chart = lazy(() => import('../charts/Chart'));

interface Line {
    name?: string;
    category: string;
    grade: Grade;
    amount: string;
    firstPayShare?: string;
}

interface Visit {
    kind: VisitKind;
    place?: string;
    level?: Level;
    institutionKind?: InstitutionKind;
    [more: string]: unknown;
}

interface Question {
    person?: string;
    region?: string;
    filing?: { kind: string; [more: string]: unknown };
    visit: Visit;
    [more: string]: unknown;
}

interface Bill {
    lines?: Line[];
    parts?: { ownPay?: string; overLimit?: string; firstPay?: string; inScope: string };
    total?: string;
}

interface Example {
    id: string;
    title?: string;
    arithmetic?: string;
    quote: { question: Question; bill: Bill; useAccount?: boolean };
}

interface Point {
    bill: string;
    funds: string;
    personPays: string;
    cash: string;
}

const POINTS = 40;
/** How long the reader may go on moving a slider before the server is asked. */
const PAUSE = 200;

/** What a bill would come to, of the reader or of an example: turned at will, decided by the server each time. */
export default function Quote() {
    const say = useSay();
    const [source, setSource] = useState<'mine' | 'example'>('mine');
    const [example, setExample] = useState<Example>();
    return (
        <Rules>
            <Page title={say('要付多少', 'What will I pay?')}>
                <Choices
                    label={say('算谁的', 'Whose bill')}
                    value={source}
                    of={[
                        { value: 'mine', label: say('我的：按我现在的参保和今年的累计', 'Mine: as I am insured, with this year so far') },
                        { value: 'example', label: say('示例：从各地的例子里选', 'An example from a region') },
                    ]}
                    onChange={setSource}
                />
                {source === 'mine' ? <Mine /> : <Examples chosen={example} choose={setExample} />}
                {source === 'example' && example && <Turned key={example.id + (example.quote.question.region ?? '')} start={example.quote} title={example.title} />}
            </Page>
        </Rules>
    );
}

function Mine() {
    const say = useSay();
    const { scope } = useSession();
    const [kind, setKind] = useState<VisitKind>('outpatient');
    const [lines, setLines] = useState<Line[]>([{ category: 'drug', grade: 'A', amount: '' }]);
    const [asked, ask] = useState<{ kind: VisitKind; lines: Line[]; number: number }>();
    const set = (at: number, change: Partial<Line>) => setLines(lines.map((line, number) => (number === at ? { ...line, ...change } : line)));
    const wrong = lines.map(({ amount }) => amount !== '' && !isAmount(amount));
    const ready = lines.every(({ amount }) => isAmount(amount) && Number(amount) > 0);
    return (
        <>
            <form
                className="card card-form"
                onSubmit={(event) => {
                    event.preventDefault();
                    ask({ kind, lines: lines.map(full), number: (asked?.number ?? 0) + 1 });
                }}
            >
                <Field label={say('看什么', 'What for')}>
                    {(given) => (
                        <select {...given} value={kind} onChange={(event) => setKind(event.target.value as VisitKind)}>
                            {VISIT_KINDS.map((each) => (
                                <option key={each} value={each}>
                                    {visitKind(say, each)}
                                </option>
                            ))}
                        </select>
                    )}
                </Field>
                {lines.map((line, at) => (
                    // oxlint-disable-next-line react/no-array-index-key
                    <fieldset key={at} className="line">
                        <legend>{say(`第 ${at + 1} 项费用`, `Item ${at + 1}`)}</legend>
                        <div className="pairs">
                            <Field
                                label={say('金额（元）', 'Amount in yuan')}
                                wrong={wrong[at] ? say('请填金额，如 120 或 120.50', 'An amount such as 120 or 120.50') : undefined}
                            >
                                {(given) => (
                                    <input {...given} inputMode="decimal" value={line.amount} onChange={(event) => set(at, { amount: event.target.value.trim() })} />
                                )}
                            </Field>
                            <Field label={say('费用类别', 'What it is')}>
                                {(given) => (
                                    <select {...given} value={line.category} onChange={(event) => set(at, { category: event.target.value })}>
                                        {CATEGORIES.map((each) => (
                                            <option key={each} value={each}>
                                                {category(say, each)}
                                            </option>
                                        ))}
                                    </select>
                                )}
                            </Field>
                            <Field label={say('目录等级', 'Grade')}>
                                {(given) => (
                                    <select
                                        {...given}
                                        value={line.grade}
                                        onChange={(event) => {
                                            const next = event.target.value as Grade;
                                            const { firstPayShare: _, ...rest } = line;
                                            setLines(
                                                lines.map((each, number) =>
                                                    number === at ? { ...rest, grade: next, ...(next === 'B' && { firstPayShare: '10%' }) } : each,
                                                ),
                                            );
                                        }}
                                    >
                                        {GRADES.map((each) => (
                                            <option key={each} value={each}>
                                                {grade(say, each)}
                                            </option>
                                        ))}
                                    </select>
                                )}
                            </Field>
                            {line.grade === 'B' && (
                                <Field label={say('先自付比例', 'Self-paid first')} hint={say('医院的清单上有', 'It stands on the fee list')}>
                                    {(given) => (
                                        <select {...given} value={line.firstPayShare ?? '10%'} onChange={(event) => set(at, { firstPayShare: event.target.value })}>
                                            {['0%', '5%', '10%', '15%', '20%', '30%'].map((each) => (
                                                <option key={each}>{each}</option>
                                            ))}
                                        </select>
                                    )}
                                </Field>
                            )}
                        </div>
                        {lines.length > 1 && (
                            <Button small onClick={() => setLines(lines.filter((_, number) => number !== at))}>
                                {say(`去掉第 ${at + 1} 项`, `Remove item ${at + 1}`)}
                            </Button>
                        )}
                    </fieldset>
                ))}
                <div className="buttons">
                    <Button type="submit" kind="main" disabled={!ready}>
                        {say('算一算', 'Work it out')}
                    </Button>
                    <Button onClick={() => setLines([...lines, { category: 'treatment', grade: 'A', amount: '' }])}>
                        {say('再加一项', 'Add an item')}
                    </Button>
                </div>
            </form>
            {asked === undefined ? (
                <Card>
                    <Empty>
                        {say(
                            '填一个金额，就能看到基金付多少、自己付多少，以及每一步的依据。',
                            'Give an amount to see what the funds pay, what you pay, and the rule behind each step.',
                        )}
                    </Empty>
                </Card>
            ) : (
                <Turned
                    key={asked.number}
                    start={{
                        question: {
                            person: scope,
                            visit: {
                                kind: asked.kind,
                                ...(asked.kind !== 'pharmacy' && { level: '3', institutionKind: 'hospital' }),
                            },
                        },
                        bill: { lines: asked.lines },
                    }}
                />
            )}
        </>
    );
}

const AMOUNT = /^\d{1,8}(\.\d{1,2})?$/;

export function isAmount(typed: string): boolean {
    return AMOUNT.test(typed);
}

/** As the server has amounts: two decimals. */
export function twoDecimals(typed: string): string {
    const [whole = '', decimals = ''] = typed.split('.');
    return `${whole.replace(/^0+(?=\d)/, '')}.${decimals.padEnd(2, '0')}`;
}

function full(line: Line): Line {
    return { ...line, amount: twoDecimals(line.amount) };
}

function Examples({ chosen, choose }: { chosen: Example | undefined; choose: (example: Example) => void }) {
    const say = useSay();
    const places = usePlaces();
    const [region, setRegion] = useState('110000');
    const examples = useQuery({
        queryKey: ['examples', region],
        queryFn: ({ signal }) => get<Example[]>(`/api/quotes/examples?region=${region}`, { signal }),
        staleTime: Infinity,
    });
    return (
        <Card title={say('选一个例子', 'Pick an example')}>
            {places.isError && <Failed error={places.error} again={() => void places.refetch()} />}
            <Field label={say('地区', 'Region')}>
                {(given) => (
                    <select {...given} value={region} onChange={(event) => setRegion(event.target.value)}>
                        {places.data?.map((each) => (
                            <option key={each.code} value={each.code}>
                                {each.name}
                            </option>
                        ))}
                    </select>
                )}
            </Field>
            {examples.isPending && <Waiting>{say('正在取例子…', 'Fetching examples…')}</Waiting>}
            {examples.isError && <Failed error={examples.error} again={() => void examples.refetch()} />}
            {examples.isSuccess &&
                (examples.data.length === 0 ? (
                    <Empty>{say('这个地区没有例子：换一个地区看看。', 'There are no examples of this region: try another.')}</Empty>
                ) : (
                    <Field label={say('例子', 'Example')}>
                        {(given) => (
                            <select
                                {...given}
                                value={examples.data.indexOf(chosen as Example)}
                                onChange={(event) => {
                                    const picked = examples.data[Number(event.target.value)];
                                    if (picked) {
                                        choose(picked);
                                    }
                                }}
                            >
                                <option value={-1} disabled>
                                    {say('请选择', 'Choose one')}
                                </option>
                                {examples.data.map((each, at) => (
                                    <option key={each.id} value={at}>
                                        {each.title ?? nameOf(say, each)}
                                    </option>
                                ))}
                            </select>
                        )}
                    </Field>
                ))}
            {chosen?.arithmetic && (
                <details>
                    <summary>{say('手工验算', 'Worked out by hand')}</summary>
                    <p className="code">{chosen.arithmetic}</p>
                </details>
            )}
        </Card>
    );
}

function nameOf(say: (zh: string, en: string) => string, { id, quote }: Example): string {
    const { visit } = quote.question;
    const size = quote.bill.parts?.inScope ?? quote.bill.lines?.[0]?.amount;
    return [visitKind(say, visit.kind), visit.kind !== 'pharmacy' && visit.level && level(say, visit.level), size && amountText(size), id]
        .filter(Boolean)
        .join(' · ');
}

/** A quote that can be turned: larger, elsewhere, filed or not. */
function Turned({ start, title }: { start: { question: Question; bill: Bill; useAccount?: boolean }; title?: string | undefined }) {
    const say = useSay();
    const { language } = useLanguage();
    const places = usePlaces();
    const visit = start.question.visit;
    const home = start.question.region ?? '';
    const [at, setAt] = useState(visit.level ?? 'unrated');
    const [place, setPlace] = useState(visit.place === undefined || visit.place === home ? '' : visit.place);
    const [filing, setFiling] = useState(start.question.filing?.kind ?? (start.question.person === undefined ? 'none' : ''));
    const [total, setTotal] = useState<number>();

    const turned = {
        ...start,
        question: {
            ...start.question,
            ...(place !== '' && { filing: filingOf(start.question, filing) }),
            visit: {
                ...visit,
                ...(place === '' ? (home === '' ? {} : { place: home }) : { place }),
                ...(at !== (visit.level ?? 'unrated') && { level: at, institutionKind: institutionOf(visit.kind, at) }),
            },
        },
        bill: { ...start.bill, ...(total !== undefined && { total: `${total}.00` }) },
    };
    const asked = useSettled(turned);
    const quote = useQuery({
        queryKey: ['quote', asked],
        queryFn: ({ signal }) => post<Receipt>('/api/quotes', asked, { signal }),
        placeholderData: keepPreviousData,
    });
    // The bill as it was given, for the length of the slider: a length, no figure that is shown.
    const [whole, setWhole] = useState<number>();
    const first = quote.data?.totals.total;
    useEffect(() => {
        if (first !== undefined && whole === undefined) {
            setWhole(Math.max(1, Math.round(Number(first))));
        }
    }, [first, whole]);
    const most = whole === undefined ? undefined : longest(whole);

    return (
        <>
            <Card title={title ?? say('转一转看', 'Turn it')}>
                {most !== undefined && whole !== undefined && (
                    <Field label={say('金额', 'Amount')}>
                        {(given) => (
                            <div className="slider">
                                <input
                                    {...given}
                                    type="range"
                                    min={Math.max(1, Math.round(most / 200))}
                                    max={most}
                                    step={Math.max(1, Math.round(most / 200))}
                                    value={total ?? whole}
                                    aria-valuetext={amountText(`${total ?? whole}.00`)}
                                    onChange={(event) => setTotal(Number(event.target.value))}
                                />
                                <output>{total === undefined && first !== undefined ? amountText(first) : amountText(`${total ?? whole}.00`)}</output>
                            </div>
                        )}
                    </Field>
                )}
                {visit.kind !== 'pharmacy' && (
                    <Field label={say('医院等级', 'Level of the hospital')}>
                        {(given) => (
                            <div className="slider">
                                <input
                                    {...given}
                                    type="range"
                                    min={0}
                                    max={LEVELS.length - 1}
                                    step={1}
                                    value={LEVELS.indexOf(at)}
                                    aria-valuetext={level(say, at)}
                                    onChange={(event) => setAt(LEVELS[Number(event.target.value)] ?? at)}
                                />
                                <output>{level(say, at)}</output>
                            </div>
                        )}
                    </Field>
                )}
                <div className="pairs">
                    <Field label={say('在哪里看', 'Where')}>
                        {(given) => (
                            <select {...given} value={place} onChange={(event) => setPlace(event.target.value)}>
                                <option value="">{say('参保地', 'At home')}</option>
                                {places.data
                                    ?.filter((each) => each.code !== home)
                                    .map((each) => (
                                        <option key={each.code} value={each.code}>
                                            {each.name}
                                        </option>
                                    ))}
                                <option value="overseas">{say('境外', 'Abroad')}</option>
                            </select>
                        )}
                    </Field>
                    {place !== '' && (
                        <Field label={say('备案', 'Filing')}>
                            {(given) => (
                                <select {...given} value={filing} onChange={(event) => setFiling(event.target.value)}>
                                    {start.question.person !== undefined && <option value="">{say('按我现在的备案', 'As I have filed')}</option>}
                                    {['none', 'long-term', 'referred', 'other-temporary'].map((each) => (
                                        <option key={each} value={each}>
                                            {filingKind(say, each)}
                                        </option>
                                    ))}
                                </select>
                            )}
                        </Field>
                    )}
                </div>
                {quote.isPending && <Waiting>{say('正在按规则计算…', 'Working it out by the rules…')}</Waiting>}
                {quote.isError && <Failed error={quote.error} again={() => void quote.refetch()} />}
                {wrongOf(quote.error, 'bill.total') && <p className="wrong">{wrongOf(quote.error, 'bill.total')}</p>}
                {quote.isSuccess && <Verdict totals={quote.data.totals} stale={quote.isPlaceholderData} />}
            </Card>
            {most !== undefined && <Curve quote={asked} most={most} language={language} />}
            {quote.isSuccess && <ReceiptCards receipt={quote.data} />}
        </>
    );
}

function filingOf(question: Question, kind: string): Question['filing'] {
    return kind === '' ? undefined : kind === question.filing?.kind ? question.filing : { kind };
}

/** A round number above a few bills like this one. */
export function longest(bill: number): number {
    const wanted = Math.max(bill * 4, 1_000);
    const size = 10 ** Math.floor(Math.log10(wanted));
    return Math.ceil(wanted / size) * size;
}

function Verdict({ totals, stale }: { totals: Receipt['totals']; stale: boolean }) {
    const say = useSay();
    return (
        <div className="hero" role="status" aria-busy={stale}>
            <p>{say('个人负担', 'You pay')}</p>
            <Money of={totals.personalBurden} big />
            <dl>
                <div>
                    <dt>{say('账单', 'The bill')}</dt>
                    <dd>
                        <Money of={totals.total} />
                    </dd>
                </div>
                <div>
                    <dt>{say('基金支付', 'Funds pay')}</dt>
                    <dd>
                        <Money of={totals.funds} />
                    </dd>
                </div>
                <div>
                    <dt>{say('其中现金', 'of it in cash')}</dt>
                    <dd>
                        <Money of={totals.cash} />
                    </dd>
                </div>
            </dl>
        </div>
    );
}

function Curve({ quote, most, language }: { quote: unknown; most: number; language: 'zh' | 'en' }) {
    const say = useSay();
    const { bill, ...rest } = quote as { bill: Bill };
    const { total: _, ...unscaled } = bill;
    const asked = { quote: { ...rest, bill: unscaled }, most: `${most}.00`, points: POINTS };
    const curve = useQuery({
        queryKey: ['curve', asked],
        queryFn: ({ signal }) => post<Point[]>('/api/quotes/curve', asked, { signal }),
        placeholderData: keepPreviousData,
    });
    const option = useMemo(
        () =>
            paidAgainstBill(
                curve.data ?? [],
                language === 'zh' ? { person: '个人负担', funds: '基金支付', bill: '账单' } : { person: 'You pay', funds: 'Funds pay', bill: 'The bill' },
            ),
        [curve.data, language],
    );
    return (
        <Card title={say('账单越大，自己付多少', 'What you pay as the bill grows')}>
            {curve.isPending && <Waiting>{say('正在逐点计算…', 'Deciding it point by point…')}</Waiting>}
            {curve.isError && <Failed error={curve.error} again={() => void curve.refetch()} />}
            {curve.isSuccess && (
                <>
                    <Suspense fallback={<Waiting>{say('正在画图…', 'Drawing…')}</Waiting>}>
                        <Chart kind="curve" option={option} label={say('个人负担随账单变化的曲线，数字见下表', 'What the person pays against the bill; the figures are in the table below')} />
                    </Suspense>
                    <details>
                        <summary>{say('以表格查看', 'As a table')}</summary>
                        <div className="table">
                            <table>
                                <caption>{say('每一点都由规则判定', 'Each point is decided by the rules')}</caption>
                                <thead>
                                    <tr>
                                        <th scope="col" className="money">
                                            {say('账单', 'The bill')}
                                        </th>
                                        <th scope="col" className="money">
                                            {say('基金支付', 'Funds pay')}
                                        </th>
                                        <th scope="col" className="money">
                                            {say('个人负担', 'You pay')}
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {curve.data.map((point) => (
                                        <tr key={point.bill}>
                                            <td className="money">
                                                <Money of={point.bill} />
                                            </td>
                                            <td className="money">
                                                <Money of={point.funds} />
                                            </td>
                                            <td className="money">
                                                <Money of={point.personPays} />
                                            </td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </div>
                    </details>
                </>
            )}
        </Card>
    );
}

/** A value once it has not changed for a moment. */
function useSettled<T>(value: T): T {
    const text = JSON.stringify(value);
    const [settled, settle] = useState(text);
    useEffect(() => {
        const waiting = setTimeout(() => settle(text), PAUSE);
        return () => clearTimeout(waiting);
    }, [text]);
    return useMemo(() => JSON.parse(settled) as T, [settled]);
}

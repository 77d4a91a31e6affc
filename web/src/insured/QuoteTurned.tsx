import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { post } from '../api';
import { Card, Failed, Field, Money, Waiting, wrongOf } from '../kit';
import { amountText, useLanguage, useSay } from '../language';
import { usePlaces } from './people';
import { QuoteCurve } from './QuoteCurve';
import { longest, type Bill, type Question } from './quotes';
import { ReceiptCards, type Receipt } from './receipt';
import { filingKind, institutionOf, level, LEVELS } from './words';

/** How long the reader may go on moving a slider before the server is asked. */
const PAUSE = 200;

/** A quote that can be turned: larger, elsewhere, filed or not. */
export function QuoteTurned({ start, title }: { start: { question: Question; bill: Bill; useAccount?: boolean }; title?: string | undefined }) {
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
            {most !== undefined && <QuoteCurve quote={asked} most={most} language={language} />}
            {quote.isSuccess && <ReceiptCards receipt={quote.data} />}
        </>
    );
}

function filingOf(question: Question, kind: string): Question['filing'] {
    return kind === '' ? undefined : kind === question.filing?.kind ? question.filing : { kind };
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

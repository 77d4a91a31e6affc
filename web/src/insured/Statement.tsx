import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { fetchFile, get } from '../api';
import { Button, Card, Empty, Failed, Field, Money, Page, Waiting } from '../kit';
import { dayText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import type { Holding } from './Account';
import { NOTHING } from './receipt';
import type { Rule } from './rules';

interface Line {
    day: string;
    firstEntry: number;
    kind: string;
    what: string;
    change: Holding;
    after: Holding;
    /** by which it was so; only where it is asked why */
    rule?: Rule;
}

export interface StatementAnswer {
    from: string;
    to: string;
    opening: Holding;
    closing: Holding;
    in: string;
    out: string;
    totals: Array<{ kind: string; what: string; lines: number; in: string; out: string }>;
    found: number;
    lines: Line[];
}

const LINES = 20;

/** Every line of the account, narrowed by time, kind and way, with what the account held after each. */
export default function Statement() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const [asked, ask] = useSearchParams();
    const narrowed = new URLSearchParams();
    for (const name of ['from', 'to', 'kind', 'way']) {
        const value = asked.get(name);
        if (value) {
            narrowed.set(name, value);
        }
    }
    const statement = useInfiniteQuery({
        queryKey: ['statement', scope, narrowed.toString(), language],
        initialPageParam: 0,
        queryFn: ({ pageParam, signal }) =>
            get<StatementAnswer>(
                `/api/accounts/${scope}/statement?${narrowed}&latestFirst=true&offset=${pageParam}&limit=${LINES}`,
                { signal },
            ),
        getNextPageParam: (last, pages) => (pages.length * LINES < last.found ? pages.length * LINES : undefined),
    });
    const set = (name: string, value: string) => {
        const next = new URLSearchParams(asked);
        if (value === '') {
            next.delete(name);
        } else {
            next.set(name, value);
        }
        ask(next, { replace: true });
    };
    const first = statement.data?.pages[0];
    const lines = statement.data?.pages.flatMap((page) => page.lines) ?? [];
    return (
        <Page title={say('账户明细', 'Statement')}>
            <Card title={say('筛选', 'Narrow it down')}>
                <div className="pairs">
                    <Field label={say('从', 'From')}>
                        {(given) => (
                            <input {...given} type="date" value={asked.get('from') ?? first?.from ?? ''} onChange={(event) => set('from', event.target.value)} />
                        )}
                    </Field>
                    <Field label={say('到', 'To')}>
                        {(given) => (
                            <input {...given} type="date" value={asked.get('to') ?? first?.to ?? ''} onChange={(event) => set('to', event.target.value)} />
                        )}
                    </Field>
                    <Field label={say('类别', 'Kind')}>
                        {(given) => (
                            <select {...given} value={asked.get('kind') ?? ''} onChange={(event) => set('kind', event.target.value)}>
                                <option value="">{say('全部', 'All')}</option>
                                {KINDS.map((kind) => (
                                    <option key={kind} value={kind}>
                                        {kindName(say, kind)}
                                    </option>
                                ))}
                            </select>
                        )}
                    </Field>
                    <Field label={say('收支', 'In or out')}>
                        {(given) => (
                            <select {...given} value={asked.get('way') ?? ''} onChange={(event) => set('way', event.target.value)}>
                                <option value="">{say('全部', 'Both')}</option>
                                <option value="in">{say('只看收入', 'Only in')}</option>
                                <option value="out">{say('只看支出', 'Only out')}</option>
                            </select>
                        )}
                    </Field>
                </div>
                <Keep address={`/api/accounts/${scope}/statement?${period(narrowed)}`} />
            </Card>
            {statement.isPending && <Waiting>{say('正在取明细…', 'Fetching the lines…')}</Waiting>}
            {statement.isError && <Failed error={statement.error} again={() => void statement.refetch()} />}
            {first && (
                <Card
                    title={say(
                        `${dayText(first.from, language)} 至 ${dayText(first.to, language)}`,
                        `${dayText(first.from, language)} to ${dayText(first.to, language)}`,
                    )}
                >
                    <dl className="sums">
                        <div>
                            <dt>{say('期初余额', 'At the beginning')}</dt>
                            <dd>
                                <Money of={first.opening.total} />
                            </dd>
                        </div>
                        <div>
                            <dt>{say('收入合计', 'All that came in')}</dt>
                            <dd>
                                <Money of={first.in} />
                            </dd>
                        </div>
                        <div>
                            <dt>{say('支出合计', 'All that went out')}</dt>
                            <dd>
                                <Money of={first.out} />
                            </dd>
                        </div>
                        <div className="last">
                            <dt>{say('期末余额', 'At the end')}</dt>
                            <dd>
                                <Money of={first.closing.total} />
                            </dd>
                        </div>
                    </dl>
                </Card>
            )}
            {first && (
                <Card title={say(`共 ${first.found} 笔`, first.found === 1 ? '1 line' : `${first.found} lines`)}>
                    {lines.length === 0 ? (
                        <Empty>
                            {say('这段时间没有这样的收支：换一段时间或类别看看。', 'There is none like that in this time: try another time or kind.')}
                        </Empty>
                    ) : (
                        <ul className="rows">
                            {lines.map((line) => (
                                <li key={line.firstEntry}>
                                    <div className="grow">
                                        {line.what}
                                        <div className="quiet">{dayText(line.day, language)}</div>
                                    </div>
                                    <div className="end">
                                        <span className={line.change.total.startsWith('-') || line.change.total === NOTHING ? 'out' : 'in'}>
                                            <Money of={signed(line.change.total)} />
                                        </span>
                                        <div className="quiet">
                                            {say('余额 ', 'held ')}
                                            <Money of={line.after.total} />
                                        </div>
                                    </div>
                                </li>
                            ))}
                        </ul>
                    )}
                    {statement.hasNextPage && (
                        <Button busy={statement.isFetchingNextPage && say('正在取…', 'Fetching…')} onClick={() => void statement.fetchNextPage()}>
                            {say('更早的', 'Earlier ones')}
                        </Button>
                    )}
                </Card>
            )}
        </Page>
    );
}

const KINDS = ['credit', 'settlement', 'reversal', 'family', 'use', 'interest', 'carry-over', 'withdrawal', 'transfer', 'wallet', 'opening'];

function kindName(say: (zh: string, en: string) => string, kind: string): string {
    const names: Record<string, string> = {
        opening: say('期初转入', 'Opening balance'),
        settlement: say('就医购药', 'Care'),
        reversal: say('就医退回', 'Care returned'),
        credit: say('划入', 'Credited'),
        'carry-over': say('结转', 'Carried over'),
        interest: say('利息', 'Interest'),
        use: say('代缴', 'Premiums and other uses'),
        withdrawal: say('支取', 'Withdrawn'),
        transfer: say('关系转移', 'Account moved'),
        wallet: say('医保钱包', 'Insurance wallet'),
        family: say('家庭共济', "Relatives' care"),
    };
    return names[kind] ?? kind;
}

/** What came in has a plus before it; nothing, as when money only changes its year, has no sign. */
export function signed(amount: string): string {
    return amount.startsWith('-') || amount === NOTHING ? amount : `+${amount}`;
}

/** A file is of the whole time, whatever the page shows of it. */
function period(narrowed: URLSearchParams): string {
    const kept = new URLSearchParams();
    for (const name of ['from', 'to']) {
        const value = narrowed.get(name);
        if (value) {
            kept.set(name, value);
        }
    }
    return kept.toString();
}

function Keep({ address }: { address: string }) {
    const say = useSay();
    const [wrong, setWrong] = useState<unknown>();
    const [busy, setBusy] = useState('');
    const keep = async (type: string, ending: string) => {
        setBusy(ending);
        setWrong(undefined);
        try {
            const url = URL.createObjectURL(await fetchFile(address, type));
            const link = document.createElement('a');
            link.href = url;
            link.download = `statement.${ending}`;
            link.click();
            URL.revokeObjectURL(url);
        } catch (failure) {
            setWrong(failure);
        } finally {
            setBusy('');
        }
    };
    return (
        <>
            <div className="buttons">
                <Button small busy={busy === 'pdf' && say('正在下载…', 'Downloading…')} onClick={() => void keep('application/pdf', 'pdf')}>
                    {say('下载 PDF', 'Download PDF')}
                </Button>
                <Button small busy={busy === 'csv' && say('正在下载…', 'Downloading…')} onClick={() => void keep('text/csv', 'csv')}>
                    {say('下载 CSV', 'Download CSV')}
                </Button>
            </div>
            {wrong !== undefined && <Failed error={wrong} />}
        </>
    );
}

import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { get, post } from '../api';
import { sankey } from '../charts/charts';
import { Button, Card, Empty, Failed, Field, Money, Notice, Waiting } from '../kit';
import { useSay } from '../language';
import { Loaded, PackPage, Troubles, useTell } from './parts';
import type { Decided, ReceiptTree, Tried, Trouble } from './types';

const Chart = lazy(() => import('../charts/Chart'));

/** A case picked from the pack or pasted, decided, and held against what it expects. */
export default function Cases() {
    const say = useSay();
    const { region = '' } = useParams();
    const [search, setSearch] = useSearchParams();
    const picked = search.get('case') ?? '';
    const [sought, setSought] = useState('');
    const [text, setText] = useState('');
    const cases = useQuery({
        queryKey: ['cases', region],
        queryFn: async ({ signal }) => (await get<{ cases: Tried[] }>(`/api/policies/${region}/cases`, { signal })).cases,
    });
    const run = useMutation({
        mutationFn: (of: string) => post<{ problems: Trouble[]; decided: Decided[] }>('/api/policies/drafts/quote', { region, files: [], cases: of }),
    });
    const { mutate } = run;
    const chosen = useQuery({
        queryKey: ['case', region, picked],
        enabled: picked !== '',
        queryFn: ({ signal }) => get<{ text: string }>(`/api/policies/${region}/cases/${encodeURIComponent(picked)}`, { signal }),
    });
    const written = chosen.data?.text;
    useEffect(() => {
        if (written !== undefined) {
            setText(written);
            mutate(written);
        }
    }, [written, mutate]);
    return (
        <PackPage title={say('案例', 'Cases')}>
            <div className="cases">
                <Card title={say('此包的案例', 'Cases of this pack')}>
                    <Field label={say('查找', 'Find')}>
                        {(given) => <input {...given} type="search" value={sought} onChange={(event) => setSought(event.target.value)} />}
                    </Field>
                    <Loaded of={cases} waiting={say('正在读取案例…', 'Reading the cases…')}>
                        {(all) => {
                            const found = all.filter((each) => `${each.id} ${each.title}`.toLowerCase().includes(sought.toLowerCase()));
                            return found.length === 0 ? (
                                <Empty>{say('没有这样的案例。可在右边粘贴一个。', 'No such case. Paste one on the right.')}</Empty>
                            ) : (
                                <ul className="picks" aria-label={say('案例列表', 'List of cases')}>
                                    {found.slice(0, 300).map((each) => (
                                        <li key={`${each.file}:${each.line}`}>
                                            <button type="button" aria-pressed={each.id === picked} onClick={() => setSearch({ case: each.id }, { replace: true })}>
                                                <strong>{each.id}</strong> {each.title}{' '}
                                                <span className={each.passed ? 'badge' : 'badge bad'}>{each.passed ? say('通过', 'passes') : say('不符', 'fails')}</span>
                                            </button>
                                        </li>
                                    ))}
                                </ul>
                            );
                        }}
                    </Loaded>
                </Card>
                <div className="stack">
                    <Card title={say('要决定的案例', 'The case to decide')}>
                        <Field label={say('案例（YAML）', 'Case (YAML)')} hint={say('从左边选一个，或粘贴一个或几个；可以改了再算。', 'Pick one on the left, or paste one or several; change it and run it again.')}>
                            {(given) => <textarea {...given} className="code" rows={12} spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />}
                        </Field>
                        <div className="buttons">
                            <Button kind="main" disabled={text.trim() === ''} busy={run.isPending && say('正在决定…', 'Deciding…')} onClick={() => mutate(text)}>
                                {say('运行', 'Run')}
                            </Button>
                        </div>
                    </Card>
                    {chosen.isError && <Failed error={chosen.error} />}
                    {run.isError && <Failed error={run.error} />}
                    {run.isSuccess && run.data.problems.length > 0 && <Troubles of={run.data.problems} />}
                    {run.isSuccess && run.data.decided.map((each) => <DecidedCase key={each.id} of={each} />)}
                </div>
            </div>
        </PackPage>
    );
}

export function DecidedCase({ of }: { of: Decided }) {
    const say = useSay();
    const tell = useTell();
    const missed = new Map(of.mismatches.map((each) => [each.key, each.got]));
    return (
        <Card title={`${of.id} ${of.title}`}>
            <Notice {...(of.passed ? {} : { kind: 'bad' as const })}>
                {of.passed ? say('结果与期望相符。', 'It comes to what is expected.') : say('结果与期望不符。', 'It does not come to what is expected.')}
            </Notice>
            <div className="table" role="group" tabIndex={0} aria-label={say('期望与结果', 'Expected and got')}>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{say('项', 'Key')}</th>
                            <th scope="col" className="count">{say('期望', 'Expected')}</th>
                            <th scope="col" className="count">{say('结果', 'Got')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {of.expected.map((each) => (
                            <tr key={each.key}>
                                <th scope="row">
                                    <code>{each.key}</code>
                                </th>
                                <td className="count">{each.value}</td>
                                <td className="count">{missed.has(each.key) ? <strong className="wrong">{missed.get(each.key)}</strong> : each.value}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            {of.receipt && <Received of={of.receipt} />}
            {of.ruling && (
                <>
                    <dl className="facts">
                        {Object.entries(of.ruling.answers).map(([key, value]) => (
                            <FactOf key={key} name={key} value={value} />
                        ))}
                    </dl>
                    {of.ruling.remarks.map((each) => (
                        <p key={each.en}>{tell(each)}</p>
                    ))}
                    <ul className="plain">
                        {of.ruling.rules.map((rule) => (
                            <li key={rule.key}>
                                <RuleLink of={rule.key} /> {tell(rule.title)} <span className="quiet">{rule.document}</span>
                            </li>
                        ))}
                    </ul>
                </>
            )}
            {of.advice && (
                <details>
                    <summary>{say('答复的全部内容', 'The whole answer')}</summary>
                    <pre className="code">{JSON.stringify(of.advice, null, 2)}</pre>
                </details>
            )}
        </Card>
    );
}

function FactOf({ name, value }: { name: string; value: string }) {
    return (
        <>
            <dt>
                <code>{name}</code>
            </dt>
            <dd>{value}</dd>
        </>
    );
}

/** The rule where the law is read. */
function RuleLink({ of }: { of: string }) {
    const region = of.slice(0, 6);
    return <Link to={`/policies/${region}#${encodeURIComponent(of)}`}>{of}</Link>;
}

function Received({ of }: { of: ReceiptTree }) {
    const say = useSay();
    const tell = useTell();
    const { flows } = of;
    const option = useMemo(() => {
        if (flows === undefined) {
            return undefined;
        }
        const names = new Map(flows.nodes.map((node) => [node.id, tell(node.name)]));
        return sankey(flows.links.map((link) => ({ from: names.get(link.from) ?? link.from, to: names.get(link.to) ?? link.to, amount: link.amount })));
        // The words change with the language alone.
        // eslint-disable-next-line react-hooks/exhaustive-deps
    }, [flows, say('zh', 'en')]);
    return (
        <>
            {of.warning && <Notice kind="warn">{tell(of.warning)}</Notice>}
            {option && (
                <Suspense fallback={<Waiting>{say('正在画图…', 'Drawing…')}</Waiting>}>
                    <Chart
                        kind="streams"
                        option={option}
                        height={320}
                        label={say(
                            `账单 ${of.totals.total} 元的去向：基金 ${of.totals.funds} 元，个人负担 ${of.totals.personalBurden} 元；逐步见下`,
                            `Where the bill of ${of.totals.total} goes: funds ${of.totals.funds}, personal burden ${of.totals.personalBurden}; step by step below`,
                        )}
                    />
                </Suspense>
            )}
            {of.outcome.remarks.map((remark) => (
                <p key={remark.en}>{tell(remark)}</p>
            ))}
            <ol className="steps">
                {of.steps.map((step) => (
                    <li key={step.number}>
                        <span>{tell(step.sentence)}</span>
                        <Money of={step.amount} />
                        {step.rule && (
                            <span className="quiet">
                                <RuleLink of={step.rule} /> · {step.source}
                            </span>
                        )}
                    </li>
                ))}
            </ol>
        </>
    );
}

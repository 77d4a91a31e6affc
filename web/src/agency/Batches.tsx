import { useMutation, useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import { useState } from 'react';
import { get, post } from '../api';
import { Button, Card, Choices, Empty, Failed, Field, Money, Notice, Page, Waiting, wrongOf } from '../kit';
import { timeText, useLanguage, useSay, type Say } from '../language';
import { useOnce } from '../once';
import { useSession } from '../session';
import { Facts } from './acts';

interface Batch {
    kind: 'credit' | 'year-end';
    region: string;
    period: string;
    stage: string;
    pass: number;
    persons: number;
    total?: number;
    clerk?: string;
    startedAt: string;
    movedAt: string;
    finishedAt?: string;
    credited?: { persons: number; toAccounts: string; toPool: string };
    closed?: { carriedPersons: number; carried: string; interestPersons: number; interestOnCurrent: string; interestOnPrior: string };
    left: Array<{ reason: string; what: string; persons: number }>;
}

const OFTEN = 1_000;

/** Work on a whole region's accounts: tried first, then begun, and watched. */
export default function Batches() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope, role } = useSession();
    const [kind, setKind] = useState<Batch['kind']>('credit');
    const [region, setRegion] = useState(scope);
    const [month, setMonth] = useState('');
    const [year, setYear] = useState('');
    const [demandRate, setDemandRate] = useState('');
    const [threeMonthRate, setThreeMonthRate] = useState('');
    const batches = useQuery({
        queryKey: ['batches', language],
        queryFn: () => get<Batch[]>('/api/batches'),
        // A batch that runs is watched; the others are read once.
        refetchInterval: (query) => (query.state.data?.some(runs) ? OFTEN : false),
    });

    const body =
        kind === 'credit'
            ? { region, month }
            : { region, year: Number(year), ...(demandRate && { demandRate }), ...(threeMonthRate && { threeMonthRate }) };
    const asked = JSON.stringify({ kind, ...body });
    const complete = /^\d{6}$/.test(region) && (kind === 'credit' ? month !== '' : /^\d{4}$/.test(year));

    const trial = useMutation({
        mutationFn: async () => {
            let batch = await post<Batch>(`/api/batches/${kind}/dry-run`, body);
            while (runs(batch)) {
                await new Promise((wait) => setTimeout(wait, OFTEN / 2));
                batch = await get<Batch>(`/api/batches/${kind}/${batch.region}/${batch.period}/dry-run`);
            }
            return { asked, batch };
        },
    });
    const tried = trial.data;
    const begin = useOnce({
        ask: ({ of, order }: { of: Batch['kind']; order: object }, key) => post(`/api/batches/${of}`, order, { key }),
        thing: JSON.stringify,
        stale: [['batches']],
        done: trial.reset,
    });
    const error = begin.error ?? trial.error ?? undefined;

    return (
        <Page title={say('批处理', 'Batches')} wide>
            {role === 'clerk' && (
                <Card title={say('新批次', 'A new batch')}>
                    <Choices
                        label={say('事项', 'What')}
                        value={kind}
                        of={[
                            { value: 'credit', label: say('月度划入', 'Credit a month') },
                            { value: 'year-end', label: say('年终结转与计息', 'Close a year, with interest') },
                        ]}
                        onChange={setKind}
                    />
                    <div className="two">
                        <Field label={say('统筹区', 'Region')} wrong={wrongOf(error, 'region')}>
                            {(given) => <input {...given} inputMode="numeric" maxLength={6} value={region} onChange={(event) => setRegion(event.target.value)} />}
                        </Field>
                        {kind === 'credit' ? (
                            <Field label={say('缴费月份', 'Month of the contributions')} hint={say('如 2025-03', 'such as 2025-03')} wrong={wrongOf(error, 'month')}>
                                {(given) => <input {...given} type="month" value={month} onChange={(event) => setMonth(event.target.value)} />}
                            </Field>
                        ) : (
                            <Field label={say('年度', 'Year')} wrong={wrongOf(error, 'year')}>
                                {(given) => <input {...given} inputMode="numeric" maxLength={4} value={year} onChange={(event) => setYear(event.target.value)} />}
                            </Field>
                        )}
                        {kind === 'year-end' && (
                            <>
                                <Field label={say('活期利率', 'Demand rate')} hint={say('如 0.05%', 'such as 0.05%')} wrong={wrongOf(error, 'demandRate')}>
                                    {(given) => <input {...given} value={demandRate} onChange={(event) => setDemandRate(event.target.value)} />}
                                </Field>
                                <Field label={say('三个月定期利率', 'Three-month rate')} hint={say('如 0.65%', 'such as 0.65%')} wrong={wrongOf(error, 'threeMonthRate')}>
                                    {(given) => <input {...given} value={threeMonthRate} onChange={(event) => setThreeMonthRate(event.target.value)} />}
                                </Field>
                            </>
                        )}
                    </div>
                    {error !== undefined && <Failed error={error} />}
                    <div className="buttons">
                        <Button disabled={!complete} busy={trial.isPending && say('正在试算…', 'Trying it…')} onClick={() => trial.mutate()}>
                            {say('先试算', 'Try it first')}
                        </Button>
                    </div>
                    {tried && tried.asked === asked && (
                        <>
                            <Notice>
                                <p>
                                    <strong>{say('若现在办理（试算，未入账）：', 'If it were done now (tried, nothing is booked):')}</strong>
                                </p>
                                <Result batch={tried.batch} />
                            </Notice>
                            <div className="buttons">
                                <Button
                                    kind="main"
                                    busy={begin.isPending && say('正在启动…', 'Beginning…')}
                                    onClick={() => begin.mutate({ of: kind, order: body })}
                                >
                                    {say('办理', 'Do it')}
                                </Button>
                            </div>
                        </>
                    )}
                </Card>
            )}
            <Card title={say('批次', 'Batches')}>
                {batches.isPending && <Waiting>{say('正在读取批次…', 'Reading the batches…')}</Waiting>}
                {batches.isError && <Failed error={batches.error} again={() => void batches.refetch()} />}
                {batches.data?.length === 0 && <Empty>{say('本区还没有批次。先试算，看清结果再办理。', 'No batch of this region yet. Try one first, look at the result, then do it.')}</Empty>}
                <ul className="rows">
                    {batches.data?.map((batch) => (
                        <li key={name(batch)} className="batch">
                            <strong>{`${kindText(batch.kind, say)} · ${batch.region} · ${batch.period}`}</strong>
                            <span className={batch.stage === 'stopped' ? 'badge bad' : runs(batch) ? 'badge warn' : 'badge'}>{stageText(batch.stage, say)}</span>
                            <span className="quiet">
                                {batch.clerk} · {timeText(batch.startedAt, language)}
                            </span>
                            <Done batch={batch} />
                            {!runs(batch) && <Result batch={batch} />}
                            {role === 'clerk' && !runs(batch) && (
                                <Button
                                    small
                                    onClick={() =>
                                        begin.mutate({
                                            of: batch.kind,
                                            order:
                                                batch.kind === 'credit'
                                                    ? { region: batch.region, month: batch.period }
                                                    : { region: batch.region, year: Number(batch.period) },
                                        })
                                    }
                                >
                                    {batch.stage === 'stopped' ? say('从中断处继续', 'Go on where it stopped') : say('补办后来的人', 'Again, for those who came later')}
                                </Button>
                            )}
                        </li>
                    ))}
                </ul>
            </Card>
        </Page>
    );
}

/** How far it is, as a bar and in words. */
function Done({ batch }: { batch: Batch }) {
    const say = useSay();
    const { total } = batch;
    const words =
        total === undefined
            ? say(`已处理 ${batch.persons} 人`, `${batch.persons} persons done`)
            : say(`已处理 ${batch.persons} 人，共 ${total} 人`, `${batch.persons} of ${total} persons done`);
    // Who came after it was begun is not in the total; it is done when the server says so.
    const share = batch.stage === 'finished' ? 100 : Math.min(99, Math.floor((100 * batch.persons) / (total ?? Infinity)));
    return (
        <div className="progress">
            {(total !== undefined || batch.stage === 'finished') && (
                <Progress percent={share} showInfo={false} status={batch.stage === 'stopped' ? 'exception' : 'normal'} aria-label={words} />
            )}
            <span role="status">{words}</span>
        </div>
    );
}

function Result({ batch }: { batch: Batch }) {
    const say = useSay();
    return (
        <>
            <Facts
                of={[
                    [say('人数', 'Persons'), String(batch.persons)],
                    batch.credited && [say('划入账户', 'To accounts'), <Money of={batch.credited.toAccounts} />],
                    batch.credited && [say('划入人数', 'Credited'), String(batch.credited.persons)],
                    batch.credited && [say('进入统筹基金', 'To the pooled fund'), <Money of={batch.credited.toPool} />],
                    batch.closed && [say('结转', 'Carried over'), <Money of={batch.closed.carried} />],
                    batch.closed && [say('当年利息', 'Interest on this year’s'), <Money of={batch.closed.interestOnCurrent} />],
                    batch.closed && [say('历年利息', 'Interest on prior years’'), <Money of={batch.closed.interestOnPrior} />],
                ]}
            />
            {batch.left.length > 0 && (
                <ul>
                    {batch.left.map((each) => (
                        <li key={each.reason}>{say(`未办理 ${each.persons} 人：${each.what}`, `${each.persons} left out: ${each.what}`)}</li>
                    ))}
                </ul>
            )}
        </>
    );
}

function name(batch: Batch): string {
    return `${batch.kind} ${batch.region} ${batch.period}`;
}

function runs(batch: Batch): boolean {
    return batch.stage === 'running';
}

function kindText(kind: Batch['kind'], say: Say): string {
    return kind === 'credit' ? say('月度划入', 'Credit of a month') : say('年终结转', 'Year’s end');
}

function stageText(stage: string, say: Say): string {
    switch (stage) {
        case 'running':
            return say('正在办理', 'running');
        case 'finished':
            return say('已完成', 'finished');
        case 'stopped':
            return say('已中断', 'stopped');
        default:
            return stage;
    }
}

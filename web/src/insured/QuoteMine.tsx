import { useState } from 'react';
import { Button, Card, Empty, Field } from '../kit';
import { useSay } from '../language';
import { useSession } from '../session';
import { visitKindText } from '../words';
import { isAmount, twoDecimals } from './amounts';
import { QuoteTurned } from './QuoteTurned';
import type { Line } from './quotes';
import { CATEGORIES, category, grade, GRADES, VISIT_KINDS, type Grade, type VisitKind } from './words';

/** A bill of the reader, typed in. */
export function QuoteMine() {
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
                                    {visitKindText(say, each)}
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
                <QuoteTurned
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

function full(line: Line): Line {
    return { ...line, amount: twoDecimals(line.amount) };
}

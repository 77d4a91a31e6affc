import { useQuery } from '@tanstack/react-query';
import { get } from '../api';
import { Button, Failed, Field, Waiting } from '../kit';
import { useSay } from '../language';
import { gradeText } from '../words';

/** An item of a fee list as it is typed. `code`: empty where it was not found in the catalogue. */
export interface Line {
    name: string;
    code: string;
    quantity: string;
    price: string;
    amount: string;
}

export const NO_LINE: Line = { name: '', code: '', quantity: '1', price: '', amount: '' };

interface Care {
    institution: string;
    kind: string;
    from: string;
    until: string;
}

/** The fee list, item by item; each may be found in the catalogue, so that what comes back can be worked out. */
export function ClaimLines({
    person,
    care,
    lines,
    change,
    wrong,
}: {
    person: string;
    care: Care;
    lines: readonly Line[];
    change: (lines: Line[]) => void;
    wrong: (field: string) => string | undefined;
}) {
    const say = useSay();
    const setLine = (at: number, part: Partial<Line>) => change(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
    return (
        <>
            <h3>{say('费用明细', 'Fee list')}</h3>
            <ol className="lines">
                {lines.map((line, at) => (
                    <li key={at}>
                        <Field
                            label={say(`第 ${at + 1} 项名称`, `Item ${at + 1}`)}
                            hint={say('可从目录中选，便于试算；找不到就照清单写', 'Choose it from the catalogue to have it worked out; else as the list has it')}
                            wrong={wrong(`lines[${at}].name`) ?? wrong(`lines[${at}].code`)}
                        >
                            {(given) => (
                                <input
                                    {...given}
                                    autoComplete="off"
                                    maxLength={200}
                                    value={line.name}
                                    onChange={(event) => setLine(at, { name: event.target.value, code: '' })}
                                />
                            )}
                        </Field>
                        <Found person={person} care={care} line={line} choose={({ code, name }) => setLine(at, { code, name })} />
                        <div className="two">
                            <Field label={say('数量', 'Quantity')} wrong={wrong(`lines[${at}].quantity`)}>
                                {(given) => (
                                    <input {...given} inputMode="decimal" value={line.quantity} onChange={(event) => setLine(at, { quantity: event.target.value.trim() })} />
                                )}
                            </Field>
                            <Field label={say('单价（元）', 'Price (yuan)')} wrong={wrong(`lines[${at}].price`)}>
                                {(given) => (
                                    <input {...given} inputMode="decimal" value={line.price} onChange={(event) => setLine(at, { price: event.target.value.trim() })} />
                                )}
                            </Field>
                        </div>
                        <Field label={say('金额（元）', 'Amount (yuan)')} wrong={wrong(`lines[${at}].amount`)}>
                            {(given) => (
                                <input {...given} inputMode="decimal" value={line.amount} onChange={(event) => setLine(at, { amount: event.target.value.trim() })} />
                            )}
                        </Field>
                        {lines.length > 1 && (
                            <div className="buttons">
                                <Button
                                    small
                                    aria-label={say(`删除第 ${at + 1} 项`, `Remove item ${at + 1}`)}
                                    onClick={() => change(lines.filter((_, index) => index !== at))}
                                >
                                    {say('删除', 'Remove')}
                                </Button>
                            </div>
                        )}
                    </li>
                ))}
            </ol>
            <div className="buttons">
                <Button onClick={() => change([...lines, NO_LINE])}>{say('再加一项', 'Add an item')}</Button>
            </div>
        </>
    );
}

interface Entry {
    code: string;
    name: string;
    grade: 'A' | 'B' | 'C' | 'excluded';
}

const MOST = 5;

/** Items of the catalogue with such a name, to choose from, or the one that was chosen. */
function Found({ person, care, line, choose }: { person: string; care: Care; line: Line; choose: (entry: Entry) => void }) {
    const say = useSay();
    const wanted = line.name.trim();
    const asked = new URLSearchParams({
        institution: care.institution,
        kind: care.kind,
        from: care.from,
        ...(care.until !== '' && { until: care.until }),
        search: wanted.slice(0, 50),
    });
    const found = useQuery({
        queryKey: ['claim-catalogue', person, asked.toString()],
        queryFn: ({ signal }) => get<Entry[]>(`/api/persons/${person}/claims/catalogue?${asked}`, { signal }),
        enabled: wanted.length > 1 && line.code === '',
    });
    if (line.code !== '') {
        return <p className="quiet">{say(`目录编码 ${line.code}`, `In the catalogue: ${line.code}`)}</p>;
    }
    return (
        <>
            {found.isFetching && <Waiting>{say('正在查目录…', 'Looking in the catalogue…')}</Waiting>}
            {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
            {found.data && found.data.length > 0 && (
                <div className="buttons" role="group" aria-label={say('目录中的项目', 'Items of the catalogue')}>
                    {found.data.slice(0, MOST).map((each) => (
                        <Button key={each.code} small onClick={() => choose(each)}>
                            {each.name} · {gradeText(say, each.grade)}
                        </Button>
                    ))}
                </div>
            )}
            {found.data?.length === 0 && <p className="quiet">{say('目录中没有找到，由经办人员对照。', 'Not found in the catalogue: a clerk will look.')}</p>}
        </>
    );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get } from '../api';
import { Button, Card, Failed, Field, Money, Notice, Waiting, wrongOf } from '../kit';
import { dayText, timeText, useLanguage, useSay, type Say } from '../language';
import { useSession, useToday } from '../session';
import { visitKindText } from '../words';
import { Facts, ReviewActs, useActs, Why } from './acts';
import { Papers } from './papers';
import type { Claim, ClaimEvent, ClaimLine } from './rest';

type Finding = { line: number; code?: string; conditions?: string; struck?: string };

interface Receipt {
    totals: Record<'total' | 'ownPay' | 'firstPay' | 'overLimit' | 'inScope' | 'funds' | 'cash', string>;
    steps: Array<{ number: number; sentence: { zh: string; en: string }; amount: string; source?: string }>;
    warning?: { zh: string; en: string };
}

/** A claim as a whole: the bill, its papers, what would be paid and why, and what is next. */
export function ClaimCase({ claim, done }: { claim: string; done: () => void }) {
    const say = useSay();
    const { language } = useLanguage();
    const { role } = useSession();
    const address = `/api/claims/${claim}`;
    const found = useQuery({ queryKey: ['claim', claim, language], queryFn: () => get<Claim>(address) });
    const events = useQuery({ queryKey: ['claim-events', claim], queryFn: () => get<ClaimEvent[]>(`${address}/events`) });
    const sorted = found.data?.lines.every((line) => line.code !== undefined || line.struck !== undefined) ?? false;
    const undecided = found.data?.state === 'filed' || found.data?.state === 'reviewed';
    const preview = useQuery({
        queryKey: ['claim-preview', claim, found.data?.version],
        queryFn: () => get<Receipt>(`${address}/preview`),
        enabled: sorted && undecided,
    });
    const { act, busy, error } = useActs(done);
    const [findings, setFindings] = useState<Record<number, Finding>>({});
    const [why, setWhy] = useState('');
    const [reference, setReference] = useState('');
    const today = useToday();
    const [chosen, setPaidOn] = useState<string>();
    const paidOn = chosen ?? today;
    if (found.isPending) return <Waiting>{say('正在读取报销申请…', 'Reading the claim…')}</Waiting>;
    if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
    const it = found.data;
    const clerksTurn = role === 'clerk' && undecided;
    const note = (line: number, more: Omit<Finding, 'line'>) =>
        setFindings((all) => ({ ...all, [line]: { ...all[line], line, ...more } }));
    return (
        <div className="card-form">
            <Card title={it.status}>
                <Facts
                    of={[
                        [say('参保人', 'Person'), <Link to={`/agency/persons/${it.person}`}>{it.person}</Link>],
                        [say('就医', 'Care'), `${visitKindText(say, it.kind)} · ${it.institution}`],
                        [say('日期', 'Days'), it.from === it.until ? dayText(it.from, language) : `${dayText(it.from, language)} – ${dayText(it.until, language)}`],
                        [say('发票', 'Invoice'), `${it.invoice.number} · ${dayText(it.invoice.date, language)}`],
                        [say('发票金额', 'Total of the invoice'), <Money of={it.invoice.total} />],
                        [say('计入金额', 'Lines that count'), <Money of={it.claimed} />],
                        [say('收款账户', 'Paid to'), `${it.payee.holder} · ${it.payee.bank} · ${it.payee.account}`],
                        it.refund !== undefined && [say('报销金额', 'Refund'), <Money of={it.refund} />],
                        it.settlement !== undefined && [say('结算单号', 'Settlement'), it.settlement],
                    ]}
                />
            </Card>
            <Card title={say('费用明细', 'Lines of the fee list')}>
                <div className="table">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{say('名称', 'Name')}</th>
                                <th scope="col">{say('数量 × 单价', 'Quantity × price')}</th>
                                <th scope="col" className="money">
                                    {say('金额', 'Amount')}
                                </th>
                                <th scope="col">{say('目录编码', 'Code of the catalogue')}</th>
                                <th scope="col">{say('限定支付条件', 'Conditions')}</th>
                                <th scope="col">{say('剔除原因', 'Struck because')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {it.lines.map((line) => (
                                <Line key={line.line} line={line} edits={clerksTurn} finding={findings[line.line]} note={note} say={say} />
                            ))}
                        </tbody>
                    </table>
                </div>
                {clerksTurn && (
                    <>
                        <div className="buttons">
                            <Button
                                kind="main"
                                busy={busy && say('正在保存…', 'Saving…')}
                                onClick={() => act(`${address}/review`, { version: it.version, lines: Object.values(findings) })}
                            >
                                {say('完成初审，交复核', 'Lines are sorted: to the reviewer')}
                            </Button>
                        </div>
                        <Why label={say('退回补正的原因', 'What is lacking')} value={why} onChange={setWhy} error={error} />
                        <div className="buttons">
                            <Button
                                disabled={why.trim() === ''}
                                busy={busy && say('正在退回…', 'Returning…')}
                                onClick={() => act(`${address}/return`, { version: it.version, why })}
                            >
                                {say('退回补正', 'Return to the person')}
                            </Button>
                        </div>
                        {error !== undefined && <Failed error={error} />}
                    </>
                )}
            </Card>
            <Card title={say('材料', 'Papers')}>
                <Papers person={it.person} papers={it.documents.map((each) => ({ name: paperText(each.paper, say), document: each.id }))} />
            </Card>
            {undecided && (
                <Card title={say('若现在复核通过', 'If it were approved now')}>
                    {!sorted && <p className="quiet">{say('每行有编码或剔除原因后显示试算。', 'Shown when each line has a code or is struck.')}</p>}
                    {sorted && preview.isPending && <Waiting>{say('正在试算…', 'Trying it out…')}</Waiting>}
                    {preview.isError && <Failed error={preview.error} />}
                    {preview.data && <Preview receipt={preview.data} />}
                </Card>
            )}
            {role === 'reviewer' && it.state === 'reviewed' && (
                <Card title={say('复核', 'Review')}>
                    <ReviewActs
                        asks={say('通过后按此刻的账簿结算，待支付到银行账户。', 'Once approved it is settled on the books of this moment and waits to be paid.')}
                        approve={() => act(`${address}/approval`, { version: it.version })}
                        reject={(text) => act(`${address}/rejection`, { version: it.version, why: text })}
                        busy={busy}
                        error={error}
                    />
                </Card>
            )}
            {role === 'clerk' && it.state === 'approved' && (
                <Card title={say('登记支付', 'Record the payment')}>
                    <Field label={say('银行流水号', 'Reference of the bank')} wrong={wrongOf(error, 'reference')}>
                        {(given) => <input {...given} maxLength={60} value={reference} onChange={(event) => setReference(event.target.value)} />}
                    </Field>
                    <Field label={say('支付日期', 'Paid on')} wrong={wrongOf(error, 'paidOn')}>
                        {(given) => <input {...given} type="date" value={paidOn} onChange={(event) => setPaidOn(event.target.value)} />}
                    </Field>
                    <div className="buttons">
                        <Button
                            kind="main"
                            disabled={reference.trim() === ''}
                            busy={busy && say('正在登记…', 'Recording…')}
                            onClick={() => act(`${address}/payment`, { version: it.version, reference, paidOn })}
                        >
                            {say('已支付', 'It was paid')}
                        </Button>
                    </div>
                    {error !== undefined && <Failed error={error} />}
                </Card>
            )}
            <Card title={say('办理经过', 'What was done')}>
                {events.data && (
                    <ol className="rows">
                        {events.data.map((event) => (
                            <li key={event.number}>
                                <span className="badge">{eventText(event.what, say)}</span>
                                <span>{event.who}</span>
                                <span className="quiet">{timeText(event.at, language)}</span>
                                {event.why && <span>{event.why}</span>}
                            </li>
                        ))}
                    </ol>
                )}
            </Card>
        </div>
    );
}

function Line({
    line,
    edits,
    finding,
    note,
    say,
}: {
    line: ClaimLine;
    edits: boolean;
    finding: Finding | undefined;
    note: (line: number, more: Omit<Finding, 'line'>) => void;
    say: Say;
}) {
    return (
        <tr>
            <th scope="row">{line.name}</th>
            <td>{`${line.quantity} × ${line.price}`}</td>
            <td className="money">
                <Money of={line.amount} />
            </td>
            {edits ? (
                <>
                    <td>
                        <input
                            aria-label={say(`第 ${line.line} 行目录编码`, `code of line ${line.line}`)}
                            value={finding?.code ?? line.code ?? ''}
                            onChange={(event) => note(line.line, { code: event.target.value })}
                        />
                    </td>
                    <td>
                        <select
                            aria-label={say(`第 ${line.line} 行限定支付条件`, `conditions of line ${line.line}`)}
                            value={finding?.conditions ?? line.conditions}
                            onChange={(event) => note(line.line, { conditions: event.target.value })}
                        >
                            {(['none', 'met', 'own-expense'] as const).map((each) => (
                                <option key={each} value={each}>
                                    {conditionsText(each, say)}
                                </option>
                            ))}
                        </select>
                    </td>
                    <td>
                        <input
                            aria-label={say(`第 ${line.line} 行剔除原因`, `why line ${line.line} is struck`)}
                            value={finding?.struck ?? line.struck ?? ''}
                            onChange={(event) => note(line.line, { struck: event.target.value })}
                        />
                    </td>
                </>
            ) : (
                <>
                    <td>{line.code ?? say('未对照', 'not found yet')}</td>
                    <td>{conditionsText(line.conditions, say)}</td>
                    <td>{line.struck ?? ''}</td>
                </>
            )}
        </tr>
    );
}

function Preview({ receipt }: { receipt: Receipt }) {
    const say = useSay();
    const { language } = useLanguage();
    const { totals } = receipt;
    return (
        <>
            {receipt.warning && <Notice kind="warn">{receipt.warning[language]}</Notice>}
            <p>
                {say('基金支付', 'The funds pay')} <Money of={totals.funds} big />
            </p>
            <Facts
                of={[
                    [say('总费用', 'Total'), <Money of={totals.total} />],
                    [say('自费', 'Own pay'), <Money of={totals.ownPay} />],
                    [say('先行自付', 'First pay'), <Money of={totals.firstPay} />],
                    [say('符合范围', 'In scope'), <Money of={totals.inScope} />],
                    [say('个人负担', 'Cash'), <Money of={totals.cash} />],
                ]}
            />
            <details>
                <summary>{say('逐步说明', 'Step by step')}</summary>
                <ol>
                    {receipt.steps.map((step) => (
                        <li key={step.number}>
                            {step.sentence[language]} {step.source && <span className="quiet">{step.source}</span>}
                        </li>
                    ))}
                </ol>
            </details>
        </>
    );
}

function conditionsText(code: ClaimLine['conditions'], say: Say): string {
    switch (code) {
        case 'none':
            return say('无', 'none');
        case 'met':
            return say('符合', 'met');
        case 'own-expense':
            return say('不符合，自费', 'not met: own expense');
    }
}

function paperText(code: string, say: Say): string {
    const known: Record<string, string> = {
        invoice: say('发票', 'invoice'),
        'fee-list': say('费用清单', 'fee list'),
        'care-record': say('病历或出院小结', 'record of care'),
        other: say('其他材料', 'other paper'),
    };
    return known[code] ?? code;
}

function eventText(what: string, say: Say): string {
    const known: Record<string, string> = {
        filed: say('受理', 'filed'),
        resubmitted: say('重新提交', 'filed anew'),
        returned: say('退回补正', 'returned'),
        reviewed: say('初审', 'lines sorted'),
        approved: say('复核通过', 'approved'),
        rejected: say('不予报销', 'rejected'),
        withdrawn: say('撤回', 'withdrawn'),
        paid: say('支付', 'paid'),
        'payment-returned': say('退汇', 'payment came back'),
        reopened: say('重新审核', 'reopened'),
    };
    return known[what] ?? what;
}

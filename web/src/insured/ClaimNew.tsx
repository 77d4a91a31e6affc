import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { get, post, Refused } from '../api';
import { Button, Choices, Failed, Field, Money, Notice, Page, Waiting, wrongOf } from '../kit';
import { amountText, dayText, useLanguage, useSay } from '../language';
import { useOnce } from '../once';
import { useSession } from '../session';
import { yuan } from './amounts';
import { ClaimLines, NO_LINE, type Line } from './ClaimLines';
import { ClaimPreview, useClaimPreview } from './ClaimPreview';
import type { Claim } from './Claims';
import { FindInstitution } from './FindInstitution';
import { Rest, Step, useDraft, useOffered } from './forms';
import './forms.css';
import { Photos, type Sent } from '../kit/photos';
import { Rules } from './rules';

interface Draft {
    step: 1 | 2 | 3 | 4 | 5;
    kind: string;
    institution: string;
    institutionName: string;
    from: string;
    until: string;
    sent: Sent[];
    number: string;
    date: string;
    total: string;
    lines: Line[];
    holder: string;
    bank: string;
    account: string;
}

const EMPTY: Draft = {
    step: 1,
    kind: '',
    institution: '',
    institutionName: '',
    from: '',
    until: '',
    sent: [],
    number: '',
    date: '',
    total: '',
    lines: [NO_LINE],
    holder: '',
    bank: '',
    account: '',
};
const STEPS = 5;
const OPTIONAL = 'other';

/** On which step the field stands that the server speaks of. */
function stepOf(field: string): Draft['step'] {
    const bare = field.replace(/^claim\./, '');
    if (bare.startsWith('documents')) {
        return 2;
    }
    if (bare.startsWith('invoice') || bare.startsWith('lines')) {
        return 3;
    }
    return bare.startsWith('payee') ? 4 : 1;
}

/** Claiming a bill that was paid, or filing a returned claim anew. */
export default function ClaimNew() {
    const { claim } = useParams();
    return claim === undefined ? <Form name="claim" /> : <Again claim={claim} />;
}

/** A returned claim as it was, to be supplied; the number of the bank account is asked for anew, for it was not shown. */
function Again({ claim }: { claim: string }) {
    const say = useSay();
    const { scope } = useSession();
    const { language } = useLanguage();
    const before = useQuery({
        queryKey: ['claims', scope, 'one', claim, language],
        queryFn: ({ signal }) => get<Claim>(`/api/claims/${claim}`, { signal }),
    });
    if (!before.isSuccess) {
        return (
            <Page title={say('补充后重新提交', 'File again')}>
                {before.isPending && <Waiting>{say('正在取申请…', 'Fetching the claim…')}</Waiting>}
                {before.isError && <Failed error={before.error} again={() => void before.refetch()} />}
            </Page>
        );
    }
    const was = before.data;
    return (
        <Form
            name={`claim-${claim}-${was.version}`}
            again={was}
            start={{
                ...EMPTY,
                kind: was.kind,
                institution: was.institution,
                institutionName: was.institution,
                from: was.from,
                until: was.kind === 'inpatient' ? was.until : '',
                sent: was.documents.map((each) => ({ paper: each.paper, document: each.id, type: 'image/jpeg' })),
                number: was.invoice.number,
                date: was.invoice.date,
                total: was.invoice.total,
                lines: was.lines.map(({ name, code, quantity, price, amount }) => ({ name, code: code ?? '', quantity, price, amount })),
                holder: was.payee.holder,
                bank: was.payee.bank,
            }}
        />
    );
}

function Form({ name, start = EMPTY, again }: { name: string; start?: Draft; again?: Claim }) {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const offered = useOffered();
    const navigate = useNavigate();
    const [draft, change, drop] = useDraft<Draft>(name, start);
    const file = useOnce({
        ask: (filed: object, key) =>
            post<Claim>(again === undefined ? '/api/claims' : `/api/claims/${again.claim}/resubmission`, filed, { key }),
        stale: [['claims', scope]],
        done: (made) => {
            drop();
            void navigate(`/me/claims/${made.claim}`, { replace: true });
        },
    });
    const title = again === undefined ? say('申请报销', 'Claim a bill') : say('补充后重新提交', 'File again');
    const isStay = draft.kind === 'inpatient';
    const order = {
        person: scope,
        kind: draft.kind,
        institution: draft.institution,
        from: draft.from,
        ...(isStay && draft.until !== '' && { until: draft.until }),
        invoice: { number: draft.number, date: draft.date, total: yuan(draft.total) },
        lines: draft.lines.map((line) => ({
            name: line.name.trim(),
            ...(line.code !== '' && { code: line.code }),
            quantity: line.quantity,
            price: line.price,
            amount: yuan(line.amount),
        })),
        documents: draft.sent.map(({ paper, document }) => ({ paper, id: document })),
        payee: { holder: draft.holder.trim(), bank: draft.bank.trim(), account: draft.account },
    };
    const preview = useClaimPreview(order, again?.claim, draft.step === STEPS);
    const error = preview.error ?? file.error;
    const wrong = (field: string) => wrongOf(error, field) ?? wrongOf(error, `claim.${field}`);
    const refused = error instanceof Refused ? error.problem.field : undefined;
    const go = (step: Draft['step']) => change({ step });
    const send = () => file.mutate(again === undefined ? order : { version: again.version, claim: order });
    if (!offered.isSuccess) {
        return (
            <Page title={title}>
                {offered.isPending && <Waiting>{say('正在取规定…', 'Fetching the rules…')}</Waiting>}
                {offered.isError && <Failed error={offered.error} again={() => void offered.refetch()} />}
            </Page>
        );
    }
    const papers = offered.data.claimPapers;
    const missing = papers.filter((paper) => paper.code !== OPTIONAL && !draft.sent.some((each) => each.paper === paper.code));
    return (
        <Rules>
            <Page title={title}>
                {refused !== undefined && draft.step === STEPS && stepOf(refused) !== STEPS && (
                    <div className="buttons">
                        <Button onClick={() => go(stepOf(refused))}>{say('去改这一处', 'Go and put it right')}</Button>
                    </div>
                )}
                {draft.step === 1 && (
                    <Step
                        at={1}
                        of={STEPS}
                        title={say('在哪里看的病？', 'Where was the care?')}
                        next={{
                            label: say('下一步', 'Next'),
                            disabled: draft.kind === '' || draft.institution === '' || draft.from === '' || (isStay && draft.until === ''),
                            go: () => go(2),
                        }}
                    >
                        <Choices
                            label={say('就医类别', 'Kind of care')}
                            value={draft.kind === '' ? undefined : draft.kind}
                            of={offered.data.claimKinds.map((each) => ({ value: each.code, label: each.name }))}
                            onChange={(kind) => change({ kind })}
                        />
                        <FindInstitution
                            chosen={draft.institutionName}
                            label={say('医疗机构', 'Institution')}
                            choose={({ institution, name: institutionName }) => change({ institution, institutionName })}
                            none={say('没有找到：请换几个字，或到经办机构窗口申请。', 'None was found: try other words, or claim at the agency.')}
                            wrong={wrong('institution')}
                        />
                        <div className={isStay ? 'two' : ''}>
                            <Field label={isStay ? say('入院日期', 'Admitted on') : say('就医日期', 'Day of care')} wrong={wrong('from')}>
                                {(given) => <input {...given} type="date" value={draft.from} onChange={(event) => change({ from: event.target.value })} />}
                            </Field>
                            {isStay && (
                                <Field label={say('出院日期', 'Discharged on')} wrong={wrong('until')}>
                                    {(given) => <input {...given} type="date" value={draft.until} onChange={(event) => change({ until: event.target.value })} />}
                                </Field>
                            )}
                        </div>
                    </Step>
                )}
                {draft.step === 2 && (
                    <Step
                        at={2}
                        of={STEPS}
                        title={say('拍材料', 'Photograph the papers')}
                        back={() => go(1)}
                        next={{ label: say('下一步', 'Next'), disabled: missing.length > 0, go: () => go(3) }}
                    >
                        {papers.map((paper) => (
                            <Photos person={scope} key={paper.code} paper={paper.code} name={paper.name} sent={draft.sent} change={(sent) => change({ sent })} />
                        ))}
                        {missing.length > 0 && (
                            <Notice kind="warn">
                                {say('还缺：', 'Still lacking: ')}
                                {missing.map((paper) => paper.name).join(say('、', ', '))}
                            </Notice>
                        )}
                    </Step>
                )}
                {draft.step === 3 && (
                    <Step
                        at={3}
                        of={STEPS}
                        title={say('发票和费用明细', 'Invoice and fee list')}
                        back={() => go(2)}
                        next={{
                            label: say('下一步', 'Next'),
                            disabled:
                                draft.number === '' ||
                                draft.date === '' ||
                                draft.total === '' ||
                                draft.lines.some((line) => line.name.trim() === '' || line.quantity === '' || line.price === '' || line.amount === ''),
                            go: () => go(4),
                        }}
                    >
                        <Field label={say('发票号码', 'Number of the invoice')} wrong={wrong('invoice.number')}>
                            {(given) => (
                                <input {...given} autoComplete="off" value={draft.number} onChange={(event) => change({ number: event.target.value.trim() })} />
                            )}
                        </Field>
                        <div className="two">
                            <Field label={say('开票日期', 'Its date')} wrong={wrong('invoice.date')}>
                                {(given) => <input {...given} type="date" value={draft.date} onChange={(event) => change({ date: event.target.value })} />}
                            </Field>
                            <Field label={say('发票金额（元）', 'Its total (yuan)')} wrong={wrong('invoice.total')}>
                                {(given) => (
                                    <input {...given} inputMode="decimal" value={draft.total} onChange={(event) => change({ total: event.target.value.trim() })} />
                                )}
                            </Field>
                        </div>
                        <ClaimLines
                            person={scope}
                            care={{ institution: draft.institution, kind: draft.kind, from: draft.from, until: isStay ? draft.until : '' }}
                            lines={draft.lines}
                            change={(lines) => change({ lines })}
                            wrong={wrong}
                        />
                    </Step>
                )}
                {draft.step === 4 && (
                    <Step
                        at={4}
                        of={STEPS}
                        title={say('报销款付到哪里？', 'Where is it to be paid?')}
                        back={() => go(3)}
                        next={{
                            label: say('下一步', 'Next'),
                            disabled: draft.holder.trim() === '' || draft.bank.trim() === '' || draft.account === '',
                            go: () => go(5),
                        }}
                    >
                        <Field label={say('户名', 'Holder')} wrong={wrong('payee.holder')}>
                            {(given) => <input {...given} autoComplete="name" value={draft.holder} onChange={(event) => change({ holder: event.target.value })} />}
                        </Field>
                        <Field label={say('开户银行', 'Bank')} wrong={wrong('payee.bank')}>
                            {(given) => <input {...given} value={draft.bank} onChange={(event) => change({ bank: event.target.value })} />}
                        </Field>
                        <Field label={say('银行账号', 'Number of the account')} wrong={wrong('payee.account')}>
                            {(given) => (
                                <input
                                    {...given}
                                    inputMode="numeric"
                                    autoComplete="off"
                                    value={draft.account}
                                    onChange={(event) => change({ account: event.target.value.replace(/\s/g, '') })}
                                />
                            )}
                        </Field>
                    </Step>
                )}
                {draft.step === 5 && (
                    <Step
                        at={5}
                        of={STEPS}
                        title={say('核对并提交', 'Check and file')}
                        back={() => go(4)}
                        next={{ label: say('提交申请', 'File it'), busy: file.isPending && say('正在提交…', 'Filing…'), go: send }}
                    >
                        <dl className="facts">
                            <dt>{say('就医', 'Care')}</dt>
                            <dd>{offered.data.claimKinds.find((each) => each.code === draft.kind)?.name}</dd>
                            <dt>{say('医疗机构', 'Institution')}</dt>
                            <dd>{draft.institutionName}</dd>
                            <dt>{say('日期', 'Days')}</dt>
                            <dd>
                                {draft.from !== '' && dayText(draft.from, language)}
                                {isStay && draft.until !== '' && ` – ${dayText(draft.until, language)}`}
                            </dd>
                            <dt>{say('发票', 'Invoice')}</dt>
                            <dd>{draft.number}</dd>
                            <dt>{say('金额', 'Total')}</dt>
                            <dd className="money">{/^\d+\.\d\d$/.test(yuan(draft.total)) ? <Money of={yuan(draft.total)} /> : draft.total}</dd>
                            <dt>{say('材料', 'Papers')}</dt>
                            <dd>{say(`${draft.sent.length} 个文件`, `${draft.sent.length} file(s)`)}</dd>
                            <dt>{say('收款', 'Paid to')}</dt>
                            <dd>
                                {draft.holder} · {draft.bank} · …{draft.account.slice(-4)}
                            </dd>
                        </dl>
                        <ul className="rows">
                            {draft.lines.map((line, at) => (
                                <li key={at}>
                                    <span>{line.name}</span>
                                    <span className="money">{/^\d+\.\d\d$/.test(yuan(line.amount)) ? amountText(yuan(line.amount)) : line.amount}</span>
                                </li>
                            ))}
                        </ul>
                        <ClaimPreview preview={preview} />
                        <Rest error={error} fields={[]} />
                    </Step>
                )}
            </Page>
        </Rules>
    );
}

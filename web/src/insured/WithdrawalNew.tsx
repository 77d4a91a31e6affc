import { useNavigate } from 'react-router';
import { post } from '../api';
import { Choices, Failed, Field, Notice, Page, Waiting, wrongOf } from '../kit';
import { useSay } from '../language';
import { useOnce } from '../once';
import { useSession } from '../session';
import { By, Rest, Step, useDraft, useOffered } from './forms';
import './forms.css';
import { Photos, type Sent } from '../kit/photos';
import { Rules } from './rules';

interface Draft {
    step: 1 | 2 | 3;
    reason: string;
    sent: Sent[];
    happenedOn: string;
    payeeName: string;
    payeeAccount: string;
}

const EMPTY: Draft = { step: 1, reason: '', sent: [], happenedOn: '', payeeName: '', payeeAccount: '' };
const STEPS = 3;

/** Asking that the whole balance be paid out. */
export default function WithdrawalNew() {
    const say = useSay();
    const { scope } = useSession();
    const offered = useOffered();
    const navigate = useNavigate();
    const [draft, change, drop] = useDraft<Draft>('withdrawal', EMPTY);
    const apply = useOnce({
        ask: (order: object, key) => post(`/api/accounts/${scope}/withdrawals`, order, { key }),
        stale: [['withdrawals', scope]],
        done: () => {
            drop();
            void navigate('/me/withdrawals');
        },
    });
    if (!offered.isSuccess) {
        return (
            <Page title={say('申请支取', 'Apply for a withdrawal')}>
                {offered.isPending && <Waiting>{say('正在取规定…', 'Fetching the rules…')}</Waiting>}
                {offered.isError && <Failed error={offered.error} again={() => void offered.refetch()} />}
            </Page>
        );
    }
    // What is paid to heirs they ask for at the agency: the owner cannot.
    const reasons = offered.data.withdrawals.filter((each) => each.payee === 'self');
    const reason = reasons.find((each) => each.reason === draft.reason);
    const papers = reason?.papers ?? [];
    const missing = papers.filter((paper) => !draft.sent.some((each) => each.paper === paper.code));
    return (
        <Rules>
            <Page title={say('申请支取', 'Apply for a withdrawal')}>
                {reasons.length === 0 && (
                    <Notice kind="warn">
                        {say('按您参保地的规定，没有可以支取的情形。', 'By the rules of your home region nothing may be paid out.')}
                    </Notice>
                )}
                {reasons.length > 0 && draft.step === 1 && (
                    <Step
                        at={1}
                        of={STEPS}
                        title={say('为什么支取？', 'Why is it to be paid out?')}
                        next={{ label: say('下一步', 'Next'), disabled: reason === undefined, go: () => change({ step: 2 }) }}
                    >
                        <Notice kind="warn">
                            {say('支取会付清全部余额，并终止您的职工医保。', 'The whole balance is paid out, and your employee insurance ends.')}
                        </Notice>
                        <Choices
                            label={say('情形', 'Reason')}
                            value={draft.reason === '' ? undefined : draft.reason}
                            of={reasons.map((each) => ({
                                value: each.reason,
                                label: (
                                    <>
                                        <b>{each.name}</b>
                                        {each.papers.length > 0 && (
                                            <>
                                                <br />
                                                <span className="quiet">{each.papers.map((paper) => paper.name).join(say('、', ', '))}</span>
                                            </>
                                        )}
                                    </>
                                ),
                            }))}
                            onChange={(chosen) => change({ reason: chosen })}
                        />
                        {reason && <By rules={[reason.rule]} />}
                    </Step>
                )}
                {draft.step === 2 && (
                    <Step
                        at={2}
                        of={STEPS}
                        title={say('材料', 'Papers')}
                        back={() => change({ step: 1 })}
                        next={{ label: say('下一步', 'Next'), disabled: missing.length > 0, go: () => change({ step: 3 }) }}
                    >
                        {papers.length === 0 && <Notice>{say('规定没有列出必需的材料。', 'The rules ask for no papers.')}</Notice>}
                        {papers.map((paper) => (
                            <Photos person={scope} key={paper.code} paper={paper.code} name={paper.name} sent={draft.sent} change={(sent) => change({ sent })} />
                        ))}
                    </Step>
                )}
                {draft.step === 3 && (
                    <Step
                        at={3}
                        of={STEPS}
                        title={say('支付到哪里？', 'Where is it to be paid?')}
                        back={() => change({ step: 2 })}
                        next={{
                            label: say('提交申请', 'Apply'),
                            busy: apply.isPending && say('正在提交…', 'Applying…'),
                            disabled: draft.happenedOn === '' || draft.payeeName.trim() === '' || draft.payeeAccount === '',
                            go: () =>
                                apply.mutate({
                                    reason: draft.reason,
                                    happenedOn: draft.happenedOn,
                                    documents: papers.map((paper) => paper.code),
                                    files: draft.sent
                                        .filter((each) => papers.some((paper) => paper.code === each.paper))
                                        .map(({ paper, document }) => ({ paper, document })),
                                    payeeName: draft.payeeName.trim(),
                                    payeeAccount: draft.payeeAccount,
                                }),
                        }}
                    >
                        <Field
                            label={say('参保的最后一天', 'The last day of the insurance')}
                            hint={say('出境、转出或退出的日期，不晚于今天', 'The day of departure, transfer or exit, not after today')}
                            wrong={wrongOf(apply.error, 'happenedOn')}
                        >
                            {(given) => (
                                <input {...given} type="date" value={draft.happenedOn} onChange={(event) => change({ happenedOn: event.target.value })} />
                            )}
                        </Field>
                        <Field label={say('收款人户名', 'Holder of the bank account')} wrong={wrongOf(apply.error, 'payeeName')}>
                            {(given) => (
                                <input {...given} autoComplete="name" value={draft.payeeName} onChange={(event) => change({ payeeName: event.target.value })} />
                            )}
                        </Field>
                        <Field label={say('收款账号', 'Number of the bank account')} wrong={wrongOf(apply.error, 'payeeAccount')}>
                            {(given) => (
                                <input
                                    {...given}
                                    inputMode="numeric"
                                    autoComplete="off"
                                    value={draft.payeeAccount}
                                    onChange={(event) => change({ payeeAccount: event.target.value.replace(/\s/g, '') })}
                                />
                            )}
                        </Field>
                        <Rest error={apply.error} fields={['happenedOn', 'payeeName', 'payeeAccount']} />
                    </Step>
                )}
            </Page>
        </Rules>
    );
}

import { useNavigate } from 'react-router';
import { post } from '../api';
import { Choices, Failed, Field, Notice, Page, Waiting, wrongOf } from '../kit';
import { amountText, useSay } from '../language';
import { useOnce } from '../once';
import { useSession } from '../session';
import { relationText } from '../words';
import { yuan } from './amounts';
import { By, FindRelative, Rest, Step, useDraft, useOffered } from './forms';
import './forms.css';
import { Rules } from './rules';

interface Draft {
    step: 1 | 2;
    person: string;
    name: string;
    relation: string;
    amount: string;
}

const EMPTY: Draft = { step: 1, person: '', name: '', relation: '', amount: '' };

/** Money sent to the wallet of a relative who is insured in another province. */
export default function FamilyTransfer() {
    const say = useSay();
    const { scope } = useSession();
    const offered = useOffered();
    const navigate = useNavigate();
    const [draft, change, drop] = useDraft<Draft>('transfer', EMPTY);
    const send = useOnce({
        ask: (order: Record<string, string>, key) => post(`/api/accounts/${scope}/wallet/transfers`, order, { key }),
        stale: [
            ['wallet', scope],
            ['account', scope],
        ],
        done: () => {
            drop();
            void navigate('/me/family');
        },
    });
    const terms = offered.data?.wallet;
    return (
        <Rules>
            <Page title={say('转给外省家人', 'Send to a relative elsewhere')}>
                {offered.isPending && <Waiting>{say('正在取规定…', 'Fetching the rules…')}</Waiting>}
                {offered.isError && <Failed error={offered.error} again={() => void offered.refetch()} />}
                {offered.isSuccess && terms === undefined && (
                    <Notice kind="warn">{say('按今天的规定还不能跨省转账。', 'By the rules of today no transfers are made.')}</Notice>
                )}
                {terms !== undefined && draft.step === 1 && (
                    <section className="card">
                        <p className="quiet">{say('第 1 步，共 2 步', 'Step 1 of 2')}</p>
                        <h2>{say('转给哪位家人？', 'To which relative?')}</h2>
                        <p className="quiet">
                            {say('家人参保在同一省份时，请用家庭共济绑定。', 'If the relative is insured in your province, bind the account instead.')}
                        </p>
                        <FindRelative found={({ person, name }) => change({ step: 2, person, name })} />
                    </section>
                )}
                {terms !== undefined && draft.step === 2 && (
                    <Step
                        at={2}
                        of={2}
                        title={say(`转给${draft.name}多少？`, `How much for ${draft.name}?`)}
                        back={() => change({ step: 1 })}
                        next={{
                            label: say('确认转账', 'Send'),
                            busy: send.isPending && say('正在转账…', 'Sending…'),
                            disabled: draft.relation === '' || draft.amount.trim() === '',
                            go: () => send.mutate({ recipient: draft.person, relation: draft.relation, amount: yuan(draft.amount) }),
                        }}
                    >
                        <Choices
                            label={say('我是这位家人的', 'To the relative I am a')}
                            value={draft.relation === '' ? undefined : draft.relation}
                            of={(offered.data?.sharing?.relatives ?? []).map((each) => ({ value: each, label: relationText(say, each) }))}
                            onChange={(relation) => change({ relation })}
                        />
                        <Field
                            label={say('金额（元）', 'Amount (yuan)')}
                            hint={say(
                                `每笔最多 ${amountText(terms.perTransfer)}，每天 ${terms.transfersPerDay} 笔，${terms.closedFrom} 至次日 ${terms.closedTo} 不办理`,
                                `At most ${amountText(terms.perTransfer)} each, ${terms.transfersPerDay} a day, none from ${terms.closedFrom} to ${terms.closedTo}`,
                            )}
                            wrong={wrongOf(send.error, 'amount')}
                        >
                            {(given) => (
                                <input {...given} inputMode="decimal" value={draft.amount} onChange={(event) => change({ amount: event.target.value })} />
                            )}
                        </Field>
                        <By rules={[terms.rule]} />
                        <Rest error={send.error} fields={['amount']} />
                    </Step>
                )}
            </Page>
        </Rules>
    );
}

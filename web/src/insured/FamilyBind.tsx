import { useNavigate } from 'react-router';
import { post } from '../api';
import { Choices, Failed, Field, Page, Waiting, wrongOf } from '../kit';
import { useSay } from '../language';
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
    limit: string;
    until: string;
}

const EMPTY: Draft = { step: 1, person: '', name: '', relation: '', limit: '', until: '' };

/** The owner of an account lets a relative use it. */
export default function FamilyBind() {
    const say = useSay();
    const { scope } = useSession();
    const offered = useOffered();
    const navigate = useNavigate();
    const [draft, change, drop] = useDraft<Draft>('bind', EMPTY);
    const bind = useOnce({
        ask: (order: Record<string, string>, key) => post(`/api/accounts/${draft.person}/bindings`, order, { key }),
        thing: () => draft.person,
        stale: [
            ['bindings', scope],
            ['person', draft.person],
        ],
        done: () => {
            drop();
            void navigate('/me/family');
        },
    });
    return (
        <Rules>
            <Page title={say('让家人用我的账户', 'Let a relative use my account')}>
                {offered.isPending && <Waiting>{say('正在取规定…', 'Fetching the rules…')}</Waiting>}
                {offered.isError && <Failed error={offered.error} again={() => void offered.refetch()} />}
                {offered.isSuccess && draft.step === 1 && (
                    <section className="card">
                        <p className="quiet">{say('第 1 步，共 2 步', 'Step 1 of 2')}</p>
                        <h2>{say('哪位家人？', 'Which relative?')}</h2>
                        <FindRelative found={({ person, name }) => change({ step: 2, person, name })} />
                    </section>
                )}
                {offered.isSuccess && draft.step === 2 && (
                    <Step
                        at={2}
                        of={2}
                        title={say(`${draft.name}可以怎样使用？`, `How may ${draft.name} use it?`)}
                        back={() => change({ step: 1 })}
                        next={{
                            label: say('确认绑定', 'Bind'),
                            busy: bind.isPending && say('正在绑定…', 'Binding…'),
                            disabled: draft.relation === '',
                            go: () =>
                                bind.mutate({
                                    owner: scope,
                                    relation: draft.relation,
                                    ...(draft.limit.trim() !== '' && { yearLimit: yuan(draft.limit) }),
                                    ...(draft.until !== '' && { until: draft.until }),
                                }),
                        }}
                    >
                        <Choices
                            label={say('我是这位家人的', 'To the relative I am a')}
                            value={draft.relation === '' ? undefined : draft.relation}
                            of={(offered.data.sharing?.relatives ?? []).map((each) => ({ value: each, label: relationText(say, each) }))}
                            onChange={(relation) => change({ relation })}
                        />
                        <Field
                            label={say('每年最多可用（元）', 'At most a year (yuan)')}
                            hint={say('留空则不限', 'Empty: no limit')}
                            wrong={wrongOf(bind.error, 'yearLimit')}
                        >
                            {(given) => (
                                <input {...given} inputMode="decimal" value={draft.limit} onChange={(event) => change({ limit: event.target.value })} />
                            )}
                        </Field>
                        <Field
                            label={say('到哪一天为止', 'Until which day')}
                            hint={say('留空则长期有效，随时可以解除', 'Empty: without a term; it can be ended at any time')}
                            wrong={wrongOf(bind.error, 'until')}
                        >
                            {(given) => <input {...given} type="date" value={draft.until} onChange={(event) => change({ until: event.target.value })} />}
                        </Field>
                        {offered.data.sharing && <By rules={[offered.data.sharing.rule]} />}
                        <Rest error={bind.error} fields={['yearLimit', 'until']} />
                    </Step>
                )}
            </Page>
        </Rules>
    );
}

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api';
import { Button, Card, Choices, Empty, Failed, Field, Money, Notice, Page, Waiting, wrongOf } from '../kit';
import { timeText, useLanguage, useSay } from '../language';
import { useOnce } from '../once';
import { useSession } from '../session';
import { relationText } from '../words';
import { yuan } from './amounts';
import { By, FindRelative, Rest, Step, useDraft, useOffered, type Relative } from './forms';
import './forms.css';
import { usePersons } from './people';
import { Rules, type Rule } from './rules';

interface Use {
    use?: string;
    purpose: string;
    relation: string;
    beneficiary?: string;
    coverageYear?: number;
    amount: string;
    fromCurrent: string;
    fromPrior: string;
    currentAfter?: string;
    priorAfter?: string;
    rule?: Rule;
    at: string;
    takesBack?: string;
}

interface Draft {
    step: 1 | 2 | 3;
    purpose: string;
    relation: string;
    person: string;
    name: string;
    year: string;
    amount: string;
}

const EMPTY: Draft = { step: 1, purpose: '', relation: '', person: '', name: '', year: '', amount: '' };
const STEPS = 3;
const RESIDENT = 'resident-premium';

/** What the account pays besides care: premiums of the person and of relatives. */
export default function Premiums() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const [paid, setPaid] = useState<Use>();
    const uses = useQuery({
        queryKey: ['uses', scope],
        queryFn: ({ signal }) => get<Use[]>(`/api/accounts/${scope}/uses`, { signal }),
    });
    const offered = useOffered();
    const nameOf = (purpose: string) => offered.data?.uses.find((each) => each.purpose === purpose)?.name ?? purpose;
    const barred = offered.data?.uses.filter((each) => !each.allowed) ?? [];
    return (
        <Rules>
            <Page title={say('账户缴费', 'Premiums')}>
                {paid && (
                    <Notice>
                        <p>
                            {say('已缴费：', 'Paid: ')}
                            {nameOf(paid.purpose)} <Money of={paid.amount} />
                        </p>
                        {paid.currentAfter !== undefined && paid.priorAfter !== undefined && (
                            <p>
                                {say('账户还有：当年', 'Left: this year’s')} <Money of={paid.currentAfter} />
                                {say('，历年', ', prior years’')} <Money of={paid.priorAfter} />
                            </p>
                        )}
                    </Notice>
                )}
                {offered.isPending && <Waiting>{say('正在取规定…', 'Fetching the rules…')}</Waiting>}
                {offered.isError && <Failed error={offered.error} again={() => void offered.refetch()} />}
                {offered.isSuccess && <Pay done={setPaid} />}
                <Card title={say('缴过的费', 'What was paid')}>
                    {uses.isPending && <Waiting>{say('正在取缴费记录…', 'Fetching what was paid…')}</Waiting>}
                    {uses.isError && <Failed error={uses.error} again={() => void uses.refetch()} />}
                    {uses.isSuccess && uses.data.length === 0 && (
                        <Empty>
                            <p>{say('还没有用账户缴过费。', 'Nothing was paid from the account yet.')}</p>
                        </Empty>
                    )}
                    {uses.isSuccess && (
                        <ul className="rows">
                            {[...uses.data].reverse().map((each) => (
                                <li key={each.use}>
                                    <div className="item">
                                        <header>
                                            <b>{nameOf(each.purpose)}</b>
                                            {each.takesBack !== undefined && <span className="badge warn">{say('已退回', 'taken back')}</span>}
                                            <Money of={each.amount} />
                                        </header>
                                        <span className="quiet">
                                            {relationText(say, each.relation)}
                                            {each.coverageYear !== undefined && say(` · ${each.coverageYear} 年度`, ` · for ${each.coverageYear}`)}
                                            {` · ${timeText(each.at, language)}`}
                                        </span>
                                    </div>
                                </li>
                            ))}
                        </ul>
                    )}
                </Card>
                {barred.length > 0 && (
                    <Card>
                        <details>
                            <summary>{say('账户不能付什么', 'What the account must not pay')}</summary>
                            <ul className="rows">
                                {barred.map((each) => (
                                    <li key={each.purpose}>
                                        <div className="item">
                                            <b>{each.name}</b>
                                            <span>{each.why}</span>
                                            <By rules={[each.rule]} />
                                        </div>
                                    </li>
                                ))}
                            </ul>
                        </details>
                    </Card>
                )}
            </Page>
        </Rules>
    );
}

function Pay({ done }: { done: (use: Use) => void }) {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const offered = useOffered();
    const persons = usePersons();
    const [draft, change, drop] = useDraft<Draft>('premium', EMPTY);
    const allowed = offered.data?.uses.filter((each) => each.allowed) ?? [];
    const purposes = [...new Map(allowed.map((each) => [each.purpose, each])).values()];
    const groups = [...new Set(allowed.filter((each) => each.purpose === draft.purpose).flatMap((each) => each.of))];
    const others = persons.filter((each) => each.person !== scope);
    const isYear = /^\d{4}$/.test(draft.year);
    const due = useQuery({
        queryKey: ['premium', scope, draft.person, draft.year, language],
        queryFn: ({ signal }) =>
            get<{ amount?: string; rule?: Rule }>(`/api/accounts/${scope}/uses/premium?beneficiary=${draft.person}&coverageYear=${draft.year}`, { signal }),
        enabled: draft.step === 3 && draft.purpose === RESIDENT && isYear,
    });
    const said = draft.purpose === RESIDENT && isYear ? due.data?.amount : undefined;
    const amount = said ?? draft.amount;
    const body = {
        purpose: draft.purpose,
        relation: draft.relation,
        ...(draft.relation !== 'self' && draft.person !== '' && { beneficiary: draft.person }),
        ...(draft.purpose === RESIDENT && draft.year !== '' && { coverageYear: Number(draft.year) }),
        amount: yuan(amount),
    };
    const preview = useMutation<Use>({ mutationFn: () => post<Use>(`/api/accounts/${scope}/uses/preview`, body) });
    const pay = useOnce({
        ask: (order: object, key) => post<Use>(`/api/accounts/${scope}/uses`, order, { key }),
        stale: [
            ['uses', scope],
            ['account', scope],
            ['premium', scope],
        ],
        done: (use) => {
            drop();
            preview.reset();
            done(use);
        },
    });
    const error = preview.error ?? pay.error ?? due.error;
    if (purposes.length === 0) {
        return <Notice kind="warn">{say('按您参保地的规定，账户不能缴费。', 'By the rules of your home region the account pays no premiums.')}</Notice>;
    }
    return (
        <>
            {draft.step === 1 && (
                <Step
                    at={1}
                    of={STEPS}
                    title={say('缴什么费，为谁缴？', 'What for, and for whom?')}
                    next={{
                        label: say('下一步', 'Next'),
                        disabled: draft.purpose === '' || draft.relation === '',
                        go: () => change({ step: draft.relation === 'self' ? 3 : 2 }),
                    }}
                >
                    <Choices
                        label={say('费用', 'What for')}
                        value={draft.purpose === '' ? undefined : draft.purpose}
                        of={purposes.map((each) => ({ value: each.purpose, label: each.name }))}
                        onChange={(purpose) => change({ purpose, relation: '' })}
                    />
                    {groups.length > 0 && (
                        <Field label={say('为我的', 'For my')} wrong={wrongOf(error, 'relation')}>
                            {(given) => (
                                <select {...given} value={draft.relation} onChange={(event) => change({ relation: event.target.value, person: '', name: '' })}>
                                    <option value="">{say('请选择', 'Choose one')}</option>
                                    {groups
                                        .filter((each) => each !== 'self' || draft.purpose !== RESIDENT)
                                        .map((each) => (
                                            <option key={each} value={each}>
                                                {relationText(say, each)}
                                            </option>
                                        ))}
                                </select>
                            )}
                        </Field>
                    )}
                    {draft.purpose !== '' && <By rules={purposes.filter((each) => each.purpose === draft.purpose).map((each) => each.rule)} />}
                </Step>
            )}
            {draft.step === 2 && (
                <section className="card">
                    <p className="quiet">{say(`第 2 步，共 ${STEPS} 步`, `Step 2 of ${STEPS}`)}</p>
                    <h2>{say('哪位家人？', 'Which relative?')}</h2>
                    {others.length > 0 && (
                        <div className="buttons">
                            {others.map((each) => (
                                <Button key={each.person} onClick={() => change({ step: 3, person: each.person, name: each.name })}>
                                    {each.name} …{each.person.slice(-4)}
                                </Button>
                            ))}
                        </div>
                    )}
                    <FindRelative found={({ person, name }: Relative) => change({ step: 3, person, name })} />
                    <div className="buttons">
                        <Button onClick={() => change({ step: 1 })}>{say('上一步', 'Back')}</Button>
                    </div>
                </section>
            )}
            {draft.step === 3 && (
                <Step
                    at={3}
                    of={STEPS}
                    title={draft.relation === 'self' ? say('缴多少？', 'How much?') : say(`为${draft.name}缴多少？`, `How much for ${draft.name}?`)}
                    back={() => {
                        preview.reset();
                        change({ step: draft.relation === 'self' ? 1 : 2 });
                    }}
                    next={
                        preview.isSuccess
                            ? { label: say('确认缴费', 'Pay'), busy: pay.isPending && say('正在缴费…', 'Paying…'), go: () => pay.mutate(body) }
                            : {
                                  label: say('看看结果', 'See what it comes to'),
                                  busy: preview.isPending && say('正在计算…', 'Working it out…'),
                                  disabled: amount.trim() === '' || (draft.purpose === RESIDENT && (!isYear || !due.isSuccess)),
                                  go: () => preview.mutate(),
                              }
                    }
                >
                    {draft.purpose === RESIDENT && (
                        <Field label={say('参保年度', 'Coverage year')} wrong={wrongOf(error, 'coverageYear')}>
                            {(given) => (
                                <input
                                    {...given}
                                    inputMode="numeric"
                                    maxLength={4}
                                    value={draft.year}
                                    onChange={(event) => {
                                        preview.reset();
                                        change({ year: event.target.value });
                                    }}
                                />
                            )}
                        </Field>
                    )}
                    {due.isFetching && <Waiting>{say('正在查应缴金额…', 'Looking up what is due…')}</Waiting>}
                    {said !== undefined ? (
                        <>
                            <dl className="facts">
                                <dt>{say(`${draft.year} 年度应缴`, `Due for ${draft.year}`)}</dt>
                                <dd className="money">
                                    <Money of={said} big />
                                </dd>
                            </dl>
                            {due.data?.rule && <By rules={[due.data.rule]} />}
                        </>
                    ) : (
                        <Field
                            label={say('金额（元）', 'Amount (yuan)')}
                            {...(due.isSuccess && {
                                hint: say('规则中没有这一年的标准，请照当地缴费通知填写', 'The rules have no figure for this year: type what the local notice says'),
                            })}
                            wrong={wrongOf(error, 'amount')}
                        >
                            {(given) => (
                                <input
                                    {...given}
                                    inputMode="decimal"
                                    value={draft.amount}
                                    onChange={(event) => {
                                        preview.reset();
                                        change({ amount: event.target.value });
                                    }}
                                />
                            )}
                        </Field>
                    )}
                    {preview.isSuccess && (
                        <dl className="facts">
                            <dt>{say('从当年资金付', 'From this year’s money')}</dt>
                            <dd className="money">
                                <Money of={preview.data.fromCurrent} />
                            </dd>
                            <dt>{say('从历年资金付', 'From prior years’ money')}</dt>
                            <dd className="money">
                                <Money of={preview.data.fromPrior} />
                            </dd>
                        </dl>
                    )}
                    <Rest error={error} fields={['coverageYear', 'amount']} />
                </Step>
            )}
        </>
    );
}

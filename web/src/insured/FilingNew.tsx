import { useNavigate, useSearchParams } from 'react-router';
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
    step: 1 | 2 | 3 | 4;
    ground: string;
    province: string;
    place: string;
    sent: Sent[];
    promise: boolean;
    from: string;
    until: string;
    reason: string;
}

const EMPTY: Draft = { step: 1, ground: '', province: '', place: '', sent: [], promise: false, from: '', until: '', reason: '' };
const STEPS = 4;

/** Filing for care away from home, a question a step. */
export default function FilingNew() {
    const say = useSay();
    const { scope } = useSession();
    const offered = useOffered();
    const navigate = useNavigate();
    const [asked] = useSearchParams();
    // Where somebody who comes from another page wants to go.
    const wanted = /^\d{6}$/.exec(asked.get('place') ?? '')?.[0];
    const [draft, change, drop] = useDraft<Draft>(
        'filing',
        wanted === undefined ? EMPTY : { ...EMPTY, place: wanted, province: `${wanted.slice(0, 2)}0000` },
    );
    const file = useOnce({
        ask: (order: object, key) => post(`/api/persons/${scope}/filings`, order, { key }),
        stale: [['filings', scope]],
        done: () => {
            drop();
            void navigate('/me/filings');
        },
    });
    if (!offered.isSuccess) {
        return (
            <Page title={say('新的备案', 'File')}>
                {offered.isPending && <Waiting>{say('正在取规定…', 'Fetching the rules…')}</Waiting>}
                {offered.isError && <Failed error={offered.error} again={() => void offered.refetch()} />}
            </Page>
        );
    }
    const { filings, places } = offered.data;
    const ground = filings.find((each) => each.ground === draft.ground);
    const papers = ground?.papers ?? [];
    const missing = papers.filter((paper) => !draft.sent.some((each) => each.paper === paper.code));
    const cities = places.filter((each) => each.code.slice(0, 2) === draft.province.slice(0, 2) && !each.code.endsWith('0000'));
    if (draft.place !== '' && draft.place !== draft.province && !cities.some((each) => each.code === draft.place)) {
        cities.push({ code: draft.place, name: draft.place });
    }
    const placeName = places.find((each) => each.code === draft.place)?.name ?? draft.place;
    const send = () =>
        file.mutate({
            ground: draft.ground,
            place: draft.place,
            ...(draft.from !== '' && { from: draft.from }),
            ...(draft.until !== '' && { until: draft.until }),
            documents: papers.filter((paper) => !missing.includes(paper)).map((paper) => paper.code),
            files: draft.sent
                .filter((each) => papers.some((paper) => paper.code === each.paper))
                .map(({ paper, document }) => ({ paper, document })),
            byCommitment: draft.promise && missing.length > 0,
            reason: draft.reason.trim(),
        });
    return (
        <Rules>
            <Page title={say('新的备案', 'File')}>
                {draft.step === 1 && (
                    <Step
                        at={1}
                        of={STEPS}
                        title={say('您属于哪种情形？', 'Which of these are you?')}
                        next={{ label: say('下一步', 'Next'), disabled: ground === undefined, go: () => change({ step: 2 }) }}
                    >
                        <Choices
                            label={say('情形', 'Ground')}
                            value={draft.ground === '' ? undefined : draft.ground}
                            of={filings.map((each) => ({
                                value: each.ground,
                                label: (
                                    <>
                                        <b>{each.name}</b>
                                        <br />
                                        <span className="quiet">
                                            {each.validMonths === 0
                                                ? say('长期有效', 'until cancelled')
                                                : say(`有效 ${each.validMonths} 个月`, `holds ${each.validMonths} months`)}
                                            {' · '}
                                            {each.papers.length === 0
                                                ? say('不需要材料', 'no papers')
                                                : each.papers.map((paper) => paper.name).join(say('、', ', ')) +
                                                  (each.orCommitment ? say('，可先承诺后补', ', or a promise at first') : '')}
                                        </span>
                                    </>
                                ),
                            }))}
                            onChange={(chosen) => change({ ground: chosen })}
                        />
                        {ground && <By rules={ground.rules} />}
                    </Step>
                )}
                {draft.step === 2 && (
                    <Step
                        at={2}
                        of={STEPS}
                        title={say('去哪里就医？', 'Where is the care?')}
                        back={() => change({ step: 1 })}
                        next={{ label: say('下一步', 'Next'), disabled: draft.place === '', go: () => change({ step: 3 }) }}
                    >
                        <Field label={say('省份', 'Province')}>
                            {(given) => (
                                <select
                                    {...given}
                                    value={draft.province}
                                    onChange={(event) => change({ province: event.target.value, place: event.target.value })}
                                >
                                    <option value="">{say('请选择', 'Choose one')}</option>
                                    {places
                                        .filter((each) => each.code.endsWith('0000'))
                                        .map((each) => (
                                            <option key={each.code} value={each.code}>
                                                {each.name}
                                            </option>
                                        ))}
                                </select>
                            )}
                        </Field>
                        {draft.province !== '' && (
                            <Field
                                label={say('城市', 'City')}
                                hint={say('全省（市）都可就医，选“全部”', 'Choose “all of it” if care may be anywhere in the province')}
                                wrong={wrongOf(file.error, 'place')}
                            >
                                {(given) => (
                                    <select {...given} value={draft.place} onChange={(event) => change({ place: event.target.value })}>
                                        <option value={draft.province}>{say('全部', 'All of it')}</option>
                                        {cities.map((each) => (
                                            <option key={each.code} value={each.code}>
                                                {each.name}
                                            </option>
                                        ))}
                                    </select>
                                )}
                            </Field>
                        )}
                    </Step>
                )}
                {draft.step === 3 && (
                    <Step
                        at={3}
                        of={STEPS}
                        title={say('材料', 'Papers')}
                        back={() => change({ step: 2 })}
                        next={{
                            label: say('下一步', 'Next'),
                            disabled: missing.length > 0 && !draft.promise,
                            go: () => change({ step: 4 }),
                        }}
                    >
                        {papers.length === 0 && <Notice>{say('这种情形不需要材料。', 'Nothing is asked for on this ground.')}</Notice>}
                        {papers.map((paper) => (
                            <Photos person={scope} key={paper.code} paper={paper.code} name={paper.name} sent={draft.sent} change={(sent) => change({ sent })} />
                        ))}
                        {ground?.orCommitment === true && missing.length > 0 && (
                            <label className="check">
                                <input type="checkbox" checked={draft.promise} onChange={(event) => change({ promise: event.target.checked })} />
                                <span>
                                    {say('材料暂时没有：我承诺情况属实，之后补交。', 'I do not have them yet: I promise that it is true, and hand them in later.')}
                                </span>
                            </label>
                        )}
                        {ground && <By rules={ground.rules} />}
                    </Step>
                )}
                {draft.step === 4 && (
                    <Step
                        at={4}
                        of={STEPS}
                        title={say('核对并提交', 'Check and file')}
                        back={() => change({ step: 3 })}
                        next={{
                            label: say('提交备案', 'File it'),
                            busy: file.isPending && say('正在提交…', 'Filing…'),
                            disabled: draft.reason.trim() === '',
                            go: send,
                        }}
                    >
                        <dl className="facts">
                            <dt>{say('情形', 'Ground')}</dt>
                            <dd>{ground?.name}</dd>
                            <dt>{say('就医地', 'Place')}</dt>
                            <dd>{placeName}</dd>
                            <dt>{say('材料', 'Papers')}</dt>
                            <dd>
                                {missing.length > 0
                                    ? say('承诺后补', 'promised')
                                    : say(`${draft.sent.length} 个文件`, `${draft.sent.length} file(s)`)}
                            </dd>
                        </dl>
                        <Field label={say('从哪一天起', 'From which day')} hint={say('留空则从今天起', 'Empty: from today')} wrong={wrongOf(file.error, 'from')}>
                            {(given) => <input {...given} type="date" value={draft.from} onChange={(event) => change({ from: event.target.value })} />}
                        </Field>
                        {ground !== undefined && ground.validMonths > 0 && (
                            <Field
                                label={say('到哪一天为止', 'Until which day')}
                                hint={say(`留空则有效 ${ground.validMonths} 个月`, `Empty: ${ground.validMonths} months`)}
                                wrong={wrongOf(file.error, 'until')}
                            >
                                {(given) => <input {...given} type="date" value={draft.until} onChange={(event) => change({ until: event.target.value })} />}
                            </Field>
                        )}
                        <Field label={say('原因', 'Why')} wrong={wrongOf(file.error, 'reason')}>
                            {(given) => (
                                <input {...given} value={draft.reason} maxLength={200} onChange={(event) => change({ reason: event.target.value })} />
                            )}
                        </Field>
                        <Rest error={file.error} fields={['from', 'until', 'reason']} />
                    </Step>
                )}
            </Page>
        </Rules>
    );
}

import { useState } from 'react';
import { useChoices } from '../choices';
import { Button, Choices, Failed, Field, Waiting, wrongOf } from '../kit';
import type { Sent } from '../kit/photos';
import { useSay } from '../language';
import { relationText } from '../words';
import { useActs } from './acts';
import { PaperField, PapersIn, PlaceField } from './papers';
import { RELATIONS } from './words';

/** What came on paper is entered here; it waits for a reviewer then. */
export function Propose({ person, done }: { person: string; done: () => void }) {
    const say = useSay();
    const { act, busy, error } = useActs(done);
    const [what, setWhat] = useState<'filing' | 'binding'>('filing');
    const [paper, setPaper] = useState('');
    const choices = useChoices(person);
    const [filing, setFiling] = useState({ ground: '', place: '', from: '', until: '', byCommitment: false, reason: '' });
    const [documents, setDocuments] = useState<string[]>([]);
    const [sent, setSent] = useState<Sent[]>([]);
    const [binding, setBinding] = useState({ owner: '', relation: 'spouse', yearLimit: '', from: '', until: '' });

    const offered = choices.data?.filings ?? [];
    const ground = offered.find((each) => each.ground === filing.ground) ?? offered[0];
    const send = () =>
        act(
            `/api/persons/${person}/proposals`,
            what === 'filing'
                ? {
                      paper,
                      filing: {
                          ground: ground?.ground ?? '',
                          place: filing.place,
                          reason: filing.reason,
                          ...(filing.from && { from: filing.from }),
                          ...(filing.until && { until: filing.until }),
                          ...(documents.length > 0 && { documents }),
                          ...(sent.length > 0 && { files: sent.map((each) => ({ paper: each.paper, document: each.document })) }),
                          ...(filing.byCommitment && { byCommitment: true }),
                      },
                  }
                : {
                      paper,
                      binding: {
                          owner: binding.owner,
                          relation: binding.relation,
                          ...(binding.yearLimit && { yearLimit: binding.yearLimit }),
                          ...(binding.from && { from: binding.from }),
                          ...(binding.until && { until: binding.until }),
                      },
                  },
        );
    const filingField = (name: keyof typeof filing) => ({
        value: String(filing[name]),
        onChange: (event: { target: { value: string } }) => setFiling({ ...filing, [name]: event.target.value }),
    });
    const bindingField = (name: keyof typeof binding) => ({
        value: binding[name],
        onChange: (event: { target: { value: string } }) => setBinding({ ...binding, [name]: event.target.value }),
    });

    return (
        <form
            className="card-form"
            onSubmit={(event) => {
                event.preventDefault();
                send();
            }}
        >
            <Choices
                label={say('纸质申请的事项', 'What the paper asks for')}
                value={what}
                of={[
                    { value: 'filing', label: say('异地就医备案', 'Filing for care away from home') },
                    { value: 'binding', label: say('家庭共济绑定', 'Binding of a relative’s account') },
                ]}
                onChange={setWhat}
            />
            <PaperField value={paper} onChange={setPaper} error={error} />
            {what === 'filing' && choices.isPending && <Waiting>{say('正在读取可备案的情形…', 'Reading what may be filed for…')}</Waiting>}
            {what === 'filing' && choices.isError && <Failed error={choices.error} again={() => void choices.refetch()} />}
            {what === 'filing' && ground && (
                <>
                    <Field label={say('备案人员类别', 'Ground')} wrong={wrongOf(error, 'filing.ground')}>
                        {(given) => (
                            <select
                                {...given}
                                value={ground.ground}
                                onChange={(event) => {
                                    setFiling({ ...filing, ground: event.target.value });
                                    setDocuments([]);
                                    setSent([]);
                                }}
                            >
                                {offered.map((each) => (
                                    <option key={each.ground} value={each.ground}>
                                        {each.name}
                                    </option>
                                ))}
                            </select>
                        )}
                    </Field>
                    <PlaceField
                        person={person}
                        value={filing.place}
                        onChange={(place) => setFiling({ ...filing, place })}
                        wrong={wrongOf(error, 'filing.place') ?? wrongOf(error, 'place')}
                    />
                    <div className="two">
                        <Field
                            label={say('起始日（空：复核通过之日）', 'First day (empty: that of the approval)')}
                            wrong={wrongOf(error, 'filing.from')}
                        >
                            {(given) => <input {...given} type="date" {...filingField('from')} />}
                        </Field>
                        <Field
                            label={say('截止日（空：按规定期限）', 'Last day (empty: as the rules say)')}
                            wrong={wrongOf(error, 'filing.until') ?? wrongOf(error, 'until')}
                        >
                            {(given) => <input {...given} type="date" {...filingField('until')} />}
                        </Field>
                    </div>
                    <PapersIn person={person} papers={ground.papers} documents={documents} setDocuments={setDocuments} sent={sent} setSent={setSent} />
                    {ground.orCommitment && (
                        <div className="choices">
                            <label>
                                <input
                                    type="checkbox"
                                    checked={filing.byCommitment}
                                    onChange={(event) => setFiling({ ...filing, byCommitment: event.target.checked })}
                                />
                                <span>{say('缺件以书面承诺代替', 'A written promise stands for what is missing')}</span>
                            </label>
                        </div>
                    )}
                    <Field label={say('事由', 'Reason')} wrong={wrongOf(error, 'filing.reason')}>
                        {(given) => <input {...given} required maxLength={200} {...filingField('reason')} />}
                    </Field>
                </>
            )}
            {what === 'binding' && (
                <>
                    <Field
                        label={say('授权人的人员编号', 'Number of the account’s owner')}
                        hint={say('其个人账户供本人使用', 'whose account this person may draw on')}
                        wrong={wrongOf(error, 'binding.owner') ?? wrongOf(error, 'owner')}
                    >
                        {(given) => <input {...given} required maxLength={30} {...bindingField('owner')} />}
                    </Field>
                    <Field label={say('授权人是本人的', 'The owner is this person’s')} wrong={wrongOf(error, 'binding.relation')}>
                        {(given) => (
                            <select {...given} {...bindingField('relation')}>
                                {RELATIONS.map((each) => (
                                    <option key={each} value={each}>
                                        {relationText(say, each)}
                                    </option>
                                ))}
                            </select>
                        )}
                    </Field>
                    <Field
                        label={say('年度限额（元，空：不限）', 'Limit a year (yuan, empty: none)')}
                        hint={say('两位小数，如 1000.00', 'two decimals, such as 1000.00')}
                        wrong={wrongOf(error, 'binding.yearLimit')}
                    >
                        {(given) => <input {...given} inputMode="decimal" {...bindingField('yearLimit')} />}
                    </Field>
                    <div className="two">
                        <Field
                            label={say('起始日（空：复核通过之日）', 'First day (empty: that of the approval)')}
                            wrong={wrongOf(error, 'binding.from')}
                        >
                            {(given) => <input {...given} type="date" {...bindingField('from')} />}
                        </Field>
                        <Field label={say('截止日（空：长期）', 'Last day (empty: no term)')} wrong={wrongOf(error, 'binding.until') ?? wrongOf(error, 'until')}>
                            {(given) => <input {...given} type="date" {...bindingField('until')} />}
                        </Field>
                    </div>
                </>
            )}
            {error !== undefined && <Failed error={error} />}
            <p className="quiet">{say('录入后由他人复核，通过之前不生效。', 'Another user reviews it; before that nothing takes effect.')}</p>
            <div className="buttons">
                <Button kind="main" type="submit" busy={busy && say('正在提交…', 'Sending…')}>
                    {say('提交复核', 'Send to the reviewer')}
                </Button>
            </div>
        </form>
    );
}

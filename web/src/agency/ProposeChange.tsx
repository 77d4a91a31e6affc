import { useState } from 'react';
import { useChoices } from '../choices';
import { Button, Failed, Field, wrongOf } from '../kit';
import type { Sent } from '../kit/photos';
import { dayText, useLanguage, useSay, type Say } from '../language';
import { relationText } from '../words';
import { Facts, useActs } from './acts';
import { PaperField, PapersIn, PlaceField, usePlaceName } from './papers';
import type { Binding, Filing } from './rest';
import { endText, groundText } from './words';

/** What is to be done to something that holds already. */
export type Change =
    | { what: 'filingExtension' | 'filingDocuments' | 'filingPlace' | 'filingEnd'; filing: Filing }
    | { what: 'bindingLimit' | 'bindingPlace' | 'bindingEnd'; binding: Binding };

export function changeText(what: Change['what'], say: Say): string {
    switch (what) {
        case 'filingExtension':
            return say('备案延期', 'Extend the filing');
        case 'filingDocuments':
            return say('补齐备案材料', 'Documents of the filing');
        case 'filingPlace':
            return say('变更就医地', 'Change the place');
        case 'filingEnd':
            return say('撤销备案', 'Cancel the filing');
        case 'bindingLimit':
            return say('调整限额', 'Change the limit');
        case 'bindingPlace':
            return say('调整支付顺序', 'Change the order');
        case 'bindingEnd':
            return say('解除绑定', 'End the binding');
    }
}

/** A change that came on paper, of one filing or binding; it waits for a reviewer then. */
export function ProposeChange({ person, change, done }: { person: string; change: Change; done: () => void }) {
    const say = useSay();
    const { language } = useLanguage();
    const { act, busy, error } = useActs(done);
    const place = usePlaceName(person);
    const choices = useChoices(person);
    const [paper, setPaper] = useState('');
    const [reason, setReason] = useState('');
    const [value, setValue] = useState(initial(change));
    const [documents, setDocuments] = useState<string[]>([]);
    const [sent, setSent] = useState<Sent[]>([]);
    const { what } = change;
    const wrong = (field: string) => wrongOf(error, `${what}.${field}`) ?? wrongOf(error, field);

    const asked = (): object => {
        switch (change.what) {
            case 'filingExtension':
                return { filing: change.filing.filing, until: value, reason };
            case 'filingDocuments':
                return {
                    filing: change.filing.filing,
                    documents,
                    ...(sent.length > 0 && { files: sent.map((each) => ({ paper: each.paper, document: each.document })) }),
                    reason,
                };
            case 'filingPlace':
                return { filing: change.filing.filing, place: value, reason };
            case 'filingEnd':
                return { filing: change.filing.filing, reason };
            case 'bindingLimit':
                return { binding: change.binding.binding, ...(value && { yearLimit: value }) };
            case 'bindingPlace':
                return { binding: change.binding.binding, position: Number(value) };
            case 'bindingEnd':
                return { binding: change.binding.binding, because: value };
        }
    };

    return (
        <form
            className="card-form"
            onSubmit={(event) => {
                event.preventDefault();
                act(`/api/persons/${person}/proposals`, { paper, [what]: asked() });
            }}
        >
            {'filing' in change ? (
                <Facts
                    of={[
                        [say('备案', 'Filing'), `${groundText(say, change.filing.ground)} · ${place(change.filing.place)}`],
                        [
                            say('有效期', 'Holds'),
                            `${dayText(change.filing.from, language)} – ${change.filing.until ? dayText(change.filing.until, language) : say('长期', 'until cancelled')}`,
                        ],
                    ]}
                />
            ) : (
                <Facts
                    of={[
                        [say('授权人', 'Owner of the account'), `${change.binding.owner} · ${relationText(say, change.binding.relation)}`],
                        [say('现有限额', 'Limit now'), change.binding.yearLimit ?? say('不限', 'none')],
                        [say('现在的顺序', 'Place now'), change.binding.position],
                    ]}
                />
            )}
            <PaperField value={paper} onChange={setPaper} error={error} />
            {what === 'filingExtension' && (
                <Field label={say('延长到', 'Until')} wrong={wrong('until')}>
                    {(given) => <input {...given} type="date" required value={value} onChange={(event) => setValue(event.target.value)} />}
                </Field>
            )}
            {change.what === 'filingDocuments' && (
                <PapersIn
                    person={person}
                    papers={(choices.data?.filings.find((each) => each.ground === change.filing.ground)?.papers ?? []).filter(
                        (each) => !change.filing.documents.includes(each.code),
                    )}
                    documents={documents}
                    setDocuments={setDocuments}
                    sent={sent}
                    setSent={setSent}
                />
            )}
            {what === 'filingPlace' && <PlaceField person={person} value={value} onChange={setValue} wrong={wrong('place')} />}
            {what === 'bindingLimit' && (
                <Field
                    label={say('年度限额（元，空：不限）', 'Limit a year (yuan, empty: none)')}
                    hint={say('两位小数，如 1000.00', 'two decimals, such as 1000.00')}
                    wrong={wrong('yearLimit')}
                >
                    {(given) => <input {...given} inputMode="decimal" value={value} onChange={(event) => setValue(event.target.value)} />}
                </Field>
            )}
            {what === 'bindingPlace' && (
                <Field label={say('第几个支付', 'Which pays when: its place')} wrong={wrong('position')}>
                    {(given) => (
                        <input {...given} type="number" min={1} required value={value} onChange={(event) => setValue(event.target.value)} />
                    )}
                </Field>
            )}
            {what === 'bindingEnd' && (
                <Field label={say('解除原因', 'Why it ends')} wrong={wrong('because')}>
                    {(given) => (
                        <select {...given} value={value} onChange={(event) => setValue(event.target.value)}>
                            {['requested', 'relation-ended'].map((each) => (
                                <option key={each} value={each}>
                                    {endText(say, each)}
                                </option>
                            ))}
                        </select>
                    )}
                </Field>
            )}
            {'filing' in change && (
                <Field label={say('事由', 'Reason')} wrong={wrong('reason')}>
                    {(given) => <input {...given} required maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
                </Field>
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

function initial(change: Change): string {
    switch (change.what) {
        case 'bindingEnd':
            return 'requested';
        case 'bindingPlace':
            return String(change.binding.position);
        case 'bindingLimit':
            return change.binding.yearLimit ?? '';
        case 'filingExtension':
        case 'filingDocuments':
        case 'filingPlace':
        case 'filingEnd':
            return '';
    }
}

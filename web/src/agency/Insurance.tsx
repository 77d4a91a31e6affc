import { useState } from 'react';
import { Button, Card, Dialog, Empty, Failed, Field, wrongOf } from '../kit';
import { dayText, useLanguage, useSay, type Say } from '../language';
import { useSession } from '../session';
import { insuredStatusText, schemeText, standingText } from '../words';
import { useActs } from './acts';
import { assistanceText, tierText } from './words';

export interface Participation {
    scheme: string;
    from: string;
    to?: string;
    region: string;
    status: string;
    statedStanding: string;
    tier: string;
    assistance: string;
    civilServant: boolean;
    employer?: string;
    boundInstitution?: string;
}

/** Of whom, and on which version of the record: two clerks do not overwrite each other. */
interface Of {
    number: string;
    version: number;
}

type Asked = { what: 'open' } | { what: 'change' | 'end'; part: Participation };

/** How a person is insured; a clerk opens, changes and ends it here. */
export function Insurance({ person, participations, done }: { person: Of; participations: Participation[]; done: () => void }) {
    const say = useSay();
    const { language } = useLanguage();
    const { role } = useSession();
    const [asked, ask] = useState<Asked | undefined>();
    const close = () => ask(undefined);
    const did = () => {
        close();
        done();
    };
    return (
        <Card
            title={say('参保', 'Insurance')}
            aside={
                role === 'clerk' && (
                    <Button small onClick={() => ask({ what: 'open' })}>
                        {say('参保登记', 'Enrol')}
                    </Button>
                )
            }
        >
            <ul className="rows">
                {participations.map((part) => (
                    <li key={`${part.scheme} ${part.from}`}>
                        <strong>{schemeText(say, part.scheme)}</strong>
                        <span>{part.region}</span>
                        <span>{insuredStatusText(say, part.status)}</span>
                        <span className="quiet">
                            {dayText(part.from, language)} – {part.to ? dayText(part.to, language) : say('至今', 'now')}
                        </span>
                        {part.employer && <span className="quiet">{part.employer}</span>}
                        {role === 'clerk' && part.to === undefined && (
                            <span className="buttons">
                                <Button
                                    small
                                    aria-label={say(`变更：${schemeText(say, part.scheme)}`, `Change: ${schemeText(say, part.scheme)}`)}
                                    onClick={() => ask({ what: 'change', part })}
                                >
                                    {say('变更', 'Change')}
                                </Button>
                                <Button
                                    small
                                    aria-label={say(`停保：${schemeText(say, part.scheme)}`, `End: ${schemeText(say, part.scheme)}`)}
                                    onClick={() => ask({ what: 'end', part })}
                                >
                                    {say('停保', 'End')}
                                </Button>
                            </span>
                        )}
                    </li>
                ))}
            </ul>
            {participations.length === 0 && <Empty>{say('未参保。', 'Insured in no scheme.')}</Empty>}
            <Dialog title={asked ? titleOf(asked.what, say) : ''} open={asked !== undefined} close={close}>
                {asked?.what === 'end' && <End person={person} part={asked.part} done={did} />}
                {asked?.what === 'change' && <Terms person={person} part={asked.part} done={did} />}
                {asked?.what === 'open' && <Terms person={person} done={did} />}
            </Dialog>
        </Card>
    );
}

function titleOf(what: Asked['what'], say: Say): string {
    switch (what) {
        case 'open':
            return say('参保登记', 'Enrol in a scheme');
        case 'change':
            return say('参保信息变更', 'Change the participation');
        case 'end':
            return say('停保', 'End the participation');
    }
}

/** Opens a participation, or changes one from a day on. */
function Terms({ person, part, done }: { person: Of; part?: Participation; done: () => void }) {
    const say = useSay();
    const { scope } = useSession();
    const { act, busy, error } = useActs(done);
    const [scheme, setScheme] = useState('employee');
    const [from, setFrom] = useState('');
    const [reason, setReason] = useState('');
    const [terms, setTerms] = useState({
        region: part?.region ?? scope,
        status: part?.status ?? 'active',
        standing: part?.statedStanding ?? 'normal',
        tier: part?.tier ?? '0',
        assistance: part?.assistance ?? 'none',
        civilServant: part?.civilServant ?? false,
        employer: part?.employer ?? '',
    });
    const send = () => {
        const { employer, ...rest } = terms;
        const body = {
            version: person.version,
            from,
            reason,
            terms: { ...rest, ...(employer && { employer }), ...(part?.boundInstitution && { boundInstitution: part.boundInstitution }) },
        };
        const address = `/api/persons/${person.number}/participations`;
        if (part) {
            act(`${address}/${part.scheme}/${part.from}/changes`, body);
        } else {
            act(address, { ...body, scheme });
        }
    };
    const pick = (name: 'status' | 'standing' | 'tier' | 'assistance', label: string, codes: readonly string[], text: (say: Say, code: string) => string) => (
        <Field label={label} wrong={wrongOf(error, `terms.${name}`)}>
            {(given) => (
                <select {...given} value={terms[name]} onChange={(event) => setTerms({ ...terms, [name]: event.target.value })}>
                    {codes.map((code) => (
                        <option key={code} value={code}>
                            {text(say, code)}
                        </option>
                    ))}
                </select>
            )}
        </Field>
    );
    return (
        <form
            className="card-form"
            onSubmit={(event) => {
                event.preventDefault();
                send();
            }}
        >
            <div className="two">
                {part === undefined && (
                    <Field label={say('险种', 'Scheme')} wrong={wrongOf(error, 'scheme')}>
                        {(given) => (
                            <select {...given} value={scheme} onChange={(event) => setScheme(event.target.value)}>
                                {['employee', 'resident', 'pension'].map((code) => (
                                    <option key={code} value={code}>
                                        {schemeText(say, code)}
                                    </option>
                                ))}
                            </select>
                        )}
                    </Field>
                )}
                <Field label={part ? say('自何日起变更', 'From which day on') : say('参保起始日', 'First day')} wrong={wrongOf(error, 'from')}>
                    {(given) => <input {...given} type="date" required value={from} onChange={(event) => setFrom(event.target.value)} />}
                </Field>
                <Field label={say('统筹区', 'Region')} wrong={wrongOf(error, 'terms.region')}>
                    {(given) => (
                        <input
                            {...given}
                            required
                            inputMode="numeric"
                            pattern="\d{6}"
                            maxLength={6}
                            value={terms.region}
                            onChange={(event) => setTerms({ ...terms, region: event.target.value })}
                        />
                    )}
                </Field>
                {pick('status', say('人员类别', 'Status'), ['active', 'retired', 'flexible', 'adult', 'child', 'student', 'newborn'], insuredStatusText)}
                {pick('standing', say('参保状态', 'Standing'), ['normal', 'suspended', 'waiting', 'ended'], standingText)}
                {pick('tier', say('档次', 'Tier'), ['0', '1', '2', '3'], tierText)}
                {pick('assistance', say('救助身份', 'Assistance'), ['none', 'subsistence', 'extreme-poverty', 'return-to-poverty'], assistanceText)}
                <Field label={say('单位（可空）', 'Employer (may be empty)')} wrong={wrongOf(error, 'terms.employer')}>
                    {(given) => <input {...given} maxLength={200} value={terms.employer} onChange={(event) => setTerms({ ...terms, employer: event.target.value })} />}
                </Field>
            </div>
            <div className="choices">
                <label>
                    <input type="checkbox" checked={terms.civilServant} onChange={(event) => setTerms({ ...terms, civilServant: event.target.checked })} />
                    <span>{say('公务员', 'civil servant')}</span>
                </label>
            </div>
            <Sent reason={reason} setReason={setReason} error={error} />
            <div className="buttons">
                <Button kind="main" type="submit" busy={busy && say('正在办理…', 'Doing it…')}>
                    {part ? say('确认变更', 'Change it') : say('确认登记', 'Enrol')}
                </Button>
            </div>
        </form>
    );
}

function Sent({ reason, setReason, error }: { reason: string; setReason: (reason: string) => void; error: unknown }) {
    const say = useSay();
    return (
        <>
            <Field label={say('事由', 'Reason')} wrong={wrongOf(error, 'reason')}>
                {(given) => <input {...given} required maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
            </Field>
            {error !== undefined && <Failed error={error} />}
        </>
    );
}

function End({ person, part, done }: { person: Of; part: Participation; done: () => void }) {
    const say = useSay();
    const { act, busy, error } = useActs(done);
    const [lastDay, setLastDay] = useState('');
    const [reason, setReason] = useState('');
    return (
        <form
            className="card-form"
            onSubmit={(event) => {
                event.preventDefault();
                act(`/api/persons/${person.number}/participations/${part.scheme}/${part.from}/end`, {
                    version: person.version,
                    lastDay,
                    reason,
                });
            }}
        >
            <Field label={say('最后一天', 'Last day')} wrong={wrongOf(error, 'lastDay')}>
                {(given) => <input {...given} type="date" required value={lastDay} onChange={(event) => setLastDay(event.target.value)} />}
            </Field>
            <Sent reason={reason} setReason={setReason} error={error} />
            <div className="buttons">
                <Button kind="danger" type="submit" busy={busy && say('正在办理…', 'Doing it…')}>
                    {say('停保', 'End the participation')}
                </Button>
            </div>
        </form>
    );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Button, Card, Failed, Field, Page, Waiting, wrongOf } from '../kit';
import { useLanguage, useSay } from '../language';
import { useOnce } from '../once';
import { useSession, useToday } from '../session';
import { schemeText } from '../words';
import { desk, type Admission, type Presented, type Scheme } from './calls';
import { useKeys } from './keys';
import { PersonCard, PresentCard } from './PersonCard';
import { now, withSeconds } from './time';

/** Admits whoever shows a code. */
export function AdmitPage() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const at = useMemo(() => desk(scope), [scope]);
    const [address, setAddress] = useSearchParams();
    const id = address.get('presentation') ?? '';
    const code = useRef<HTMLInputElement>(null);
    const presented = useQuery({
        queryKey: ['presented', id, 'inpatient', language],
        queryFn: ({ signal }) => at.presented(id, 'inpatient', signal),
        enabled: id !== '',
    });
    const another = () => setAddress({}, { replace: true });
    useKeys({ F8: another });
    useEffect(() => {
        if (id === '') {
            code.current?.focus();
        }
    }, [id]);
    return (
        <Page title={say('办理入院', 'Admission')} wide>
            {id === '' && (
                <PresentCard at={at} field={code} done={(shown) => setAddress({ presentation: shown.presentation }, { replace: true })} />
            )}
            {id !== '' && presented.isPending && <Waiting>{say('正在读取参保人…', 'Reading the person…')}</Waiting>}
            {presented.isError && (
                <>
                    <Failed error={presented.error} />
                    <div className="buttons">
                        <Button onClick={another}>{say('重新核验', 'Check again')}</Button>
                    </div>
                </>
            )}
            {id !== '' && presented.data && <AdmissionOf key={id} at={at} presented={presented.data} another={another} />}
        </Page>
    );
}

function AdmissionOf({ at, presented, another }: { at: ReturnType<typeof desk>; presented: Presented; another: () => void }) {
    const say = useSay();
    const go = useNavigate();
    const today = useToday();
    const queries = useQueryClient();
    const [typed, setTyped] = useState({ admittedAt: now(today), number: '', department: '', bed: '', diagnosis: '' });
    const [emergency, setEmergency] = useState(false);
    const [wanted, setScheme] = useState<Scheme>();
    const insurance = presented.insurances.find((each) => each.scheme === wanted) ?? presented.insurances[0];
    const first = useRef<HTMLInputElement>(null);
    useEffect(() => first.current?.focus(), []);
    const admitting = useOnce({
        ask: at.admit,
        done: ({ stay }) => {
            void queries.invalidateQueries({ queryKey: ['stays'] });
            void go(`/cashier/stays/${stay}`, { replace: true });
        },
    });
    const send = (event: FormEvent) => {
        event.preventDefault();
        const { bed, ...rest } = typed;
        const order: Admission = {
            presentation: presented.presentation,
            scheme: insurance?.scheme ?? 'employee',
            emergency,
            ...rest,
            admittedAt: withSeconds(typed.admittedAt),
            ...(bed.trim() !== '' && { bed }),
        };
        admitting.mutate(order);
    };
    const fields = [
        ['number', say('住院号', 'Number of the stay'), 30, true],
        ['department', say('科室', 'Department'), 100, true],
        ['bed', say('床位（可不填）', 'Bed (optional)'), 30, false],
        ['diagnosis', say('入院诊断', 'Diagnosis on admission'), 200, true],
    ] as const;
    return (
        <>
            <PersonCard presented={presented} insurance={insurance} other={another} />
            <Card title={say('入院登记', 'The admission')}>
                <form className="reconcile admission" onSubmit={send}>
                    {presented.insurances.length > 1 && (
                        <Field label={say('险种', 'Scheme')}>
                            {(given) => (
                                <select {...given} value={insurance?.scheme} onChange={(event) => setScheme(event.target.value as Scheme)}>
                                    {presented.insurances.map((each) => (
                                        <option key={each.scheme} value={each.scheme}>
                                            {schemeText(say, each.scheme)}
                                        </option>
                                    ))}
                                </select>
                            )}
                        </Field>
                    )}
                    {fields.map(([name, label, longest, required]) => (
                        <Field key={name} label={label} wrong={wrongOf(admitting.error, name)}>
                            {(given) => (
                                <input
                                    {...given}
                                    ref={name === 'number' ? first : undefined}
                                    autoComplete="off"
                                    maxLength={longest}
                                    required={required}
                                    value={typed[name]}
                                    onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
                                />
                            )}
                        </Field>
                    ))}
                    <Field label={say('入院时间', 'Admitted')} wrong={wrongOf(admitting.error, 'admittedAt')}>
                        {(given) => (
                            <input
                                {...given}
                                type="datetime-local"
                                required
                                max={`${today}T23:59`}
                                value={typed.admittedAt}
                                onChange={(event) => setTyped({ ...typed, admittedAt: event.target.value })}
                            />
                        )}
                    </Field>
                    <label className="condition">
                        <input type="checkbox" checked={emergency} onChange={(event) => setEmergency(event.target.checked)} />
                        {say('急诊转住院', 'Came as an emergency')}
                    </label>
                    <Button kind="main" type="submit" busy={admitting.isPending && say('正在办理…', 'Admitting…')}>
                        {say('办理入院', 'Admit')} <kbd>Enter</kbd>
                    </Button>
                </form>
                {admitting.isError && <Failed error={admitting.error} />}
            </Card>
        </>
    );
}

import { useMutation, type QueryKey } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { post, Refused } from '../api';
import { useChoices } from '../choices';
import { Button, Failed, Field, wrongOf } from '../kit';
import { useSay } from '../language';
import { useOnce } from '../once';
import { DRAFT, dropDrafts, useSession } from '../session';
import { RuleButton, type Rule } from './rules';

export function useOffered() {
    return useChoices(useSession().scope);
}

/** What was entered so far, kept in this tab until it is sent or dropped: a reload loses nothing. */
export function useDraft<T extends object>(name: string, empty: T): [T, (change: Partial<T>) => void, () => void] {
    const { scope } = useSession();
    const kept = `${DRAFT}${scope}:${name}`;
    const [draft, setDraft] = useState<T>(() => {
        dropDrafts(`${DRAFT}${scope}:`);
        const found = sessionStorage.getItem(kept);
        return found === null ? empty : { ...empty, ...(JSON.parse(found) as Partial<T>) };
    });
    const change = (part: Partial<T>) =>
        setDraft((before) => {
            const after = { ...before, ...part };
            sessionStorage.setItem(kept, JSON.stringify(after));
            return after;
        });
    const drop = () => {
        sessionStorage.removeItem(kept);
        setDraft(empty);
    };
    return [draft, change, drop];
}

/** One step of a form: where one is, what stands on it, and the one thing to do next. */
export function Step({
    at,
    of,
    title,
    back,
    next,
    children,
}: {
    at: number;
    of: number;
    title: string;
    back?: () => void;
    next: { label: string; busy?: string | false; disabled?: boolean; go: () => void };
    children: ReactNode;
}) {
    const say = useSay();
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => heading.current?.focus(), [at]);
    return (
        <form
            className="card"
            noValidate
            onSubmit={(event) => {
                event.preventDefault();
                next.go();
            }}
        >
            <p className="quiet">{say(`第 ${at} 步，共 ${of} 步`, `Step ${at} of ${of}`)}</p>
            <h2 ref={heading} tabIndex={-1}>
                {title}
            </h2>
            {children}
            <div className="buttons">
                {back && <Button onClick={back}>{say('上一步', 'Back')}</Button>}
                <Button type="submit" kind="main" busy={next.busy ?? false} disabled={next.disabled ?? false}>
                    {next.label}
                </Button>
            </div>
        </form>
    );
}

/** The rules behind something, one tap away each. */
export function By({ rules }: { rules: readonly Rule[] }) {
    return (
        <div className="by">
            {rules.map((rule) => (
                <RuleButton key={rule.id} rule={rule} />
            ))}
        </div>
    );
}

/** What the server says that belongs to none of the fields on this step. */
export function Rest({ error, fields }: { error: unknown; fields: readonly string[] }) {
    if (error === null || error === undefined) {
        return null;
    }
    const field = error instanceof Refused ? error.problem.field : undefined;
    return field !== undefined && fields.includes(field) ? null : <Failed error={error} />;
}

/** Why something is taken back, and the button that takes it back. */
export function TakeBack({
    about,
    label,
    busy,
    ask,
    stale,
    done,
}: {
    about?: string;
    label: string;
    busy: string;
    ask: (why: string, key: string) => Promise<unknown>;
    stale: QueryKey[];
    done: () => void;
}) {
    const say = useSay();
    const [why, setWhy] = useState('');
    const asked = useOnce({ ask, stale, done });
    return (
        <form
            className="card-form"
            noValidate
            onSubmit={(event) => {
                event.preventDefault();
                asked.mutate(why.trim());
            }}
        >
            {about && <p>{about}</p>}
            <Field label={say('原因', 'Why')} wrong={wrongOf(asked.error, 'why') ?? wrongOf(asked.error, 'reason')}>
                {(given) => <input {...given} value={why} maxLength={200} onChange={(event) => setWhy(event.target.value)} />}
            </Field>
            <Rest error={asked.error} fields={['why', 'reason']} />
            <div className="buttons">
                <Button type="submit" kind="danger" disabled={why.trim() === ''} busy={asked.isPending && busy}>
                    {label}
                </Button>
            </div>
        </form>
    );
}

/** Somebody the person knows by name and identity number. */
export interface Relative {
    person: string;
    name: string;
}

/** Finds a relative by name and identity number; both must be right. */
export function FindRelative({ found }: { found: (relative: Relative) => void }) {
    const say = useSay();
    const [name, setName] = useState('');
    const [certificate, setCertificate] = useState('');
    const search = useMutation({
        mutationFn: (wanted: { name: string; certificate: string }) => post<Relative>('/api/relatives/search', wanted),
        onSuccess: found,
    });
    const problem = search.error instanceof Refused ? search.error.problem : undefined;
    return (
        <form
            className="card-form"
            noValidate
            onSubmit={(event) => {
                event.preventDefault();
                search.mutate({ name: name.trim(), certificate });
            }}
        >
            <Field label={say('家人姓名', 'Name of the relative')} wrong={problem?.field === 'name' ? problem.message : undefined}>
                {(given) => <input {...given} value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />}
            </Field>
            <Field
                label={say('家人身份证件号码', 'Identity number of the relative')}
                hint={say('姓名和证件号码都要与参保登记一致', 'Name and number must both be as registered')}
                wrong={problem?.field === 'certificate' ? `${problem.message} ${problem.whatToDo ?? ''}` : undefined}
            >
                {(given) => (
                    <input {...given} value={certificate} autoComplete="off" onChange={(event) => setCertificate(event.target.value.trim())} />
                )}
            </Field>
            <Rest error={search.error} fields={['name', 'certificate']} />
            <div className="buttons">
                <Button
                    type="submit"
                    kind="main"
                    disabled={name.trim() === '' || certificate === ''}
                    busy={search.isPending && say('正在核对…', 'Checking…')}
                >
                    {say('核对家人', 'Find the relative')}
                </Button>
            </div>
        </form>
    );
}

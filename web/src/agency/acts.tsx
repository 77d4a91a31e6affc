import { useState, type ReactNode } from 'react';
import { post } from '../api';
import { Button, Failed, Field, wrongOf } from '../kit';
import { useSay } from '../language';
import { useOnce } from '../once';

/** What can be done to a case: each act is a thing of its own, told by its address. */
export function useActs(done: () => void) {
    const { mutate, isPending, error } = useOnce({
        ask: ({ address, body }: { address: string; body: unknown }, key) => post(address, body, { key }),
        thing: ({ address }) => address,
        done,
    });
    return { act: (address: string, body: unknown) => mutate({ address, body }), busy: isPending, error: error ?? undefined };
}

/** What a case says of itself: names and values. */
export function Facts({ of }: { of: ReadonlyArray<readonly [string, ReactNode] | false | undefined> }) {
    return (
        <dl className="facts">
            {of.filter((each) => each !== false && each !== undefined).map(([name, value]) => (
                <div key={name} className="fact">
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            ))}
        </dl>
    );
}

/** The second step: approve, or reject with why. */
export function ReviewActs({
    approve,
    reject,
    busy,
    error,
    asks,
}: {
    approve?: (() => void) | undefined;
    reject: (why: string) => void;
    busy: boolean;
    error: unknown;
    /** what approving does, in words */
    asks: string;
}) {
    const say = useSay();
    const [why, setWhy] = useState('');
    return (
        <div className="card-form">
            {approve && (
                <>
                    <p className="quiet">{asks}</p>
                    <div className="buttons">
                        <Button kind="main" busy={busy && say('正在办理…', 'Doing it…')} onClick={approve}>
                            {say('复核通过', 'Approve')}
                        </Button>
                    </div>
                </>
            )}
            <Why label={say('驳回原因', 'Why it is rejected')} value={why} onChange={setWhy} error={error} />
            <div className="buttons">
                <Button kind="danger" disabled={why.trim() === ''} busy={busy && say('正在办理…', 'Doing it…')} onClick={() => reject(why)}>
                    {say('驳回', 'Reject')}
                </Button>
            </div>
            {error !== undefined && <Failed error={error} />}
        </div>
    );
}

export function Why({
    label,
    value,
    onChange,
    error,
}: {
    label: string;
    value: string;
    onChange: (value: string) => void;
    error?: unknown;
}) {
    return (
        <Field label={label} wrong={wrongOf(error, 'why')}>
            {(given) => <input {...given} maxLength={200} value={value} onChange={(event) => onChange(event.target.value)} />}
        </Field>
    );
}

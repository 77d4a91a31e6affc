import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api';
import { Button, Failed, Field, Notice, Waiting } from '../kit';
import { useSay } from '../language';
import type { InstitutionKind } from './words';

export interface Institution {
    institution: string;
    name: string;
    region: string;
    kind: InstitutionKind;
}

/** Finds an institution by a part of its name. */
export function FindInstitution({
    label,
    chosen,
    choose,
    wrong,
    none,
}: {
    label: string;
    chosen: string;
    choose: (institution: Institution) => void;
    wrong?: string | undefined;
    /** what to do where none is found */
    none: string;
}) {
    const say = useSay();
    const [typed, setTyped] = useState('');
    const wanted = typed.trim();
    const found = useQuery({
        queryKey: ['institutions', wanted],
        queryFn: ({ signal }) => get<Institution[]>(`/api/institutions?name=${encodeURIComponent(wanted)}`, { signal }),
        enabled: wanted.length > 1,
    });
    return (
        <>
            <Field label={label} hint={say('输入名称中的几个字', 'Type a part of its name')} wrong={wrong}>
                {(given) => <input {...given} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />}
            </Field>
            {found.isFetching && <Waiting>{say('正在查找…', 'Looking…')}</Waiting>}
            {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
            {found.isSuccess && wanted.length > 1 && found.data.length === 0 && (
                <Notice kind="warn">{none}</Notice>
            )}
            {found.isSuccess && wanted.length > 1 && (
                <div className="buttons">
                    {found.data.map((each) => (
                        <Button
                            key={each.institution}
                            small
                            onClick={() => {
                                choose(each);
                                setTyped('');
                            }}
                        >
                            {each.name}
                        </Button>
                    ))}
                </div>
            )}
            {chosen !== '' && (
                <p>
                    {say('已选：', 'Chosen: ')}
                    <b>{chosen}</b>
                </p>
            )}
        </>
    );
}

import { useQueries, useQuery } from '@tanstack/react-query';
import { get } from '../api';
import { useLanguage, useSay } from '../language';
import { useSession } from '../session';
import { relation } from './words';

interface Binding {
    user: string;
    owner: string;
    relation: string;
    endedOn?: string;
}

/** Somebody whose insurance the reader may ask about: the reader first, then those bound with him. */
export interface Somebody {
    person: string;
    name: string;
    detail?: string;
}

export function usePersons(): Somebody[] {
    const say = useSay();
    const { scope } = useSession();
    const bindings = useQuery({
        queryKey: ['bindings', scope],
        queryFn: ({ signal }) => get<Binding[]>(`/api/accounts/${scope}/bindings`, { signal }),
    });
    const others = new Map<string, string>();
    for (const each of bindings.data ?? []) {
        if (each.endedOn === undefined) {
            const mine = each.user === scope;
            others.set(
                mine ? each.owner : each.user,
                mine
                    ? say(`${relation(say, each.relation)}，我可用其账户`, `My ${relation(say, each.relation)}, whose account I may use`)
                    : say('可用我的账户的家人', 'A relative who may use my account'),
            );
        }
    }
    const known = useQueries({
        queries: [...others.keys()].map((person) => ({
            queryKey: ['person', person],
            queryFn: ({ signal }: { signal: AbortSignal }) => get<{ name: string }>(`/api/persons/${person}`, { signal }),
        })),
    });
    return [
        { person: scope, name: say('本人', 'Myself') },
        ...[...others.entries()].map(([person, detail], at) => ({ person, detail, name: known[at]?.data?.name ?? `…${person.slice(-4)}` })),
    ];
}

export interface Place {
    code: string;
    name: string;
}

/** The regions whose rules are known. */
export function usePlaces() {
    const { language } = useLanguage();
    return useQuery({
        queryKey: ['regions', language],
        queryFn: ({ signal }) => get<Place[]>('/api/regions', { signal }),
        staleTime: Infinity,
    });
}

import { useQuery } from '@tanstack/react-query';
import { get } from '../api';
import { useLanguage, useSay } from '../language';
import { useSession } from '../session';
import { relationText } from '../words';

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
    const others = new Map<string, Somebody>();
    for (const each of bindings.data ?? []) {
        if (each.endedOn === undefined) {
            const mine = each.user === scope;
            const person = mine ? each.owner : each.user;
            others.set(person, {
                person,
                name: mine ? relationText(say, each.relation) : say('家人', 'A relative'),
                detail: mine
                    ? say(`我可用其账户（…${person.slice(-4)}）`, `whose account I may use (…${person.slice(-4)})`)
                    : say(`可用我的账户（…${person.slice(-4)}）`, `who may use my account (…${person.slice(-4)})`),
            });
        }
    }
    return [{ person: scope, name: say('本人', 'Myself') }, ...others.values()];
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

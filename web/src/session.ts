import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { get, post, type Session } from './api';

const SESSION = ['session'];

/** What the keys begin with by which forms keep in this tab what was entered so far. */
export const DRAFT = 'draft:';

/** What the server says of the visitor: who is signed in, if anybody, and where else one may sign in. */
export interface Visitor {
    /** absent: nobody */
    user?: Session;
    /** the address that begins a sign-in by OpenID Connect, where the server has one */
    provider?: { name: string; address: string };
    /** the day it is at the server */
    today: string;
    /** seconds until the next one begins there */
    secondsLeft: number;
}

export function useVisitor() {
    return useQuery({
        queryKey: SESSION,
        queryFn: ({ signal }) => get<Visitor>('/api/session', { signal }),
        staleTime: 60_000,
        refetchOnWindowFocus: true,
        // Of a page that stays open the day ends, too. Asking oftener would keep a session alive that nobody uses.
        refetchInterval: ({ state }) => (state.data === undefined ? false : (state.data.secondsLeft + 1) * 1000),
    });
}

/** The day it is at the server: a computer's own clock may be wrong. Only within pages that are for somebody. */
export function useToday(): string {
    const { data } = useVisitor();
    if (data === undefined) {
        throw new Error('nobody is signed in here');
    }
    return data.today;
}

export const SignedIn = createContext<Session | undefined>(undefined);

/** Who is signed in. Only within pages that are for somebody. */
export function useSession(): Session {
    const session = useContext(SignedIn);
    if (session === undefined) {
        throw new Error('nobody is signed in here');
    }
    return session;
}

/** Nobody finds what another entered in the same tab. `kept`: what the keys begin with that stay, if any do. */
export function dropDrafts(kept?: string): void {
    for (const key of Object.keys(sessionStorage)) {
        if (key.startsWith(DRAFT) && (kept === undefined || !key.startsWith(kept))) {
            sessionStorage.removeItem(key);
        }
    }
}

/** Signing in and out; what was read for the one before, and what that one entered, is forgotten. */
export function useSigning() {
    const queries = useQueryClient();
    /** The question who is there stays, for the pages watch its answer; it is asked anew. */
    const begin = async () => {
        queries.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION[0] });
        await queries.refetchQueries({ queryKey: SESSION });
    };
    return {
        signIn: async (user: string, password: string) => {
            await post('/api/sign-in', { user, password });
            await begin();
        },
        signOut: async () => {
            await post('/api/sign-out');
            dropDrafts();
            await begin();
        },
        /** Changes the password, which ends all sessions, and begins a new one. */
        changePassword: async (user: string, old: string, password: string) => {
            await post('/api/password', { old, password });
            await get('/api/session');
            await post('/api/sign-in', { user, password });
            await begin();
        },
        forget: () => queries.invalidateQueries({ queryKey: SESSION }),
    };
}

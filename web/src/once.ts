import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useRef } from 'react';
import { newKey, Refused } from './api';

/**
 * Something that is asked of the server and done once, however often it is pressed. What nobody knows whether it was
 * done is asked for again under the same key, changed or not: the server does it, or says that it was done as it was
 * asked first. What was done or refused is over, and what is asked next has a new key.
 *
 * `thing` tells apart what is asked for in one place and has nothing to do with each other, such as two lines of a
 * list; `stale` is what was read before and may be true no longer.
 */
export function useOnce<Asked, Made>({
    ask,
    thing = () => '',
    stale = [],
    done,
}: {
    ask: (asked: Asked, key: string) => Promise<Made>;
    thing?: (asked: Asked) => string;
    stale?: QueryKey[];
    done?: (made: Made) => void;
}) {
    const queries = useQueryClient();
    const keys = useRef(new Map<string, string>());
    const busy = useRef(false);
    const again = () => Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));
    const mutation = useMutation({
        mutationFn: async (asked: Asked) => {
            const what = thing(asked);
            const key = keys.current.get(what) ?? newKey();
            keys.current.set(what, key);
            try {
                const made = await ask(asked, key);
                keys.current.delete(what);
                return made;
            } catch (failure) {
                if (failure instanceof Refused && failure.problem.status < 500) {
                    keys.current.delete(what);
                }
                throw failure;
            }
        },
        // What could not be sent is told at once, not sent later behind the reader's back.
        networkMode: 'always',
        onSuccess: async (made) => {
            await again();
            done?.(made);
        },
        onError: () => void again(),
        onSettled: () => {
            busy.current = false;
        },
    });
    return {
        ...mutation,
        // The button learns that it is busy only when it is drawn again: two presses may come before that.
        mutate: (asked: Asked) => {
            if (!busy.current) {
                busy.current = true;
                mutation.mutate(asked);
            }
        },
        // Forgets what came of it, not what is under way.
        reset: () => {
            if (!busy.current) {
                mutation.reset();
            }
        },
    };
}

import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { newKey, Refused } from '../api';

/**
 * Asks for something that is to be done once: what nobody knows whether it was done is asked for again under the same
 * name, what was done or refused is followed by another request.
 */
export function useOnce<Asked, Made>(ask: (asked: Asked, key: string) => Promise<Made>, done: (made: Made) => void) {
    const key = useRef(newKey());
    return useMutation({
        mutationFn: (asked: Asked) => ask(asked, key.current),
        onSuccess: (made) => {
            key.current = newKey();
            done(made);
        },
        onError: (error) => {
            if (error instanceof Refused && error.problem.status < 500) {
                key.current = newKey();
            }
        },
    });
}

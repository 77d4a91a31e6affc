import { useLayoutEffect, useRef } from 'react';

/** Has keys of the keyboard, such as F9, do something wherever the reader is on the page. */
export function useKeys(keys: Record<string, () => void>): void {
    const latest = useRef(keys);
    latest.current = keys;
    useLayoutEffect(() => {
        const pressed = (event: KeyboardEvent) => {
            const act = latest.current[event.key];
            if (act !== undefined && !event.ctrlKey && !event.altKey && !event.metaKey) {
                event.preventDefault();
                act();
            }
        };
        window.addEventListener('keydown', pressed);
        return () => window.removeEventListener('keydown', pressed);
    }, []);
}

import { useEffect, useRef, useState } from 'react';
import type { Previewed } from './calls';

const PAUSE_MS = 30;

export interface Preview {
    previewed: Previewed | undefined;
    error: unknown;
    /** something was typed since, whose figures have not come */
    isStale: boolean;
    isAsking: boolean;
}

const NOTHING: Preview = { previewed: undefined, error: undefined, isStale: false, isAsking: false };

/**
 * What a bill would come to, asked anew a moment after each change of the order or of what it is `about`; a call that
 * was overtaken is given up. How long it took from the change to the figures on the screen is a measure named `preview`.
 */
export function usePreview<Order>(ask: (order: Order, signal: AbortSignal) => Promise<Previewed>, order: Order | undefined, about?: string): Preview {
    const [preview, setPreview] = useState(NOTHING);
    const asked = order && JSON.stringify(order);
    const call = useRef(ask);
    call.current = ask;
    useEffect(() => {
        if (asked === undefined) {
            setPreview(NOTHING);
            return;
        }
        const changedAt = performance.now();
        const away = new AbortController();
        setPreview((before) => ({ ...before, isStale: true, isAsking: true }));
        const timer = setTimeout(() => {
            call.current(JSON.parse(asked) as Order, away.signal).then(
                (previewed) => {
                    setPreview({ previewed, error: undefined, isStale: false, isAsking: false });
                    requestAnimationFrame(() => performance.measure('preview', { start: changedAt, end: performance.now() }));
                },
                (error: unknown) => {
                    if (!away.signal.aborted) {
                        setPreview((before) => ({ ...before, error, isStale: false, isAsking: false }));
                    }
                },
            );
        }, PAUSE_MS);
        return () => {
            clearTimeout(timer);
            away.abort();
        };
    }, [asked, about]);
    return preview;
}

import { useEffect, useRef } from 'react';
import type { EChartsCoreOption } from 'echarts/core';

/** What is drawn; each loads no more of the library than it needs. */
const KINDS = {
    curve: () => import('./curve'),
    streams: () => import('./streams'),
};

/**
 * A drawing. It is loaded after the page; what it shows must also stand as text or as a table beside it, for `label`
 * is all that a screen reader says of it.
 */
export default function Chart({
    kind,
    option,
    label,
    height = 260,
}: {
    kind: keyof typeof KINDS;
    option: EChartsCoreOption;
    label: string;
    height?: number;
}) {
    const element = useRef<HTMLDivElement>(null);
    useEffect(() => {
        let ended = false;
        let dispose = () => undefined as void;
        void KINDS[kind]().then(({ init }) => {
            if (ended || element.current === null) {
                return;
            }
            const chart = init(element.current, undefined, { renderer: 'svg' });
            chart.setOption({ animation: false, ...option });
            const observer = new ResizeObserver(() => chart.resize());
            observer.observe(element.current);
            dispose = () => {
                observer.disconnect();
                chart.dispose();
            };
        });
        return () => {
            ended = true;
            dispose();
        };
    }, [kind, option]);
    return <div ref={element} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}

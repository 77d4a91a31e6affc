import { useEffect, useRef } from 'react';
import type { EChartsCoreOption } from 'echarts/core';

/**
 * A drawing. It is loaded after the page; what it shows must also stand as text or as a table beside it, for `label`
 * is all that a screen reader says of it.
 */
export default function Chart({ option, label, height = 260 }: { option: EChartsCoreOption; label: string; height?: number }) {
    const element = useRef<HTMLDivElement>(null);
    useEffect(() => {
        let ended = false;
        let dispose = () => undefined as void;
        void import('./echarts').then(({ init }) => {
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
    }, [option]);
    return <div ref={element} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}

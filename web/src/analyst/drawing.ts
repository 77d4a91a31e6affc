import type { EChartsCoreOption } from 'echarts/core';
import { COLOURS } from '../charts/charts';
import type { Drawing } from './types';

/** Curves of what funds pay and persons bear as a bill grows, with the span marked in which something is the matter. */
export function curves(of: Drawing, words: { bill: string; funds: string; person: string; otherwise: string; span: string }): EChartsCoreOption {
    const line = (name: string, of2: Array<[number, number]>, more = {}) => ({ name, type: 'line', showSymbol: false, data: of2, ...more });
    const hasOther = of.points.some(({ otherwise }) => otherwise !== undefined);
    return {
        color: COLOURS,
        tooltip: { trigger: 'axis' },
        legend: { top: 0 },
        grid: { left: 12, right: 24, top: 36, bottom: 36, containLabel: true },
        xAxis: { type: 'value', name: words.bill, nameLocation: 'middle', nameGap: 26, min: 'dataMin', max: 'dataMax' },
        yAxis: { type: 'value' },
        series: [
            line(
                words.funds,
                of.points.map((point) => [Number(point.bill), Number(point.funds)]),
                {
                    markArea: {
                        itemStyle: { color: '#a8201a', opacity: 0.12 },
                        label: { color: '#8a1a15', position: 'insideTop' },
                        data: [[{ name: words.span, xAxis: Number(of.from) }, { xAxis: Number(of.to) }]],
                    },
                },
            ),
            line(
                words.person,
                of.points.map((point) => [Number(point.bill), Number(point.person)]),
            ),
            ...(hasOther
                ? [
                      line(
                          words.otherwise,
                          of.points.map((point) => [Number(point.bill), Number(point.otherwise)]),
                          { lineStyle: { type: 'dashed' } },
                      ),
                  ]
                : []),
        ],
    };
}

import type { EChartsCoreOption } from 'echarts/core';
import { amountText } from '../language';

/** The colours of what is drawn, told apart by those who see few colours; each stands on white. */
export const COLOURS = ['#0b5e55', '#c2571a', '#33608f', '#8a6d00', '#7a3e7e', '#5b6663', '#a8201a', '#2e7d32'];

/** Where money goes: `value` in yuan with two decimals, as the server said it. */
export interface Flow {
    from: string;
    to: string;
    amount: string;
}

/** What passes through a place of a Sankey picture: its amount is said below its name, and its colour can be its own. */
export interface Passing {
    name: string;
    amount: string;
    colour?: string;
}

/**
 * A Sankey picture of flows. A length is drawn from a number, the figure beside it is the server's own. `narrow`: from
 * top to bottom, for a phone.
 */
export function sankey(flows: readonly Flow[], passing: readonly Passing[] = [], narrow = false): EChartsCoreOption {
    const names = [...new Set(flows.flatMap(({ from, to }) => [from, to]))];
    const told = new Map(passing.map((each) => [each.name, each]));
    const said = (name: string) => {
        const amount = told.get(name)?.amount;
        return amount === undefined ? name : `${name}\n${amountText(amount)}`;
    };
    return {
        color: COLOURS,
        tooltip: {
            trigger: 'item',
            formatter: (at: { dataType: string; name: string; data: Flow & { shown?: string } }) =>
                at.dataType === 'edge' ? `${at.data.from} → ${at.data.to}: ${amountText(at.data.amount)}` : said(at.name),
        },
        series: [
            {
                type: 'sankey',
                orient: narrow ? 'vertical' : 'horizontal',
                nodeAlign: 'left',
                ...(narrow ? { left: 24, right: 24, top: 8, bottom: 44 } : { left: 4, right: 130, top: 8, bottom: 8 }),
                nodeGap: narrow ? 22 : 14,
                nodeWidth: 16,
                label: {
                    color: '#17211f',
                    fontSize: narrow ? 11 : 12,
                    formatter: ({ name }: { name: string }) => said(name),
                    ...(narrow ? { position: 'bottom', distance: 2 } : { width: 124, overflow: 'break' }),
                },
                labelLayout: { hideOverlap: true },
                lineStyle: { color: 'target', opacity: 0.28 },
                data: names.map((name) => {
                    const colour = told.get(name)?.colour;
                    return { name, ...(colour && { itemStyle: { color: colour } }) };
                }),
                links: flows.map((flow) => ({ ...flow, source: flow.from, target: flow.to, value: Number(flow.amount) })),
            },
        ],
    };
}

/** What the person and the funds pay against the bill: each point was decided by the server. */
export function paidAgainstBill(
    points: ReadonlyArray<{ bill: string; funds: string; personPays: string }>,
    words: { person: string; funds: string; bill: string },
): EChartsCoreOption {
    const line = (name: string, of: 'personPays' | 'funds') => ({
        name,
        type: 'line',
        showSymbol: false,
        lineStyle: { width: 3 },
        data: points.map((point) => [Number(point.bill), Number(point[of])]),
    });
    return {
        color: COLOURS.slice(0, 2).toReversed(),
        tooltip: {
            trigger: 'axis',
            formatter: (at: ReadonlyArray<{ dataIndex: number }>) => {
                const point = points[at[0]?.dataIndex ?? -1];
                return point === undefined
                    ? ''
                    : `${words.bill} ${amountText(point.bill)}<br>${words.person} ${amountText(point.personPays)}<br>${words.funds} ${amountText(point.funds)}`;
            },
        },
        legend: { top: 0 },
        grid: { left: 8, right: 20, top: 32, bottom: 4, containLabel: true },
        xAxis: { type: 'value', name: '', max: 'dataMax' },
        yAxis: { type: 'value' },
        series: [line(words.person, 'personPays'), line(words.funds, 'funds')],
    };
}

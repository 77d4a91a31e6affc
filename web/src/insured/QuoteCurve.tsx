import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { post } from '../api';
import { paidAgainstBill } from '../charts/charts';
import { Card, Failed, Money, Waiting } from '../kit';
import { useSay } from '../language';
import type { Bill, Point } from './quotes';

const Chart = lazy(() => import('../charts/Chart'));

const POINTS = 40;

/** What the person pays against the bill, drawn, and as a table for whoever would rather read. */
export function QuoteCurve({ quote, most, language }: { quote: unknown; most: number; language: 'zh' | 'en' }) {
    const say = useSay();
    const { bill, ...rest } = quote as { bill: Bill };
    const { total: _, ...unscaled } = bill;
    const asked = { quote: { ...rest, bill: unscaled }, most: `${most}.00`, points: POINTS };
    const curve = useQuery({
        queryKey: ['curve', asked],
        queryFn: ({ signal }) => post<Point[]>('/api/quotes/curve', asked, { signal }),
        placeholderData: keepPreviousData,
    });
    const option = useMemo(
        () =>
            paidAgainstBill(
                curve.data ?? [],
                language === 'zh' ? { person: '个人负担', funds: '基金支付', bill: '账单' } : { person: 'You pay', funds: 'Funds pay', bill: 'The bill' },
            ),
        [curve.data, language],
    );
    return (
        <Card title={say('账单越大，自己付多少', 'What you pay as the bill grows')}>
            {curve.isPending && <Waiting>{say('正在逐点计算…', 'Deciding it point by point…')}</Waiting>}
            {curve.isError && <Failed error={curve.error} again={() => void curve.refetch()} />}
            {curve.isSuccess && (
                <>
                    <Suspense fallback={<Waiting>{say('正在画图…', 'Drawing…')}</Waiting>}>
                        <Chart kind="curve" option={option} label={say('个人负担随账单变化的曲线，数字见下表', 'What the person pays against the bill; the figures are in the table below')} />
                    </Suspense>
                    <details>
                        <summary>{say('以表格查看', 'As a table')}</summary>
                        <div className="table">
                            <table>
                                <caption>{say('每一点都由规则判定', 'Each point is decided by the rules')}</caption>
                                <thead>
                                    <tr>
                                        <th scope="col" className="money">
                                            {say('账单', 'The bill')}
                                        </th>
                                        <th scope="col" className="money">
                                            {say('基金支付', 'Funds pay')}
                                        </th>
                                        <th scope="col" className="money">
                                            {say('个人负担', 'You pay')}
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {curve.data.map((point) => (
                                        <tr key={point.bill}>
                                            <td className="money">
                                                <Money of={point.bill} />
                                            </td>
                                            <td className="money">
                                                <Money of={point.funds} />
                                            </td>
                                            <td className="money">
                                                <Money of={point.personPays} />
                                            </td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </div>
                    </details>
                </>
            )}
        </Card>
    );
}

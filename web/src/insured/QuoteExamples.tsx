import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api';
import { Card, Empty, Failed, Field, Waiting } from '../kit';
import { amountText, useSay } from '../language';
import { visitKindText } from '../words';
import { usePlaces } from './people';
import type { Example } from './quotes';
import { level } from './words';

/** The worked examples of a region, to pick one. */
export function QuoteExamples({ chosen, choose }: { chosen: Example | undefined; choose: (example: Example) => void }) {
    const say = useSay();
    const places = usePlaces();
    const [region, setRegion] = useState('110000');
    const examples = useQuery({
        queryKey: ['examples', region],
        queryFn: ({ signal }) => get<Example[]>(`/api/quotes/examples?region=${region}`, { signal }),
        staleTime: Infinity,
    });
    return (
        <Card title={say('选一个例子', 'Pick an example')}>
            {places.isError && <Failed error={places.error} again={() => void places.refetch()} />}
            <Field label={say('地区', 'Region')}>
                {(given) => (
                    <select {...given} value={region} onChange={(event) => setRegion(event.target.value)}>
                        {places.data?.map((each) => (
                            <option key={each.code} value={each.code}>
                                {each.name}
                            </option>
                        ))}
                    </select>
                )}
            </Field>
            {examples.isPending && <Waiting>{say('正在取例子…', 'Fetching examples…')}</Waiting>}
            {examples.isError && <Failed error={examples.error} again={() => void examples.refetch()} />}
            {examples.isSuccess &&
                (examples.data.length === 0 ? (
                    <Empty>{say('这个地区没有例子：换一个地区看看。', 'There are no examples of this region: try another.')}</Empty>
                ) : (
                    <Field label={say('例子', 'Example')}>
                        {(given) => (
                            <select
                                {...given}
                                value={examples.data.indexOf(chosen as Example)}
                                onChange={(event) => {
                                    const picked = examples.data[Number(event.target.value)];
                                    if (picked) {
                                        choose(picked);
                                    }
                                }}
                            >
                                <option value={-1} disabled>
                                    {say('请选择', 'Choose one')}
                                </option>
                                {examples.data.map((each, at) => (
                                    <option key={each.id} value={at}>
                                        {each.title ?? nameOf(say, each)}
                                    </option>
                                ))}
                            </select>
                        )}
                    </Field>
                ))}
            {chosen?.arithmetic && (
                <details>
                    <summary>{say('手工验算', 'Worked out by hand')}</summary>
                    <p className="code">{chosen.arithmetic}</p>
                </details>
            )}
        </Card>
    );
}

function nameOf(say: (zh: string, en: string) => string, { id, quote }: Example): string {
    const { visit } = quote.question;
    const size = quote.bill.parts?.inScope ?? quote.bill.lines?.[0]?.amount;
    return [visitKindText(say, visit.kind), visit.kind !== 'pharmacy' && visit.level && level(say, visit.level), size && amountText(size), id]
        .filter(Boolean)
        .join(' · ');
}

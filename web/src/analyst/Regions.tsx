import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { post } from '../api';
import { Button, Card, Failed, Field, Money, Page, Waiting, wrongOf } from '../kit';
import { amountText, useSay } from '../language';
import { useToday } from '../session';
import { insuredStatusText, levelText, schemeText, visitKindText } from '../words';
import { useTell } from './parts';
import { TILES } from './tiles';
import type { InRegion } from './types';

interface Asked {
    on: string;
    scheme: string;
    status: string;
    visit: string;
    level: string;
    amount: string;
}

const STATUSES: Record<string, string[]> = { employee: ['active', 'retired', 'flexible'], resident: ['adult', 'child', 'student', 'newborn'] };

/** From the least that funds pay to the most, in thousandths of the bill. */
const STEPS = [500, 600, 700, 800];

function shade({ known, fundsPerMille }: InRegion): string {
    return known ? `shade-${STEPS.filter((step) => fundsPerMille >= step).length}` : 'shade-none';
}

/** The share, from thousandths. */
function percent(perMille: number): string {
    return `${Math.floor(perMille / 10)}.${perMille % 10}%`;
}

export default function Regions() {
    const say = useSay();
    const today = useToday();
    const [chosen, setChosen] = useState<Omit<Asked, 'on'> & { on?: string }>({
        scheme: 'employee',
        status: 'active',
        visit: 'inpatient',
        level: '3',
        amount: '20000.00',
    });
    const asked: Asked = { ...chosen, on: chosen.on ?? today };
    const quoted = useMutation({ mutationFn: (of: Asked) => post<{ on: string; amount: string; regions: InRegion[] }>('/api/quotes/regions', of) });
    const { mutate } = quoted;
    useEffect(() => {
        mutate(asked);
        // Once, when the page opens; later the reader asks.
        // eslint-disable-next-line react-hooks/exhaustive-deps
    }, []);
    const choices = {
        scheme: { of: ['employee', 'resident'], text: schemeText },
        status: { of: STATUSES[asked.scheme] ?? [], text: insuredStatusText },
        visit: { of: ['inpatient', 'outpatient', 'emergency'], text: visitKindText },
        level: { of: ['1', '2', '3', 'unrated'], text: levelText },
    };
    const labels = { scheme: say('险种', 'Scheme'), status: say('人员类别', 'Status'), visit: say('就医类别', 'Care'), level: say('医院级别', 'Level of the hospital') };
    const set = (key: keyof Asked, value: string) =>
        setChosen((now) => ({ ...now, [key]: value, ...(key === 'scheme' && { status: STATUSES[value]?.[0] ?? now.status }) }));
    return (
        <Page title={say('一笔账单，各地要付多少', 'What one bill costs where')} wide>
            <Card>
                <form
                    className="form"
                    onSubmit={(event) => {
                        event.preventDefault();
                        mutate(asked);
                    }}
                >
                    <div className="fields">
                        {(['scheme', 'status', 'visit', 'level'] as const).map((key) => (
                            <Field key={key} label={labels[key]} wrong={wrongOf(quoted.error, key)}>
                                {(given) => (
                                    <select {...given} value={asked[key]} onChange={(event) => set(key, event.target.value)}>
                                        {choices[key].of.map((value) => (
                                            <option key={value} value={value}>
                                                {choices[key].text(say, value)}
                                            </option>
                                        ))}
                                    </select>
                                )}
                            </Field>
                        ))}
                        <Field label={say('政策范围内金额（元）', 'Amount in scope (yuan)')} hint={say('两位小数，如 20000.00', 'two decimals, such as 20000.00')} wrong={wrongOf(quoted.error, 'amount')}>
                            {(given) => <input {...given} inputMode="decimal" value={asked.amount} onChange={(event) => set('amount', event.target.value)} />}
                        </Field>
                        <Field label={say('日期', 'Day')} wrong={wrongOf(quoted.error, 'on')}>
                            {(given) => <input {...given} type="date" required value={asked.on} onChange={(event) => set('on', event.target.value)} />}
                        </Field>
                    </div>
                    <div className="buttons">
                        <Button kind="main" type="submit" busy={quoted.isPending && say('正在各地试算…', 'Deciding in every region…')}>
                            {say('各地试算', 'Decide in every region')}
                        </Button>
                    </div>
                    <p className="quiet">{say('当年首次、在当地就医、未动用个人账户。', 'The first of the year, cared for at home, no account drawn on.')}</p>
                </form>
            </Card>
            {quoted.isPending && <Waiting>{say('正在各地试算…', 'Deciding in every region…')}</Waiting>}
            {quoted.isError && <Failed error={quoted.error} />}
            {quoted.isSuccess && <Shown regions={quoted.data.regions} />}
        </Page>
    );
}

function Shown({ regions }: { regions: InRegion[] }) {
    const say = useSay();
    const tell = useTell();
    return (
        <>
            <Card title={say('各省', 'By province')}>
                <p className="quiet">
                    {say(
                        '每格一个省级地区，放在惯常的位置，不画界线。颜色深：基金支付的比例高。省内有几个统筹区有政策包的，写出个人支付最少和最多的。',
                        'A tile for each province at its conventional place; no borders are drawn. Darker: the funds pay a larger share. Where several regions of a province have packs, the least and the most that a person pays.',
                    )}
                </p>
                <div className="table" role="group" tabIndex={0} aria-label={say('地图', 'Map')}>
                    <ul className="tiles">
                        {TILES.map((tile) => {
                            const inIt = regions.filter((each) => each.province === tile.code);
                            const known = inIt.filter((each) => each.known);
                            const least = known[0];
                            const most = known.at(-1);
                            return (
                                <li key={tile.code} className={least ? shade(least) : 'shade-none'} style={{ gridColumn: tile.column, gridRow: tile.row }}>
                                    <strong>{say(tile.zh, tile.en)}</strong>
                                    {least && most ? (
                                        <>
                                            <span className="share">{percent(least.fundsPerMille)}</span>
                                            <span className="pays">
                                                {amountText(least.person)}
                                                {most !== least && <> … {amountText(most.person)}</>}
                                            </span>
                                        </>
                                    ) : (
                                        <span className="pays">{inIt.length > 0 ? say('无此规则', 'no rule') : say('无政策包', 'no pack')}</span>
                                    )}
                                </li>
                            );
                        })}
                    </ul>
                </div>
                <ul className="legend" aria-label={say('图例：基金支付的比例', 'Legend: the share that the funds pay')}>
                    {['0', ...STEPS.map((step) => step / 10)].map((from, index) => (
                        <li key={from} className={`shade-${index}`}>
                            {say(`${from}% 起`, `from ${from}%`)}
                        </li>
                    ))}
                </ul>
            </Card>
            <Card title={say('各统筹区，个人支付从少到多', 'By region, from the least that a person pays')}>
                <div className="table" role="group" tabIndex={0} aria-label={say('各统筹区', 'Regions')}>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{say('统筹区', 'Region')}</th>
                                <th scope="col" className="money">{say('个人支付', 'Person pays')}</th>
                                <th scope="col" className="money">{say('起付线', 'Deductible')}</th>
                                <th scope="col" className="money">{say('统筹基金', 'Pooled fund')}</th>
                                <th scope="col" className="money">{say('大病等', 'Layers')}</th>
                                <th scope="col" className="count">{say('基金比例', 'Funds’ share')}</th>
                                <th scope="col">{say('说明', 'Remark')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {regions.map((each) => (
                                <tr key={each.region}>
                                    <th scope="row">
                                        <Link to={`/policies/${each.region}`}>{tell(each.name)}</Link>
                                    </th>
                                    {each.known ? (
                                        <>
                                            <td className="money"><Money of={each.person} /></td>
                                            <td className="money"><Money of={each.deductible} /></td>
                                            <td className="money"><Money of={each.pool} /></td>
                                            <td className="money"><Money of={each.layers} /></td>
                                            <td className="count">{percent(each.fundsPerMille)}</td>
                                        </>
                                    ) : (
                                        <td colSpan={5} className="quiet">{say('没有规则，不作推测', 'no rule, and none is guessed')}</td>
                                    )}
                                    <td>
                                        {each.reason && tell(each.reason)} {each.lowConfidence && <span className="badge warn">{say('未经官方核实', 'not from official documents')}</span>}
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            </Card>
        </>
    );
}

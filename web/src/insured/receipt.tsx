import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { sankey } from '../charts/charts';
import { Card, Money, Notice, Waiting } from '../kit';
import { useLanguage, useSay, type Say } from '../language';
import { ofReceipt, RuleButton, type ReceiptRule } from './rules';
import { half, type Both } from './words';

const Chart = lazy(() => import('../charts/Chart'));

export interface Flows {
    takenBack: boolean;
    nodes: Array<{ id: string; name: Both; amount: string }>;
    links: Array<{ from: string; to: string; amount: string }>;
}

/** A receipt as the server says it, for a settlement or a quote. */
export interface Receipt {
    lowConfidence: boolean;
    warning?: Both;
    heading: { settlementId?: string; time?: string; region?: Both; institution?: string; scheme?: Both; visitKind?: Both; covers?: Both };
    totals: {
        total: string;
        ownPay: string;
        overLimit: string;
        firstPay: string;
        inScope: string;
        deductible: string;
        funds: string;
        pool: string;
        layers: Record<string, string>;
        personalBurden: string;
        accountCurrent: string;
        accountPrior: string;
        family: string;
        wallet: string;
        cash: string;
    };
    flows: Flows;
    outcome: { directSettlement: boolean; manualClaim: boolean; remarks: Both[] };
    steps: Array<{ number: number; kind: string; sentence: Both; amount: string; rule?: string }>;
    rules: ReceiptRule[];
}

export const NOTHING = '0.00';

function layers(say: Say): Array<[string, string]> {
    return [
        ['catastrophic', say('大病保险', 'Catastrophic insurance')],
        ['large-sum', say('大额补助', 'Large-sum subsidy')],
        ['civil-servant', say('公务员补助', 'Civil-servant subsidy')],
        ['assistance', say('医疗救助', 'Medical assistance')],
    ];
}

/** Who pays how much: funds and persons, each yuan once. */
export function Payers({ totals }: { totals: Receipt['totals'] }) {
    const say = useSay();
    const rows: Array<[string, string]> = [
        [say('统筹基金', 'Pooled fund'), totals.pool],
        ...layers(say).map(([code, name]): [string, string] => [name, totals.layers[code] ?? NOTHING]),
        [say('本人当年账户', "Own account, this year's money"), totals.accountCurrent],
        [say('本人历年账户', "Own account, prior years' money"), totals.accountPrior],
        [say('家庭共济', "Relatives' accounts"), totals.family],
        [say('医保钱包', 'Insurance wallet'), totals.wallet],
        [say('现金', 'Cash'), totals.cash],
    ];
    return (
        <dl className="sums">
            <div className="first">
                <dt>{say('医疗费总额', 'The bill')}</dt>
                <dd>
                    <Money of={totals.total} />
                </dd>
            </div>
            {rows
                .filter(([, amount]) => amount !== NOTHING)
                .map(([name, amount]) => (
                    <div key={name}>
                        <dt>{name}</dt>
                        <dd>
                            <Money of={amount} />
                        </dd>
                    </div>
                ))}
            <div className="last">
                <dt>{say('个人负担合计', 'You pay in all')}</dt>
                <dd>
                    <Money of={totals.personalBurden} />
                </dd>
            </div>
        </dl>
    );
}

/** What funds pay is of one colour, what the person pays of another. */
function colourOf(node: string): string {
    switch (node) {
        case 'bill':
        case 'in-scope':
        case 'after-pool':
            return '#5b6663';
        case 'pool':
        case 'catastrophic':
        case 'large-sum':
        case 'civil-servant':
        case 'assistance':
            return '#0b5e55';
        case 'account-current':
        case 'account-prior':
        case 'family':
        case 'wallet':
            return '#33608f';
        default:
            return '#c2571a';
    }
}

const PHONE = '(max-width: 700px)';

function useNarrow(): boolean {
    const [narrow, setNarrow] = useState(() => window.matchMedia(PHONE).matches);
    useEffect(() => {
        const media = window.matchMedia(PHONE);
        const changed = () => setNarrow(media.matches);
        media.addEventListener('change', changed);
        return () => media.removeEventListener('change', changed);
    }, []);
    return narrow;
}

/** Where every yuan goes, drawn, and as a table for whoever would rather read. */
export function Streams({ flows }: { flows: Flows }) {
    const say = useSay();
    const { language } = useLanguage();
    const narrow = useNarrow();
    const named = useMemo(() => {
        const names = new Map(flows.nodes.map(({ id, name }) => [id, name[language]]));
        return flows.links.map(({ from, to, amount }) => ({ from: names.get(from) ?? from, to: names.get(to) ?? to, amount }));
    }, [flows, language]);
    const option = useMemo(
        () =>
            sankey(
                named,
                flows.nodes.map(({ id, name, amount }) => ({ name: name[language], amount, colour: colourOf(id) })),
                narrow,
            ),
        [named, flows, language, narrow],
    );
    const height = narrow ? (flows.nodes.some(({ id }) => id === 'after-pool') ? 560 : 480) : 380;
    if (named.length === 0) {
        return <p className="quiet">{say('没有金额。', 'There is no money in it.')}</p>;
    }
    return (
        <>
            {flows.takenBack && <Notice>{say('已退回：原来的去向如下。', 'Taken back: this is where it had gone.')}</Notice>}
            <Suspense fallback={<Waiting>{say('正在画图…', 'Drawing…')}</Waiting>}>
                <Chart kind="streams" option={option} label={say('每一元钱的去向，数字见下表', 'Where every yuan goes; the figures are in the table below')} height={height} />
            </Suspense>
            <details>
                <summary>{say('以表格查看', 'As a table')}</summary>
                <div className="table">
                    <table>
                        <caption>{say('每一元钱的去向', 'Where every yuan goes')}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{say('从', 'From')}</th>
                                <th scope="col">{say('到', 'To')}</th>
                                <th scope="col" className="money">
                                    {say('金额', 'Amount')}
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {named.map((flow) => (
                                <tr key={`${flow.from}>${flow.to}`}>
                                    <td>{flow.from}</td>
                                    <td>{flow.to}</td>
                                    <td className="money">
                                        <Money of={flow.amount} />
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            </details>
        </>
    );
}

/** Each step of the decision, its rule one tap away. */
export function Steps({ receipt }: { receipt: Receipt }) {
    const say = useSay();
    const rules = new Map(receipt.rules.map((rule) => [rule.key, rule]));
    return (
        <ol className="steps">
            {receipt.steps.map((step) => {
                const rule = step.rule === undefined ? undefined : rules.get(step.rule);
                return (
                    <li key={step.number}>
                        <p>{half(say, step.sentence)}</p>
                        {rule && <RuleButton rule={ofReceipt(say, rule)} />}
                    </li>
                );
            })}
        </ol>
    );
}

/** A whole receipt: what must be said first, who pays, where it goes, and why. */
export function ReceiptCards({ receipt }: { receipt: Receipt }) {
    const say = useSay();
    return (
        <>
            {receipt.warning && <Notice kind="warn">{half(say, receipt.warning)}</Notice>}
            {receipt.outcome.remarks.length > 0 && (
                <Notice kind="warn">
                    {receipt.outcome.remarks.map((remark) => (
                        <p key={remark.en}>{half(say, remark)}</p>
                    ))}
                </Notice>
            )}
            <Card title={say('谁付多少', 'Who pays')}>
                <Payers totals={receipt.totals} />
            </Card>
            <Card title={say('每一元钱的去向', 'Where every yuan goes')}>
                <Streams flows={receipt.flows} />
            </Card>
            <Card title={say('为什么是这样', 'Why it is so')}>
                <p className="quiet">{say('每一步都能点开看依据。', 'Tap a rule to read it.')}</p>
                <Steps receipt={receipt} />
            </Card>
        </>
    );
}

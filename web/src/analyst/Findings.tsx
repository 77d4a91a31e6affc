import { lazy, Suspense, useMemo } from 'react';
import { Card, Money, Notice, Waiting } from '../kit';
import { useLanguage, useSay } from '../language';
import { curves } from './drawing';
import { Troubles, useTell } from './parts';
import type { Drawing, Finding, Proved } from './types';

const Chart = lazy(() => import('../charts/Chart'));

/** What lint has to say: each finding with the bills that show it. */
export function Findings({ of }: { of: Proved }) {
    const say = useSay();
    const tell = useTell();
    if (of.problems.length > 0) {
        return <Troubles of={of.problems} />;
    }
    return (
        <>
            {of.findings.length === 0 ? (
                <Notice>{say('已验证：没有发现问题。', 'Proved: nothing is the matter.')}</Notice>
            ) : (
                <Notice kind="warn">{say(`${of.findings.length} 处发现：改好规则，或在包头的 accepts 里写明为何保留。`, `${of.findings.length} findings: mend the rules, or say in accepts of the pack why they stay.`)}</Notice>
            )}
            {of.findings.map((finding) => (
                <One key={finding.id} finding={finding} />
            ))}
            {of.accepted.length > 0 && (
                <details className="card">
                    <summary>{say(`${of.accepted.length} 处已接受的发现`, `${of.accepted.length} findings that the pack accepts`)}</summary>
                    <ul className="plain">
                        {of.accepted.map(({ finding, reason }) => (
                            <li key={finding.id}>
                                <code>{finding.id}</code>
                                <p>{tell(finding.message)}</p>
                                <p className="quiet">
                                    {say('为何保留：', 'Why it stays: ')}
                                    {tell(reason)}
                                </p>
                            </li>
                        ))}
                    </ul>
                </details>
            )}
        </>
    );
}

function One({ finding }: { finding: Finding }) {
    const say = useSay();
    const tell = useTell();
    return (
        <Card title={tell(finding.message)}>
            <dl className="facts">
                <dt>{say('发现', 'Finding')}</dt>
                <dd>
                    <code>{finding.id}</code>
                </dd>
                {finding.condition && (
                    <>
                        <dt>{say('条件', 'Where')}</dt>
                        <dd>
                            <code>{finding.condition}</code>
                        </dd>
                    </>
                )}
                {finding.bill && (
                    <>
                        <dt>{say('最小的反例账单', 'Smallest bill that shows it')}</dt>
                        <dd>
                            <Money of={finding.bill} />
                        </dd>
                    </>
                )}
                {finding.file && (
                    <>
                        <dt>{say('位置', 'At')}</dt>
                        <dd>
                            {finding.file}:{finding.line}
                        </dd>
                    </>
                )}
            </dl>
            {finding.drawing && <Drawn of={finding.drawing} />}
        </Card>
    );
}

function Drawn({ of }: { of: Drawing }) {
    const say = useSay();
    const { language } = useLanguage();
    const option = useMemo(
        () =>
            curves(
                of,
                language === 'zh'
                    ? { bill: '账单（元）', funds: '基金支付', person: '个人负担', otherwise: '换个书写顺序，基金支付', span: '有问题的范围' }
                    : { bill: 'bill (yuan)', funds: 'funds pay', person: 'person bears', otherwise: 'funds pay, rules in the other order', span: 'where it is the matter' },
            ),
        [of, language],
    );
    const hasOther = of.points.some(({ otherwise }) => otherwise !== undefined);
    return (
        <figure className="drawn">
            <Suspense fallback={<Waiting>{say('正在画图…', 'Drawing…')}</Waiting>}>
                <Chart
                    kind="curve"
                    option={option}
                    height={300}
                    label={say(
                        `账单增大时基金支付与个人负担的曲线，有问题的范围从 ${of.from} 到 ${of.to} 元；数字见下表`,
                        `Curves of what the funds pay and the person bears as the bill grows; the matter is from ${of.from} to ${of.to} yuan; the figures are in the table below`,
                    )}
                />
            </Suspense>
            <figcaption>
                <details>
                    <summary>{say('这些账单的数字', 'The figures of these bills')}</summary>
                    <div className="table" role="group" tabIndex={0} aria-label={say('账单', 'Bills')}>
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col" className="money">{say('账单', 'Bill')}</th>
                                    <th scope="col" className="money">{say('基金支付', 'Funds pay')}</th>
                                    <th scope="col" className="money">{say('个人负担', 'Person bears')}</th>
                                    {hasOther && <th scope="col" className="money">{say('换序后基金支付', 'Funds pay in the other order')}</th>}
                                </tr>
                            </thead>
                            <tbody>
                                {of.points.map((point) => (
                                    <tr key={point.bill}>
                                        <td className="money"><Money of={point.bill} /></td>
                                        <td className="money"><Money of={point.funds} /></td>
                                        <td className="money"><Money of={point.person} /></td>
                                        {hasOther && <td className="money">{point.otherwise && <Money of={point.otherwise} />}</td>}
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </div>
                </details>
            </figcaption>
        </figure>
    );
}

import { Card, Money } from '../kit';
import { useSay } from '../language';
import { Troubles, useTell } from './parts';
import type { Differences } from './types';

/** What changes: rule by rule, and who of the cases pays more and less. */
export function Differing({ of, before, after }: { of: Differences; before: string; after: string }) {
    const say = useSay();
    const tell = useTell();
    if (of.problems.length > 0) {
        return <Troubles of={of.problems} />;
    }
    const kinds = { added: say('新增', 'added'), removed: say('不再有', 'gone'), changed: say('修改', 'changed'), moved: say('移动', 'moved') };
    const payers = [
        [say('基金', 'Funds'), of.fund],
        [say('账户', 'Accounts'), of.account],
        [say('个人', 'Persons'), of.person],
    ] as const;
    return (
        <>
            <Card title={say(`规则：${of.rules.length} 条不同`, `Rules: ${of.rules.length} differ`)}>
                {of.rules.length === 0 && <p className="quiet">{say('规则相同。', 'The rules are the same.')}</p>}
                {of.rules.map((rule) => (
                    <section key={`${rule.region}/${rule.id}/${rule.line}/${rule.change}`} className="difference">
                        <h3>
                            {tell(rule.title)} <span className={rule.change === 'removed' ? 'badge warn' : 'badge'}>{kinds[rule.change]}</span>
                        </h3>
                        <p className="quiet">
                            {rule.region} <code>{rule.id}</code> {rule.file}:{rule.line}
                        </p>
                        {rule.keys.length > 0 && (
                            <div className="table" role="group" tabIndex={0} aria-label={say('逐项对照', 'Key by key')}>
                                <table>
                                    <thead>
                                        <tr>
                                            <th scope="col">{say('项', 'Key')}</th>
                                            <th scope="col">{before}</th>
                                            <th scope="col">{after}</th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {rule.keys.map((key) => (
                                            <tr key={key.key}>
                                                <th scope="row">
                                                    <code>{key.key}</code>
                                                </th>
                                                <td>{key.before === undefined ? '—' : <del>{key.before}</del>}</td>
                                                <td>{key.after === undefined ? '—' : <ins>{key.after}</ins>}</td>
                                            </tr>
                                        ))}
                                    </tbody>
                                </table>
                            </div>
                        )}
                    </section>
                ))}
            </Card>
            <Card title={say(`案例：${of.cases} 个中 ${of.differing} 个结果不同`, `Cases: ${of.differing} of ${of.cases} come out otherwise`)}>
                <div className="table" role="group" tabIndex={0} aria-label={say('谁多付、谁少付', 'Who pays more and less')}>
                    <table>
                        <caption>{say(`其中 ${of.visits} 次就诊`, `${of.visits} visits among them`)}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{say('付款人', 'Who pays')}</th>
                                <th scope="col" className="count">{say('多付（次）', 'more (visits)')}</th>
                                <th scope="col" className="count">{say('少付（次）', 'less (visits)')}</th>
                                <th scope="col" className="money">{before}</th>
                                <th scope="col" className="money">{after}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {payers.map(([name, tally]) => (
                                <tr key={name}>
                                    <th scope="row">{name}</th>
                                    <td className="count">{tally.more}</td>
                                    <td className="count">{tally.less}</td>
                                    <td className="money">
                                        <Money of={tally.before} />
                                    </td>
                                    <td className="money">
                                        <Money of={tally.after} />
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
                {of.changes.length > 0 && (
                    <details>
                        <summary>{say(`看这 ${of.changes.length} 个案例`, `See ${of.changes.length} of these cases`)}</summary>
                        <ul className="plain">
                            {of.changes.map((change) => (
                                <li key={change.id}>
                                    <strong>{change.id}</strong> {change.title}
                                    {change.keys.map((key) => (
                                        <span key={key.key} className="change">
                                            <code>{key.key}</code> <del>{key.before ?? '—'}</del> → <ins>{key.after ?? '—'}</ins>
                                        </span>
                                    ))}
                                </li>
                            ))}
                        </ul>
                    </details>
                )}
            </Card>
        </>
    );
}

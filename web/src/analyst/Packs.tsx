import { useState } from 'react';
import { Link } from 'react-router';
import { Card, Empty, Field, Page } from '../kit';
import { dayText, useLanguage, useSay } from '../language';
import { Confidence, Loaded, usePacks, useTell } from './parts';

export default function Packs() {
    const say = useSay();
    const tell = useTell();
    const { language } = useLanguage();
    const [sought, setSought] = useState('');
    const packs = usePacks();
    const schemes: Record<string, string> = {
        employee: say('职工', 'employees'),
        resident: say('居民', 'residents'),
        pension: say('养老', 'pension'),
    };
    return (
        <Page title={say('政策包', 'Packs')} wide>
            <p>
                {say(
                    '每个政策包是一个地区的规则：市继承省，省继承全国。打开一个，按条文读、比较两天、验证、试算案例，或改一份副本。',
                    'A pack is the rules of one region: a city inherits from its province, a province from the nation. Open one to read it as law, compare two days, prove it, run cases, or change a copy.',
                )}
            </p>
            <Loaded of={packs} waiting={say('正在读取政策包…', 'Reading the packs…')}>
                {(all) => {
                    const found = all.filter((each) => `${each.region} ${each.name.zh} ${each.name.en}`.toLowerCase().includes(sought.toLowerCase()));
                    return (
                        <Card>
                            <Field label={say('查找地区', 'Find a region')}>
                                {(given) => <input {...given} type="search" value={sought} onChange={(event) => setSought(event.target.value)} />}
                            </Field>
                            {found.length === 0 ? (
                                <Empty>{say('没有这样的地区：按区划代码或名称查找。', 'No such region: search by its code or name.')}</Empty>
                            ) : (
                                <div className="table" role="group" tabIndex={0} aria-label={say('政策包列表', 'List of packs')}>
                                    <table>
                                        <thead>
                                            <tr>
                                                <th scope="col">{say('地区', 'Region')}</th>
                                                <th scope="col">{say('继承', 'Inherits from')}</th>
                                                <th scope="col">{say('险种', 'Schemes')}</th>
                                                <th scope="col" className="count">{say('规则', 'Rules')}</th>
                                                <th scope="col" className="count">{say('案例', 'Cases')}</th>
                                                <th scope="col">{say('可信度', 'Confidence')}</th>
                                                <th scope="col">{say('最近生效', 'Latest from')}</th>
                                            </tr>
                                        </thead>
                                        <tbody>
                                            {found.map((pack) => (
                                                <tr key={pack.region}>
                                                    <th scope="row">
                                                        <Link to={`/policies/${pack.region}`}>{tell(pack.name)}</Link> <span className="quiet">{pack.region}</span>
                                                    </th>
                                                    <td>{pack.inherits.map((each) => tell(each.name)).join(' → ') || '—'}</td>
                                                    <td>{pack.schemes.map((each) => schemes[each] ?? each).join(say('、', ', '))}</td>
                                                    <td className="count">{pack.rules}</td>
                                                    <td className="count">{pack.cases}</td>
                                                    <td>
                                                        <span className="marks">
                                                            {pack.confidence.map((each) => (
                                                                <span key={each.confidence} className="mark">
                                                                    <Confidence code={each.confidence} name={each.name} /> {each.rules}
                                                                </span>
                                                            ))}
                                                        </span>
                                                    </td>
                                                    <td>{pack.latest ? dayText(pack.latest, language) : '—'}</td>
                                                </tr>
                                            ))}
                                        </tbody>
                                    </table>
                                </div>
                            )}
                        </Card>
                    );
                }}
            </Loaded>
        </Page>
    );
}

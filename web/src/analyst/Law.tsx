import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { get } from '../api';
import { Card, Empty, Field } from '../kit';
import { useSay } from '../language';
import { Confidence, Dates, Loaded, PackPage, useTell } from './parts';
import type { LawOf, LawRule } from './types';

/** A pack as a law is read: chapters, rules, where each comes from and how far it can be trusted. */
export default function Law() {
    const say = useSay();
    const tell = useTell();
    const { region = '' } = useParams();
    const [search, setSearch] = useSearchParams();
    const day = search.get('day') ?? '';
    const [sought, setSought] = useState('');
    const { hash } = useLocation();
    const law = useQuery({
        queryKey: ['law', region, day],
        queryFn: ({ signal }) => get<LawOf>(`/api/policies/${region}${day && `?day=${day}`}`, { signal }),
    });
    const isRead = law.isSuccess;
    useEffect(() => {
        if (isRead && hash !== '') {
            const rule = document.getElementById(decodeURIComponent(hash.slice(1)));
            rule?.scrollIntoView();
            rule?.focus();
        }
    }, [isRead, hash]);
    const wanted = (rule: LawRule) =>
        sought === '' ||
        [rule.id, rule.document, tell(rule.title), ...rule.sentences.map(tell), ...rule.terms.map((term) => tell(term.answers))].some((text) =>
            text.toLowerCase().includes(sought.toLowerCase()),
        );
    return (
        <PackPage title={say('条文', 'The law')}>
            <Card>
                <div className="fields">
                    <Field
                        label={say('某日生效的规则', 'Rules in force on')}
                        hint={say('填日期：该日在当地生效的全部规则，含继承的；不填：本包自己的全部规则。', 'With a day: all that holds there on it, with what is inherited. Without: all rules of this pack itself.')}
                    >
                        {(given) => (
                            <input {...given} type="date" value={day} onChange={(event) => setSearch(event.target.value ? { day: event.target.value } : {}, { replace: true })} />
                        )}
                    </Field>
                    <Field label={say('在条文中查找', 'Find in the law')}>
                        {(given) => <input {...given} type="search" value={sought} onChange={(event) => setSought(event.target.value)} />}
                    </Field>
                </div>
            </Card>
            <Loaded of={law} waiting={say('正在读取条文…', 'Reading the law…')}>
                {(read) => {
                    const chapters = read.chapters.map((chapter) => ({ ...chapter, rules: chapter.rules.filter(wanted) })).filter(({ rules }) => rules.length > 0);
                    return (
                        <div className="law">
                            <nav className="contents" aria-label={say('目录', 'Contents')}>
                                <h2>{say('目录', 'Contents')}</h2>
                                <ol>
                                    {chapters.map((chapter) => (
                                        <li key={chapter.code}>
                                            <a href={`#${chapter.code}`}>{tell(chapter.title)}</a> <span className="quiet">{chapter.rules.length}</span>
                                        </li>
                                    ))}
                                </ol>
                                {read.inherits.length > 0 && (
                                    <p className="quiet">
                                        {say('继承自：', 'Inherits from: ')}
                                        {read.inherits.map((each, index) => (
                                            <span key={each.region}>
                                                {index > 0 && ' → '}
                                                <Link to={`/policies/${each.region}`}>{tell(each.name)}</Link>
                                            </span>
                                        ))}
                                    </p>
                                )}
                            </nav>
                            <div className="chapters">
                                {chapters.length === 0 && <Empty>{say('没有这样的规则：换一天，或换一个词。', 'No such rule: try another day or another word.')}</Empty>}
                                {chapters.map((chapter) => (
                                    <section key={chapter.code} aria-labelledby={chapter.code}>
                                        <h2 id={chapter.code}>{tell(chapter.title)}</h2>
                                        {chapter.rules.map((rule) => (
                                            <RuleCard key={rule.key} rule={rule} region={region} />
                                        ))}
                                    </section>
                                ))}
                                {read.accepted.length > 0 && (
                                    <section aria-labelledby="accepted">
                                        <h2 id="accepted">{say('已知并接受的异常', 'Known oddities that are accepted')}</h2>
                                        <ul className="plain">
                                            {read.accepted.map((each) => (
                                                <li key={each.finding}>
                                                    <code>{each.finding}</code> {tell(each.reason)}
                                                </li>
                                            ))}
                                        </ul>
                                    </section>
                                )}
                            </div>
                        </div>
                    );
                }}
            </Loaded>
        </PackPage>
    );
}

function RuleCard({ rule, region }: { rule: LawRule; region: string }) {
    const say = useSay();
    const tell = useTell();
    return (
        <article className="card rule" id={rule.key} tabIndex={-1}>
            <h3>
                {tell(rule.title)}{' '}
                <a className="anchor" href={`#${encodeURIComponent(rule.key)}`} aria-label={say(`链接到规则 ${rule.id}`, `Link to the rule ${rule.id}`)}>
                    #
                </a>
            </h3>
            <p className="marks">
                <Confidence code={rule.confidence} name={rule.confidenceName} />
                {rule.of.region !== region && <span className="badge">{say(`继承自${rule.of.name.zh}`, `inherited from ${rule.of.name.en}`)}</span>}
                <Dates from={rule.from} to={rule.to} />
            </p>
            {rule.sentences.map((sentence) => (
                <p key={sentence.en} className="says">
                    {tell(sentence)}
                    {say('。', '.')}
                </p>
            ))}
            {rule.parts.length > 0 && (
                <div className="table" role="group" tabIndex={0} aria-label={say('分段', 'Brackets')}>
                    <table className="brackets">
                        <thead>
                            <tr>
                                <th scope="col">{say('这一部分', 'Of this part')}</th>
                                <th scope="col" className="count">
                                    {say('支付', 'is paid')}
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {rule.parts.map((part) => (
                                <tr key={part.of.en}>
                                    <td>{tell(part.of)}</td>
                                    <td className="count">{part.share}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            <dl className="facts">
                {rule.terms.map((term) => (
                    <Fact key={term.asked.en} label={tell(term.asked)}>
                        {tell(term.answers)}
                    </Fact>
                ))}
                <Fact label={say('来源', 'Source')}>
                    {rule.document} <span className="quiet">({tell(rule.seen)})</span>
                    {rule.link && (
                        <>
                            {' '}
                            <a href={rule.link} rel="noreferrer">
                                {say('打开', 'open')}
                            </a>
                        </>
                    )}
                </Fact>
                {rule.notes && <Fact label={say('说明', 'Notes')}>{tell(rule.notes)}</Fact>}
                <Fact label={say('写在', 'Written in')}>
                    <Link to={`/policies/${rule.of.region}/edit?file=${rule.file}&line=${rule.line}`}>
                        {rule.file}:{rule.line}
                    </Link>{' '}
                    <code>{rule.id}</code>
                </Fact>
                <Fact label={say('案例', 'Cases')}>
                    {rule.cases === 0 ? (
                        <span className="quiet">{say('没有案例用到它', 'no case rests on it')}</span>
                    ) : (
                        <>
                            {rule.cases}
                            {say('：', ': ')}
                            {rule.some.map((each) => (
                                <Link key={`${each.region}/${each.id}`} className="case" to={`/policies/${each.region}/cases?case=${encodeURIComponent(each.id)}`} title={each.title}>
                                    {each.id}
                                </Link>
                            ))}
                            {rule.cases > rule.some.length && ' …'}
                        </>
                    )}
                </Fact>
            </dl>
        </article>
    );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
    return (
        <>
            <dt>{label}</dt>
            <dd>{children}</dd>
        </>
    );
}

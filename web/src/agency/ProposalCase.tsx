import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get } from '../api';
import { Button, Card, Failed, Money, Notice, Waiting } from '../kit';
import { dayText, timeText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import { relationText } from '../words';
import { Facts, ReviewActs, useActs, Why } from './acts';
import { Papers, papersOf, usePaperName, usePlaceName } from './papers';
import type { Binding, Filing, Proposal } from './rest';
import { endText, groundText } from './words';

/** What a clerk entered from paper: what it would do, and its second step. */
export function ProposalCase({ person, proposal, done }: { person: string; proposal: string; done: () => void }) {
    const say = useSay();
    const { language } = useLanguage();
    const { role, user } = useSession();
    const address = `/api/persons/${person}/proposals/${proposal}`;
    const found = useQuery({ queryKey: ['proposal', proposal, language], queryFn: () => get<Proposal>(address) });
    const paperName = usePaperName(person);
    const placeName = usePlaceName(person);
    const changed = changedBy(found.data);
    const filings = useQuery({
        queryKey: ['filings', person],
        queryFn: () => get<Filing[]>(`/api/persons/${person}/filings`),
        enabled: changed?.filing !== undefined,
    });
    const bindings = useQuery({
        queryKey: ['bindings', person, language],
        queryFn: () => get<Binding[]>(`/api/accounts/${person}/bindings`),
        enabled: changed?.binding !== undefined,
    });
    const { act, busy, error } = useActs(done);
    const [why, setWhy] = useState('');
    if (found.isPending) return <Waiting>{say('正在读取申请…', 'Reading the application…')}</Waiting>;
    if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
    const it = found.data;
    const waits = it.outcome === undefined;
    const filing = filings.data?.find((each) => each.filing === changed?.filing);
    const binding = bindings.data?.find((each) => each.binding === changed?.binding);
    const documents = it.filing?.documents ?? it.filingDocuments?.documents ?? [];
    const files = it.filing?.files ?? it.filingDocuments?.files ?? [];
    return (
        <div className="card-form">
            <Card title={it.what}>
                <Facts
                    of={[
                        [say('参保人', 'Person'), <Link to={`/agency/persons/${it.person}`}>{it.person}</Link>],
                        [say('纸质申请', 'Paper'), it.paper],
                        ...(it.filing
                            ? ([
                                  [say('备案人员类别', 'Ground'), groundText(say, it.filing.ground)],
                                  [say('就医地', 'Place of care'), placeName(it.filing.place)],
                                  [say('起', 'From'), it.filing.from ? dayText(it.filing.from, language) : say('复核通过之日', 'the day of the approval')],
                                  [say('止', 'Until'), it.filing.until ? dayText(it.filing.until, language) : say('按规定期限', 'as long as the rules say')],
                                  [say('承诺制', 'By promise'), it.filing.byCommitment ? say('是', 'yes') : say('否', 'no')],
                                  [say('事由', 'Reason'), it.filing.reason],
                              ] as const)
                            : []),
                        filing !== undefined && [
                            say('现有备案', 'Filing as it stands'),
                            `${groundText(say, filing.ground)} · ${placeName(filing.place)} · ${dayText(filing.from, language)} – ${filing.until ? dayText(filing.until, language) : say('长期', 'until cancelled')}`,
                        ],
                        it.filingExtension && [say('延长到', 'Until'), dayText(it.filingExtension.until, language)],
                        it.filingPlace && [say('新的就医地', 'New place of care'), placeName(it.filingPlace.place)],
                        changed?.reason !== undefined && [say('事由', 'Reason'), changed.reason],
                        ...(it.binding
                            ? ([
                                  [say('授权人（账户所有人）', 'Owner of the account'), <Link to={`/agency/persons/${it.binding.owner}`}>{it.binding.owner}</Link>],
                                  [say('授权人是参保人的', 'The owner is the person’s'), relationText(say, it.binding.relation)],
                                  [say('年度限额', 'Limit a year'), it.binding.yearLimit ? <Money of={it.binding.yearLimit} /> : say('不限', 'none')],
                                  [say('起', 'From'), it.binding.from ? dayText(it.binding.from, language) : say('复核通过之日', 'the day of the approval')],
                                  [say('止', 'Until'), it.binding.until ? dayText(it.binding.until, language) : say('长期', 'without a term')],
                              ] as const)
                            : []),
                        binding !== undefined && [
                            say('现有绑定', 'Binding as it stands'),
                            <>
                                <Link to={`/agency/persons/${binding.owner}`}>{binding.owner}</Link> · {relationText(say, binding.relation)} ·{' '}
                                {say('限额', 'limit')} {binding.yearLimit ? <Money of={binding.yearLimit} /> : say('不限', 'none')} ·{' '}
                                {say(`第 ${binding.position} 个支付`, `pays as number ${binding.position}`)}
                            </>,
                        ],
                        it.bindingLimit && [say('新的年度限额', 'New limit a year'), it.bindingLimit.yearLimit ? <Money of={it.bindingLimit.yearLimit} /> : say('不限', 'none')],
                        it.bindingPlace && [say('新的支付顺序', 'New place in the order'), it.bindingPlace.position],
                        it.bindingEnd && [say('解除原因', 'Why it ends'), endText(say, it.bindingEnd.because)],
                        [say('经办人', 'Clerk'), `${it.clerk} · ${timeText(it.proposedAt, language)}`],
                        it.endedBy !== undefined && [it.status, `${it.endedBy} · ${it.endedAt ? timeText(it.endedAt, language) : ''}`],
                        it.why !== undefined && [say('原因', 'Why'), it.why],
                    ]}
                />
                {filings.isError && <Failed error={filings.error} />}
                {bindings.isError && <Failed error={bindings.error} />}
            </Card>
            {(it.filing || it.filingDocuments) && (
                <Card title={say('材料', 'Documents')}>
                    {documents.length === 0 && <p className="quiet">{say('未交材料。', 'None was handed in.')}</p>}
                    <Papers
                        person={it.person}
                        papers={papersOf(documents, files, paperName)}
                    />
                </Card>
            )}
            {waits && role === 'reviewer' && (
                <Card title={say('复核', 'Review')}>
                    {it.clerk === user && (
                        <Notice kind="warn">{say('您录入的申请须由他人复核。', 'What you entered another user reviews.')}</Notice>
                    )}
                    <ReviewActs
                        asks={say(
                            '通过后立即生效：按此刻的参保状态与政策办理，与经办人不能为同一人。',
                            'Once approved it takes effect at once, on the state and the rules of this moment; not by the clerk who entered it.',
                        )}
                        approve={() => act(`${address}/approval`, {})}
                        reject={(text) => act(`${address}/rejection`, { why: text })}
                        busy={busy}
                        error={error}
                    />
                </Card>
            )}
            {waits && role === 'clerk' && (
                <Card title={say('待复核人员处理', 'A reviewer is next')}>
                    <p className="quiet">{say('在复核之前可以撤回。', 'It can be taken back before the review.')}</p>
                    <Why label={say('撤回原因', 'Why it is taken back')} value={why} onChange={setWhy} error={error} />
                    <div className="buttons">
                        <Button disabled={why.trim() === ''} busy={busy && say('正在撤回…', 'Taking it back…')} onClick={() => act(`${address}/withdrawal`, { why })}>
                            {say('撤回', 'Take back')}
                        </Button>
                    </div>
                    {error !== undefined && <Failed error={error} />}
                </Card>
            )}
        </div>
    );
}

/** The filing or binding that a proposal would change, and why. */
function changedBy(it: Proposal | undefined): { filing?: string; binding?: string; reason?: string } | undefined {
    return it?.filingExtension ?? it?.filingDocuments ?? it?.filingPlace ?? it?.filingEnd ?? it?.bindingLimit ?? it?.bindingPlace ?? it?.bindingEnd;
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get } from '../api';
import { Button, Card, Failed, Money, Notice, Waiting } from '../kit';
import { dayText, timeText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import { Facts, ReviewActs, useAct, Why } from './acts';
import type { Proposal } from './rest';
import { groundText, relationText } from './words';

/** What a clerk entered from paper: what it would do, and its second step. */
export function ProposalCase({ person, proposal, done }: { person: string; proposal: string; done: () => void }) {
    const say = useSay();
    const { language } = useLanguage();
    const { role, user } = useSession();
    const address = `/api/persons/${person}/proposals/${proposal}`;
    const found = useQuery({ queryKey: ['proposal', proposal, language], queryFn: () => get<Proposal>(address) });
    const { act, busy, error } = useAct(done);
    const [why, setWhy] = useState('');
    if (found.isPending) return <Waiting>{say('正在读取申请…', 'Reading the application…')}</Waiting>;
    if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
    const it = found.data;
    const waits = it.outcome === undefined;
    return (
        <div className="card-form">
            <Card title={it.what}>
                <Facts
                    of={[
                        [say('参保人', 'Person'), <Link to={`/agency/persons/${it.person}`}>{it.person}</Link>],
                        [say('纸质申请', 'Paper'), it.paper],
                        ...(it.filing
                            ? ([
                                  [say('备案人员类别', 'Ground'), groundText(it.filing.ground, say)],
                                  [say('就医地', 'Place of care'), it.filing.place],
                                  [say('起', 'From'), it.filing.from ? dayText(it.filing.from, language) : say('复核通过之日', 'the day of the approval')],
                                  [say('止', 'Until'), it.filing.until ? dayText(it.filing.until, language) : say('按规定期限', 'as long as the rules say')],
                                  [say('材料', 'Documents'), it.filing.documents?.join('、') ?? say('无', 'none')],
                                  [say('承诺制', 'By promise'), it.filing.byCommitment ? say('是', 'yes') : say('否', 'no')],
                                  [say('事由', 'Reason'), it.filing.reason],
                              ] as const)
                            : []),
                        ...(it.filingEnd
                            ? ([
                                  [say('撤销的备案', 'Filing to cancel'), it.filingEnd.filing],
                                  [say('事由', 'Reason'), it.filingEnd.reason],
                              ] as const)
                            : []),
                        ...(it.binding
                            ? ([
                                  [say('授权人（账户所有人）', 'Owner of the account'), <Link to={`/agency/persons/${it.binding.owner}`}>{it.binding.owner}</Link>],
                                  [say('授权人是参保人的', 'The owner is the person’s'), relationText(it.binding.relation, say)],
                                  [say('年度限额', 'Limit a year'), it.binding.yearLimit ? <Money of={it.binding.yearLimit} /> : say('不限', 'none')],
                                  [say('起', 'From'), it.binding.from ? dayText(it.binding.from, language) : say('复核通过之日', 'the day of the approval')],
                                  [say('止', 'Until'), it.binding.until ? dayText(it.binding.until, language) : say('长期', 'without a term')],
                              ] as const)
                            : []),
                        it.bindingEnd && [say('解除的绑定', 'Binding to end'), it.bindingEnd.binding],
                        [say('经办人', 'Clerk'), `${it.clerk} · ${timeText(it.proposedAt, language)}`],
                        it.endedBy !== undefined && [it.status, `${it.endedBy} · ${it.endedAt ? timeText(it.endedAt, language) : ''}`],
                        it.why !== undefined && [say('原因', 'Why'), it.why],
                    ]}
                />
            </Card>
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
                        approve={() => void act(`${address}/approval`, {})}
                        reject={(text) => void act(`${address}/rejection`, { why: text })}
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
                        <Button disabled={why.trim() === ''} busy={busy && say('正在撤回…', 'Taking it back…')} onClick={() => void act(`${address}/withdrawal`, { why })}>
                            {say('撤回', 'Take back')}
                        </Button>
                    </div>
                    {error !== undefined && <Failed error={error} />}
                </Card>
            )}
        </div>
    );
}

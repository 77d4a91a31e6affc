import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get } from '../api';
import { Button, Card, Failed, Money, Waiting } from '../kit';
import { dayText, timeText, useLanguage, useSay, type Say } from '../language';
import { useSession } from '../session';
import { Facts, ReviewActs, useActs, Why } from './acts';
import { Papers, papersOf, usePaperName } from './papers';
import type { FileNamed } from './rest';

interface Asked {
    person: string;
    askedAt: string;
    clerk: string;
    state: string;
    endedBy?: string;
    endedAt?: string;
    why?: string;
}

interface Withdrawal extends Asked {
    withdrawal: string;
    reason: string;
    happenedOn: string;
    documents: string[];
    files?: FileNamed[];
    payee: 'self' | 'heir';
    payeeName: string;
    paid?: string;
}

interface Move extends Asked {
    move: string;
    direction: 'out' | 'in' | 'within';
    fromRegion: string;
    toRegion: string;
    agency?: string;
    reference?: string;
    current?: string;
    prior?: string;
}

interface Account {
    current: string;
    prior: string;
    total: string;
}

export function WithdrawalCase({ person, withdrawal, done }: { person: string; withdrawal: string; done: () => void }) {
    const say = useSay();
    const { language } = useLanguage();
    const paperName = usePaperName(person);
    const account = useQuery({ queryKey: ['account', person], queryFn: () => get<Account>(`/api/accounts/${person}`) });
    return (
        <Reviewed<Withdrawal>
            address={`/api/accounts/${person}/withdrawals`}
            is={(each) => each.withdrawal === withdrawal}
            id={withdrawal}
            title={say('账户支取', 'Withdrawal of the balance')}
            asks={say('通过后支付全部余额，并自发生之日起终止参保关系。', 'Once approved the whole balance is paid out and the insurance ends on the day when it happened.')}
            facts={(it) => [
                [say('事由', 'Reason'), withdrawalText(it.reason, say)],
                [say('发生日期', 'Happened on'), dayText(it.happenedOn, language)],
                [say('现有余额', 'Balance now'), account.data ? <Money of={account.data.total} /> : '…'],
                [say('收款人', 'Paid to'), `${it.payeeName}（${it.payee === 'heir' ? say('继承人', 'heir') : say('本人', 'the person')}）`],
                [
                    say('材料', 'Documents'),
                    <Papers person={person} papers={papersOf(it.documents, it.files ?? [], paperName)} />,
                ],
                it.paid !== undefined && ([say('已支付', 'Paid'), <Money of={it.paid} />] as const),
            ]}
            done={done}
        />
    );
}

export function MoveCase({ person, move, done }: { person: string; move: string; done: () => void }) {
    const say = useSay();
    return (
        <Reviewed<Move>
            address={`/api/accounts/${person}/moves`}
            is={(each) => each.move === move}
            id={move}
            title={say('账户随关系转移', 'The account moves with the insurance')}
            asks={say('通过后账户余额随之转移。', 'Once approved the money moves.')}
            facts={(it) => [
                [
                    say('方向', 'Direction'),
                    it.direction === 'out' ? say('转出', 'out') : it.direction === 'in' ? say('转入', 'in') : say('系统内转移', 'between regions here'),
                ],
                [say('从', 'From'), it.fromRegion],
                [say('到', 'To'), it.toRegion],
                it.agency !== undefined && ([say('对方经办机构', 'The other agency'), it.agency] as const),
                it.reference !== undefined && ([say('联系函', 'Document'), it.reference] as const),
            ]}
            done={done}
        />
    );
}

/** What one asks for and another reviews, of a person's account. */
function Reviewed<T extends Asked>({
    address,
    is,
    id,
    title,
    asks,
    facts,
    done,
}: {
    address: string;
    is: (each: T) => boolean;
    id: string;
    title: string;
    asks: string;
    facts: (it: T) => ReadonlyArray<readonly [string, React.ReactNode] | false>;
    done: () => void;
}) {
    const say = useSay();
    const { language } = useLanguage();
    const { role } = useSession();
    const found = useQuery({ queryKey: ['review', address], queryFn: () => get<T[]>(address) });
    const { act, busy, error } = useActs(done);
    const [why, setWhy] = useState('');
    if (found.isPending) return <Waiting>{say('正在读取申请…', 'Reading the application…')}</Waiting>;
    if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
    const it = found.data.find(is);
    if (it === undefined) return <p>{say('该申请已不在这里。', 'This application is not here any more.')}</p>;
    return (
        <div className="card-form">
            <Card title={title}>
                <Facts
                    of={[
                        [say('参保人', 'Person'), <Link to={`/agency/persons/${it.person}`}>{it.person}</Link>],
                        ...facts(it),
                        [say('申请', 'Asked by'), `${it.clerk} · ${timeText(it.askedAt, language)}`],
                        it.endedBy !== undefined && [say('办结', 'Ended by'), `${it.endedBy} · ${it.endedAt ? timeText(it.endedAt, language) : ''}`],
                        it.why !== undefined && [say('原因', 'Why'), it.why],
                    ]}
                />
            </Card>
            {it.state === 'asked' && role === 'reviewer' && (
                <Card title={say('复核', 'Review')}>
                    <ReviewActs
                        asks={asks}
                        approve={() => act(`${address}/${id}/approval`, {})}
                        reject={(text) => act(`${address}/${id}/rejection`, { why: text })}
                        busy={busy}
                        error={error}
                    />
                </Card>
            )}
            {it.state === 'asked' && role === 'clerk' && (
                <Card title={say('待复核人员处理', 'A reviewer is next')}>
                    <Why label={say('撤回原因', 'Why it is taken back')} value={why} onChange={setWhy} error={error} />
                    <div className="buttons">
                        <Button disabled={why.trim() === ''} busy={busy && say('正在撤回…', 'Taking it back…')} onClick={() => act(`${address}/${id}/cancellation`, { why })}>
                            {say('撤回', 'Take back')}
                        </Button>
                    </div>
                    {error !== undefined && <Failed error={error} />}
                </Card>
            )}
        </div>
    );
}

function withdrawalText(reason: string, say: Say): string {
    const known: Record<string, string> = {
        death: say('死亡', 'death'),
        emigration: say('出国（境）定居', 'emigration'),
        'transfer-impossible': say('账户无法转移', 'the account cannot be transferred'),
        'voluntary-exit': say('主动退出参保', 'voluntary exit'),
        'wants-cash': say('提取现金', 'wants cash'),
    };
    return known[reason] ?? reason;
}

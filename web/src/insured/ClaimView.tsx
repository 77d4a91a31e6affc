import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { get, post } from '../api';
import { Button, Card, Dialog, Failed, Money, Notice, Page, Waiting } from '../kit';
import { dayText, timeText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import { badge, type Claim } from './Claims';
import { TakeBack, useOffered } from './forms';
import './forms.css';

interface Event {
    number: number;
    at: string;
    what: string;
    who: string;
    why?: string;
}

/** How far a claim has come, what was done to it, and what the person can do. */
export default function ClaimView() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const { claim: id = '' } = useParams();
    const [withdrawing, withdraw] = useState(false);
    const offered = useOffered();
    const claim = useQuery({
        queryKey: ['claims', scope, 'one', id, language],
        queryFn: ({ signal }) => get<Claim>(`/api/claims/${id}`, { signal }),
    });
    const events = useQuery({
        queryKey: ['claims', scope, 'events', id],
        queryFn: ({ signal }) => get<Event[]>(`/api/claims/${id}/events`, { signal }),
    });
    const acts: Record<string, string> = {
        filed: say('已提交申请', 'Filed'),
        resubmitted: say('已补充材料重新提交', 'Filed anew'),
        returned: say('退回补正', 'Returned'),
        reviewed: say('初审完成', 'Reviewed'),
        approved: say('复核通过，已结算', 'Approved and settled'),
        rejected: say('不予报销', 'Rejected'),
        withdrawn: say('本人撤回', 'Withdrawn'),
        paid: say('已支付', 'Paid'),
        'payment-returned': say('退汇，待重新支付', 'The payment came back'),
        reopened: say('重新审核', 'Reopened'),
    };
    if (!claim.isSuccess) {
        return (
            <Page title={say('报销申请', 'Claim')}>
                {claim.isPending && <Waiting>{say('正在取申请…', 'Fetching the claim…')}</Waiting>}
                {claim.isError && <Failed error={claim.error} again={() => void claim.refetch()} />}
            </Page>
        );
    }
    const seen = claim.data;
    const lately = events.data?.at(-1);
    const open = ['filed', 'returned', 'reviewed'].includes(seen.state);
    return (
        <Page title={say('报销申请', 'Claim')}>
            <Card title={say('进度', 'How far it has come')}>
                <p>
                    <span className={badge(seen.state)}>{seen.status}</span>
                </p>
                {seen.state === 'returned' && (
                    <Notice kind="warn">
                        <p>
                            {say('退回原因：', 'Returned because: ')}
                            {lately?.why}
                        </p>
                        <div className="buttons">
                            <Link className="button main" to={`/me/claims/${id}/again`}>
                                {say('补充后重新提交', 'Supply it and file again')}
                            </Link>
                        </div>
                    </Notice>
                )}
                {seen.refund !== undefined && (
                    <dl className="facts">
                        <dt>{say('报销金额', 'Refunded')}</dt>
                        <dd className="money">
                            <Money of={seen.refund} big />
                        </dd>
                        {seen.paidOn !== undefined && (
                            <>
                                <dt>{say('支付日期', 'Paid on')}</dt>
                                <dd>{dayText(seen.paidOn, language)}</dd>
                            </>
                        )}
                    </dl>
                )}
                {seen.settlement !== undefined && (
                    <Link to={`/me/visits/${seen.settlement}`}>{say('为什么是这个数？', 'Why is it this much?')}</Link>
                )}
                {events.isSuccess && (
                    <ol className="trail">
                        {events.data.map((each) => (
                            <li key={each.number}>
                                <b>{acts[each.what] ?? each.what}</b> <span className="quiet">{timeText(each.at, language)}</span>
                                {each.why !== undefined && <p>{each.why}</p>}
                            </li>
                        ))}
                    </ol>
                )}
                {events.isError && <Failed error={events.error} again={() => void events.refetch()} />}
            </Card>
            <Card title={say('申请内容', 'What is claimed')}>
                <dl className="facts">
                    <dt>{say('就医', 'Care')}</dt>
                    <dd>{offered.data?.claimKinds.find((each) => each.code === seen.kind)?.name ?? seen.kind}</dd>
                    <dt>{say('日期', 'Days')}</dt>
                    <dd>
                        {dayText(seen.from, language)}
                        {seen.until !== seen.from && ` – ${dayText(seen.until, language)}`}
                    </dd>
                    <dt>{say('医疗机构', 'Institution')}</dt>
                    <dd>{seen.institution}</dd>
                    <dt>{say('发票号码', 'Invoice')}</dt>
                    <dd>{seen.invoice.number}</dd>
                    <dt>{say('发票金额', 'Its total')}</dt>
                    <dd className="money">
                        <Money of={seen.invoice.total} />
                    </dd>
                    <dt>{say('收款账户', 'Paid to')}</dt>
                    <dd>
                        {seen.payee.bank} {seen.payee.account}
                    </dd>
                </dl>
                <div className="table">
                    <table>
                        <caption>{say('费用明细', 'Fee list')}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{say('项目', 'Item')}</th>
                                <th scope="col" className="money">
                                    {say('金额', 'Amount')}
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {seen.lines.map((each) => (
                                <tr key={each.line}>
                                    <td>
                                        {each.name}
                                        {each.struck !== undefined && (
                                            <p className="quiet">
                                                {say('不计：', 'Does not count: ')}
                                                {each.struck}
                                            </p>
                                        )}
                                    </td>
                                    <td className="money">
                                        <Money of={each.amount} />
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
                <div className="photos">
                    <h3>{say('材料', 'Papers')}</h3>
                    <ul>
                        {seen.documents.map((each) => (
                            <li key={each.paper + each.id}>
                                <a href={`/api/persons/${scope}/documents/${each.id}`} target="_blank" rel="noreferrer">
                                    {offered.data?.claimPapers.find((paper) => paper.code === each.paper)?.name ?? each.paper}
                                </a>
                            </li>
                        ))}
                    </ul>
                </div>
                {open && (
                    <div className="buttons">
                        <Button kind="danger" onClick={() => withdraw(true)}>
                            {say('撤回申请', 'Withdraw the claim')}
                        </Button>
                    </div>
                )}
            </Card>
            <Dialog title={say('撤回报销申请？', 'Withdraw the claim?')} open={withdrawing} close={() => withdraw(false)}>
                <Withdraw claim={seen} done={() => withdraw(false)} />
            </Dialog>
        </Page>
    );
}

function Withdraw({ claim, done }: { claim: Claim; done: () => void }) {
    const say = useSay();
    const { scope } = useSession();
    return (
        <TakeBack
            about={say('撤回后，这张发票可以重新申请。', 'Its invoice can be claimed anew then.')}
            label={say('确认撤回', 'Withdraw it')}
            busy={say('正在撤回…', 'Withdrawing…')}
            ask={(why, key) => post(`/api/claims/${claim.claim}/withdrawal`, { version: claim.version, why }, { key })}
            stale={[['claims', scope]]}
            done={done}
        />
    );
}

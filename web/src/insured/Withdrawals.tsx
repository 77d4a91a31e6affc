import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get, post } from '../api';
import { Button, Card, Dialog, Empty, Failed, Money, Page, Waiting } from '../kit';
import { dayText, timeText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import { TakeBack, useOffered } from './forms';
import './forms.css';

export interface Withdrawal {
    withdrawal: string;
    reason: string;
    happenedOn: string;
    askedAt: string;
    state: 'asked' | 'paid' | 'rejected' | 'cancelled';
    endedAt?: string;
    why?: string;
    paid?: string;
    fromCurrent?: string;
    fromPrior?: string;
}

/** What a person asked to be paid out of the account for good, and what became of it. */
export default function Withdrawals() {
    const say = useSay();
    const { scope } = useSession();
    const withdrawals = useQuery({
        queryKey: ['withdrawals', scope],
        queryFn: ({ signal }) => get<Withdrawal[]>(`/api/accounts/${scope}/withdrawals`, { signal }),
    });
    const latestFirst = [...(withdrawals.data ?? [])].reverse();
    const waits = latestFirst.some((each) => each.state === 'asked');
    return (
        <Page title={say('账户支取', 'Withdrawal')}>
            {withdrawals.isPending && <Waiting>{say('正在取支取申请…', 'Fetching your withdrawals…')}</Waiting>}
            {withdrawals.isError && <Failed error={withdrawals.error} again={() => void withdrawals.refetch()} />}
            {withdrawals.isSuccess && (
                <Card>
                    {latestFirst.length === 0 ? (
                        <Empty>
                            <p>
                                {say(
                                    '账户不能提取现金。只有出国定居等情形，才能一次性支取全部余额，并终止参保。',
                                    'No cash is paid out. Only for reasons such as emigration the whole balance is, and the insurance ends.',
                                )}
                            </p>
                        </Empty>
                    ) : (
                        <ul className="rows">
                            {latestFirst.map((each) => (
                                <One key={each.withdrawal} withdrawal={each} />
                            ))}
                        </ul>
                    )}
                    {!waits && (
                        <div className="buttons">
                            <Link className="button main" to="/me/withdrawals/new">
                                {say('申请支取', 'Apply')}
                            </Link>
                        </div>
                    )}
                </Card>
            )}
        </Page>
    );
}

function One({ withdrawal }: { withdrawal: Withdrawal }) {
    const say = useSay();
    const { language } = useLanguage();
    const offered = useOffered();
    const [cancelling, cancel] = useState(false);
    const states = {
        asked: say('已申请，待经办机构审核', 'asked; the agency is to review it'),
        paid: say('已支付', 'paid'),
        rejected: say('未通过', 'rejected'),
        cancelled: say('已撤回', 'taken back'),
    };
    const kinds = { asked: 'badge warn', paid: 'badge', rejected: 'badge bad', cancelled: 'badge bad' };
    const name = offered.data?.withdrawals.find((each) => each.reason === withdrawal.reason)?.name ?? withdrawal.reason;
    return (
        <li>
            <div className="item">
                <header>
                    <b>{name}</b>
                    <span className={kinds[withdrawal.state]}>{states[withdrawal.state]}</span>
                    {withdrawal.paid !== undefined && <Money of={withdrawal.paid} />}
                </header>
                <p className="quiet">
                    {say(
                        `参保到 ${dayText(withdrawal.happenedOn, language)} 为止；${timeText(withdrawal.askedAt, language)} 申请`,
                        `Insured until ${dayText(withdrawal.happenedOn, language)}; asked at ${timeText(withdrawal.askedAt, language)}`,
                    )}
                </p>
                {withdrawal.why !== undefined && <p>{withdrawal.why}</p>}
                {withdrawal.state === 'asked' && (
                    <div className="buttons">
                        <Button small kind="danger" onClick={() => cancel(true)}>
                            {say('撤回申请', 'Take it back')}
                        </Button>
                    </div>
                )}
            </div>
            <Dialog title={say('撤回支取申请？', 'Take the withdrawal back?')} open={cancelling} close={() => cancel(false)}>
                <Cancel withdrawal={withdrawal} done={() => cancel(false)} />
            </Dialog>
        </li>
    );
}

function Cancel({ withdrawal, done }: { withdrawal: Withdrawal; done: () => void }) {
    const say = useSay();
    const { scope } = useSession();
    return (
        <TakeBack
            label={say('确认撤回', 'Take it back')}
            busy={say('正在撤回…', 'Taking back…')}
            ask={(why, key) => post(`/api/accounts/${scope}/withdrawals/${withdrawal.withdrawal}/cancellation`, { why }, { key })}
            stale={[['withdrawals', scope]]}
            done={done}
        />
    );
}

import { useQuery } from '@tanstack/react-query';
import { get } from '../api';
import { Card, Failed, Money, Page, Waiting } from '../kit';
import { useSay } from '../language';
import { useSession } from '../session';

interface AccountAnswer {
    thisYear: string;
    priorYears: string;
}

/** The money of the person's account, by the year it came from. */
export default function Account() {
    const say = useSay();
    const { scope } = useSession();
    const account = useQuery({
        queryKey: ['account', scope],
        queryFn: ({ signal }) => get<AccountAnswer>(`/api/accounts/${scope}`, { signal }),
    });
    return (
        <Page title={say('我的账户', 'My account')}>
            {account.isPending && <Waiting>{say('正在取账户…', 'Fetching your account…')}</Waiting>}
            {account.isError && <Failed error={account.error} again={() => void account.refetch()} />}
            {account.isSuccess && (
                <Card title={say('余额', 'Balance')}>
                    <dl className="facts">
                        <dt>{say('当年', 'This year')}</dt>
                        <dd className="money">
                            <Money of={account.data.thisYear} />
                        </dd>
                        <dt>{say('历年', 'Prior years')}</dt>
                        <dd className="money">
                            <Money of={account.data.priorYears} />
                        </dd>
                    </dl>
                </Card>
            )}
        </Page>
    );
}

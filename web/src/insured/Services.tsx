import { Link } from 'react-router';
import { Card, Page } from '../kit';
import { useSay } from '../language';

/** What a person can have done without going to a counter. */
export default function Services() {
    const say = useSay();
    const services = [
        { to: '/me/family', name: say('家庭共济', 'Family'), what: say('让家人用我的账户，或使用家人的账户', 'Share accounts with relatives') },
        { to: '/me/filings', name: say('异地备案', 'Filing'), what: say('去外地就医前先备案', 'Before care away from home') },
        { to: '/me/claims', name: say('零星报销', 'Claims'), what: say('自己垫付的费用，拍照申请报销', 'Bills you paid: photograph and claim') },
        { to: '/me/premiums', name: say('账户缴费', 'Premiums'), what: say('用账户为自己或家人缴费', 'Pay for a relative from the account') },
        { to: '/me/withdrawals', name: say('账户支取', 'Withdrawal'), what: say('出国定居等情形支取余额', 'When you leave the insurance for good') },
    ];
    return (
        <Page title={say('办事', 'Services')}>
            <Card>
                <div className="tiles">
                    {services.map((each) => (
                        <Link key={each.to} to={each.to}>
                            <b>{each.name}</b>
                            <span className="quiet">{each.what}</span>
                        </Link>
                    ))}
                </div>
            </Card>
        </Page>
    );
}

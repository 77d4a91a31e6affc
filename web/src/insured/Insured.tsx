import { lazy } from 'react';
import { Link, NavLink, Route, Routes } from 'react-router';
import { Bar, Card, Empty, Page } from '../kit';
import { useSay } from '../language';
import { useSigning } from '../session';
import Account from './Account';
import './insured.css';

const Statement = lazy(() => import('./Statement'));
const Why = lazy(() => import('./Why'));
const Code = lazy(() => import('./Code'));
const CanIUse = lazy(() => import('./CanIUse'));
const Quote = lazy(() => import('./Quote'));
const Visits = lazy(() => import('./Visits'));
const Visit = lazy(() => import('./Visit'));
const Services = lazy(() => import('./Services'));
const Family = lazy(() => import('./Family'));
const FamilyBind = lazy(() => import('./FamilyBind'));
const FamilyTransfer = lazy(() => import('./FamilyTransfer'));
const Filings = lazy(() => import('./Filings'));
const FilingNew = lazy(() => import('./FilingNew'));
const Claims = lazy(() => import('./Claims'));
const ClaimNew = lazy(() => import('./ClaimNew'));
const ClaimView = lazy(() => import('./ClaimView'));
const Premiums = lazy(() => import('./Premiums'));
const Withdrawals = lazy(() => import('./Withdrawals'));
const WithdrawalNew = lazy(() => import('./WithdrawalNew'));
const Looks = lazy(() => import('./Looks'));

/** The pages of an insured person, phone first. */
export default function Insured() {
    const say = useSay();
    const { signOut } = useSigning();
    return (
        <div className="shell">
            <Bar home="/me" out={() => void signOut()} />
            <Routes>
                <Route index element={<Account />} />
                <Route path="statement" element={<Statement />} />
                <Route path="why" element={<Why />} />
                <Route path="code" element={<Code />} />
                <Route path="can-i-use" element={<CanIUse />} />
                <Route path="quote" element={<Quote />} />
                <Route path="visits" element={<Visits />} />
                <Route path="visits/:settlement" element={<Visit />} />
                <Route path="services" element={<Services />} />
                <Route path="family" element={<Family />} />
                <Route path="family/bind" element={<FamilyBind />} />
                <Route path="family/transfer" element={<FamilyTransfer />} />
                <Route path="filings" element={<Filings />} />
                <Route path="filings/new" element={<FilingNew />} />
                <Route path="claims" element={<Claims />} />
                <Route path="claims/new" element={<ClaimNew />} />
                <Route path="claims/:claim" element={<ClaimView />} />
                <Route path="claims/:claim/again" element={<ClaimNew />} />
                <Route path="premiums" element={<Premiums />} />
                <Route path="withdrawals" element={<Withdrawals />} />
                <Route path="withdrawals/new" element={<WithdrawalNew />} />
                <Route path="looks" element={<Looks />} />
                <Route path="*" element={<NotHere />} />
            </Routes>
            <nav className="ways" aria-label={say('我的页面', 'My pages')}>
                <NavLink to="/me" end>
                    {say('账户', 'Account')}
                </NavLink>
                <NavLink to="/me/code">{say('医保码', 'My code')}</NavLink>
                <NavLink to="/me/can-i-use">{say('能不能用', 'Usable?')}</NavLink>
                <NavLink to="/me/quote">{say('要付多少', 'Costs')}</NavLink>
                <NavLink to="/me/visits">{say('就医记录', 'Visits')}</NavLink>
                <NavLink to="/me/services">{say('办事', 'Services')}</NavLink>
            </nav>
        </div>
    );
}

function NotHere() {
    const say = useSay();
    return (
        <Page title={say('没有这个页面', 'There is no such page')}>
            <Card>
                <Empty>
                    <p>{say('地址可能写错了，或页面已不在。', 'The address may be wrong, or the page gone.')}</p>
                    <Link className="button" to="/me">
                        {say('回到我的账户', 'To my account')}
                    </Link>
                </Empty>
            </Card>
        </Page>
    );
}

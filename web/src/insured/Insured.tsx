import { lazy } from 'react';
import { NavLink, Route, Routes } from 'react-router';
import { Bar } from '../kit';
import { useSay } from '../language';
import { useSigning } from '../session';

const Account = lazy(() => import('./Account'));

/** The pages of an insured person, phone first. */
export default function Insured() {
    const say = useSay();
    const { signOut } = useSigning();
    return (
        <div className="shell">
            <Bar home="/me" out={() => void signOut()} />
            <Routes>
                <Route index element={<Account />} />
            </Routes>
            <nav className="ways" aria-label={say('我的页面', 'My pages')}>
                <NavLink to="/me" end>
                    {say('账户', 'Account')}
                </NavLink>
            </nav>
        </div>
    );
}

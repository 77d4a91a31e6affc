import { Route, Routes } from 'react-router';
import { Desk } from '../Desk';
import { useSay } from '../language';
import { DayPage } from './DayPage';
import { SettlementPage } from './SettlementPage';
import { WindowPage } from './WindowPage';
import './cashier.css';

export default function Cashier() {
    const say = useSay();
    return (
        <Desk
            home="/cashier"
            ways={[
                { to: '/cashier', label: say('收费', 'Window'), end: true },
                { to: '/cashier/day', label: say('当日结算与对账', 'The day') },
            ]}
        >
            <Routes>
                <Route index element={<WindowPage />} />
                <Route path="settlements/:settlement" element={<SettlementPage />} />
                <Route path="day" element={<DayPage />} />
            </Routes>
        </Desk>
    );
}

import { Route, Routes } from 'react-router';
import { Desk } from '../Desk';
import { useSay } from '../language';
import { AdmitPage } from './AdmitPage';
import { DayPage } from './DayPage';
import { SettlementPage } from './SettlementPage';
import { StayPage } from './StayPage';
import { StaysPage } from './StaysPage';
import { WindowPage } from './WindowPage';
import './cashier.css';

export default function Cashier() {
    const say = useSay();
    return (
        <Desk
            home="/cashier"
            ways={[
                { to: '/cashier', label: say('收费', 'Window'), end: true },
                { to: '/cashier/stays', label: say('住院', 'Stays') },
                { to: '/cashier/day', label: say('当日结算与对账', 'The day') },
            ]}
        >
            <Routes>
                <Route index element={<WindowPage />} />
                <Route path="settlements/:settlement" element={<SettlementPage />} />
                <Route path="stays" element={<StaysPage />} />
                <Route path="stays/new" element={<AdmitPage />} />
                <Route path="stays/:stay" element={<StayPage />} />
                <Route path="day" element={<DayPage />} />
            </Routes>
        </Desk>
    );
}

import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { Desk } from '../Desk';
import { Waiting } from '../kit';
import { useSay } from '../language';
import './agency.css';
import Work from './Work';

const Persons = lazy(() => import('./Persons'));
const PersonFile = lazy(() => import('./PersonFile'));
const Batches = lazy(() => import('./Batches'));
const Clearing = lazy(() => import('./Clearing'));
const Catalogue = lazy(() => import('./Catalogue'));
const Institutions = lazy(() => import('./Institutions'));

/** What clerks and reviewers of an agency work with. */
export default function Agency() {
    const say = useSay();
    return (
        <Desk
            home="/agency"
            ways={[
                { to: '/agency', label: say('待办', 'Work'), end: true },
                { to: '/agency/persons', label: say('人员', 'Persons') },
                { to: '/agency/batches', label: say('批处理', 'Batches') },
                { to: '/agency/clearing', label: say('清算', 'Clearing') },
                { to: '/agency/institutions', label: say('机构', 'Institutions') },
                { to: '/agency/catalogue', label: say('目录', 'Catalogue') },
            ]}
        >
            <Suspense fallback={<Waiting>{say('正在打开…', 'Opening…')}</Waiting>}>
                <Routes>
                    <Route index element={<Work />} />
                    <Route path="persons" element={<Persons />} />
                    <Route path="persons/:person" element={<PersonFile />} />
                    <Route path="batches" element={<Batches />} />
                    <Route path="clearing" element={<Clearing />} />
                    <Route path="institutions" element={<Institutions />} />
                    <Route path="catalogue" element={<Catalogue />} />
                    <Route path="*" element={<Navigate to="/agency" replace />} />
                </Routes>
            </Suspense>
        </Desk>
    );
}

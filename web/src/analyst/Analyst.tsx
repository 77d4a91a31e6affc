import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Desk } from '../Desk';
import { Waiting } from '../kit';
import { useSay } from '../language';
import './analyst.css';
import Cases from './Cases';
import Compare from './Compare';
import Law from './Law';
import Packs from './Packs';
import Proof from './Proof';
import Regions from './Regions';

/** It brings an editor along, so it is loaded when somebody edits. */
const Editor = lazy(() => import('./Editor'));

export default function Analyst() {
    const say = useSay();
    return (
        <Desk
            home="/policies"
            ways={[
                { to: '/policies', label: say('政策包', 'Packs'), end: true },
                { to: '/policies/map', label: say('各地对比', 'Regions') },
            ]}
        >
            <Suspense fallback={<Waiting>{say('正在打开编辑器…', 'Opening the editor…')}</Waiting>}>
                <Routes>
                    <Route index element={<Packs />} />
                    <Route path="map" element={<Regions />} />
                    <Route path=":region" element={<Law />} />
                    <Route path=":region/compare" element={<Compare />} />
                    <Route path=":region/lint" element={<Proof />} />
                    <Route path=":region/cases" element={<Cases />} />
                    <Route path=":region/edit" element={<Editor />} />
                </Routes>
            </Suspense>
        </Desk>
    );
}

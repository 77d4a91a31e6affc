import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { Desk } from '../Desk';
import { Page, Waiting } from '../kit';
import { useSay } from '../language';
import { CatalogueSearch } from '../agency/Catalogue';
import { InstitutionSearch } from '../agency/Institutions';
import '../agency/agency.css';
import Users from './Users';

const Imports = lazy(() => import('./Imports'));

/** Users, and the registers that all regions share. */
export default function Administration() {
    const say = useSay();
    return (
        <Desk
            home="/administration"
            ways={[
                { to: '/administration', label: say('用户', 'Users'), end: true },
                { to: '/administration/institutions', label: say('机构', 'Institutions') },
                { to: '/administration/catalogue', label: say('目录', 'Catalogue') },
                { to: '/administration/imports', label: say('导入', 'Import') },
            ]}
        >
            <Suspense fallback={<Waiting>{say('正在打开…', 'Opening…')}</Waiting>}>
                <Routes>
                    <Route index element={<Users />} />
                    <Route
                        path="institutions"
                        element={
                            <Page title={say('医药机构', 'Institutions')} wide>
                                <InstitutionSearch region="000000" />
                            </Page>
                        }
                    />
                    <Route
                        path="catalogue"
                        element={
                            <Page title={say('医保目录', 'Catalogue')} wide>
                                <CatalogueSearch region="000000" />
                            </Page>
                        }
                    />
                    <Route path="imports" element={<Imports />} />
                    <Route path="*" element={<Navigate to="/administration" replace />} />
                </Routes>
            </Suspense>
        </Desk>
    );
}

import { lazy, Suspense, useDeferredValue, useEffect, type ComponentType } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { SIGNED_OUT, type Session } from './api';
import { Failed, PASSWORD, Waiting } from './kit';
import { useSay } from './language';
import { SignedIn, useSigning, useVisitor } from './session';

const SignIn = lazy(() => import('./sign-in/SignIn'));
const NewPassword = lazy(() => import('./sign-in/NewPassword'));
const OwnPassword = lazy(() => import('./sign-in/OwnPassword'));
const AnotherUser = lazy(() => import('./sign-in/AnotherUser'));

/** Each role has a part of the pages, which is loaded when somebody of the role comes. */
const AREAS: Record<Session['role'], ComponentType> = {
    insured: lazy(() => import('./insured/Insured')),
    cashier: lazy(() => import('./cashier/Cashier')),
    clerk: lazy(() => import('./agency/Agency')),
    reviewer: lazy(() => import('./agency/Agency')),
    analyst: lazy(() => import('./analyst/Analyst')),
    auditor: lazy(() => import('./administration/Audit')),
    administrator: lazy(() => import('./administration/Administration')),
};

/** Where the pages of a role begin. */
export const HOMES: Record<Session['role'], string> = {
    insured: '/me',
    cashier: '/cashier',
    clerk: '/agency',
    reviewer: '/agency',
    analyst: '/policies',
    auditor: '/audit',
    administrator: '/administration',
};

export function App() {
    return (
        <Suspense fallback={<Opening />}>
            <Doors />
        </Suspense>
    );
}

function Opening() {
    const say = useSay();
    return <Waiting>{say('正在打开…', 'Opening…')}</Waiting>;
}

function Doors() {
    const visitor = useVisitor();
    const { forget } = useSigning();
    useEffect(() => {
        const signedOut = () => void forget();
        window.addEventListener(SIGNED_OUT, signedOut);
        return () => window.removeEventListener(SIGNED_OUT, signedOut);
    });
    // Deferred, what is shown stays until the part of the pages is loaded. With a fallback in its place React would hold
    // the part back for another 0.3 s.
    const known = useDeferredValue(visitor.data);

    // Asked anew in vain, what was known stays: a form that is being filled in does not go away with the network.
    if (known === undefined) {
        return visitor.isError ? <Failed error={visitor.error} again={() => void visitor.refetch()} /> : <Opening />;
    }
    const user = known.user;
    if (user === undefined) {
        return (
            <Routes>
                <Route path="/sign-in" element={<SignIn provider={known.provider} />} />
                <Route path="*" element={<ToSignIn />} />
            </Routes>
        );
    }
    return <SignedIn value={user}>{user.mustChange ? <NewPassword /> : <Area user={user} />}</SignedIn>;
}

function ToSignIn() {
    const { pathname, search } = useLocation();
    const wanted = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${wanted}`} replace />;
}

function Area({ user }: { user: Session }) {
    const { pathname, search } = useLocation();
    const home = HOMES[user.role];
    const other = pathname === '/sign-in' ? new URLSearchParams(search).get('user') : null;
    if (other !== null && other !== user.user) {
        return <AnotherUser who={user.user} other={other} home={home} />;
    }
    if (pathname === PASSWORD) {
        return <OwnPassword home={home} />;
    }
    if (pathname !== home && !pathname.startsWith(`${home}/`)) {
        // The page that was wanted before the sign-in, if it is one of this role's.
        const wanted = new URLSearchParams(search).get('to') ?? '';
        return <Navigate to={wanted.startsWith(home) ? wanted : home} replace />;
    }
    const Pages = AREAS[user.role];
    return (
        <Routes>
            <Route path={`${home}/*`} element={<Pages />} />
        </Routes>
    );
}

import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { Refused } from './api';
import { App } from './App';
import { Speaking } from './language';
import './kit/kit.css';

const root = document.getElementById('root');
if (root === null) {
    throw new Error('the page has no root');
}

const TRIES = 2;

const queries = new QueryClient({
    defaultOptions: {
        queries: {
            // What the server refuses it refuses again; only what did not come is asked for once more.
            retry: (failures, error) => !(error instanceof Refused) && failures < TRIES,
            staleTime: 10_000,
            refetchOnWindowFocus: false,
        },
    },
});

// A transition is rendered in small pieces, so that a slow phone answers the reader meanwhile.
startTransition(() =>
    createRoot(root).render(
        <StrictMode>
            <Speaking>
                <QueryClientProvider client={queries}>
                    <BrowserRouter>
                        <App />
                    </BrowserRouter>
                </QueryClientProvider>
            </Speaking>
        </StrictMode>,
    ),
);

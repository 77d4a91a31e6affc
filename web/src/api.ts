import { spoken } from './language';

/** Why the server did nothing: the one shape of its refusals. Sentences are in the reader's language. */
export interface Problem {
    status: number;
    code: string;
    message: string;
    field?: string;
    expected?: string;
    got?: string;
    rule?: { id: string; title: string; source: string; confidence: string };
    whatToDo?: string;
    details?: string[];
}

/** A call that did not do what it was to do. */
export class Refused extends Error {
    constructor(readonly problem: Problem) {
        super(problem.message);
    }
}

/** No answer came: the network, or the server, is away. */
export class Unreachable extends Error {}

export interface Session {
    user: string;
    role: 'insured' | 'cashier' | 'clerk' | 'reviewer' | 'analyst' | 'auditor' | 'administrator';
    /** 人员编号, code of an institution or of a region; empty where the role needs none */
    scope: string;
    /** an administrator set the password: it is changed before anything else */
    mustChange: boolean;
    /** the user has no password here, but signs in at the provider */
    elsewhere: boolean;
}

interface Sending {
    /** names what is asked, so that asking again does it once; one is made where none is given */
    key?: string;
    signal?: AbortSignal;
}

/** What the server has at an address. */
export async function get<T>(address: string, { signal }: Sending = {}): Promise<T> {
    return answered(await call(address, { method: 'GET', ...(signal && { signal }) }));
}

/** Asks the server to do something, once. */
export async function post<T>(address: string, body: unknown = {}, { key, signal }: Sending = {}): Promise<T> {
    return answered(await sent('POST', address, JSON.stringify(body), 'application/json', { ...(key && { key }), ...(signal && { signal }) }));
}

/** Sends a file as it is. */
export async function upload<T>(address: string, file: Blob, { key, signal }: Sending = {}): Promise<T> {
    return answered(
        await sent('POST', address, file, file.type || 'application/octet-stream', { ...(key && { key }), ...(signal && { signal }) }),
    );
}

export async function remove(address: string): Promise<void> {
    await answered(await sent('DELETE', address, undefined, undefined, {}));
}

/** A file of the server's, for the reader to keep: PDF or CSV. */
export async function fetchFile(address: string, type: string): Promise<Blob> {
    const response = await call(address, { method: 'GET' }, type);
    if (!response.ok) {
        await answered(response);
    }
    return response.blob();
}

/** A new name for something that is asked once. */
export function newKey(): string {
    return crypto.randomUUID();
}

function sent(
    method: string,
    address: string,
    body: BodyInit | undefined,
    type: string | undefined,
    { key, signal }: Sending,
): Promise<Response> {
    return call(address, {
        method,
        headers: {
            ...(type && { 'Content-Type': type }),
            'Idempotency-Key': key ?? newKey(),
            'X-XSRF-TOKEN': cookie('XSRF-TOKEN'),
        },
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
    });
}

async function call(address: string, init: RequestInit, accept = 'application/json'): Promise<Response> {
    try {
        return await fetch(address, {
            ...init,
            headers: { Accept: accept, 'Accept-Language': spoken(), ...init.headers },
            credentials: 'same-origin',
        });
    } catch (failure) {
        if (failure instanceof DOMException && failure.name === 'AbortError') {
            throw failure;
        }
        throw new Unreachable(String(failure));
    }
}

async function answered<T>(response: Response): Promise<T> {
    const text = await response.text();
    if (response.ok) {
        return (text === '' ? undefined : JSON.parse(text)) as T;
    }
    let problem: Problem;
    try {
        problem = JSON.parse(text) as Problem;
    } catch {
        problem = { status: response.status, code: 'NO_PROBLEM', message: `HTTP ${response.status}` };
    }
    if (response.status === 401) {
        window.dispatchEvent(new Event(SIGNED_OUT));
    }
    throw new Refused(problem);
}

/** Said to the window when the server no longer knows who is there. */
export const SIGNED_OUT = 'signed-out';

function cookie(name: string): string {
    const found = document.cookie.split('; ').find((each) => each.startsWith(`${name}=`));
    return found === undefined ? '' : decodeURIComponent(found.slice(name.length + 1));
}

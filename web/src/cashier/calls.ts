import { get, post } from '../api';

/** What the server says to a cashier. Amounts are yuan in strings. */
export type Scheme = 'employee' | 'resident' | 'pension';
export type VisitKind = 'outpatient' | 'emergency' | 'chronic' | 'inpatient' | 'pharmacy';
export type Grade = 'A' | 'B' | 'C' | 'excluded';
export type Standing = 'normal' | 'suspended' | 'waiting' | 'ended';
export type Status = 'active' | 'retired' | 'flexible' | 'adult' | 'child' | 'student' | 'newborn';

export interface Payer {
    payer: string;
    name: string;
    allowed: boolean;
    answer: string;
    balance?: string;
}

export interface Insurance {
    scheme: Scheme;
    home: string;
    homeName: string;
    status: Status;
    standing: Standing;
    use: {
        route: 'direct' | 'claim' | 'none';
        conclusion: string;
        care: string;
        warning?: string;
        payers: Payer[];
        toDo: { words: string }[];
    };
}

export interface Presented {
    presentation: string;
    shown: 'code' | 'card' | 'certificate';
    takenAt: string;
    name: string;
    age: number;
    institution: string;
    institutionName: string;
    institutionKind: 'hospital' | 'community' | 'township' | 'village' | 'pharmacy';
    visitKind: VisitKind;
    balances: { current: string; prior: string; wallet: string; total: string };
    insurances: Insurance[];
    diseases: { code: string; name: string; scheme?: Scheme }[];
}

export interface Entry {
    code: string;
    name: string;
    category: string;
    grade: Grade;
    firstPay: string;
    ceiling?: string;
    limited: boolean;
}

export interface Figures {
    total: string;
    ownPay: string;
    overLimit: string;
    firstPay: string;
    inScope: string;
    deductible: string;
    funds: string;
    account: string;
    family: string;
    wallet: string;
    cash: string;
    burden: string;
    accountAfter: string;
}

export interface BillLine {
    code: string;
    name: string;
    quantity?: string;
    price?: string;
    amount: string;
    grade: Grade;
    ownPay: string;
    overLimit: string;
    firstPay: string;
    inScope: string;
}

interface Texts {
    zh: string;
    en: string;
}

export interface Receipt {
    lowConfidence: boolean;
    warning?: Texts;
    heading: {
        settlementId?: string;
        time?: string;
        region?: Texts;
        institution?: string;
        scheme?: Texts;
        visitKind?: Texts;
        person?: string;
    };
    outcome: { remarks: Texts[] };
    steps: { number: number; kind: string; sentence: Texts; amount: string; rule?: string; source?: string }[];
}

export interface Previewed {
    figures: Figures;
    lines: BillLine[];
    receipt: Receipt;
}

export interface Settled {
    settlement: string;
    settledAt: string;
    scheme: Scheme;
    visitKind: VisitKind;
    reverses?: string;
    stands?: boolean;
    cashier?: string;
    reason?: string;
    stay?: { stay: string; admitted: string; discharged: string };
    figures: Figures;
    lines: BillLine[];
    receipt: Receipt;
}

export interface Day {
    day: string;
    page: number;
    pages: number;
    all: number;
    settlements: {
        settlement: string;
        settledAt: string;
        person: string;
        scheme: Scheme;
        visitKind: VisitKind;
        reverses?: string;
        reversedBy?: string;
        cashier?: string;
        total: string;
        funds: string;
        account: string;
        cash: string;
    }[];
}

export interface Totals {
    scheme: Scheme;
    visitKind: VisitKind;
    reversals: boolean;
    count: number;
    total: string;
    funds: string;
    account: string;
    cash: string;
}

export interface Sums {
    count: number;
    total: string;
    funds: string;
    account?: string;
    cash?: string;
}

export interface Reconciliation {
    reconciliation: string;
    madeAt: string;
    even: boolean;
    ours: Sums;
    theirs: Sums;
}

export interface VisitOrder {
    presentation: string;
    scheme: Scheme;
    visitKind: VisitKind;
    disease?: string;
    useAccount: boolean;
    lines: LineOrder[];
}

export interface LineOrder {
    code: string;
    quantity: string;
    price: string;
    conditions?: 'met' | 'own-expense';
}

export interface Admission {
    presentation: string;
    scheme: Scheme;
    admittedAt: string;
    number: string;
    emergency: boolean;
    department: string;
    bed?: string;
    diagnosis: string;
}

/** One of those who are in, or have left and are not settled. */
export interface StayEntry {
    stay: string;
    person: string;
    scheme: Scheme;
    admittedAt: string;
    number: string;
    department?: string;
    bed?: string;
    dischargedAt?: string;
}

export interface StayLine {
    serial: string;
    settled: boolean;
    bill: BillLine;
}

export interface Stay extends StayEntry {
    emergency: boolean;
    diagnosis?: string;
    settlement?: string;
    /** of what is not settled */
    total: string;
    days: { day: string; total: string; lines: StayLine[] }[];
}

export interface StayEnd {
    dischargedAt?: string;
    useAccount: boolean;
}

export type Shown = { code: string } | { card: { number: string; recognition: string } } | { certificate: string; name: string };

/** The calls of an institution's desk. */
export function desk(institution: string) {
    const at = `/api/institutions/${encodeURIComponent(institution)}`;
    const stay = (id: string) => `${at}/stays/${encodeURIComponent(id)}`;
    return {
        present: (shown: Shown, key: string) => post<Presented>(`${at}/presentations`, shown, { key }),
        presented: (id: string, kind: VisitKind | undefined, signal: AbortSignal) =>
            get<Presented>(`${at}/presentations/${encodeURIComponent(id)}${kind ? `?visitKind=${kind}` : ''}`, { signal }),
        search: (text: string, signal: AbortSignal) => get<Entry[]>(`${at}/catalogue?search=${encodeURIComponent(text)}`, { signal }),
        preview: (order: VisitOrder, signal: AbortSignal) => post<Previewed>(`${at}/visits/preview`, order, { signal }),
        settle: (order: VisitOrder, key: string) => post<Settled>(`${at}/visits`, order, { key }),
        settlement: (id: string, signal: AbortSignal) => get<Settled>(`${at}/settlements/${encodeURIComponent(id)}`, { signal }),
        reverse: (id: string, reason: string, key: string) =>
            post<Settled>(`${at}/settlements/${encodeURIComponent(id)}/reversal`, { reason }, { key }),
        stays: (signal: AbortSignal) => get<StayEntry[]>(`${at}/stays`, { signal }),
        stay: (id: string, signal: AbortSignal) => get<Stay>(stay(id), { signal }),
        admit: (order: Admission, key: string) => post<{ stay: string }>(`${at}/stays`, order, { key }),
        cancelStay: (id: string, key: string) => post<{ stay: string }>(`${stay(id)}/cancellation`, {}, { key }),
        charge: (id: string, day: string, lines: LineOrder[], key: string) => post<{ stay: string }>(`${stay(id)}/lines`, { day, lines }, { key }),
        withdraw: (id: string, line: string, key: string) => post<{ stay: string }>(`${stay(id)}/lines/withdrawal`, { line }, { key }),
        previewStay: (id: string, end: StayEnd, signal: AbortSignal) => post<Previewed>(`${stay(id)}/preview`, end, { signal }),
        settleStay: (id: string, end: StayEnd, total: string, key: string) => post<Settled>(`${stay(id)}/settlement`, { ...end, total }, { key }),
        undoDischarge: (id: string, key: string) => post<{ stay: string }>(`${stay(id)}/discharge/withdrawal`, {}, { key }),
        day: (day: string, page: number, signal: AbortSignal) => get<Day>(`${at}/settlements?day=${day}&page=${page}`, { signal }),
        totals: (day: string, signal: AbortSignal) => get<Totals[]>(`${at}/totals?from=${day}&to=${day}`, { signal }),
        reconciliations: (day: string, signal: AbortSignal) =>
            get<Reconciliation[]>(`${at}/reconciliations?from=${day}&to=${day}`, { signal }),
        reconcile: (day: string, theirs: Sums, key: string) =>
            post<Reconciliation>(`${at}/reconciliations`, { from: day, to: day, withReversals: true, ...theirs }, { key }),
    };
}

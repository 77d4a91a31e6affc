import type { Grade, InstitutionKind, Level, VisitKind } from './words';

/** What the routes of quotes take and tell. Amounts are yuan in strings. */
export interface Line {
    name?: string;
    category: string;
    grade: Grade;
    amount: string;
    firstPayShare?: string;
}

export interface Visit {
    kind: VisitKind;
    place?: string;
    level?: Level;
    institutionKind?: InstitutionKind;
    [more: string]: unknown;
}

export interface Question {
    person?: string;
    region?: string;
    filing?: { kind: string; [more: string]: unknown };
    visit: Visit;
    [more: string]: unknown;
}

export interface Bill {
    lines?: Line[];
    parts?: { ownPay?: string; overLimit?: string; firstPay?: string; inScope: string };
    total?: string;
}

export interface Example {
    id: string;
    title?: string;
    arithmetic?: string;
    quote: { question: Question; bill: Bill; useAccount?: boolean };
}

export interface Point {
    bill: string;
    funds: string;
    personPays: string;
    cash: string;
}

/** A round number above a few bills like this one. */
export function longest(bill: number): number {
    const wanted = Math.max(bill * 4, 1_000);
    const size = 10 ** Math.floor(Math.log10(wanted));
    return Math.ceil(wanted / size) * size;
}

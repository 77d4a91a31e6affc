/** A sentence in both languages of the server. */
export interface Told {
    zh: string;
    en: string;
}

export interface Named {
    region: string;
    name: Told;
}

export interface PackLine extends Named {
    inherits: Named[];
    schemes: string[];
    rules: number;
    cases: number;
    confidence: Array<{ confidence: string; name: Told; rules: number }>;
    latest?: string;
}

export interface LawRule {
    key: string;
    id: string;
    of: Named;
    title: Told;
    from?: string;
    to?: string;
    terms: Array<{ asked: Told; answers: Told }>;
    sentences: Told[];
    parts: Array<{ of: Told; share: string }>;
    document: string;
    seen: Told;
    link?: string;
    confidence: string;
    confidenceName: Told;
    notes?: Told;
    file: string;
    line: number;
    cases: number;
    some: Array<{ region: string; id: string; title: string }>;
}

export interface LawOf extends Named {
    day?: string;
    inherits: Named[];
    chapters: Array<{ code: string; title: Told; rules: LawRule[] }>;
    accepted: Array<{ finding: string; reason: Told }>;
}

export interface PackFile {
    name: string;
    content: string;
}

export interface Trouble {
    file: string;
    line: number;
    column: number;
    message: Told;
}

export interface Point {
    bill: string;
    funds: string;
    person: string;
    otherwise?: string;
}

export interface Drawing {
    points: Point[];
    from: string;
    to: string;
}

export interface Finding {
    check: string;
    id: string;
    rule?: string;
    condition: string;
    bill?: string;
    message: Told;
    file: string;
    line: number;
    drawing?: Drawing;
}

export interface Proved {
    problems: Trouble[];
    findings: Finding[];
    accepted: Array<{ finding: Finding; reason: Told }>;
}

export interface Mismatch {
    id: string;
    key: string;
    expected: string;
    got: string;
}

export interface Tried {
    id: string;
    title: string;
    on: string;
    soft: boolean;
    passed: boolean;
    file: string;
    line: number;
    mismatches: Mismatch[];
}

export interface Checked {
    problems: Trouble[];
    passed: number;
    failed: number;
    cases: Tried[];
}

interface Tally {
    more: number;
    less: number;
    before: string;
    after: string;
}

interface KeyDifference {
    key: string;
    before?: string;
    after?: string;
}

export interface Differences {
    problems: Trouble[];
    rules: Array<{ region: string; id: string; title: Told; change: 'added' | 'removed' | 'changed' | 'moved'; file: string; line: number; keys: KeyDifference[] }>;
    cases: number;
    visits: number;
    fund: Tally;
    account: Tally;
    person: Tally;
    differing: number;
    changes: Array<{ id: string; title: string; keys: KeyDifference[] }>;
}

export interface CitedRule {
    key: string;
    title: Told;
    document: string;
}

export interface ReceiptTree {
    warning?: Told;
    totals: Record<string, unknown> & { total: string; funds: string; personalBurden: string };
    flows?: { nodes: Array<{ id: string; name: Told; amount: string }>; links: Array<{ from: string; to: string; amount: string }> };
    outcome: { remarks: Told[] };
    steps: Array<{ number: number; kind: string; sentence: Told; amount: string; rule?: string; source?: string }>;
}

export interface Decided {
    id: string;
    title: string;
    on: string;
    passed: boolean;
    expected: Array<{ key: string; value: string }>;
    mismatches: Mismatch[];
    receipt?: ReceiptTree;
    advice?: Record<string, unknown>;
    ruling?: { answers: Record<string, string>; remarks: Told[]; rules: CitedRule[] };
}

export interface InRegion extends Named {
    province: string;
    known: boolean;
    deductible: string;
    pool: string;
    layers: string;
    person: string;
    fundsPerMille: number;
    reason?: Told;
    lowConfidence: boolean;
}

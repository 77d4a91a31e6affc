/** What the server answers to the pages of an agency. */

export interface WorkItem {
    kind: 'proposal' | 'claim' | 'withdrawal' | 'move' | 'application';
    id: string;
    step: string;
    next: string;
    role: 'clerk' | 'reviewer';
    person?: string;
    institution?: string;
    name?: string;
    region: string;
    since: string;
    by: string;
}

export interface WorkPage {
    counts: Array<{ kind: WorkItem['kind']; step: string; next: string; role: 'clerk' | 'reviewer'; waiting: number }>;
    items: WorkItem[];
    next?: string;
}

export interface ProposedFiling {
    scheme?: string;
    ground: string;
    place: string;
    from?: string;
    until?: string;
    documents?: string[];
    byCommitment?: boolean;
    reason: string;
}

export interface ProposedBinding {
    owner: string;
    relation: string;
    yearLimit?: string;
    from?: string;
    until?: string;
}

export interface Proposal {
    proposal: string;
    person: string;
    region: string;
    kind: 'filing' | 'filing-end' | 'binding' | 'binding-end';
    what: string;
    paper: string;
    filing?: ProposedFiling;
    filingEnd?: { filing: string; reason: string };
    binding?: ProposedBinding;
    bindingEnd?: { binding: string; because: string };
    clerk: string;
    proposedAt: string;
    outcome?: 'approved' | 'rejected' | 'withdrawn';
    status: string;
    endedBy?: string;
    endedAt?: string;
    why?: string;
    result?: string;
}

export interface ClaimLine {
    line: number;
    name: string;
    localCode?: string;
    code?: string;
    quantity: string;
    price: string;
    amount: string;
    conditions: 'none' | 'met' | 'own-expense';
    struck?: string;
}

export interface Claim {
    claim: string;
    version: number;
    person: string;
    state: 'filed' | 'returned' | 'reviewed' | 'approved' | 'paid' | 'rejected' | 'withdrawn';
    status: string;
    region: string;
    scheme: string;
    kind: string;
    institution: string;
    from: string;
    until: string;
    disease?: string;
    useAccount: boolean;
    invoice: { code?: string; number: string; date: string; total: string };
    claimed: string;
    lines: ClaimLine[];
    documents: Array<{ paper: string; id: string; sha256?: string }>;
    payee: { holder: string; bank: string; account: string };
    filedAt: string;
    clerk?: string;
    reviewer?: string;
    settlement?: string;
    refund?: string;
    paidOn?: string;
    paymentReference?: string;
}

export interface ClaimEvent {
    number: number;
    at: string;
    what: string;
    who: string;
    why?: string;
    details?: string;
}

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

/** A paper that was sent as a document. */
export interface FileNamed {
    paper: string;
    document: string;
}

/** A filing for care away from home, as it stands. */
export interface Filing {
    filing: string;
    ground: string;
    place: string;
    from: string;
    until?: string;
    complete: boolean;
    documents: string[];
    cancelled?: string;
}

/** A binding as it stands. */
export interface Binding {
    binding: string;
    user: string;
    owner: string;
    relation: string;
    position: number;
    yearLimit?: string;
    from: string;
    until?: string;
    endedOn?: string;
    unusable?: { message: string };
}

export interface ProposedFiling {
    scheme?: string;
    ground: string;
    place: string;
    from?: string;
    until?: string;
    documents?: string[];
    files?: FileNamed[];
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
    what: string;
    paper: string;
    filing?: ProposedFiling;
    filingExtension?: { filing: string; until: string; reason: string };
    filingDocuments?: { filing: string; documents: string[]; files?: FileNamed[]; reason: string };
    filingPlace?: { filing: string; place: string; reason: string };
    filingEnd?: { filing: string; reason: string };
    binding?: ProposedBinding;
    bindingLimit?: { binding: string; yearLimit?: string };
    bindingPlace?: { binding: string; position: number };
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

import { useQuery } from '@tanstack/react-query';
import { get } from './api';
import { useLanguage } from './language';

export interface Named {
    code: string;
    name: string;
}

/** A rule as an answer cites it. */
export interface CitedRule {
    id: string;
    title: string;
    source: string;
    confidence: string;
}

/** What a person may ask for by the rules of today. */
export interface Choices {
    region: Named;
    scheme: string;
    sharing?: { relatives: string[]; rule: CitedRule };
    wallet?: { transfersPerDay: number; perTransfer: string; closedFrom: string; closedTo: string; rule: CitedRule };
    places: Named[];
    filings: Array<{
        ground: string;
        name: string;
        kind: string;
        papers: Named[];
        orCommitment: boolean;
        validMonths: number;
        rules: CitedRule[];
    }>;
    uses: Array<{ purpose: string; name: string; allowed: boolean; of: string[]; why?: string; rule: CitedRule }>;
    withdrawals: Array<{ reason: string; name: string; papers: Named[]; payee: 'self' | 'heir'; rule: CitedRule }>;
    claimKinds: Named[];
    claimPapers: Named[];
}

export function useChoices(person: string) {
    const { language } = useLanguage();
    return useQuery({
        queryKey: ['choices', person, language],
        queryFn: ({ signal }) => get<Choices>(`/api/persons/${person}/choices`, { signal }),
        staleTime: 600_000,
    });
}

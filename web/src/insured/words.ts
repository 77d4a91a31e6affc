import type { Say } from '../language';

/** A text that the server says in both languages. */
export interface Both {
    zh: string;
    en: string;
}

/** The half of it that the reader reads. */
export function half(say: Say, text: Both): string {
    return say(text.zh, text.en);
}

export type VisitKind = 'outpatient' | 'emergency' | 'chronic' | 'inpatient' | 'pharmacy';
export type Level = '1' | '2' | '3' | 'unrated';
export type InstitutionKind = 'hospital' | 'community' | 'township' | 'village' | 'pharmacy';

export const VISIT_KINDS: readonly VisitKind[] = ['outpatient', 'inpatient', 'emergency', 'chronic', 'pharmacy'];
export const LEVELS: readonly Level[] = ['unrated', '1', '2', '3'];

export function level(say: Say, of: Level): string {
    const names: Record<Level, string> = {
        '1': say('一级医院', 'Level 1 hospital'),
        '2': say('二级医院', 'Level 2 hospital'),
        '3': say('三级医院', 'Level 3 hospital'),
        unrated: say('社区等未定级', 'Community, unrated'),
    };
    return names[of];
}

/** What kind of place a level stands for when nothing else is said of it. */
export function institutionOf(kind: VisitKind, of: Level): InstitutionKind {
    if (kind === 'pharmacy') {
        return 'pharmacy';
    }
    return of === 'unrated' ? 'community' : 'hospital';
}

/** How far a rule can be trusted, in a sentence. */
export function confidence(say: Say, of: string): string {
    const names: Record<string, string> = {
        official: say('官方文件', 'Official document'),
        capture: say('依据实际报文', 'Taken from real messages'),
        secondary: say('转述，未见官方原文', 'Reported by others; the official text was not seen'),
        seed: say('转述，未见官方原文', 'Reported by others; the official text was not seen'),
        specimen: say('样例规则，并非真实政策', 'A specimen, no real policy'),
    };
    return names[of] ?? of;
}

/** How its source was seen, where that is said. */
export function evidence(say: Say, of: string): string {
    const names: Record<string, string> = {
        'text-seen': say('（已核对原文）', ' (the original was seen)'),
        'copy-seen': say('（已核对转载件）', ' (a copy was seen)'),
        recall: say('（未核对）', ' (from memory)'),
    };
    return names[of] ?? '';
}

export function isDoubtful(of: string): boolean {
    return of !== 'official' && of !== 'capture';
}

export function filingKind(say: Say, of: string): string {
    const names: Record<string, string> = {
        none: say('未备案', 'Not filed'),
        'long-term': say('长期居住备案', 'Long-term residence'),
        referred: say('转诊备案', 'Referral'),
        emergency: say('急诊抢救', 'Emergency'),
        'other-temporary': say('其他临时外出备案', 'Other temporary stay'),
    };
    return names[of] ?? of;
}

export const GRADES = ['A', 'B', 'C', 'excluded'] as const;
export type Grade = (typeof GRADES)[number];

export function grade(say: Say, of: Grade): string {
    const names: Record<Grade, string> = {
        A: say('甲类：全纳入', 'A: all counts'),
        B: say('乙类：先自付', 'B: a part first'),
        C: say('丙类：全自费', 'C: not covered'),
        excluded: say('目录外：自费', 'Not listed'),
    };
    return names[of];
}

export const CATEGORIES = ['drug', 'treatment', 'consultation', 'facility', 'consumable'] as const;
export type Category = (typeof CATEGORIES)[number];

export function category(say: Say, of: Category): string {
    const names: Record<Category, string> = {
        drug: say('药品', 'Drugs'),
        treatment: say('检查治疗', 'Tests and treatment'),
        consultation: say('诊察', 'Consultation'),
        facility: say('床位等设施', 'Bed and facilities'),
        consumable: say('医用耗材', 'Consumables'),
    };
    return names[of];
}

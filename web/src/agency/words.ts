import type { Say } from '../language';

/** Codes of the server in words, for lists to pick from and answers that hold the code alone. */

export function groundText(say: Say, code: string): string {
    const known: Record<string, string> = {
        'resettled-retiree': say('异地安置退休人员', 'resettled retiree'),
        'long-term-resident': say('异地长期居住人员', 'long-term resident elsewhere'),
        'posted-worker': say('常驻异地工作人员', 'posted worker'),
        referred: say('异地转诊人员', 'referred'),
        emergency: say('异地急诊抢救人员', 'emergency'),
        'other-temporary': say('其他临时外出就医人员', 'other temporary stay'),
    };
    return known[code] ?? code;
}

/** What an owner of an account may be to the person who draws on it. */
export const RELATIONS = [
    'spouse',
    'father',
    'mother',
    'son',
    'daughter',
    'brother',
    'sister',
    'grandfather',
    'grandmother',
    'grandson',
    'granddaughter',
] as const;

export function endText(say: Say, because: string): string {
    return because === 'relation-ended' ? say('亲属关系终止', 'the relation ended') : say('本人申请', 'asked for');
}

export function tierText(say: Say, code: string): string {
    switch (code) {
        case '0':
            return say('不分档', 'none');
        case '1':
            return say('一档', 'first');
        case '2':
            return say('二档', 'second');
        case '3':
            return say('三档', 'third');
        default:
            return code;
    }
}

export function assistanceText(say: Say, code: string): string {
    switch (code) {
        case 'none':
            return say('无', 'none');
        case 'subsistence':
            return say('低保', 'subsistence allowance');
        case 'extreme-poverty':
            return say('特困', 'extreme poverty');
        case 'return-to-poverty':
            return say('返贫致贫', 'fallen back into poverty');
        default:
            return code;
    }
}

export function categoryText(say: Say, code: string): string {
    const known: Record<string, string> = {
        drug: say('药品', 'drug'),
        treatment: say('诊疗', 'treatment'),
        consultation: say('诊察', 'consultation'),
        facility: say('服务设施', 'facility'),
        consumable: say('医用耗材', 'consumable'),
        device: say('医疗器械', 'device'),
        vaccine: say('预防性疫苗', 'vaccine'),
        checkup: say('健康体检', 'check-up'),
        'tcm-preventive': say('中医治未病', 'preventive Chinese medicine'),
    };
    return known[code] ?? code;
}

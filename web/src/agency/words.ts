import type { Say } from '../language';

/** Codes of the server in words, for lists to pick from and answers that hold the code alone. */

export function grounds(say: Say): ReadonlyArray<{ value: string; label: string }> {
    return [
        { value: 'resettled-retiree', label: say('异地安置退休人员', 'resettled retiree') },
        { value: 'long-term-resident', label: say('异地长期居住人员', 'long-term resident elsewhere') },
        { value: 'posted-worker', label: say('常驻异地工作人员', 'posted worker') },
        { value: 'referred', label: say('异地转诊人员', 'referred') },
        { value: 'emergency', label: say('异地急诊抢救人员', 'emergency') },
        { value: 'other-temporary', label: say('其他临时外出就医人员', 'other temporary stay') },
    ];
}

export function groundText(code: string, say: Say): string {
    return grounds(say).find((each) => each.value === code)?.label ?? code;
}

/** What an owner of an account may be to the person who draws on it. */
export function relations(say: Say): ReadonlyArray<{ value: string; label: string }> {
    return [
        { value: 'spouse', label: say('配偶', 'spouse') },
        { value: 'father', label: say('父亲', 'father') },
        { value: 'mother', label: say('母亲', 'mother') },
        { value: 'son', label: say('儿子', 'son') },
        { value: 'daughter', label: say('女儿', 'daughter') },
        { value: 'brother', label: say('兄弟', 'brother') },
        { value: 'sister', label: say('姐妹', 'sister') },
        { value: 'grandfather', label: say('祖父或外祖父', 'grandfather') },
        { value: 'grandmother', label: say('祖母或外祖母', 'grandmother') },
        { value: 'grandson', label: say('孙子或外孙', 'grandson') },
        { value: 'granddaughter', label: say('孙女或外孙女', 'granddaughter') },
    ];
}

export function relationText(code: string, say: Say): string {
    return relations(say).find((each) => each.value === code)?.label ?? code;
}

/** Documents that a filing may bring, by the codes of the rules. */
export function filingPapers(say: Say): ReadonlyArray<{ value: string; label: string }> {
    return [
        { value: 'household-register', label: say('户口簿', 'household register') },
        { value: 'proof-of-residence', label: say('居住证明', 'proof of residence') },
        { value: 'proof-of-work', label: say('异地工作证明', 'proof of work') },
        { value: 'referral', label: say('转诊转院证明', 'referral') },
    ];
}

export function schemeText(code: string, say: Say): string {
    switch (code) {
        case 'employee':
            return say('职工医保', 'employee insurance');
        case 'resident':
            return say('居民医保', 'resident insurance');
        case 'pension':
            return say('养老保险', 'pension');
        default:
            return code;
    }
}

export function visitText(code: string, say: Say): string {
    switch (code) {
        case 'outpatient':
            return say('普通门诊', 'outpatient');
        case 'inpatient':
            return say('住院', 'inpatient');
        case 'chronic':
            return say('门诊慢特病', 'chronic disease');
        case 'emergency':
            return say('急诊', 'emergency');
        case 'pharmacy':
            return say('药店购药', 'pharmacy');
        default:
            return code;
    }
}

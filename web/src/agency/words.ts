import type { Say } from '../language';

/** Codes of the server in words, for lists to pick from and answers that hold the code alone. */

export function groundText(code: string, say: Say): string {
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

export function endText(because: string, say: Say): string {
    return because === 'relation-ended' ? say('亲属关系终止', 'the relation ended') : say('本人申请', 'asked for');
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

export function insuredStatusText(code: string, say: Say): string {
    switch (code) {
        case 'active':
            return say('在职', 'active');
        case 'retired':
            return say('退休', 'retired');
        case 'flexible':
            return say('灵活就业', 'self-employed');
        case 'adult':
            return say('成年居民', 'adult');
        case 'child':
            return say('少年儿童', 'child');
        case 'student':
            return say('学生', 'student');
        case 'newborn':
            return say('新生儿', 'newborn');
        default:
            return code;
    }
}

export function standingText(code: string, say: Say): string {
    switch (code) {
        case 'normal':
            return say('正常', 'normal');
        case 'suspended':
            return say('暂停', 'suspended');
        case 'waiting':
            return say('等待期', 'waiting');
        case 'ended':
            return say('终止', 'ended');
        default:
            return code;
    }
}

export function tierText(code: string, say: Say): string {
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

export function assistanceText(code: string, say: Say): string {
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

export function categoryText(code: string, say: Say): string {
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

export function gradeText(code: string, say: Say): string {
    const known: Record<string, string> = {
        A: say('甲类', 'grade A'),
        B: say('乙类', 'grade B'),
        C: say('丙类', 'grade C'),
        excluded: say('自费', 'own pay'),
    };
    return known[code] ?? code;
}

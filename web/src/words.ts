import type { Say } from './language';

/** The field's words for codes of the server that more than one role reads; a code that has none stands for itself. */

export function schemeText(say: Say, of: string): string {
    const names: Record<string, string> = {
        employee: say('职工医保', 'Employee insurance'),
        resident: say('居民医保', 'Resident insurance'),
        pension: say('养老保险', 'Pension'),
    };
    return names[of] ?? of;
}

export function insuredStatusText(say: Say, of: string): string {
    const names: Record<string, string> = {
        active: say('在职', 'in work'),
        retired: say('退休', 'retired'),
        flexible: say('灵活就业', 'self-employed'),
        adult: say('成年居民', 'adult'),
        child: say('少年儿童', 'child'),
        student: say('学生', 'student'),
        newborn: say('新生儿', 'newborn'),
    };
    return names[of] ?? of;
}

export function standingText(say: Say, of: string): string {
    const names: Record<string, string> = {
        normal: say('待遇正常', 'In force'),
        suspended: say('待遇暂停', 'Suspended'),
        waiting: say('等待期', 'Waiting period'),
        ended: say('待遇终止', 'Ended'),
    };
    return names[of] ?? of;
}

export function visitKindText(say: Say, of: string): string {
    const names: Record<string, string> = {
        outpatient: say('普通门诊', 'Outpatient'),
        inpatient: say('住院', 'Inpatient stay'),
        emergency: say('急诊', 'Emergency'),
        chronic: say('门诊慢特病', 'Chronic or special disease'),
        pharmacy: say('药店购药', 'Pharmacy'),
    };
    return names[of] ?? of;
}

export function levelText(say: Say, of: string): string {
    const names: Record<string, string> = {
        '1': say('一级', 'Level 1'),
        '2': say('二级', 'Level 2'),
        '3': say('三级', 'Level 3'),
        unrated: say('未定级', 'Unrated'),
    };
    return names[of] ?? of;
}

export function gradeText(say: Say, of: string): string {
    const names: Record<string, string> = {
        A: say('甲类', 'Grade A'),
        B: say('乙类', 'Grade B'),
        C: say('丙类', 'Grade C'),
        excluded: say('自费', 'Own pay'),
    };
    return names[of] ?? of;
}

/** What a relative is to a person, or which of the groups that rules name. */
export function relationText(say: Say, of: string): string {
    const names: Record<string, string> = {
        self: say('本人', 'myself'),
        spouse: say('配偶', 'spouse'),
        husband: say('丈夫', 'husband'),
        wife: say('妻子', 'wife'),
        parent: say('父母', 'parent'),
        father: say('父亲', 'father'),
        mother: say('母亲', 'mother'),
        child: say('子女', 'child'),
        son: say('儿子', 'son'),
        daughter: say('女儿', 'daughter'),
        sibling: say('兄弟姐妹', 'brother or sister'),
        brother: say('兄弟', 'brother'),
        sister: say('姐妹', 'sister'),
        grandparent: say('祖父母或外祖父母', 'grandparent'),
        grandfather: say('祖父或外祖父', 'grandfather'),
        grandmother: say('祖母或外祖母', 'grandmother'),
        grandchild: say('孙子女或外孙子女', 'grandchild'),
        grandson: say('孙子或外孙', 'grandson'),
        granddaughter: say('孙女或外孙女', 'granddaughter'),
    };
    return names[of] ?? say('亲属', of.replaceAll('-', ' '));
}

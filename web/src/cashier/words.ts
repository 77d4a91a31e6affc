import { useSay, type Say } from '../language';
import type { Grade, Scheme, Standing, Status, VisitKind } from './calls';

/** The field's words for what the server says in codes. */
export function useWords() {
    return words(useSay());
}

function words(say: Say) {
    return {
        scheme: {
            employee: say('职工医保', 'Employees'),
            resident: say('居民医保', 'Residents'),
            pension: say('养老保险', 'Pension'),
        } satisfies Record<Scheme, string>,
        kind: {
            outpatient: say('普通门诊', 'Outpatient'),
            emergency: say('急诊', 'Emergency'),
            chronic: say('门诊慢特病', 'Chronic care'),
            inpatient: say('住院', 'Inpatient'),
            pharmacy: say('药店购药', 'Pharmacy'),
        } satisfies Record<VisitKind, string>,
        standing: {
            normal: say('待遇正常', 'Benefits open'),
            suspended: say('待遇暂停', 'Suspended'),
            waiting: say('等待期', 'Waiting period'),
            ended: say('待遇终止', 'Ended'),
        } satisfies Record<Standing, string>,
        status: {
            active: say('在职', 'in work'),
            retired: say('退休', 'retired'),
            flexible: say('灵活就业', 'self-employed'),
            adult: say('成年居民', 'adult'),
            child: say('少年儿童', 'child'),
            student: say('学生', 'student'),
            newborn: say('新生儿', 'newborn'),
        } satisfies Record<Status, string>,
        grade: {
            A: say('甲类', 'Grade A'),
            B: say('乙类', 'Grade B'),
            C: say('丙类', 'Grade C'),
            excluded: say('自费', 'Own pay'),
        } satisfies Record<Grade, string>,
    };
}

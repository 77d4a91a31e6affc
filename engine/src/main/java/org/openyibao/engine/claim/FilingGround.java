package org.openyibao.engine.claim;

/// On what ground care away from home is filed for (备案人员类别). Each ground belongs to one kind of filing.
public enum FilingGround {
    RESETTLED_RETIREE("resettled-retiree", "异地安置退休人员", FilingKind.LONG_TERM),
    LONG_TERM_RESIDENT("long-term-resident", "异地长期居住人员", FilingKind.LONG_TERM),
    POSTED_WORKER("posted-worker", "常驻异地工作人员", FilingKind.LONG_TERM),
    REFERRED("referred", "异地转诊人员", FilingKind.REFERRED),
    EMERGENCY("emergency", "异地急诊抢救人员", FilingKind.EMERGENCY),
    OTHER_TEMPORARY("other-temporary", "其他临时外出就医人员", FilingKind.OTHER_TEMPORARY);

    private final String code;
    private final String chinese;
    private final FilingKind kind;

    FilingGround(String code, String chinese, FilingKind kind) {
        this.code = code;
        this.chinese = chinese;
        this.kind = kind;
    }

    /// The name in Chinese.
    public String chinese() {
        return chinese;
    }

    public FilingKind kind() {
        return kind;
    }

    /// The code in packs and answers.
    @Override
    public String toString() {
        return code;
    }
}

package org.openyibao.engine.claim;

/// The kind of filing for care away from home (异地就医备案). NONE: no valid filing.
public enum FilingKind {
    NONE("none", "未备案"),
    LONG_TERM("long-term", "异地长期居住"),
    REFERRED("referred", "异地转诊"),
    EMERGENCY("emergency", "异地急诊抢救"),
    OTHER_TEMPORARY("other-temporary", "其他临时外出");

    private final String code;
    private final String chinese;

    FilingKind(String code, String chinese) {
        this.code = code;
        this.chinese = chinese;
    }

    /// The name in Chinese.
    public String chinese() {
        return chinese;
    }

    /// The code in packs and case files.
    @Override
    public String toString() {
        return code;
    }
}

package org.openyibao.engine.claim;

/// What caused the need for care, where somebody else than basic insurance may have to pay.
public enum Cause {
    NONE("none", "一般"),
    WORK_INJURY("work-injury", "工伤"),
    THIRD_PARTY("third-party", "第三人负担"),
    THIRD_PARTY_UNIDENTIFIED("third-party-unidentified", "第三人不明或不支付"),
    PUBLIC_HEALTH("public-health", "公共卫生负担");

    private final String code;
    private final String chinese;

    Cause(String code, String chinese) {
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

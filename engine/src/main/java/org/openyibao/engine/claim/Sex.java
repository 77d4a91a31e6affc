package org.openyibao.engine.claim;

/// The sex of a person (性别), where a rule asks for it. UNKNOWN is in no rule that asks for one of the others.
public enum Sex {
    MALE("male", "男"),
    FEMALE("female", "女"),
    UNKNOWN("unknown", "不明");

    private final String code;
    private final String chinese;

    Sex(String code, String chinese) {
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

package org.openyibao.engine.claim;

/// Yes or no, for conditions on a fact that is one or the other.
public enum Answer {
    NO("false", "否"),
    YES("true", "是");

    private final String code;
    private final String chinese;

    Answer(String code, String chinese) {
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

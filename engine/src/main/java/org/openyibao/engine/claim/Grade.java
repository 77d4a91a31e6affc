package org.openyibao.engine.claim;

/// The grade of a catalogue entry (目录等级).
public enum Grade {
    A("A", "甲类"),
    B("B", "乙类"),
    C("C", "丙类"),
    EXCLUDED("excluded", "目录外");

    private final String code;
    private final String chinese;

    Grade(String code, String chinese) {
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

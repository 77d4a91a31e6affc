package org.openyibao.engine.claim;

/// The level of an institution (医院等级).
public enum Level {
    ONE("1", "一级"),
    TWO("2", "二级"),
    THREE("3", "三级"),
    UNRATED("unrated", "未定级");

    private final String code;
    private final String chinese;

    Level(String code, String chinese) {
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

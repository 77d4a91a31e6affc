package org.openyibao.engine.claim;

/// The tier of a scheme, where a region has tiers (档次).
public enum Tier {
    NONE("0", "不分档"),
    ONE("1", "一档"),
    TWO("2", "二档"),
    THREE("3", "三档");

    private final String code;
    private final String chinese;

    Tier(String code, String chinese) {
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

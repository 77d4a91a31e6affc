package org.openyibao.engine.claim;

/// How the bill reaches the fund (结算方式).
public enum SettledBy {
    DIRECT("direct", "直接结算"),
    MANUAL_CLAIM("manual-claim", "零星报销");

    private final String code;
    private final String chinese;

    SettledBy(String code, String chinese) {
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

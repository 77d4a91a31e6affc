package org.openyibao.engine.claim;

/// Which bucket pays first (账户支付顺序).
public enum AccountOrder {
    CURRENT_FIRST("current-first", "先当年后历年"),
    PRIOR_FIRST("prior-first", "先历年后当年");

    private final String code;
    private final String chinese;

    AccountOrder(String code, String chinese) {
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

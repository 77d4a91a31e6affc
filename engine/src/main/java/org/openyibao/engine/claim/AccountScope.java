package org.openyibao.engine.claim;

/// Which part of the personal burden an account may pay (账户支付范围).
public enum AccountScope {
    IN_SCOPE_ONLY("in-scope-only", "仅政策范围内自付"),
    ALL_PERSONAL_BURDEN("all-personal-burden", "全部个人负担");

    private final String code;
    private final String chinese;

    AccountScope(String code, String chinese) {
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

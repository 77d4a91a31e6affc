package org.openyibao.engine.claim;

/// The insurance scheme (险种).
public enum Scheme {
    EMPLOYEE("employee", "职工医保"),
    RESIDENT("resident", "居民医保"),
    PENSION("pension", "养老保险");

    private final String code;
    private final String chinese;

    Scheme(String code, String chinese) {
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

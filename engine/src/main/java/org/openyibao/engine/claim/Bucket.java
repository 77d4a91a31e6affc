package org.openyibao.engine.claim;

/// The two parts of a personal account (个人账户).
public enum Bucket {
    CURRENT("current", "当年账户"),
    PRIOR("prior", "历年账户");

    private final String code;
    private final String chinese;

    Bucket(String code, String chinese) {
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

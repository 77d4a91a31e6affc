package org.openyibao.engine.claim;

/// Which admission of the year an inpatient stay is (住院次数).
public enum Admission {
    FIRST("first", "首次"),
    LATER("later", "再次");

    private final String code;
    private final String chinese;

    Admission(String code, String chinese) {
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

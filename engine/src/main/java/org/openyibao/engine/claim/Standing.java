package org.openyibao.engine.claim;

/// Whether benefits are open on the day (待遇状态).
public enum Standing {
    NORMAL("normal", "正常"),
    SUSPENDED("suspended", "暂停"),
    WAITING("waiting", "等待期"),
    ENDED("ended", "终止");

    private final String code;
    private final String chinese;

    Standing(String code, String chinese) {
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

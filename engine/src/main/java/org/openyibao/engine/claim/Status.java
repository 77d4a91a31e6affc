package org.openyibao.engine.claim;

/// What the insured person is to the scheme (人员类别).
public enum Status {
    ACTIVE("active", "在职"),
    RETIRED("retired", "退休"),
    FLEXIBLE("flexible", "灵活就业"),
    ADULT("adult", "成年居民"),
    CHILD("child", "少年儿童"),
    STUDENT("student", "学生"),
    NEWBORN("newborn", "新生儿");

    private final String code;
    private final String chinese;

    Status(String code, String chinese) {
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

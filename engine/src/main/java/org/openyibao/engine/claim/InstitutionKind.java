package org.openyibao.engine.claim;

/// The kind of institution (机构类别).
public enum InstitutionKind {
    HOSPITAL("hospital", "医院"),
    COMMUNITY("community", "社区卫生服务中心"),
    TOWNSHIP("township", "乡镇卫生院"),
    VILLAGE("village", "村卫生室"),
    PHARMACY("pharmacy", "零售药店");

    private final String code;
    private final String chinese;

    InstitutionKind(String code, String chinese) {
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

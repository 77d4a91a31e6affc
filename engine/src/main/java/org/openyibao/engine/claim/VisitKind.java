package org.openyibao.engine.claim;

/// The kind of care (就医类别).
public enum VisitKind {
    OUTPATIENT("outpatient", "普通门诊"),
    EMERGENCY("emergency", "急诊"),
    CHRONIC("chronic", "门诊慢特病"),
    INPATIENT("inpatient", "住院"),
    PHARMACY("pharmacy", "药店购药");

    private final String code;
    private final String chinese;

    VisitKind(String code, String chinese) {
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

package org.openyibao.engine.claim;

/// What was charged (费用类别).
public enum FeeCategory {
    DRUG("drug", "药品"),
    TREATMENT("treatment", "诊疗"),
    CONSULTATION("consultation", "诊察"),
    FACILITY("facility", "服务设施"),
    CONSUMABLE("consumable", "医用耗材"),
    DEVICE("device", "医疗器械"),
    VACCINE("vaccine", "预防性疫苗"),
    CHECKUP("checkup", "健康体检"),
    TCM_PREVENTIVE("tcm-preventive", "中医治未病");

    private final String code;
    private final String chinese;

    FeeCategory(String code, String chinese) {
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

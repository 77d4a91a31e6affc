package org.openyibao.engine.claim;

/// Favoured groups of medical assistance (医疗救助对象).
public enum Assistance {
    NONE("none", "无"),
    SUBSISTENCE("subsistence", "低保"),
    EXTREME_POVERTY("extreme-poverty", "特困"),
    RETURN_TO_POVERTY("return-to-poverty", "返贫致贫");

    private final String code;
    private final String chinese;

    Assistance(String code, String chinese) {
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

package org.openyibao.engine.policy;

import org.openyibao.engine.text.Text;

/// The layers above the pooled fund (多层次保障), in the order in which they pay.
public enum LayerKind {
    CATASTROPHIC("catastrophic", "大病保险", "catastrophic insurance"),
    LARGE_SUM("large-sum", "大额医疗费用补助", "large-sum subsidy"),
    CIVIL_SERVANT("civil-servant", "公务员医疗补助", "civil-servant subsidy"),
    ASSISTANCE("assistance", "医疗救助", "medical assistance");

    private final String code;
    private final Text text;

    LayerKind(String code, String zh, String en) {
        this.code = code;
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }

    /// The code in packs, case files and answers.
    @Override
    public String toString() {
        return code;
    }
}

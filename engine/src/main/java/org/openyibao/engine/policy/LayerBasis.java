package org.openyibao.engine.policy;

import org.openyibao.engine.text.Text;

/// On what the brackets of a layer lie: the year's compliant burden, or the cost of this settlement for which the
/// cap of the pooled fund left nothing.
public enum LayerBasis {
    BURDEN("burden", "年度累计个人负担", "burden of the year"),
    OVER_CAP("over-cap", "统筹封顶线以上的费用", "cost above the cap of the pooled fund");

    private final String code;
    private final Text text;

    LayerBasis(String code, String zh, String en) {
        this.code = code;
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }

    /// The code in packs.
    @Override
    public String toString() {
        return code;
    }
}

package org.openyibao.engine.policy;

import org.openyibao.engine.text.Text;

/// What a cap counts: payments of the year or, by DAY, of one day, for a stay times its days.
public enum Counter {
    POOL("pool", "统筹基金（非住院）", "pooled fund, other than inpatient"),
    INPATIENT_POOL("inpatient-pool", "统筹基金（住院）", "pooled fund, inpatient"),
    FAMILY_POOL("family-pool", "家庭共用统筹", "pooled fund, shared by the family"),
    DAY("day", "统筹基金（当日）", "pooled fund, of one day");

    private final String code;
    private final Text text;

    Counter(String code, String zh, String en) {
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

package org.openyibao.engine.policy;

import org.openyibao.engine.text.Text;

/// On what the brackets of the pooled fund lie: the in-scope amount of this settlement, or what the fund has paid in
/// the year.
public enum Measure {
    IN_SCOPE("in-scope", "本次政策范围内金额", "in-scope amount of this settlement"),
    FUND_PAID("fund-paid", "年度统筹已支付金额", "paid by the fund in the year");

    private final String code;
    private final Text text;

    Measure(String code, String zh, String en) {
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

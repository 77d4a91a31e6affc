package org.openyibao.engine.policy;

import org.openyibao.engine.text.Text;

/// Who may be barred from paying.
public enum Payer {
    FUND("fund", "基金", "funds"),
    ACCOUNT("account", "个人账户", "accounts");

    private final String code;
    private final Text text;

    Payer(String code, String zh, String en) {
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

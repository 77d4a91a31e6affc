package org.openyibao.engine.policy;

import org.openyibao.engine.text.Text;

/// What a deductible is counted by.
public enum Per {
    ADMISSION("admission", "每次住院", "per admission"),
    YEAR("year", "年度累计", "per year");

    private final String code;
    private final Text text;

    Per(String code, String zh, String en) {
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

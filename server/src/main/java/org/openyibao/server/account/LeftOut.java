package org.openyibao.server.account;

import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.text.Text;

/// Why a batch did nothing for a person, or not all.
public enum LeftOut {
    NO_ACCOUNT(Reason.NO_ACCOUNT.text()),
    NO_RULE_FOR_REGION(Reason.NO_RULE_FOR_REGION.text()),
    NO_RULE_FOR_DATE(Reason.NO_RULE_FOR_DATE.text()),
    NOT_INSURED(new Text("缴费月份在该地没有参保登记", "not registered as insured there")),
    CREDITED_MORE(new Text(
            "更正后应划入的少于已划入的；已划入的不自动收回",
            "more was credited than is due after a correction; nothing is taken back by itself")),
    EARLIER_INTEREST(
            new Text("更早年度的利息未结；请先做该年度的年终结转", "interest of an earlier year is not paid; close that year first"));

    private final Text text;

    LeftOut(Text text) {
        this.text = text;
    }

    static LeftOut of(Reason noRule) {
        return noRule == Reason.NO_RULE_FOR_DATE ? NO_RULE_FOR_DATE : NO_RULE_FOR_REGION;
    }

    public Text text() {
        return text;
    }
}

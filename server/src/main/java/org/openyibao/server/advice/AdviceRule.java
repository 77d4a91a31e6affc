package org.openyibao.server.advice;

import java.util.Arrays;
import java.util.Optional;
import org.openyibao.engine.policy.Reason;

/// What is looked for. The first letter of a code says in what: orders (`D`) or the visit (`J`).
public enum AdviceRule {
    AMOUNT("D01", "单价、数量与金额不符", Severity.CERTAIN),
    NOT_LISTED("D02", "医保目录中没有的项目", Severity.CERTAIN),
    OWN_EXPENSE("D03", "自费项目", Severity.SLIGHT),
    LIMITED_USE("D04", "限制使用范围的项目未经确认", Severity.LIKELY),
    OVER_CEILING("D05", "超过医保支付标准", Severity.SLIGHT),
    SAME_DAY_TWICE("D06", "同日重复开立", Severity.LIKELY),
    UNKNOWN_PERSON("J01", "参保人未登记", Severity.CERTAIN),
    NOT_INSURED("J02", "就诊日未参加医保", Severity.CERTAIN),
    OTHER_PERSON("J03", "性别或出生日期与登记不符", Severity.LIKELY),
    STANDING("J04", "参保状态不正常", Severity.CERTAIN),
    NOT_DESIGNATED("J05", "非定点机构或未联网机构就医", Severity.CERTAIN),
    NOT_CHOSEN("J06", "未在选定的机构就医", Severity.CERTAIN),
    NOT_FILED("J07", "异地就医未备案或备案无效", Severity.CERTAIN),
    NOT_REGISTERED("J08", "门诊慢特病未备案", Severity.CERTAIN),
    NOT_PAID("J09", "不能直接结算或基金不予支付", Severity.CERTAIN);

    /// How sure it is that what was ordered is not paid as it stands: certainly not; not unless something is confirmed;
    /// paid, with more for the person to bear.
    public enum Severity {
        CERTAIN,
        LIKELY,
        SLIGHT
    }

    private final String code;
    private final String title;
    private final Severity severity;

    AdviceRule(String code, String title, Severity severity) {
        this.code = code;
        this.title = title;
        this.severity = severity;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public Severity severity() {
        return severity;
    }

    /// Whether it is about orders, not the visit.
    public boolean isOfOrders() {
        return code.startsWith("D");
    }

    public static Optional<AdviceRule> of(String code) {
        return Arrays.stream(values()).filter(rule -> rule.code.equals(code)).findFirst();
    }

    /// The one that says the same as the packs; empty where they know no rule, for then there is nothing to say.
    static Optional<AdviceRule> of(Reason reason) {
        return reason.isNoRule()
                ? Optional.empty()
                : Optional.of(
                        switch (reason) {
                            case STATUS_NOT_NORMAL -> STANDING;
                            case NOT_DESIGNATED, NOT_NETWORKED -> NOT_DESIGNATED;
                            case NOT_BOUND_INSTITUTION -> NOT_CHOSEN;
                            case NOT_FILED, FILING_EXPIRED, FILING_CANCELLED, FILING_OTHER_PLACE -> NOT_FILED;
                            case NOT_REGISTERED -> NOT_REGISTERED;
                            default -> NOT_PAID;
                        });
    }
}

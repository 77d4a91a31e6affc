package org.openyibao.engine.receipt;

import java.util.List;
import java.util.Optional;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.text.Text;

/// What the person can do about a reason, where the reason's own sentence does not say it.
public final class Remedy {

    private static final Text PAY_OTHERWISE = new Text(
            "请用其他方式支付；账户的钱可用于本人和共济亲属就医购药",
            "pay otherwise; the account is for care of the person and of bound relatives");

    private Remedy() {}

    public static Optional<Text> of(Reason reason) {
        return switch (reason) {
            case NOT_BOUND_INSTITUTION,
                    NOT_DESIGNATED,
                    STATUS_NOT_NORMAL,
                    OTHER_PROVINCE_USE_WALLET,
                    SAME_PROVINCE_BIND,
                    RELATIVE_NOT_BOUND,
                    ACCOUNT_STAYS,
                    FILING_EXPIRED,
                    FILING_CANCELLED,
                    FILING_AT_HOME,
                    FILING_GROUND,
                    FILING_OTHER_PLACE,
                    NOT_FILED,
                    NOT_REGISTERED,
                    DISEASE_NOT_DIRECT,
                    NOT_NETWORKED -> Optional.empty();
            case NO_RULE_FOR_REGION, NO_RULE_FOR_DATE ->
                advice(
                        "请向参保地医保经办机构查询（电话 12393）；先行付费的请保留票据",
                        "ask the agency of the home region (telephone 12393); if you pay first, keep the papers");
            case WORK_INJURY ->
                advice("请申请工伤认定，由工伤保险支付", "have the injury recognised as a work injury and claim from its insurance");
            case OVERSEAS_CARE -> advice("有商业保险的，可凭票据申请理赔", "claim from a commercial insurance, if there is one");
            case THIRD_PARTY ->
                advice(
                        "请向责任方求偿；责任方不支付或者找不到的，可申请基金先行支付",
                        "claim from the third party; if it does not pay or is unknown, ask the fund to advance the money");
            case NOT_COVERED -> advice("可以向医生询问目录内的替代项目", "ask for an alternative that the catalogue lists");
            case AUTHORISER_NOT_NORMAL ->
                advice(
                        "请该亲属先恢复参保，或者改用其他亲属的账户",
                        "have the relative's insurance restored, or use another relative's account");
            case NOT_NEAR_RELATIVE ->
                advice(
                        "可以共济的近亲属：配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女",
                        "near relatives are spouse, parents, children, siblings, grandparents and grandchildren");
            case RELATION_NOT_ALLOWED_ON_DATE ->
                advice("请使用当日已纳入共济范围的亲属的账户", "use the account of a relative who was allowed on this date");
            case SPORT_FITNESS, WELLNESS, PUBLIC_HEALTH, PURPOSE_NOT_ALLOWED -> Optional.of(PAY_OTHERWISE);
            case WALLET_HOURS -> advice("请在办理时间内再转", "transfer within the hours");
            case WALLET_AMOUNT -> advice("请减少金额，或者分几笔转", "transfer less, or in several parts");
            case WALLET_COUNT -> advice("请次日再转", "transfer on another day");
            case BALANCE_INSUFFICIENT ->
                advice("不足部分请用现金支付，或者绑定近亲属的账户", "pay the rest in cash, or bind a near relative's account");
            case WINDOW_CLOSED -> advice("请在集中缴费期或补缴期内缴费", "pay while a window is open");
            case PREMIUM_DIFFERS -> advice("请按缴费标准缴费", "pay the amount of the premium");
            case NO_ACCOUNT ->
                advice("可以绑定参加职工医保的近亲属的账户", "bind the account of a near relative with employee insurance");
            case REASON_NOT_ALLOWED -> advice("余额继续留在账户，可用于就医购药", "the balance stays in the account and pays for care");
            case YEARS_SHORT ->
                advice(
                        "可以继续按月缴费，或者一次性补缴到规定年限；当地允许的，可用个人账户补缴",
                        "go on contributing or pay the missing months at once; some regions let the account pay them");
            case VALUE_MISSING -> advice("请补上所列的数值", "give the values listed");
            case ACCOUNT_NOT_REFUNDED ->
                advice("在可以直接结算的机构就医购药，账户才能支付", "care that is settled at the institution is what an account pays");
            case CAP_REACHED ->
                advice(
                        "账户和大病保险按各自的规则仍可支付；新的年度重新计算",
                        "accounts and catastrophic insurance pay by their own rules; a new year counts anew");
            case CLAIM_TOO_LATE ->
                advice("有不可抗力等情形的，请向参保地医保经办机构说明", "tell the agency of the home region what kept you from it");
            case DOCUMENTS_MISSING -> advice("请补齐材料后再办理", "hand the missing documents in");
        };
    }

    /// The reason after these words, and what the person can do about it.
    static List<Text> explained(String zh, String en, Reason reason) {
        var why = new Text(zh + reason.text().zh(), en + reason.text().en());
        return of(reason)
                .map(what -> List.of(why, new Text("可以这样做：" + what.zh(), "What to do: " + what.en())))
                .orElse(List.of(why));
    }

    private static Optional<Text> advice(String zh, String en) {
        return Optional.of(new Text(zh, en));
    }
}

package org.openyibao.engine.policy;

import org.openyibao.engine.text.Text;

/// Why somebody does not pay, or not all: a code for machines, and for people a sentence with what they can do about
/// it.
public enum Reason {
    NO_RULE_FOR_REGION("该参保地没有可用的规则：未查到政策，不作推测", "no rule is known for this home region, and none is guessed"),
    NO_RULE_FOR_DATE("该参保地在此日期没有生效的规则", "the home region has no rule in force on this date"),
    NOT_BOUND_INSTITUTION(
            "未在绑定（选定）的医疗机构就医；请到绑定机构就医或先办理转诊", "not the bound institution; go there, or be referred first"),
    NOT_DESIGNATED("不是医保定点机构，不能使用医保；请到定点机构就医购药", "not a designated institution; use a designated one"),
    STATUS_NOT_NORMAL(
            "参保状态不正常（欠费、等待期或已终止）；请到参保地经办机构恢复参保",
            "insurance is not in normal standing; restore it with the agency of the home region"),
    WORK_INJURY("工伤医疗费用应由工伤保险基金支付", "work injury: to be paid by work-injury insurance"),
    OVERSEAS_CARE("在境外就医的费用不纳入基本医疗保险支付范围", "care abroad is not paid by basic insurance"),
    THIRD_PARTY("应当由第三人负担的费用不由基金支付", "to be paid by the third party"),
    NOT_COVERED("不属于基本医疗保险支付范围", "not covered by basic insurance"),
    AUTHORISER_NOT_NORMAL("共济授权人的参保状态不正常，其账户不能使用", "the relative who shares the account is not in normal standing"),
    NOT_NEAR_RELATIVE("不属于近亲属，不能家庭共济", "not a near relative; accounts are shared among near relatives only"),
    RELATION_NOT_ALLOWED_ON_DATE("该亲属关系在此日期尚未纳入家庭共济范围", "this relation was not yet allowed on this date"),
    OTHER_PROVINCE_USE_WALLET(
            "共济授权人参保在外省，不能直接共济；请使用医保钱包", "the relative is insured in another province; use the insurance wallet"),
    SAME_PROVINCE_BIND(
            "亲属参保在同一省份，不使用医保钱包；请办理家庭共济绑定",
            "the relative is insured in the same province; bind the family account instead of using the wallet"),
    WALLET_HOURS("医保钱包在此时间不办理转账", "the wallet takes no transfers at this time"),
    WALLET_AMOUNT("超过医保钱包每笔转账的限额，或者超过账户余额", "more than one transfer to a wallet may carry, or than the account holds"),
    WALLET_COUNT("医保钱包当日转账次数已用完", "the day's number of transfers to wallets is used up"),
    RELATIVE_NOT_BOUND("尚未办理家庭共济绑定；请先绑定", "not bound yet; bind the family account first"),
    SPORT_FITNESS("个人账户不得用于体育健身", "an account must not pay for sport and fitness"),
    WELLNESS("个人账户不得用于养生保健消费", "an account must not pay for wellness"),
    PUBLIC_HEALTH("个人账户不得用于公共卫生费用", "an account must not pay for public health"),
    PURPOSE_NOT_ALLOWED("个人账户不能用于此用途", "an account may not be used for this purpose"),
    BALANCE_INSUFFICIENT("个人账户余额不足", "the balance does not suffice"),
    WINDOW_CLOSED("今天不在该年度居民医保的缴费期内", "today is in no window for paying the premium of this coverage year"),
    PREMIUM_DIFFERS("与该年度的缴费标准不符", "this is not the premium of this coverage year"),
    NO_ACCOUNT("该险种没有个人账户", "this scheme has no personal account"),
    REASON_NOT_ALLOWED("不属于可以支取的情形；个人账户不得提取现金", "not a reason for which money may leave an account"),
    DOCUMENTS_MISSING("缺少材料", "documents are missing"),
    ACCOUNT_STAYS(
            "在此范围内转移关系，个人账户不划转，余额可继续使用",
            "the account does not move with the insurance there; its balance goes on being used"),
    FILING_EXPIRED("备案已过有效期；请重新备案", "the filing has expired; file again"),
    FILING_CANCELLED("备案已撤销；请重新备案", "the filing was cancelled; file again"),
    FILING_AT_HOME("备案地就在参保地，不须备案", "the place is at home; care there need not be filed for"),
    FILING_GROUND("不能按此类别备案；请选择适用的备案类别", "such a person cannot file on this ground; choose another"),
    FILING_OTHER_PLACE("备案地与就医地不符；请变更备案地", "the filing is for another place; change it"),
    NOT_FILED("未办理异地就医备案；请备案或先垫付后回参保地报销", "not filed; file, or pay and claim at home"),
    CAP_REACHED("统筹基金支付已达最高限额", "the pooled fund has paid the most that it pays"),
    NOT_REGISTERED(
            "该病种未作门诊慢特病备案（或备案不在有效期）；请先备案，或按普通门诊结算",
            "not registered for the chronic disease on this day; have it registered, or settle as ordinary outpatient care"),
    DISEASE_NOT_DIRECT(
            "该病种不在跨省直接结算的门诊慢特病范围；请先垫付后回参保地报销",
            "this disease is not among those settled directly in other provinces; pay and claim at home"),
    YEARS_SHORT("缴费年限不足，退休后不能享受待遇", "too few years of contribution for benefits in retirement"),
    VALUE_MISSING("计算所需的数值没有给出", "a value that the formula needs was not given"),
    ACCOUNT_NOT_REFUNDED(
            "不能直接结算的，个人账户不支付；零星报销也不返还个人账户资金",
            "what is not settled at the institution is not paid from an account, and a claim afterwards refunds nothing from it"),
    CLAIM_TOO_LATE("已超过零星报销的申请期限", "past the last day on which it could be claimed"),
    NOT_NETWORKED("该机构未联网；请先垫付后回参保地报销", "the institution is not networked; pay and claim at home");

    private final Text text;

    Reason(String zh, String en) {
        text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }

    /// True where no rule was found, and none is guessed.
    public boolean isNoRule() {
        return this == NO_RULE_FOR_REGION || this == NO_RULE_FOR_DATE;
    }
}

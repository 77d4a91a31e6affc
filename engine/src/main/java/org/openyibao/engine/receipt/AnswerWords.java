package org.openyibao.engine.receipt;

import java.util.Map;
import org.openyibao.engine.text.Text;

/// What the keys and values of answers are called, for people.
final class AnswerWords {

    private static final String ENTITLED = "entitled ";

    private static final Map<String, Text> LABELS = Map.ofEntries(
            Map.entry("catastrophic", new Text("大病等各层支付", "Layers above the fund pay")),
            Map.entry("cash", new Text("个人现金", "Cash")),
            Map.entry("filingValid", new Text("备案有效", "Filing in force")),
            Map.entry("directSettlement", new Text("可直接结算", "Settled at the institution")),
            Map.entry("treatedAsFiled", new Text("视同已备案", "Counts as filed")),
            Map.entry("allowed", new Text("允许", "Allowed")),
            Map.entry("accountCurrentAfter", new Text("账户余额（当年）", "Account afterwards, this year's money")),
            Map.entry("accountPriorAfter", new Text("账户余额（历年）", "Account afterwards, prior years' money")),
            Map.entry("interestCurrent", new Text("利息（当年部分）", "Interest on this year's money")),
            Map.entry("interestPrior", new Text("利息（历年部分）", "Interest on prior years' money")),
            Map.entry("hasAccount", new Text("设个人账户", "Has an account")),
            Map.entry("accountInflow", new Text("划入个人账户", "To the account")),
            Map.entry("poolInflow", new Text("划入统筹基金", "To the pooled fund")),
            Map.entry("benefitStart", new Text("待遇开始日期", "Benefits begin on")),
            Map.entry("waitingMonths", new Text("等待期（月）", "Months of waiting")),
            Map.entry("retroactiveToBirth", new Text("待遇追溯", "Benefits retroactive")),
            Map.entry("capBonus", new Text("最高支付限额增减", "Change of the cap")),
            Map.entry("paid", new Text("支付金额", "Paid out")),
            Map.entry("payee", new Text("收款人", "To whom")),
            Map.entry("missing", new Text("缺少", "Missing")),
            Map.entry("results", new Text("各笔转账结果", "Each transfer")),
            Map.entry("returnedAt", new Text("退回时间", "Returned at")),
            Map.entry("base", new Text("缴费基数", "Contribution base")),
            Map.entry("employer", new Text("单位缴费", "Employer pays")),
            Map.entry("employee", new Text("个人缴费", "Employee pays")),
            Map.entry("person", new Text("个人缴费", "The person pays")),
            Map.entry("subsidy", new Text("财政补助", "The budget adds")),
            Map.entry("opened", new Text("退休后享受待遇", "Benefits in retirement")),
            Map.entry("missingMonths", new Text("尚缺缴费月数", "Months missing")),
            Map.entry("missingActualMonths", new Text("尚缺实际缴费月数", "Months really paid missing")),
            Map.entry("missingLocalMonths", new Text("尚缺本地缴费月数", "Months paid here missing")),
            Map.entry("amount", new Text("金额", "Amount")));

    private AnswerWords() {}

    /// The key itself where it has no other name.
    static Text label(String key) {
        if (key.startsWith(ENTITLED)) {
            var day = key.substring(ENTITLED.length());
            return new Text(day + " 享受待遇", "Entitled on " + day);
        }
        return LABELS.getOrDefault(key, Text.same(key));
    }

    static Text value(String value) {
        return switch (value) {
            case "true" -> new Text("是", "yes");
            case "false" -> new Text("否", "no");
            default -> Text.same(value);
        };
    }
}

package org.openyibao.engine.receipt;

import static org.openyibao.engine.receipt.Money.shown;

import java.util.ArrayList;
import java.util.List;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Counter;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Per;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.text.Text;

/// One sentence a step, in both languages. Only what the step itself holds is said; a detail that is
/// missing or not known shortens the sentence.
final class Sentences {

    private static final Text NOTHING = Text.same("");

    private final ReceiptStep step;
    private final List<String> detail;
    private final String base;
    private final String amount;

    private Sentences(ReceiptStep step) {
        this.step = step;
        detail = step.detail().isEmpty() ? List.of() : List.of(step.detail().split(" "));
        base = shown(step.baseFen());
        amount = shown(step.amountFen());
    }

    static Text of(ReceiptStep step) {
        return new Sentences(step).sentence();
    }

    private Text sentence() {
        return switch (step.kind()) {
            case OWN_PAY -> ownPay();
            case OVER_LIMIT -> new Text("超出限价的部分自费 " + amount + " 元", "Above the price ceiling, own pay: " + amount);
            case FIRST_PAY -> new Text("按目录先行自付 " + amount + " 元", "Self-paid first by the catalogue: " + amount);
            case IN_SCOPE ->
                new Text("费用 " + base + " 元中政策范围内 " + amount + " 元", "In scope: " + amount + " of the bill of " + base);
            case AWAY -> away();
            case REFUSED -> refused();
            case ASSUMED -> assumed();
            case CONTINUED ->
                new Text(
                        "本次住院此前已结算政策范围内费用 " + base + " 元，其中 " + amount + " 元已计入起付线，本次由此接续",
                        "Goes on from what was settled of this stay before: in scope " + base + ", of which " + amount
                                + " towards the deductible");
            case DEDUCTIBLE -> deductible();
            case POOL -> pool();
            case REDUCTION ->
                new Text("支付比例降低 " + points() + " 个百分点", "Ratios reduced by " + points() + " percentage points");
            case PARTIAL ->
                new Text(
                        "待遇按 " + step.ratio() + " 支付：由 " + base + " 元减为 " + amount + " 元",
                        "Benefit paid at " + step.ratio() + ": " + base + " becomes " + amount);
            case CAP -> cap();
            case TILT -> tilt();
            case CAP_BONUS -> capBonus();
            case LAYER -> layer();
            case ACCOUNT_CURRENT -> account("当年", "this year's money");
            case ACCOUNT_PRIOR -> account("历年", "prior years' money");
            case FAMILY -> family();
            case WALLET ->
                new Text(
                        "医保钱包余额 " + base + " 元，支付 " + amount + " 元",
                        "Insurance wallet pays " + amount + " of a balance of " + base);
            case CASH -> new Text("个人现金支付 " + amount + " 元", "Cash: " + amount);
        };
    }

    private String detail(int index) {
        return index < detail.size() ? detail.get(index) : "";
    }

    /// The name of the constant whose code stands first in the detail; the code itself where it is not
    /// known.
    private Text layerName() {
        if (detail(0).equals(StepReader.POOL)) {
            return new Text("统筹基金", "Pooled fund");
        }
        return Words.byCode(LayerKind.class, detail(0)).map(Words::of).orElse(Text.same(detail(0)));
    }

    private String points() {
        var shown = step.ratio().toString();
        return shown.substring(0, shown.length() - 1);
    }

    private Text ownPay() {
        if (detail.isEmpty()) {
            return new Text("不在支付范围的费用，全自费 " + amount + " 元", "Not covered, own pay: " + amount);
        }
        var category = Words.byCode(FeeCategory.class, detail(0)).map(Words::of).orElse(Text.same(detail(0)));
        return new Text(
                category.zh() + "不由基金支付，全自费 " + amount + " 元",
                "Not paid by the funds (" + category.en() + "), own pay: " + amount);
    }

    private Text away() {
        var place = Words.byCode(Place.class, detail(0)).map(Words::of).orElse(Text.same(detail(0)));
        var filing = Words.byCode(FilingKind.class, detail(1)).map(Words::of).orElse(Text.same(detail(1)));
        var whyNot = step.reason()
                .map(Reason::text)
                .map(why -> new Text("；不能直接结算：" + why.zh(), "; no direct settlement: " + why.en()))
                .orElse(NOTHING);
        return new Text(
                "就医地：" + place.zh() + "；备案：" + filing.zh() + whyNot.zh(),
                "Care " + place.en() + "; " + filing.en() + whyNot.en());
    }

    private Text refused() {
        var why = step.reason().map(Reason::text).orElse(NOTHING);
        return new Text("不予支付：" + why.zh(), "Not paid: " + why.en());
    }

    private Text assumed() {
        return detail(0).equals(StepReader.DEDUCTIBLE)
                ? new Text("按给定条件，起付线计入 " + amount + " 元", "Deductible as assumed: " + amount)
                : new Text("按给定条件，统筹基金支付 " + amount + " 元", "Pooled fund as assumed: " + amount);
    }

    private Text deductible() {
        var per = Words.byCode(Per.class, detail(0));
        var zh = per.map(value -> "（" + value.text().zh() + "）").orElse("");
        var en = per.map(value -> " " + value.text().en()).orElse("");
        return new Text(
                "起付线 " + base + " 元" + zh + "，本次计入 " + amount + " 元",
                "Deductible " + base + en + "; " + amount + " borne this time");
    }

    private Text pool() {
        var range = detail.size() == 2
                ? new Text(
                        "（" + fen(0) + " 至 " + fen(1) + " 元的部分）", " (the part from " + fen(0) + " to " + fen(1) + ")")
                : NOTHING;
        var byFundPaid = detail(0).equals(StepReader.FUND_PAID)
                ? new Text("（按年度统筹已支付金额分段）", " (bracket by what the fund has paid in the year)")
                : NOTHING;
        var limited = step.amountFen() < step.ratio().of(step.baseFen()) - 1
                ? new Text("，以单项限额为限", ", limited for each item")
                : NOTHING;
        var assumed = step.rule().isEmpty() ? new Text("给定的 ", "an assumed ") : NOTHING;
        return new Text(
                "统筹基金对 " + base + " 元" + range.zh() + "按" + (assumed.zh().isEmpty() ? " " : assumed.zh()) + step.ratio()
                        + " 支付 " + amount + " 元" + limited.zh() + byFundPaid.zh(),
                "Pooled fund pays " + amount + ": " + assumed.en() + step.ratio() + " of " + base + range.en()
                        + limited.en() + byFundPaid.en());
    }

    private String fen(int index) {
        return shown(Long.parseLong(detail(index)));
    }

    private Text cap() {
        var cut = new Text("由 " + base + " 元减为 " + amount + " 元", base + " cut to " + amount);
        if (detail.size() < 2) {
            return new Text("最高支付限额：" + cut.zh(), "Cap: " + cut.en());
        }
        var counts = Words.byCode(Counter.class, detail(0));
        var counter = counts.map(Counter::text).orElse(Text.same(detail(0)));
        var period =
                counts.filter(Counter.DAY::equals).isPresent() ? new Text("每日", "Daily") : new Text("年度", "Annual");
        var each =
                detail(2).equals(StepReader.EACH) ? new Text("每名参保家庭成员 ", " for each insured family member") : NOTHING;
        return new Text(
                period.zh() + "最高支付限额" + (each.zh().isEmpty() ? " " : each.zh()) + fen(1) + " 元（" + counter.zh() + "）："
                        + cut.zh(),
                period.en() + " cap " + fen(1) + each.en() + " (" + counter.en() + "): " + cut.en());
    }

    private Text tilt() {
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        if (step.baseFen() != step.amountFen()) {
            zh.add("起付线由 " + base + " 元降为 " + amount + " 元");
            en.add("deductible " + base + " becomes " + amount);
        }
        if (!step.ratio().equals(Ratio.ZERO)) {
            zh.add("支付比例提高 " + points() + " 个百分点");
            en.add(points() + " percentage points more");
        }
        if (detail.contains(StepReader.UNCAPPED)) {
            zh.add("不设封顶线");
            en.add("no cap");
        }
        var name = layerName();
        return new Text(name.zh() + "倾斜：" + String.join("，", zh), name.en() + " tilt: " + String.join(", ", en));
    }

    private Text capBonus() {
        var name = layerName();
        return new Text(
                name.zh() + "最高支付限额按连续参保情况由 " + base + " 元调整为 " + amount + " 元",
                name.en() + ": the cap of " + base + " becomes " + amount
                        + " for how faithfully the person was insured");
    }

    private Text layer() {
        var name = layerName();
        return detail.contains(StepReader.NET)
                ? new Text(
                        name.zh() + "合计 " + base + " 元，扣除本年已付并按限额，本次支付 " + amount + " 元",
                        name.en() + " in all " + base + "; less what was paid this year and within the cap: " + amount)
                : new Text(
                        name.zh() + "对年度累计负担中的 " + base + " 元按 " + step.ratio() + " 计 " + amount + " 元",
                        name.en() + ": " + step.ratio() + " of " + base + " of the year's burden is " + amount);
    }

    private Text account(String zh, String en) {
        return new Text(
                "个人账户（" + zh + "）余额 " + base + " 元，支付 " + amount + " 元",
                "Own account, " + en + ", pays " + amount + " of a balance of " + base);
    }

    private Text family() {
        var owner = Words.byCode(Relation.class, detail(0)).map(Words::of).orElse(Text.same(detail(0)));
        return new Text(
                "家庭共济：" + owner.zh() + "的账户支付 " + amount + " 元", "Family account (" + owner.en() + ") pays " + amount);
    }
}

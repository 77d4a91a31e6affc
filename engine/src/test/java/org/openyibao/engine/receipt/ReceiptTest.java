package org.openyibao.engine.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.cases.CaseFile;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.StepKind;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Confidence;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.text.Columns;
import org.openyibao.engine.text.Text;

class ReceiptTest {

    private static Receipt receipt(Claim claim) {
        return Receipt.of(
                Heading.of(claim, Sample.BOOK.name(claim.insured().region())), Waterfall.decide(Sample.BOOK, claim));
    }

    private static Receipt outpatient() {
        var account = new Balances(Sample.yuan("300.00"), Sample.yuan("500.00"));
        var year = new YearToDate(Sample.yuan("1500.00"), Fen.ZERO, Fen.ZERO, Fen.ZERO, 0, Fen.ZERO, Fen.ZERO);
        var spouse = new FamilyMember(
                "s",
                Relation.SPOUSE,
                Sample.REGION,
                Standing.NORMAL,
                true,
                new Balances(Sample.yuan("50.00"), Sample.yuan("80.00")),
                FamilyMember.NO_LIMIT);
        var friend = new FamilyMember(
                "f",
                Relation.FRIEND,
                Sample.REGION,
                Standing.NORMAL,
                true,
                new Balances(Sample.yuan("7777.00"), Fen.ZERO),
                FamilyMember.NO_LIMIT);
        var lines = new Bill.Lines(List.of(
                new FeeLine("检查", FeeCategory.TREATMENT, Grade.A, Sample.yuan("1300.00")),
                new FeeLine(
                        "乙类药",
                        FeeCategory.DRUG,
                        Grade.B,
                        Sample.yuan("1200.00"),
                        Sample.yuan("1100.00"),
                        Ratio.ofMillionths(100_000),
                        Fen.ZERO),
                new FeeLine("疫苗", FeeCategory.VACCINE, Grade.A, Sample.yuan("198.00"))));
        return receipt(Sample.claim(
                Sample.person(Standing.NORMAL, Assistance.NONE),
                Sample.visit(VisitKind.OUTPATIENT, Sample.REGION),
                lines,
                year,
                account,
                List.of(friend, spouse)));
    }

    private static Receipt inpatient() {
        var year = new YearToDate(
                Fen.ZERO, Fen.ZERO, Sample.yuan("2000.00"), Fen.ZERO, 0, Sample.yuan("9000.00"), Fen.ZERO);
        return receipt(Sample.claim(
                Sample.person(Standing.WAITING, Assistance.SUBSISTENCE),
                Sample.visit(VisitKind.INPATIENT, "310000"),
                Sample.inScope("62000.00"),
                year,
                Balances.NONE,
                List.of()));
    }

    private static List<String> sentences(Receipt receipt, Locale locale) {
        return receipt.steps().stream().map(step -> step.sentence().in(locale)).toList();
    }

    /// 1500 of 1800 were borne before. In scope 1300 + 1100 x 90% = 2290; 300 deductible, 1990 x 70% = 1393
    /// from the fund; 897 in scope is left: 300 + 500 own, 80 of the spouse's prior years' money, 17 + 100
    /// + 110 + 198 cash.
    @Test
    void amounts_are_grouped_by_thousands() {
        assertThat(Money.shown(0)).isEqualTo("0.00");
        assertThat(Money.shown(99_999)).isEqualTo("999.99");
        assertThat(Money.shown(100_000)).isEqualTo("1,000.00");
        assertThat(Money.shown(-123_456_789)).isEqualTo("-1,234,567.89");
    }

    @Test
    void an_outpatient_bill_by_hand() {
        var totals = outpatient().totals();

        assertThat(totals.total()).isEqualTo(Sample.yuan("2698.00"));
        assertThat(totals.ownPay()).isEqualTo(Sample.yuan("198.00"));
        assertThat(totals.overLimit()).isEqualTo(Sample.yuan("100.00"));
        assertThat(totals.firstPay()).isEqualTo(Sample.yuan("110.00"));
        assertThat(totals.inScope()).isEqualTo(Sample.yuan("2290.00"));
        assertThat(totals.deductible()).isEqualTo(Sample.yuan("300.00"));
        assertThat(totals.funds()).isEqualTo(Sample.yuan("1393.00"));
        assertThat(totals.accountCurrent()).isEqualTo(Sample.yuan("300.00"));
        assertThat(totals.accountPrior()).isEqualTo(Sample.yuan("500.00"));
        assertThat(totals.family()).isEqualTo(Sample.yuan("80.00"));
        assertThat(totals.cash()).isEqualTo(Sample.yuan("425.00"));
        assertThat(sentences(outpatient(), Locale.CHINESE))
                .contains("起付线 1,800.00 元（年度累计），本次计入 300.00 元")
                .contains("统筹基金对 1,990.00 元按 70% 支付 1,393.00 元")
                .contains("预防性疫苗不由基金支付，全自费 198.00 元")
                .contains("家庭共济：配偶的账户支付 80.00 元");
        assertThat(sentences(outpatient(), Locale.ENGLISH))
                .contains("Deductible 1,800.00 per year; 300.00 borne this time")
                .contains("Not paid: not a near relative; accounts are shared among near relatives only");
        assertThat(outpatient().isLowConfidence()).isFalse();
        assertThat(outpatient().warning()).isEmpty();
    }

    /// 62000, another province, not filed: 65 %, 70 %, 75 % above 1300: 28700 x 65% = 18655, 10000 x 70% =
    /// 7000, 22000 x 75% = 16500, together 42155; half while waiting 21077.50; the cap leaves 18000. Burden
    /// 44000, with 9000 before 53000; tilted deductible 5000: 48000 x 65% = 31200; cash 12800.
    @Test
    void an_inpatient_bill_by_hand() {
        var receipt = inpatient();
        var totals = receipt.totals();

        assertThat(totals.pool()).isEqualTo(Sample.yuan("18000.00"));
        assertThat(totals.funds()).isEqualTo(Sample.yuan("49200.00"));
        assertThat(totals.cash()).isEqualTo(Sample.yuan("12800.00"));
        assertThat(sentences(receipt, Locale.CHINESE))
                .contains("就医地：跨省异地；备案：未备案；不能直接结算：未办理异地就医备案；请备案或先垫付后回参保地报销")
                .contains("起付线 1,300.00 元（每次住院），本次计入 1,300.00 元")
                .contains("支付比例降低 20 个百分点")
                .contains("统筹基金对 22,000.00 元（40,000.00 至 62,000.00 元的部分）按 75% 支付 16,500.00 元")
                .contains("待遇按 50% 支付：由 42,155.00 元减为 21,077.50 元")
                .contains("年度最高支付限额 20,000.00 元（统筹基金（住院））：由 21,077.50 元减为 18,000.00 元")
                .contains("大病保险倾斜：起付线由 10,000.00 元降为 5,000.00 元，支付比例提高 5 个百分点，不设封顶线")
                .contains("大病保险对年度累计负担中的 48,000.00 元按 65% 计 31,200.00 元");
        assertThat(receipt.isLowConfidence()).isTrue();
        assertThat(receipt.rules()).filteredOn(CitedRule::isLowConfidence).hasSize(1);
    }

    private static List<String> drawn(Flows flows) {
        return flows.links().stream()
                .map(link -> link.from() + " > " + link.to() + " " + link.amount())
                .toList();
    }

    /// 2290 in scope: 1393 from the fund, 300 deductible, 597 are left; 198 + 100 + 110 + 300 + 597 = 1305 are the
    /// person's = 300 + 500 + 80 + 425.
    @Test
    void every_yuan_of_a_bill_goes_somewhere() {
        assertThat(drawn(outpatient().flows()))
                .containsExactlyInAnyOrder(
                        "bill > own-pay 198.00",
                        "bill > over-limit 100.00",
                        "bill > first-pay 110.00",
                        "bill > in-scope 2290.00",
                        "in-scope > pool 1393.00",
                        "in-scope > deductible 300.00",
                        "in-scope > share 597.00",
                        "deductible > burden 300.00",
                        "share > burden 597.00",
                        "own-pay > burden 198.00",
                        "over-limit > burden 100.00",
                        "first-pay > burden 110.00",
                        "burden > account-current 300.00",
                        "burden > account-prior 500.00",
                        "burden > family 80.00",
                        "burden > cash 425.00");
        assertThat(outpatient().flows().nodes())
                .contains(new Flows.Node("burden", new Text("个人负担", "Personal burden"), Sample.yuan("1305.00")));
    }

    /// 44000 are left after the fund: 31200 of them the catastrophic layer pays, 12800 the person.
    @Test
    void layers_pay_of_what_the_fund_left() {
        assertThat(drawn(inpatient().flows()))
                .containsExactlyInAnyOrder(
                        "bill > in-scope 62000.00",
                        "in-scope > pool 18000.00",
                        "in-scope > deductible 1300.00",
                        "in-scope > share 42700.00",
                        "deductible > after-pool 1300.00",
                        "share > after-pool 42700.00",
                        "after-pool > catastrophic 31200.00",
                        "after-pool > burden 12800.00",
                        "burden > cash 12800.00");
    }

    /// Of 1000 the deductible, taken back: the same streams, marked.
    @Test
    void a_reversal_flows_as_the_bill_did() {
        var zero = Fen.ZERO;
        var back = Sample.yuan("-1000.00");
        var totals = new Totals(
                back, zero, zero, zero, back, back, zero, Map.of(), zero, zero, zero, zero, back, Balances.NONE);
        var flows = new Receipt(Heading.NONE, totals, Outcome.PLAIN, List.of()).flows();
        assertThat(flows.takenBack()).isTrue();
        assertThat(drawn(flows))
                .containsExactly(
                        "bill > in-scope 1000.00",
                        "in-scope > deductible 1000.00",
                        "deductible > burden 1000.00",
                        "burden > cash 1000.00");
    }

    @Test
    void streams_that_do_not_add_up_are_refused() {
        var node = new Flows.Node("bill", Text.same("bill"), Sample.yuan("2.00"));
        var link = new Flows.Link("bill", "cash", Sample.yuan("1.00"));
        assertThatThrownBy(() -> new Flows(List.of(node), List.of(link), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bill");
    }

    /// Every bill of the packs' cases can be drawn, to the fen.
    @Test
    void the_bills_of_all_cases_flow() {
        var book = Packs.book();
        var bills = 0;
        for (var folder : PolicyBook.folders(Packs.folder())) {
            for (var asked : CaseFile.below(folder)) {
                if (asked.question() instanceof Question.Visit(var claim)) {
                    var receipt = Receipt.of(Heading.NONE, Waterfall.decide(book, claim));
                    var cash = receipt.flows().links().stream()
                            .filter(link -> link.to().equals("cash"))
                            .map(Flows.Link::amount)
                            .reduce(Fen.ZERO, Fen::plus);
                    assertThat(cash)
                            .as(asked.place())
                            .isEqualTo(receipt.totals().cash());
                    bills++;
                }
            }
        }
        assertThat(bills).isGreaterThan(300);
    }

    @Test
    void a_warning_stands_in_the_first_lines() {
        assertThat(inpatient().text(Locale.CHINESE).lines().limit(3)).anyMatch(line -> line.startsWith("注意："));
        assertThat(inpatient().text(Locale.ENGLISH).lines().limit(3)).anyMatch(line -> line.startsWith("Caution:"));
        assertThat(outpatient().text(Locale.CHINESE)).doesNotContain("注意：");
    }

    /// A layer that paid 1200 before in the year: 60 % of 12000 - 10000, so nothing but what comes on top
    /// now.
    @Test
    void what_a_layer_paid_before_is_taken_off_in_a_step_of_its_own() {
        var year = new YearToDate(
                Sample.yuan("1800.00"),
                Fen.ZERO,
                Fen.ZERO,
                Fen.ZERO,
                0,
                Sample.yuan("12000.00"),
                Sample.yuan("1200.00"));
        var receipt = receipt(Sample.claim(
                Sample.person(Standing.NORMAL, Assistance.NONE),
                Sample.visit(VisitKind.OUTPATIENT, Sample.REGION),
                Sample.inScope("1000.00"),
                year,
                Balances.NONE,
                List.of()));

        assertThat(receipt.totals().funds()).isEqualTo(Sample.yuan("880.00"));
        assertThat(sentences(receipt, Locale.CHINESE))
                .contains("大病保险对年度累计负担中的 2,300.00 元按 60% 计 1,380.00 元")
                .contains("大病保险合计 1,380.00 元，扣除本年已付并按限额，本次支付 180.00 元");
    }

    @Test
    void a_refusal_says_why_and_what_to_do() {
        var suspended = receipt(Sample.claim(
                Sample.person(Standing.SUSPENDED, Assistance.NONE),
                Sample.visit(VisitKind.OUTPATIENT, Sample.REGION),
                Sample.inScope("100.00")));
        var unknown = receipt(Sample.claim(
                Sample.person(Standing.NORMAL, Assistance.NONE),
                Sample.visit(VisitKind.CHRONIC, Sample.REGION),
                Sample.inScope("100.00")));

        assertThat(suspended.totals().cash()).isEqualTo(Sample.yuan("100.00"));
        assertThat(suspended.outcome().reason()).contains(Reason.STATUS_NOT_NORMAL);
        assertThat(suspended.remarks().getFirst().zh()).startsWith("未予支付的原因：参保状态不正常");
        assertThat(unknown.outcome().reason()).contains(Reason.NO_RULE_FOR_REGION);
        assertThat(unknown.remarks()).hasSize(2);
        assertThat(unknown.remarks().get(1).en()).startsWith("What to do: ask the agency");
        Golden.assertMatches("receipt-refused.zh.txt", suspended.text(Locale.CHINESE));
        Golden.assertMatches("receipt-no-rule.en.txt", unknown.text(Locale.ENGLISH));
    }

    @Test
    void a_bill_of_nothing_is_a_receipt_too() {
        var nothing = receipt(Sample.claim(
                Sample.person(Standing.NORMAL, Assistance.NONE),
                Sample.visit(VisitKind.OUTPATIENT, Sample.REGION),
                Sample.inScope("0.00")));

        assertThat(nothing.totals().total()).isEqualTo(Fen.ZERO);
        Golden.assertMatches("receipt-nothing.zh.txt", nothing.text(Locale.CHINESE));
    }

    @Test
    void an_assumption_is_called_one() {
        var claim = Sample.claim(
                Sample.person(Standing.NORMAL, Assistance.NONE),
                Sample.visit(VisitKind.OUTPATIENT, Sample.REGION),
                Sample.inScope("100.00"));

        assertThat(sentences(receipt(Sample.with(claim, Sample.poolPays("60.00"))), Locale.CHINESE))
                .contains("按给定条件，统筹基金支付 60.00 元");
    }

    @Test
    void receipts_read_as_recorded() {
        Golden.assertMatches("receipt-outpatient.zh.txt", outpatient().text(Locale.CHINESE));
        Golden.assertMatches("receipt-outpatient.en.txt", outpatient().text(Locale.ENGLISH));
        Golden.assertMatches("receipt-inpatient.zh.txt", inpatient().text(Locale.CHINESE));
        Golden.assertMatches("receipt-inpatient.en.txt", inpatient().text(Locale.ENGLISH));
        Golden.assertMatches(
                "receipt-outpatient.tree.txt", indented(outpatient().asTree(), ""));
        Golden.assertMatches("receipt-inpatient.tree.txt", indented(inpatient().asTree(), ""));
    }

    @Test
    void no_line_is_wider_than_the_paper() {
        for (var receipt : List.of(outpatient(), inpatient())) {
            for (var locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
                assertThat(receipt.text(locale).lines()).allMatch(line -> Columns.width(line) <= 76);
            }
        }
    }

    @Test
    void a_relatives_balance_is_shown_to_nobody_else() {
        assertThat(outpatient().text(Locale.CHINESE)).doesNotContain("130.00").doesNotContain("7,777.00");
        assertThat(outpatient().asTree().toString()).doesNotContain("130.00").doesNotContain("7777");
    }

    @Test
    void notes_in_two_languages_are_parted() {
        assertThat(cited("比例有 70% / 80% 两说。/ Two sources differ.").note())
                .isEqualTo(new Text("比例有 70% / 80% 两说。", "Two sources differ."));
        assertThat(cited("只有中文").note()).isEqualTo(Text.same("只有中文"));
        assertThat(cited("70% / 80%").note()).isEqualTo(Text.same("70% / 80%"));
    }

    @Test
    void a_rule_says_since_when_it_is_so() {
        var kept = new CitedRule(
                "110000/share@2011-01-01#9c52a384", "题", "title", "doc", "text-seen", Confidence.OFFICIAL, "");
        var always = new CitedRule(
                "110000/share@always#9c52a384", "题", "title", "doc", "text-seen", Confidence.OFFICIAL, "");
        assertThat(kept.since()).contains(LocalDate.of(2011, 1, 1));
        assertThat(always.since()).isEmpty();
    }

    private static CitedRule cited(String notes) {
        return new CitedRule("k", "题", "title", "document", "text-seen", Confidence.OFFICIAL, notes);
    }

    @Test
    void stored_parts_give_the_same_receipt() {
        var first = inpatient();
        var again = new Receipt(
                first.heading(),
                first.totals(),
                first.outcome(),
                first.steps().stream()
                        .map(step -> new ReceiptStep(
                                step.kind(),
                                step.rule(),
                                step.baseFen(),
                                step.amountFen(),
                                step.ratio(),
                                step.reason(),
                                step.detail()))
                        .toList());

        assertThat(again).isEqualTo(first);
        assertThat(again.text(Locale.CHINESE)).isEqualTo(first.text(Locale.CHINESE));
        assertThat(again.asTree()).isEqualTo(first.asTree());
    }

    @Test
    void a_sentence_is_whole_without_details() {
        for (var kind : StepKind.values()) {
            var bare = new ReceiptStep(kind, Optional.empty(), 100, 50, Ratio.ZERO, Optional.empty(), "");
            assertThat(bare.sentence().zh()).isNotBlank();
            assertThat(bare.sentence().en()).isNotBlank();
        }
    }

    @Test
    void totals_that_do_not_add_up_are_refused() {
        var yuan = Sample.yuan("1.00");

        assertThatThrownBy(() -> new Totals(
                        yuan,
                        Fen.ZERO,
                        Fen.ZERO,
                        Fen.ZERO,
                        yuan,
                        Fen.ZERO,
                        yuan,
                        Map.of(),
                        Fen.ZERO,
                        Fen.ZERO,
                        Fen.ZERO,
                        Fen.ZERO,
                        yuan,
                        Balances.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("total=1.00 split=1.00 paid=2.00");
    }

    private static String indented(Object tree, String indent) {
        var out = new StringBuilder();
        switch (tree) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> out.append(indent).append(key).append(child(value, indent)));
            case List<?> list ->
                list.forEach(value -> out.append(indent).append('-').append(child(value, indent)));
            default -> out.append(indent).append(tree).append('\n');
        }
        return out.toString();
    }

    private static String child(Object value, String indent) {
        return value instanceof Map || value instanceof List
                ? "\n" + indented(value, indent + "  ")
                : ": " + value + "\n";
    }
}

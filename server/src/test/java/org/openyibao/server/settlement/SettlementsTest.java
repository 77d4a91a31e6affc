package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openyibao.server.settlement.Rooms.fen;
import static org.openyibao.server.settlement.Rooms.line;
import static org.openyibao.server.settlement.Rooms.lines;
import static org.openyibao.server.settlement.Rooms.paid;
import static org.openyibao.server.settlement.Rooms.terms;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.server.settlement.FeeItem.Approval;

/// The whole course of a visit through the door of the room. The figures are worked out by hand: Beijing
/// pays an employee's outpatient care at a hospital at 70 % above 1800.00 a year and lets the account pay
/// all that is left, this year's money first; Zigong pays a resident's at 70 %, the consultation in full,
/// at most 100.00 a year.
class SettlementsTest {

    private static final LocalDate JANUARY = LocalDate.of(2025, 1, 10);
    private static final LocalDate MARCH = LocalDate.of(2025, 3, 10);

    private static Rooms rooms;
    private static Settlements settlements;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        settlements = rooms.service(Settlements.class);
    }

    @AfterAll
    static void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    private static Outcome.Settled settle(Rooms.Visit visit, String batch, String total) {
        return rooms.done(Outcome.Settled.class, visit.settle(batch, total));
    }

    private static Balances balances(String current, String prior) {
        return new Balances(fen(current), fen(prior));
    }

    /// Drug A 1000.00; two scans at 300.00, of which 240.00 each count and 8 % of that is paid first; drug
    /// C 88.00.
    private static FeeItem[] mixedLines() {
        return new FeeItem[] {
            line(Rooms.DRUG_A, "1000.00", MARCH),
            lines(Rooms.SCAN, 2, "300.00", MARCH, Approval.NONE),
            line(Rooms.DRUG_C, "88.00", MARCH),
        };
    }

    @Test
    void an_employee_bears_the_deductible_of_the_year_once_and_pays_with_this_years_money_first() {
        var person = rooms.employee("1000.00", "2000.00");
        var january = rooms.visit(person, JANUARY);
        var first = rooms.settled(january, "b", "1500.00");
        assertThat(paid(first)).isEqualTo("1500.00 = funds 0.00 + current 1000.00 + prior 500.00 + cash 0.00");
        assertThat(first.settlement().deductible()).isEqualTo(fen("1500.00"));
        assertThat(first.settlement().balances()).isEqualTo(balances("0.00", "1500.00"));
        assertThat(rooms.year(january)).isEqualTo("150000 0 0 0 150000 0");

        var march = rooms.visit(person, MARCH);
        var taken = rooms.done(Outcome.FeesTaken.class, march.upload("b", mixedLines()));
        assertThat(taken.items().get(1).overLimit()).isEqualTo(fen("120.00"));
        assertThat(taken.items().get(1).firstPay()).isEqualTo(fen("38.40"));
        assertThat(taken.items().get(1).inScope()).isEqualTo(fen("441.60"));
        assertThat(taken.items().get(2).ownPay()).isEqualTo(fen("88.00"));
        // In scope 1441.60; 300.00 of the deductible are left; 70 % of 1141.60 are 799.12.
        var second = settle(march, "b", "1688.00");
        assertThat(paid(second)).isEqualTo("1688.00 = funds 799.12 + current 0.00 + prior 888.88 + cash 0.00");
        var settlement = second.settlement();
        assertThat(settlement.ownPay()).isEqualTo(fen("88.00"));
        assertThat(settlement.overLimit()).isEqualTo(fen("120.00"));
        assertThat(settlement.firstPay()).isEqualTo(fen("38.40"));
        assertThat(settlement.inScope()).isEqualTo(fen("1441.60"));
        assertThat(settlement.deductible()).isEqualTo(fen("300.00"));
        assertThat(settlement.poolRatio()).hasToString("70%");
        assertThat(settlement.lineParts()).containsExactly(0, 0, 0, 100_000, 0, 12_000, 3_840, 44_160, 8_800, 0, 0, 0);
        assertThat(settlement.balances()).isEqualTo(balances("0.00", "611.12"));
        assertThat(rooms.year(march)).isEqualTo("180000 79912 0 0 214248 0");
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances("0.00", "611.12"));

        // The deductible is used up: 70 % of 900.00, and cash where the account ends.
        var third = rooms.settled(rooms.visit(person, MARCH), "b", "400.00", "500.00", "1500.00");
        assertThat(paid(third)).isEqualTo("2400.00 = funds 1680.00 + current 0.00 + prior 611.12 + cash 108.88");
        assertThat(rooms.year(march)).isEqualTo("180000 247912 0 0 286248 0");
    }

    @Test
    void the_journal_says_who_paid_whom() {
        var person = rooms.employee("100.00", "50.00");
        var settled = rooms.settled(rooms.visit(person, MARCH), "b", "2000.00");
        assertThat(rooms.text(
                        "select string_agg(concat_ws(' ', source, target, amount_fen, why), ', ' order by entry)"
                                + " from journal where psn_no = ? and reference = ?",
                        person,
                        settled.settlement().id()))
                .isEqualTo("fund:110000:employee:pool institution:H11000000001 14000 SETTLEMENT, "
                        + "current institution:H11000000001 10000 SETTLEMENT, "
                        + "prior institution:H11000000001 5000 SETTLEMENT, "
                        + "cash institution:H11000000001 171000 SETTLEMENT");
    }

    @Test
    void a_new_year_begins_with_a_new_deductible() {
        var person = rooms.employee("0.00", "0.00");
        var before = rooms.visit(person, LocalDate.of(2024, 12, 31));
        var after = rooms.visit(person, LocalDate.of(2025, 1, 1));
        assertThat(rooms.settled(before, "b", "1800.00").settlement().deductible())
                .isEqualTo(fen("1800.00"));
        assertThat(rooms.settled(after, "b", "1000.00").settlement().deductible())
                .isEqualTo(fen("1000.00"));
        assertThat(rooms.year(before)).isEqualTo("180000 0 0 0 180000 0");
        assertThat(rooms.year(after)).isEqualTo("100000 0 0 0 100000 0");
    }

    /// Beijing, tertiary hospital: 1300.00 off the first admission of a year, 650.00 off later ones, then
    /// 85 %.
    @Test
    void admissions_are_counted_and_a_reversed_one_is_not() {
        var visit = rooms.visit(rooms.employee("0.00", "0.00"), MARCH);
        var first = admission(visit, "b1", "11300.00");
        assertThat(first.settlement().deductible()).isEqualTo(fen("1300.00"));
        assertThat(first.settlement().pool()).isEqualTo(fen("8500.00"));
        assertThat(rooms.year(visit)).isEqualTo("0 0 850000 1 280000 0");

        var second = admission(visit, "b2", "10650.00");
        assertThat(second.settlement().deductible()).isEqualTo(fen("650.00"));
        assertThat(second.settlement().pool()).isEqualTo(fen("8500.00"));
        assertThat(rooms.year(visit)).isEqualTo("0 0 1700000 2 495000 0");

        rooms.done(Outcome.Settled.class, visit.reverse(first));
        rooms.done(Outcome.Settled.class, visit.reverse(second));
        assertThat(rooms.year(visit)).isEqualTo("0 0 0 0 0 0");
        var again = rooms.done(
                Outcome.Settled.class, visit.settle("b2", terms(Scheme.EMPLOYEE, VisitKind.INPATIENT, "10650.00")));
        assertThat(again.settlement().deductible()).isEqualTo(fen("1300.00"));
        // 85 % of 9350.00
        assertThat(again.settlement().pool()).isEqualTo(fen("7947.50"));
    }

    private static Outcome.Settled admission(Rooms.Visit visit, String batch, String total) {
        rooms.done(Outcome.FeesTaken.class, visit.upload(batch, line(Rooms.DRUG_A, total, MARCH)));
        return rooms.done(
                Outcome.Settled.class, visit.settle(batch, terms(Scheme.EMPLOYEE, VisitKind.INPATIENT, total)));
    }

    @Test
    void a_resident_gets_what_is_left_of_the_cap_of_the_year() {
        var visit = rooms.visit(rooms.resident(), Scheme.RESIDENT, Rooms.COMMUNITY, MARCH);
        rooms.done(
                Outcome.FeesTaken.class,
                visit.upload("b1", line(Rooms.CONSULTATION, "10.00", MARCH), line(Rooms.DRUG_A, "50.00", MARCH)));
        var first = settle(visit, "b1", "60.00");
        assertThat(paid(first)).isEqualTo("60.00 = funds 45.00 + current 0.00 + prior 0.00 + cash 15.00");
        // Zigong's catastrophic insurance looks at inpatient and chronic care: outpatient burden is not kept for it.
        assertThat(rooms.year(visit)).isEqualTo("0 4500 0 0 0 0");
        // 70 % would be 70.00.
        var second = rooms.settled(visit, "b2", "100.00");
        assertThat(paid(second)).isEqualTo("100.00 = funds 55.00 + current 0.00 + prior 0.00 + cash 45.00");
        assertThat(rooms.year(visit)).isEqualTo("0 10000 0 0 0 0");
        assertThat(paid(rooms.settled(visit, "b3", "9.99")))
                .isEqualTo("9.99 = funds 0.00 + current 0.00 + prior 0.00 + cash 9.99");

        rooms.done(Outcome.Settled.class, visit.reverse(first));
        assertThat(rooms.year(visit)).isEqualTo("0 5500 0 0 0 0");
        // Now there is room for 45.00: 70 % of 50.00 and the consultation.
        assertThat(paid(settle(visit, "b1", "60.00")))
                .isEqualTo("60.00 = funds 45.00 + current 0.00 + prior 0.00 + cash 15.00");
    }

    @Test
    void a_reversal_puts_money_and_year_back_and_the_batch_can_be_settled_again() {
        var person = rooms.employee("300.00", "500.00");
        var visit = rooms.visit(person, MARCH);
        rooms.settled(visit, "b1", "1700.00");
        rooms.done(Outcome.FeesTaken.class, visit.upload("b2", line(Rooms.DRUG_A, "1000.00", MARCH)));
        var yearBefore = rooms.year(visit);
        var balancesBefore = rooms.ledger(person).balances();
        // 100.00 of the deductible are left: 70 % of 900.00.
        var settled = settle(visit, "b2", "1000.00");
        assertThat(paid(settled)).isEqualTo("1000.00 = funds 630.00 + current 0.00 + prior 0.00 + cash 370.00");

        var reversed = rooms.done(Outcome.Settled.class, visit.reverse(settled));
        assertThat(paid(reversed)).isEqualTo("-1000.00 = funds -630.00 + current 0.00 + prior 0.00 + cash -370.00");
        assertThat(reversed.settlement().reverses())
                .contains(settled.settlement().id());
        assertThat(reversed.settlement().id()).isNotEqualTo(settled.settlement().id());
        assertThat(reversed.settlement().deductible()).isEqualTo(fen("-100.00"));
        assertThat(rooms.year(visit)).isEqualTo(yearBefore);
        assertThat(rooms.ledger(person).balances()).isEqualTo(balancesBefore);

        assertThat(paid(settle(visit, "b2", "1000.00"))).isEqualTo(paid(settled));
    }

    @Test
    void a_reversal_puts_each_bucket_back() {
        var person = rooms.employee("300.00", "500.00");
        var visit = rooms.visit(person, MARCH);
        var settled = rooms.settled(visit, "b", "700.00");
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances("0.00", "100.00"));
        var reversed = rooms.done(Outcome.Settled.class, visit.reverse(settled));
        assertThat(paid(reversed)).isEqualTo("-700.00 = funds 0.00 + current -300.00 + prior -400.00 + cash 0.00");
        assertThat(reversed.settlement().balances()).isEqualTo(balances("300.00", "500.00"));
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances("300.00", "500.00"));
        assertThat(rooms.text(
                        "select string_agg(concat_ws(' ', source, target, amount_fen, why), ', ' order by entry)"
                                + " from journal where psn_no = ? and reference = ?",
                        person,
                        reversed.settlement().id()))
                .isEqualTo("institution:H11000000001 current 30000 REVERSAL, "
                        + "institution:H11000000001 prior 40000 REVERSAL");
    }

    @Test
    void a_preview_says_what_the_settlement_will_and_writes_nothing() {
        var person = rooms.employee("300.00", "500.00");
        var visit = rooms.visit(person, MARCH);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", mixedLines()));
        var before = rooms.state();
        var preview = settlements.preview(visit.settle("b", "1688.00"));
        assertThat(rooms.state()).isEqualTo(before);
        assertThat(preview).isInstanceOf(Outcome.Settled.class);
        // All of 1441.60 in scope is deductible.
        assertThat(paid((Outcome.Settled) preview))
                .isEqualTo("1688.00 = funds 0.00 + current 300.00 + prior 500.00 + cash 888.00");
        assertThat(paid(settle(visit, "b", "1688.00"))).isEqualTo(paid((Outcome.Settled) preview));
        assertThat(settlements.preview(visit.settle("b", "1688.00")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().field()).isEqualTo(Field.BATCH));
    }

    @Test
    void only_what_moves_money_has_a_preview() {
        var visit = rooms.visit(rooms.employee("0.00", "0.00"), MARCH);
        assertThatThrownBy(() -> settlements.preview(visit.withdrawAll())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void who_does_not_want_the_account_used_pays_cash() {
        var person = rooms.employee("300.00", "500.00");
        var visit = rooms.visit(person, MARCH);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", line(Rooms.DRUG_A, "100.00", MARCH)));
        var terms = new Command.SettleTerms(
                Scheme.EMPLOYEE,
                VisitKind.OUTPATIENT,
                "11",
                fen("100.00"),
                Optional.of(fen("0.00")),
                Optional.of(fen("0.00")),
                Optional.of(fen("0.00")),
                Optional.of(fen("100.00")),
                AccountUse.NONE,
                "{}");
        assertThat(paid(rooms.done(Outcome.Settled.class, visit.settle("b", terms))))
                .isEqualTo("100.00 = funds 0.00 + current 0.00 + prior 0.00 + cash 100.00");
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances("300.00", "500.00"));
    }

    @Test
    void at_a_pharmacy_the_account_pays_drugs_inside_and_outside_the_catalogue() {
        var person = rooms.employee("220200", "50.00", "900.00");
        var at = LocalDateTime.of(2025, 3, 10, 17, 5);
        var items = List.of(line(Rooms.DRUG_A, "65.04", MARCH), line(Rooms.DRUG_C, "198.00", MARCH));
        var terms = terms(Scheme.EMPLOYEE, VisitKind.PHARMACY, "263.04");
        var buy = new Command.Buy(person, Rooms.PHARMACY, at, items, terms);
        var before = rooms.state();
        assertThat(settlements.preview(buy)).isInstanceOf(Outcome.Settled.class);
        assertThat(rooms.state()).isEqualTo(before);

        var bought = rooms.done(Outcome.Settled.class, buy);
        assertThat(paid(bought)).isEqualTo("263.04 = funds 0.00 + current 50.00 + prior 213.04 + cash 0.00");
        assertThat(bought.items()).hasSize(2);
        assertThat(bought.items().get(1).ownPay()).isEqualTo(fen("198.00"));

        var settlement = bought.settlement();
        var reversal = new Command.Reverse(person, Rooms.PHARMACY, settlement.visit(), settlement.id());
        rooms.done(Outcome.Settled.class, reversal);
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances("50.00", "900.00"));
    }

    /// 1800.00 are deductible, the fund pays 70 % of the rest in scope: 70 % of 200.00.
    @Test
    void care_without_a_stay_is_settled_in_one_go_as_in_several() {
        var person = rooms.employee("300.00", "500.00");
        var items = List.of(line(Rooms.DRUG_A, "1500.00", MARCH), line(Rooms.DRUG_A, "500.00", MARCH));
        var treat = new Command.Treat(
                person, Rooms.HOSPITAL, MARCH.atTime(9, 30), "", items, terms(Scheme.EMPLOYEE, "2000.00"));
        var before = rooms.state();
        assertThat(settlements.preview(treat)).isInstanceOf(Outcome.Settled.class);
        assertThat(rooms.state()).isEqualTo(before);

        var treated = rooms.done(Outcome.Settled.class, treat);
        assertThat(paid(treated)).isEqualTo("2000.00 = funds 140.00 + current 300.00 + prior 500.00 + cash 1060.00");
        var settlement = treated.settlement();
        assertThat(rooms.text("select details from visit where visit_id = ?", settlement.visit()))
                .isEqualTo("{}");
        var back = rooms.done(
                Outcome.Settled.class,
                new Command.Reverse(
                        person, Rooms.HOSPITAL, settlement.visit(), settlement.id(), kept -> kept + " taken back"));
        assertThat(back.settlement().details()).isEqualTo("{} taken back");
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances("300.00", "500.00"));
        assertThat(rooms.refused(new Command.Treat(
                                person, "H0", MARCH.atTime(9, 30), "", items, terms(Scheme.EMPLOYEE, "2000.00")))
                        .field())
                .isEqualTo(Field.INSTITUTION);
    }

    @Test
    void the_batches_of_a_visit_are_settled_one_by_one_and_what_came_in_parts_together() {
        var visit = rooms.visit(rooms.employee("0.00", "0.00"), MARCH);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b1", line(Rooms.DRUG_A, "10.00", MARCH)));
        rooms.done(Outcome.FeesTaken.class, visit.upload("b2", line(Rooms.DRUG_A, "20.00", MARCH)));
        rooms.done(Outcome.FeesTaken.class, visit.upload("b1", line(Rooms.DRUG_A, "5.00", MARCH)));
        assertThat(settle(visit, "b1", "15.00").settlement().total()).isEqualTo(fen("15.00"));
        assertThat(settle(visit, "b2", "20.00").settlement().total()).isEqualTo(fen("20.00"));
    }

    @Test
    void the_lines_of_a_batch_are_withdrawn_and_their_serials_free_again() {
        var visit = rooms.visit(rooms.employee("0.00", "0.00"), MARCH);
        var item = line(Rooms.DRUG_A, "10.00", MARCH);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b1", item));
        rooms.done(Outcome.FeesTaken.class, visit.upload("b2", line(Rooms.DRUG_A, "20.00", MARCH)));
        rooms.done(Outcome.Done.class, visit.withdraw("b1"));
        assertThat(rooms.refused(visit.settle("b1", "10.00")).field()).isEqualTo(Field.BATCH);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b2", item));
        assertThat(settle(visit, "b2", "30.00").settlement().total()).isEqualTo(fen("30.00"));
    }

    @Test
    void all_lines_are_withdrawn_but_those_settled() {
        var visit = rooms.visit(rooms.employee("0.00", "0.00"), MARCH);
        var settled = rooms.settled(visit, "b1", "10.00");
        rooms.done(Outcome.FeesTaken.class, visit.upload("b2", line(Rooms.DRUG_A, "20.00", MARCH)));
        rooms.done(Outcome.FeesTaken.class, visit.upload("b3", line(Rooms.DRUG_A, "30.00", MARCH)));
        rooms.done(Outcome.Done.class, visit.withdrawAll());
        assertThat(rooms.text(
                        "select string_agg(batch || ' ' || withdrawn, ', ' order by batch) from fee_upload"
                                + " where psn_no = ?",
                        visit.person()))
                .isEqualTo("b1 false, b2 true, b3 true");
        // Once nothing is left there is nothing to do.
        rooms.done(Outcome.Done.class, visit.withdrawAll());

        rooms.done(Outcome.Settled.class, visit.reverse(settled));
        rooms.done(Outcome.Done.class, visit.withdraw("b1"));
        assertThat(rooms.refused(visit.settle("b1", "10.00")).field()).isEqualTo(Field.BATCH);
        rooms.done(Outcome.Done.class, visit.cancel());
    }

    @Test
    void the_description_of_a_visit_is_the_latest_and_its_day_decides() {
        var visit = rooms.visit(rooms.employee("0.00", "0.00"), MARCH);
        rooms.done(Outcome.Done.class, visit.describe("11", "J06.900"));
        var corrected = new Rooms.Visit(visit.person(), visit.scheme(), visit.institution(), visit.id(), JANUARY);
        rooms.done(Outcome.Done.class, corrected.describe("11", "I10.x00"));
        assertThat(rooms.text(
                        "select concat_ws(' ', category, disease_code, disease_name, opened_at::date) from visit"
                                + " where psn_no = ?",
                        visit.person()))
                .isEqualTo("11 I10.x00 疾病 I10.x00 2025-01-10");
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", line(Rooms.DRUG_A, "10.00", JANUARY)));
        assertThat(settle(visit, "b", "10.00").settlement().serviceDate()).isEqualTo(JANUARY);
    }

    @Test
    void a_settlement_is_found_with_its_parties() {
        var person = rooms.employee("300.00", "500.00");
        var settled = rooms.settled(rooms.visit(person, MARCH), "b", "2000.00");
        var found = settlements.find(settled.settlement().id()).orElseThrow();
        assertThat(found.settlement()).usingRecursiveComparison().isEqualTo(settled.settlement());
        assertThat(found.party()).isEqualTo(settled.party());
        assertThat(found.party().person().number()).isEqualTo(person);
        assertThat(settlements.find("1")).isEmpty();
    }

    @Test
    void the_receipt_tells_the_figures_and_the_rules_and_stays_what_it_was() {
        var visit = rooms.visit(rooms.employee("300.00", "500.00"), MARCH);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", line(Rooms.DRUG_A, "2000.00", MARCH)));
        var settled = settle(visit, "b", "2000.00");
        var id = settled.settlement().id();
        var receipt = settlements.receipt(id).orElseThrow();
        assertThat(receipt.totals().deductible()).isEqualTo(fen("1800.00"));
        assertThat(receipt.totals().pool()).isEqualTo(fen("140.00"));
        assertThat(receipt.totals().accountCurrent()).isEqualTo(fen("300.00"));
        assertThat(receipt.totals().accountPrior()).isEqualTo(fen("500.00"));
        assertThat(receipt.totals().cash()).isEqualTo(fen("1060.00"));
        assertThat(receipt.heading().settlementId()).contains(id);
        assertThat(receipt.heading().time()).contains("2025-07-01 10:00:00");
        assertThat(receipt.heading().person()).contains("张**");
        assertThat(receipt.rules())
                .extracting(rule -> rule.titleZh() + "（" + rule.document() + "）")
                .anySatisfy(rule -> assertThat(rule).startsWith("在职职工门诊起付线每年 1800 元（北京市医保局"))
                .anySatisfy(rule -> assertThat(rule).startsWith("在职职工医院门诊统筹支付 70%"));
        assertThat(receipt.text(Locale.CHINESE))
                .contains("1,060.00")
                .contains("张**")
                .doesNotContain("张三丰");

        rooms.done(Outcome.Settled.class, visit.reverse(settled));
        assertThat(settlements.receipt(id)).contains(receipt);
        assertThat(settlements.receipt("1")).isEmpty();
    }

    @Test
    void the_receipt_of_a_reversal_is_below_zero() {
        var visit = rooms.visit(rooms.employee("300.00", "500.00"), MARCH);
        var settled = rooms.settled(visit, "b", "2000.00");
        var reversed = rooms.done(Outcome.Settled.class, visit.reverse(settled));
        var receipt = settlements.receipt(reversed.settlement().id()).orElseThrow();
        assertThat(receipt.totals().total()).isEqualTo(fen("-2000.00"));
        assertThat(receipt.totals().cash()).isEqualTo(fen("-1060.00"));
        assertThat(receipt.text(Locale.ENGLISH)).contains("-1,060.00");
    }

    @Test
    void what_a_command_wrote_is_counted() {
        var visit = rooms.visit(rooms.employee("300.00", "500.00"), MARCH);
        var before = counts();
        var settled = rooms.settled(visit, "b", "2000.00");
        assertThat(counts())
                .isEqualTo(Map.of(
                        "fee_upload", before.get("fee_upload") + 1,
                        "settlement", before.get("settlement") + 1,
                        // pool, current, prior, cash
                        "journal", before.get("journal") + 4,
                        "message", before.get("message") + 2));
        rooms.done(Outcome.Settled.class, visit.reverse(settled));
        assertThat(counts())
                .containsEntry("settlement", before.get("settlement") + 2)
                .containsEntry("journal", before.get("journal") + 8)
                .containsEntry("message", before.get("message") + 3);
    }

    private static Map<String, Long> counts() {
        return Map.of(
                "fee_upload", rooms.rows("fee_upload"),
                "settlement", rooms.rows("settlement"),
                "journal", rooms.rows("journal"),
                "message", rooms.rows("message"));
    }
}

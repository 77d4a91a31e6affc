package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;
import static org.openyibao.server.settlement.Rooms.line;
import static org.openyibao.server.settlement.Rooms.lines;
import static org.openyibao.server.settlement.Rooms.paid;
import static org.openyibao.server.settlement.Rooms.terms;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.settlement.FeeItem.Approval;

/// Each refusal names the field, what was expected and what came, and no row of any table changes.
class RefusalsTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);

    private static Rooms rooms;

    /// Of an employee of Beijing with 100.00 of this year's money.
    private Rooms.Visit visit;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
    }

    @AfterAll
    static void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    @BeforeEach
    void openVisit() {
        visit = rooms.visit(rooms.employee("100.00", "0.00"), DAY);
    }

    private static void assertRefused(Command command, Field field, String expected, String got) {
        var refusal = rooms.refused(command);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.expected().en()).isEqualTo(expected);
        assertThat(refusal.expected().zh())
                .isNotEmpty()
                .isNotEqualTo(refusal.expected().en());
        assertThat(refusal.got()).isEqualTo(got);
    }

    private void upload(String batch, FeeItem... items) {
        rooms.done(Outcome.FeesTaken.class, visit.upload(batch, items));
    }

    private static Rooms.Visit of(String person, String institution, String id) {
        return new Rooms.Visit(person, Scheme.EMPLOYEE, institution, id, DAY);
    }

    @Test
    void an_unknown_person() {
        assertRefused(
                of("nobody", Rooms.HOSPITAL, "").open(), Field.PERSON, "the number of a registered person", "nobody");
        var items = List.of(line(Rooms.DRUG_A, "10.00", DAY));
        var terms = terms(Scheme.EMPLOYEE, VisitKind.PHARMACY, "10.00");
        assertRefused(
                new Command.Buy("nobody", Rooms.PHARMACY, DAY.atTime(9, 0), items, terms),
                Field.PERSON,
                "the number of a registered person",
                "nobody");
    }

    @Test
    void a_scheme_the_person_is_not_in() {
        var other = new Rooms.Visit(visit.person(), Scheme.RESIDENT, Rooms.HOSPITAL, "", DAY);
        assertRefused(other.open(), Field.SCHEME, "a scheme the person was in on 2025-03-10", "居民医保");
        var early = new Rooms.Visit(visit.person(), Scheme.EMPLOYEE, Rooms.HOSPITAL, "", LocalDate.of(2009, 12, 31));
        assertRefused(early.open(), Field.SCHEME, "a scheme the person was in on 2009-12-31", "职工医保");
        upload("b", line(Rooms.DRUG_A, "10.00", DAY));
        assertRefused(
                visit.settle("b", terms(Scheme.RESIDENT, "10.00")),
                Field.SCHEME,
                "the scheme of the visit, employee",
                "居民医保");
    }

    @Test
    void a_visit_of_nobody_of_another_person_or_of_another_institution() {
        var expected = "the id of a visit of the person here";
        var somebody = rooms.employee("0.00", "0.00");
        for (var foreign : List.of(
                of(visit.person(), Rooms.HOSPITAL, "1"),
                of(somebody, Rooms.HOSPITAL, visit.id()),
                of(visit.person(), Rooms.OTHER_HOSPITAL, visit.id()),
                of("nobody", Rooms.HOSPITAL, visit.id()))) {
            var commands = List.of(
                    foreign.describe("11", "J06.900"),
                    foreign.upload("b", line(Rooms.DRUG_A, "10.00", DAY)),
                    foreign.withdraw("b"),
                    foreign.withdrawAll(),
                    foreign.settle("b", "10.00"),
                    foreign.cancel());
            for (var command : commands) {
                assertRefused(command, Field.VISIT, expected, foreign.id());
            }
        }
    }

    @Test
    void a_cancelled_visit() {
        upload("b", line(Rooms.DRUG_A, "10.00", DAY));
        rooms.done(Outcome.Done.class, visit.cancel());
        for (var command : List.of(
                visit.describe("11", "J06.900"),
                visit.upload("b", line(Rooms.DRUG_A, "10.00", DAY)),
                visit.withdrawAll(),
                visit.settle("b", "10.00"),
                visit.cancel())) {
            assertRefused(command, Field.VISIT, "a visit not cancelled", visit.id() + "（已撤销）");
        }
    }

    @Test
    void a_cancellation_that_names_another_number_or_a_visit_with_settled_fees() {
        assertRefused(
                new Command.CancelVisit(visit.person(), visit.institution(), visit.id(), "N-2"),
                Field.VISIT_NUMBER,
                "the visit's number N-1",
                "N-2");
        rooms.settled(visit, "b", "10.00");
        assertRefused(visit.cancel(), Field.VISIT, "a visit without settled fees", "已结算 " + visit.id());
    }

    @Test
    void a_serial_used_before() {
        var item = line(Rooms.DRUG_A, "10.00", DAY);
        upload("b1", item);
        assertRefused(
                visit.upload("b2", line(Rooms.DRUG_A, "10.00", DAY), item),
                Field.LINE_SERIAL,
                "a serial not used in this visit",
                item.serial());
        var twice = line(Rooms.DRUG_A, "20.00", DAY);
        assertRefused(
                visit.upload("b2", twice, twice), Field.LINE_SERIAL, "a serial not used in this visit", twice.serial());
        // In another visit it is another line.
        var other = rooms.visit(visit.person(), DAY);
        rooms.done(Outcome.FeesTaken.class, other.upload("b", item));
    }

    @Test
    void a_code_that_the_catalogue_does_not_have_on_the_day() {
        for (var code : List.of("NONE", Rooms.FORMER)) {
            var item = line(code, "10.00", DAY);
            assertRefused(
                    visit.upload("b", line(Rooms.DRUG_A, "10.00", DAY), item),
                    Field.LINE_CODE,
                    "a code of the catalogue of the place of care on 2025-03-10",
                    code + "（费用明细 " + item.serial() + "）");
        }
        upload("b", line(Rooms.FORMER, "10.00", LocalDate.of(2020, 12, 31)));
    }

    /// 3.333333 times 3 is 9.999999, half up 10.00; 0.015 times 0.3333 is 0.0049995, half up 0.
    @ParameterizedTest
    @CsvSource({
        "30000, 3333333, 9.99, true",
        "30000, 3333333, 10.00, true",
        "30000, 3333333, 10.01, true",
        "30000, 3333333, 10.02, false",
        "30000, 3333333, 9.98, false",
        "3333, 15000, 0.01, true",
        "3333, 15000, 0.00, false",
        "20000, 1500000, 3.00, true",
        "10000, 5000, 0.01, true",
        "10000, 25000, 0.05, false",
    })
    void a_line_must_come_to_price_times_quantity_give_or_take_a_fen(
            long quantity, long price, String amount, boolean taken) {
        var item = new FeeItem("S", Rooms.DRUG_A, quantity, price, fen(amount), DAY, Approval.NONE);
        if (taken) {
            upload("b", item);
            return;
        }
        var refusal = rooms.refused(visit.upload("b", item));
        assertThat(refusal.field()).isEqualTo(Field.LINE_AMOUNT);
        assertThat(refusal.expected().en()).startsWith("above 0 and price times quantity ");
        assertThat(refusal.got()).isEqualTo(amount + "（费用明细 S）");
    }

    @Test
    void what_a_line_should_have_come_to_is_told() {
        var item = new FeeItem("S", Rooms.DRUG_A, 25_000, 1_230_000, fen("3.00"), DAY, Approval.NONE);
        assertRefused(
                visit.upload("b", item),
                Field.LINE_AMOUNT,
                "above 0 and price times quantity 3.08 (within 0.01)",
                "3.00（费用明细 S）");
    }

    @Test
    void a_limited_item_is_in_scope_only_where_its_conditions_are_met() {
        var without = lines(Rooms.LIMITED, 1, "100.00", DAY, Approval.NONE);
        var met = lines(Rooms.LIMITED, 1, "100.00", DAY, Approval.MET);
        var declared = lines(Rooms.DRUG_A, 1, "100.00", DAY, Approval.OWN_EXPENSE);
        var taken = rooms.done(Outcome.FeesTaken.class, visit.upload("b", without, met, declared));
        assertThat(taken.items())
                .extracting(split -> split.ownPay() + " " + split.firstPay() + " " + split.inScope())
                .containsExactly("100.00 0.00 0.00", "0.00 20.00 80.00", "100.00 0.00 0.00");
        assertRefused(
                visit.settle(
                        "b",
                        expecting("300.00", Optional.of("0.00"), Optional.empty(), Optional.empty(), Optional.empty())),
                Field.OWN_PAY,
                "own pay of the lines, 200.00",
                "0.00");
        assertThat(paid(rooms.done(Outcome.Settled.class, visit.settle("b", "300.00"))))
                .isEqualTo("300.00 = funds 0.00 + current 100.00 + prior 0.00 + cash 200.00");
    }

    @Test
    void a_batch_without_lines() {
        assertRefused(visit.settle("none", "10.00"), Field.BATCH, "a batch with uploaded lines", "none");
        assertRefused(visit.withdraw("none"), Field.BATCH, "a batch with unsettled lines", "none");
    }

    @Test
    void a_settled_batch() {
        var settled = rooms.settled(visit, "b", "10.00");
        assertRefused(
                visit.settle("b", "10.00"),
                Field.BATCH,
                "a batch that is not settled",
                "b（已结算，结算ID " + settled.settlement().id() + "）");
        assertRefused(
                visit.upload("b", line(Rooms.DRUG_A, "10.00", DAY)),
                Field.BATCH,
                "a batch that is not settled",
                "b（已结算）");
        assertRefused(visit.withdraw("b"), Field.BATCH, "a batch with unsettled lines", "b");
    }

    /// Own pay 88.00, over the ceiling 120.00, first 38.40, in scope 1441.60.
    @Test
    void a_total_or_a_part_that_is_a_fen_off() {
        upload(
                "b",
                line(Rooms.DRUG_A, "1000.00", DAY),
                lines(Rooms.SCAN, 2, "300.00", DAY, Approval.NONE),
                line(Rooms.DRUG_C, "88.00", DAY));
        var none = Optional.<String>empty();
        for (var total : List.of("1687.99", "1688.01")) {
            assertRefused(visit.settle("b", total), Field.TOTAL, "the sum of the lines, 1688.00", total);
        }
        assertRefused(
                visit.settle("b", expecting("1688.00", Optional.of("88.01"), none, none, none)),
                Field.OWN_PAY,
                "own pay of the lines, 88.00",
                "88.01");
        assertRefused(
                visit.settle("b", expecting("1688.00", none, Optional.of("119.99"), none, none)),
                Field.OVER_LIMIT,
                "over-limit of the lines, 120.00",
                "119.99");
        assertRefused(
                visit.settle("b", expecting("1688.00", none, none, Optional.of("38.41"), none)),
                Field.FIRST_PAY,
                "first pay of the lines, 38.40",
                "38.41");
        assertRefused(
                visit.settle("b", expecting("1688.00", none, none, none, Optional.of("1441.59"))),
                Field.IN_SCOPE,
                "in-scope amount of the lines, 1441.60",
                "1441.59");
        rooms.done(
                Outcome.Settled.class,
                visit.settle(
                        "b",
                        expecting(
                                "1688.00",
                                Optional.of("88.00"),
                                Optional.of("120.00"),
                                Optional.of("38.40"),
                                Optional.of("1441.60"))));
    }

    private static Command.SettleTerms expecting(
            String total,
            Optional<String> ownPay,
            Optional<String> overLimit,
            Optional<String> firstPay,
            Optional<String> inScope) {
        return new Command.SettleTerms(
                Scheme.EMPLOYEE,
                VisitKind.OUTPATIENT,
                "11",
                fen(total),
                ownPay.map(Rooms::fen),
                overLimit.map(Rooms::fen),
                firstPay.map(Rooms::fen),
                inScope.map(Rooms::fen),
                AccountUse.OWN_FIRST,
                "{}");
    }

    @Test
    void a_settlement_reversed_before_and_a_reversal() {
        var settled = rooms.settled(visit, "b", "10.00");
        var reversed = rooms.done(Outcome.Settled.class, visit.reverse(settled));
        for (var target : List.of(settled, reversed)) {
            assertRefused(
                    visit.reverse(target),
                    Field.SETTLEMENT,
                    "a settlement not reversed",
                    target.settlement().id() + "（已撤销）");
        }
    }

    @Test
    void a_settlement_of_another_institution_visit_or_person_or_of_none() {
        var settled = rooms.settled(visit, "b", "10.00");
        var id = settled.settlement().id();
        var other = rooms.visit(visit.person(), DAY);
        for (var command : List.of(
                of(visit.person(), Rooms.OTHER_HOSPITAL, visit.id()).reverse(settled),
                other.reverse(settled),
                of(rooms.employee("0.00", "0.00"), Rooms.HOSPITAL, visit.id()).reverse(settled),
                new Command.Reverse(visit.person(), Rooms.HOSPITAL, visit.id(), "1"))) {
            var refusal = rooms.refused(command);
            assertThat(refusal.field()).isEqualTo(Field.SETTLEMENT);
            assertThat(refusal.got()).isEqualTo(command.settlement());
        }
        assertThat(rooms.number("select count(*) from settlement where reverses = ?", id))
                .isZero();
    }

    @Test
    void an_institution_that_is_not_designated() {
        var away = rooms.visit(visit.person(), Scheme.EMPLOYEE, Rooms.UNDESIGNATED, DAY);
        rooms.done(Outcome.FeesTaken.class, away.upload("b", line(Rooms.DRUG_A, "10.00", DAY)));
        assertRefused(
                away.settle("b", "10.00"),
                Field.INSTITUTION,
                "a designated institution on the network (not a designated institution; use a designated one)",
                Rooms.UNDESIGNATED);
    }

    @Test
    void an_institution_that_nobody_registered() {
        var nowhere = rooms.visit(visit.person(), Scheme.EMPLOYEE, "H99999999999", DAY);
        assertRefused(
                nowhere.upload("b", line(Rooms.DRUG_A, "10.00", DAY)),
                Field.INSTITUTION,
                "the code of a registered institution",
                "H99999999999");
    }

    @Test
    void a_purchase_at_what_is_no_pharmacy() {
        var terms = terms(Scheme.EMPLOYEE, VisitKind.PHARMACY, "10.00");
        var items = List.of(line(Rooms.DRUG_A, "10.00", DAY));
        assertRefused(
                new Command.Buy(visit.person(), Rooms.HOSPITAL, DAY.atTime(9, 0), items, terms),
                Field.INSTITUTION,
                "a pharmacy",
                "医院");
        assertRefused(
                new Command.Buy(visit.person(), "P9", DAY.atTime(9, 0), items, terms),
                Field.INSTITUTION,
                "the code of a registered institution",
                "P9");
    }

    @Test
    void a_home_region_without_a_rule() {
        var person = rooms.employee("320100", "100.00", "0.00");
        var away = rooms.visit(person, DAY);
        rooms.done(Outcome.FeesTaken.class, away.upload("b", line(Rooms.DRUG_A, "10.00", DAY)));
        assertRefused(
                away.settle("b", "10.00"),
                Field.HOME_REGION,
                "a home region whose bills are settled here (no rule is known for this home region, and none is guessed; not filed;"
                        + " file, or pay and claim at home 320000/filing-need@2023-01-01)",
                "320100 普通门诊 2025-03-10");
    }

    @Test
    void a_person_of_another_province_who_filed_nothing() {
        var person = rooms.employee("110000", "100.00", "0.00");
        var away = rooms.visit(person, Scheme.EMPLOYEE, Rooms.COMMUNITY, DAY);
        rooms.done(Outcome.FeesTaken.class, away.upload("b", line(Rooms.DRUG_A, "10.00", DAY)));
        assertThat(rooms.refused(away.settle("b", "10.00")).field()).isEqualTo(Field.HOME_REGION);
    }

    @Test
    void a_refusal_is_decided_anew_when_the_message_comes_again() {
        upload("b", line(Rooms.DRUG_A, "10.00", DAY));
        var command = visit.settle("c", "10.00");
        var message = Rooms.message(command);
        assertThat(rooms.perform(message, command)).isInstanceOf(Outcome.Refused.class);
        upload("c", line(Rooms.DRUG_A, "10.00", DAY));
        assertThat(rooms.perform(message, command)).isInstanceOf(Outcome.Settled.class);
    }

    /// Above 1800.00 the fund pays 20000.00 at 70 %, which uses up 28571.43, and 60 % of the other
    /// 9999969628.57.
    @Test
    void the_largest_amount_is_settled_and_a_larger_one_refused() {
        var largest = new FeeItem[21];
        for (var i = 0; i < largest.length; i++) {
            var serial = "S" + i;
            largest[i] =
                    new FeeItem(serial, Rooms.DRUG_A, 10_000, 10_000_000_000_000_000L, Fen.LARGEST, DAY, Approval.NONE);
        }
        upload("one", largest[0]);
        assertThat(paid(rooms.done(Outcome.Settled.class, visit.settle("one", "10000000000.00"))))
                .isEqualTo("10000000000.00 = funds 6000001777.14 + current 100.00 + prior 0.00 + cash 3999998122.86");
        upload("many", Arrays.copyOfRange(largest, 1, largest.length));
        assertRefused(
                visit.settle("many", "10000000000.00"),
                Field.TOTAL,
                "the sum of the lines, 200000000000.00",
                "10000000000.00");
    }
}

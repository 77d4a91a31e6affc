package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;
import static org.openyibao.server.settlement.Rooms.line;
import static org.openyibao.server.settlement.Rooms.terms;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.policy.Reason;
import org.openyibao.server.family.Binding;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;

/// What relatives' accounts pay of a bill, and get back. Bills in Beijing stay below its deductible of 1800.00: the
/// fund pays nothing.
class FamilySettlementTest {

    private static final LocalDate DAY = LocalDate.of(2025, 7, 1);

    private static Rooms rooms;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    @AfterEach
    void proved() {
        rooms.today(DAY.toString());
        assertThat(rooms.offender()).isEmpty();
    }

    /// Who paid, the relatives in their order.
    private static String paid(Outcome.Settled settled) {
        var settlement = settled.settlement();
        var family = settlement.family().stream()
                .map(draw -> draw.current() + "+" + draw.prior())
                .toList();
        return "own " + settlement.accountCurrent() + "+" + settlement.accountPrior() + " family " + family + " wallet "
                + settlement.wallet() + " cash " + settlement.cash();
    }

    private static String balances(String person) {
        var balances = rooms.ledger(person).balances();
        return balances.current() + "+" + balances.prior();
    }

    @Test
    void relatives_pay_in_their_order_what_the_own_account_does_not_hold() {
        var patient = rooms.employee("30.00", "20.00");
        var mother = rooms.employee("100.00", "40.00");
        var father = rooms.employee("500.00", "0.00");
        rooms.bind(patient, mother, Relation.MOTHER);
        rooms.bind(patient, father, Relation.FATHER);

        var settled = rooms.settled(rooms.visit(patient, DAY), "b", "400.00");

        // 50.00 of its own, then the mother's 140.00, then 210.00 of the father's.
        assertThat(paid(settled)).isEqualTo("own 30.00+20.00 family [100.00+40.00, 210.00+0.00] wallet 0.00 cash 0.00");
        assertThat(settled.settlement().family().getFirst().id()).isEqualTo(mother);
        assertThat(balances(patient)).isEqualTo("0.00+0.00");
        assertThat(balances(mother)).isEqualTo("0.00+0.00");
        assertThat(balances(father)).isEqualTo("290.00+0.00");
        assertThat(rooms.text(
                        "select string_agg(source || '>' || split_part(target, ':', 1) || ' ' || amount_fen || ' ' || why,"
                                + " ',' order by entry) from journal where psn_no = ? and reference = ?",
                        mother,
                        settled.settlement().id()))
                .isEqualTo("current>institution 10000 FAMILY,prior>institution 4000 FAMILY");
    }

    @Test
    void a_resident_without_an_account_is_paid_for() {
        var child = rooms.resident("220200");
        var father = rooms.employee("220100", "0.00", "2000.00");
        rooms.bind(child, father, Relation.FATHER);
        var buy = new Command.Buy(
                child,
                Rooms.PHARMACY,
                DAY.atTime(9, 0),
                List.of(line(Rooms.DRUG_A, "260.00", DAY)),
                terms(Scheme.RESIDENT, VisitKind.PHARMACY, "260.00"));
        var settled = rooms.done(Outcome.Settled.class, buy);
        assertThat(paid(settled)).isEqualTo("own 0.00+0.00 family [0.00+260.00] wallet 0.00 cash 0.00");
        assertThat(balances(father)).isEqualTo("0.00+1740.00");
        assertThat(balances(child)).isEqualTo("0.00+0.00");
    }

    @Test
    void a_preview_says_the_same_and_leaves_all_as_it_was() {
        var patient = rooms.employee("10.00", "0.00");
        var owner = rooms.employee("100.00", "0.00");
        rooms.bind(patient, owner, Relation.SPOUSE);
        var visit = rooms.visit(patient, DAY);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", line(Rooms.DRUG_A, "50.00", DAY)));
        var before = rooms.state();
        var preview = rooms.service(Settlements.class).preview(visit.settle("b", "50.00"));
        assertThat(paid((Outcome.Settled) preview))
                .isEqualTo("own 10.00+0.00 family [40.00+0.00] wallet 0.00 cash 0.00");
        assertThat(rooms.state()).isEqualTo(before);
    }

    @Test
    void nothing_is_drawn_on_where_no_account_is_to_be_used_and_the_own_one_not_where_relatives_alone_are() {
        var patient = rooms.employee("30.00", "0.00");
        var owner = rooms.employee("100.00", "0.00");
        rooms.bind(patient, owner, Relation.SPOUSE);
        var visit = rooms.visit(patient, DAY);
        rooms.done(Outcome.FeesTaken.class, visit.upload("none", line(Rooms.DRUG_A, "20.00", DAY)));
        rooms.done(Outcome.FeesTaken.class, visit.upload("alone", line(Rooms.DRUG_A, "20.00", DAY)));
        var none = rooms.done(Outcome.Settled.class, visit.settle("none", using(AccountUse.NONE)));
        var alone = rooms.done(Outcome.Settled.class, visit.settle("alone", using(AccountUse.RELATIVES_ONLY)));
        assertThat(paid(none)).isEqualTo("own 0.00+0.00 family [] wallet 0.00 cash 20.00");
        assertThat(paid(alone)).isEqualTo("own 0.00+0.00 family [20.00+0.00] wallet 0.00 cash 0.00");
        assertThat(alone.settlement().balances()).isEqualTo(new Balances(fen("30.00"), fen("0.00")));
    }

    private static Command.SettleTerms using(AccountUse use) {
        var all = terms(Scheme.EMPLOYEE, "20.00");
        return new Command.SettleTerms(
                all.scheme(),
                all.kind(),
                all.category(),
                all.total(),
                all.expectedOwnPay(),
                all.expectedOverLimit(),
                all.expectedFirstPay(),
                all.expectedInScope(),
                use,
                all.details());
    }

    @Test
    void an_owner_who_is_not_in_normal_standing_on_the_day_pays_nothing_and_the_receipt_says_why() {
        var patient = rooms.employee("0.00", "0.00");
        var owner = rooms.employee("100.00", "0.00");
        rooms.bind(patient, owner, Relation.SPOUSE);
        rooms.stands(owner, Standing.SUSPENDED);
        var settled = rooms.settled(rooms.visit(patient, DAY), "b", "40.00");
        assertThat(paid(settled)).isEqualTo("own 0.00+0.00 family [] wallet 0.00 cash 40.00");
        assertThat(settled.settlement().reason()).contains(Reason.AUTHORISER_NOT_NORMAL);
        assertThat(receipt(settled))
                .contains(Reason.AUTHORISER_NOT_NORMAL.text().zh());
    }

    private static String receipt(Outcome.Settled settled) {
        return rooms.service(Settlements.class)
                .receipt(settled.settlement().id())
                .orElseThrow()
                .text(Locale.CHINESE);
    }

    @Test
    void an_ended_binding_pays_nothing_and_one_of_later_not_yet() {
        var patient = rooms.employee("0.00", "0.00");
        var former = rooms.employee("100.00", "0.00");
        var later = rooms.employee("100.00", "0.00");
        var binding = rooms.bind(patient, former, Relation.SPOUSE);
        rooms.once((Once<Binding> once) -> rooms.service(Bindings.class)
                .change(once, patient, binding.id(), new Bindings.Ending(Binding.Because.RELATION_ENDED), "clerk-1"));
        var wish = new Bindings.Wish(
                patient,
                later,
                Relation.SPOUSE,
                Optional.empty(),
                Optional.of(DAY.plusDays(1)),
                Optional.empty(),
                "clerk-1");
        rooms.once((Once<Binding> once) -> rooms.service(Bindings.class).bind(once, wish));
        assertThat(paid(rooms.settled(rooms.visit(patient, DAY), "b", "40.00")))
                .isEqualTo("own 0.00+0.00 family [] wallet 0.00 cash 40.00");
        rooms.today("2025-07-02");
        assertThat(paid(rooms.settled(rooms.visit(patient, DAY.plusDays(1)), "b", "40.00")))
                .isEqualTo("own 0.00+0.00 family [40.00+0.00] wallet 0.00 cash 0.00");
    }

    @Test
    void a_year_limit_counts_what_was_drawn_in_the_year_less_what_came_back() {
        var patient = rooms.employee("0.00", "0.00");
        var owner = rooms.employee("500.00", "0.00");
        rooms.bind(patient, owner, Relation.SPOUSE, Optional.of("100.00"));
        var visit = rooms.visit(patient, DAY);
        var first = rooms.settled(visit, "b1", "80.00");
        assertThat(paid(first)).isEqualTo("own 0.00+0.00 family [80.00+0.00] wallet 0.00 cash 0.00");
        assertThat(paid(rooms.settled(visit, "b2", "50.00")))
                .isEqualTo("own 0.00+0.00 family [20.00+0.00] wallet 0.00 cash 30.00");
        assertThat(paid(rooms.settled(visit, "b3", "5.00"))).isEqualTo("own 0.00+0.00 family [] wallet 0.00 cash 5.00");
        rooms.done(Outcome.Settled.class, visit.reverse(first));
        assertThat(paid(rooms.settled(visit, "b4", "90.00")))
                .isEqualTo("own 0.00+0.00 family [80.00+0.00] wallet 0.00 cash 10.00");
        rooms.today("2026-01-02");
        assertThat(paid(rooms.settled(rooms.visit(patient, LocalDate.of(2026, 1, 2)), "b", "110.00")))
                .isEqualTo("own 0.00+0.00 family [0.00+100.00] wallet 0.00 cash 10.00");
        // 500.00 - 100.00 of 2025 - 100.00 of 2026.
        assertThat(balances(owner)).isEqualTo("0.00+300.00");
        assertThat(rooms.number("select sum(drawn_fen) from family_year where owner = ?", owner))
                .isEqualTo(20_000);
    }

    @Test
    void a_reversal_gives_each_relative_back_what_it_paid_to_the_bucket_that_paid() {
        var patient = rooms.employee("10.00", "0.00");
        var mother = rooms.employee("100.00", "40.00");
        var father = rooms.employee("500.00", "0.00");
        rooms.bind(patient, mother, Relation.MOTHER);
        rooms.bind(patient, father, Relation.FATHER);
        var visit = rooms.visit(patient, DAY);
        var settled = rooms.settled(visit, "b", "200.00");
        var reversed = rooms.done(Outcome.Settled.class, visit.reverse(settled));
        assertThat(paid(reversed))
                .isEqualTo("own -10.00+0.00 family [-100.00+-40.00, -50.00+0.00] wallet 0.00 cash 0.00");
        assertThat(balances(patient)).isEqualTo("10.00+0.00");
        assertThat(balances(mother)).isEqualTo("100.00+40.00");
        assertThat(balances(father)).isEqualTo("500.00+0.00");
    }

    @Test
    void what_a_relative_paid_last_year_comes_back_to_prior_years_money() {
        rooms.today("2025-12-31");
        var patient = rooms.employee("10.00", "0.00");
        var owner = rooms.employee("100.00", "40.00");
        rooms.bind(patient, owner, Relation.SPOUSE);
        var visit = rooms.visit(patient, LocalDate.of(2025, 12, 31));
        var settled = rooms.settled(visit, "b", "130.00");
        assertThat(paid(settled)).isEqualTo("own 10.00+0.00 family [100.00+20.00] wallet 0.00 cash 0.00");
        rooms.today("2026-01-01");
        var reversed = rooms.done(Outcome.Settled.class, visit.reverse(settled));
        assertThat(paid(reversed)).isEqualTo("own 0.00+-10.00 family [0.00+-120.00] wallet 0.00 cash 0.00");
        assertThat(balances(patient)).isEqualTo("0.00+10.00");
        assertThat(balances(owner)).isEqualTo("0.00+140.00");
    }

    @Test
    void a_message_undone_gives_relatives_back_too() {
        var patient = rooms.employee("0.00", "0.00");
        var owner = rooms.employee("100.00", "0.00");
        rooms.bind(patient, owner, Relation.SPOUSE);
        var visit = rooms.visit(patient, DAY);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", line(Rooms.DRUG_A, "60.00", DAY)));
        var settle = visit.settle("b", "60.00");
        var message = Rooms.message(settle);
        rooms.perform(message, settle);
        assertThat(balances(owner)).isEqualTo("40.00+0.00");
        rooms.done(Outcome.Done.class, new Command.Undo(patient, Rooms.HOSPITAL, message.msgid(), "2207"));
        assertThat(balances(owner)).isEqualTo("100.00+0.00");
    }

    @Test
    void the_receipt_names_relation_and_amount_but_nobody() {
        var patient = rooms.employee("30.00", "0.00");
        var mother = rooms.employee("100.00", "0.00");
        rooms.bind(patient, mother, Relation.MOTHER);
        var receipt = receipt(rooms.settled(rooms.visit(patient, DAY), "b", "70.00"));
        assertThat(receipt).contains("家庭共济", "母亲", "40.00").doesNotContain(mother);
    }

    @Test
    void a_parent_may_be_bound_by_several_and_pays_for_each() {
        var grandmother = rooms.employee("0.00", "100.00");
        var one = rooms.employee("0.00", "0.00");
        var other = rooms.employee("0.00", "0.00");
        rooms.bind(one, grandmother, Relation.PATERNAL_GRANDMOTHER);
        rooms.bind(other, grandmother, Relation.PATERNAL_GRANDMOTHER);
        assertThat(paid(rooms.settled(rooms.visit(one, DAY), "b", "70.00")))
                .isEqualTo("own 0.00+0.00 family [0.00+70.00] wallet 0.00 cash 0.00");
        assertThat(paid(rooms.settled(rooms.visit(other, DAY), "b", "70.00")))
                .isEqualTo("own 0.00+0.00 family [0.00+30.00] wallet 0.00 cash 40.00");
    }

    private static void change(Function<Once<Binding>, Answer> change) {
        rooms.once(change);
    }

    /// 230.00 in all: 10.00 of its own, 30.00 of the father who gives no more, 100.00 of the mother, then the brother.
    @Test
    void several_owners_pay_each_up_to_its_limit_in_an_order_that_may_be_changed() {
        var patient = rooms.employee("10.00", "0.00");
        var father = rooms.employee("0.00", "500.00");
        var mother = rooms.employee("60.00", "40.00");
        var brother = rooms.employee("300.00", "0.00");
        rooms.bind(patient, father, Relation.FATHER, Optional.of("30.00"));
        var ofMother = rooms.bind(patient, mother, Relation.MOTHER);
        var ofBrother = rooms.bind(patient, brother, Relation.SIBLING);
        var visit = rooms.visit(patient, DAY);
        var first = rooms.settled(visit, "b1", "230.00");
        assertThat(paid(first))
                .isEqualTo("own 10.00+0.00 family [0.00+30.00, 60.00+40.00, 90.00+0.00] wallet 0.00 cash 0.00");
        assertThat(first.settlement().family()).extracting(draw -> draw.id()).containsExactly(father, mother, brother);
        rooms.done(Outcome.Settled.class, visit.reverse(first));

        var bindings = rooms.service(Bindings.class);
        change(once -> bindings.change(once, patient, ofBrother.id(), new Bindings.Place(1), "clerk-1"));
        change(once ->
                bindings.change(once, patient, ofMother.id(), new Bindings.Limit(Optional.of(fen("5.00"))), "clerk-1"));
        assertThat(paid(rooms.settled(visit, "b2", "340.00")))
                .isEqualTo("own 10.00+0.00 family [300.00+0.00, 0.00+30.00] wallet 0.00 cash 0.00");
        assertThat(paid(rooms.settled(visit, "b3", "20.00")))
                .isEqualTo("own 0.00+0.00 family [5.00+0.00] wallet 0.00 cash 15.00");
        assertThat(balances(father)).isEqualTo("0.00+470.00");
        assertThat(balances(mother)).isEqualTo("55.00+40.00");
    }

    @Test
    void a_limit_below_what_was_drawn_pays_nothing_more_and_a_raised_one_the_difference() {
        var patient = rooms.employee("0.00", "0.00");
        var owner = rooms.employee("500.00", "0.00");
        var binding = rooms.bind(patient, owner, Relation.SPOUSE, Optional.of("100.00"));
        var visit = rooms.visit(patient, DAY);
        rooms.settled(visit, "b1", "80.00");
        var bindings = rooms.service(Bindings.class);
        change(once ->
                bindings.change(once, patient, binding.id(), new Bindings.Limit(Optional.of(fen("50.00"))), "clerk-1"));
        assertThat(paid(rooms.settled(visit, "b2", "7.00"))).isEqualTo("own 0.00+0.00 family [] wallet 0.00 cash 7.00");
        change(once ->
                bindings.change(once, patient, binding.id(), new Bindings.Limit(Optional.of(fen("85.00"))), "clerk-1"));
        assertThat(paid(rooms.settled(visit, "b3", "7.00")))
                .isEqualTo("own 0.00+0.00 family [5.00+0.00] wallet 0.00 cash 2.00");
        change(once -> bindings.change(once, patient, binding.id(), new Bindings.Limit(Optional.empty()), "clerk-1"));
        assertThat(paid(rooms.settled(visit, "b4", "7.00")))
                .isEqualTo("own 0.00+0.00 family [7.00+0.00] wallet 0.00 cash 0.00");
    }

    /// A limit is the user's: what one drew leaves the other's whole.
    @Test
    void one_owner_limits_each_of_several_users_apart() {
        var owner = rooms.employee("100.00", "0.00");
        var other = rooms.employee("0.00", "0.00");
        var wife = rooms.employee("0.00", "0.00");
        rooms.bind(other, owner, Relation.FATHER, Optional.of("40.00"));
        rooms.bind(wife, owner, Relation.SPOUSE, Optional.of("70.00"));
        assertThat(paid(rooms.settled(rooms.visit(other, DAY), "b", "60.00")))
                .isEqualTo("own 0.00+0.00 family [40.00+0.00] wallet 0.00 cash 20.00");
        // The wife may have 70.00, but 60.00 is all that is left.
        assertThat(paid(rooms.settled(rooms.visit(wife, DAY), "b", "80.00")))
                .isEqualTo("own 0.00+0.00 family [60.00+0.00] wallet 0.00 cash 20.00");
        assertThat(balances(owner)).isEqualTo("0.00+0.00");
    }

    @Test
    void two_who_share_with_each_other_each_pay_first_from_their_own() {
        var husband = rooms.employee("30.00", "0.00");
        var wife = rooms.employee("50.00", "0.00");
        rooms.bind(husband, wife, Relation.SPOUSE);
        rooms.bind(wife, husband, Relation.SPOUSE);
        assertThat(paid(rooms.settled(rooms.visit(husband, DAY), "b", "35.00")))
                .isEqualTo("own 30.00+0.00 family [5.00+0.00] wallet 0.00 cash 0.00");
        assertThat(paid(rooms.settled(rooms.visit(wife, DAY), "b", "50.00")))
                .isEqualTo("own 45.00+0.00 family [] wallet 0.00 cash 5.00");
    }
}

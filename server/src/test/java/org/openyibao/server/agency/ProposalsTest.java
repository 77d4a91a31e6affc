package org.openyibao.server.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.WithdrawalReason;
import org.openyibao.server.agency.Step.Kind;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.family.Binding.Because;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.identity.Role;
import org.openyibao.server.outflow.Withdrawal;
import org.openyibao.server.outflow.WithdrawalOrder;
import org.openyibao.server.outflow.Withdrawals;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.Rooms;

/// What clerks enter from paper, and what waits at an agency.
class ProposalsTest {

    private static Rooms rooms;
    private static Proposals proposals;
    private static Work work;

    @BeforeAll
    static void start() {
        rooms = Rooms.open();
        proposals = rooms.service(Proposals.class);
        work = rooms.service(Work.class);
    }

    @AfterAll
    static void stop() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    @BeforeEach
    void today() {
        rooms.today("2025-05-08");
    }

    private static String retiree(String region) {
        return rooms.insured(new Insured(region, Scheme.EMPLOYEE, Status.RETIRED, Standing.NORMAL), Balances.NONE);
    }

    private static Proposed.Filing filing(String... documents) {
        return new Proposed.Filing(
                Optional.empty(),
                FilingGround.RESETTLED_RETIREE,
                "310000",
                Optional.empty(),
                Optional.empty(),
                List.of(documents),
                List.of(),
                false,
                "随子女居住");
    }

    private static Proposal done(Function<Once<Proposal>, Answer> act) {
        return rooms.once(act);
    }

    private static Refusal refused(Function<Once<Proposal>, Answer> act) {
        return rooms.refusedOnce(act);
    }

    private static String proposed(String person, Proposed what) {
        return done(once -> proposals.propose(once, person, what, "申请表 7 号", "clerk-1"))
                .id();
    }

    private static List<Filings.View> filings(String person) {
        return rooms.service(Filings.class).of(person);
    }

    @Test
    void a_filing_from_paper_holds_when_another_approves_it_and_not_before() {
        var person = retiree("999999");
        var id = proposed(person, filing("household-register"));
        assertThat(filings(person)).isEmpty();
        rooms.today("2025-05-12");
        assertThat(refused(once -> proposals.approve(once, "another", id, "reviewer-1"))
                        .code())
                .isEqualTo("UNKNOWN_PROPOSAL");
        assertThat(refused(once -> proposals.approve(once, person, id, "clerk-1"))
                        .code())
                .isEqualTo("REVIEWED_BY_ITS_CLERK");
        assertThat(refused(once -> proposals.reject(once, person, id, "clerk-1", "x"))
                        .code())
                .isEqualTo("REVIEWED_BY_ITS_CLERK");
        assertThat(filings(person)).isEmpty();
        done(once -> proposals.approve(once, person, id, "reviewer-1"));
        var made = filings(person).getFirst();
        assertThat(made.filing().from()).hasToString("2025-05-12");
        assertThat(made.events().getFirst().clerk()).isEqualTo("clerk-1");
        var kept = proposals.find(person, id).orElseThrow();
        assertThat(kept.end().orElseThrow())
                .extracting(Proposal.End::outcome, Proposal.End::who, Proposal.End::result)
                .containsExactly(
                        Proposal.Outcome.APPROVED, "reviewer-1", made.filing().id());
        assertThat(refused(once -> proposals.approve(once, person, id, "reviewer-2"))
                        .code())
                .isEqualTo("ENDED_ALREADY");
        var end = proposed(person, new Proposed.FilingEnd(made.filing().id(), "返回参保地"));
        done(once -> proposals.approve(once, person, end, "reviewer-1"));
        assertThat(filings(person).getFirst().filing().cancelled().orElseThrow())
                .hasToString("2025-05-12");
    }

    @Test
    void what_the_rules_refuse_cannot_be_proposed_and_what_they_refuse_meanwhile_not_approved() {
        var person = retiree("999999");
        assertThat(refused(once -> proposals.propose(once, person, filing(), "申请表", "clerk-1"))
                        .code())
                .isEqualTo("DOCUMENTS_MISSING");
        assertThat(refused(once -> proposals.propose(once, "77", filing(), "申请表", "clerk-1"))
                        .code())
                .isEqualTo("UNKNOWN_PERSON");
        var first = proposed(person, filing("household-register"));
        assertThat(refused(once -> proposals.propose(once, person, filing("household-register"), "申请表", "clerk-2"))
                        .code())
                .isEqualTo("PROPOSED_ALREADY");
        var second = proposed(person, filing("household-register", "referral"));
        done(once -> proposals.approve(once, person, first, "reviewer-1"));
        assertThat(refused(once -> proposals.approve(once, person, second, "reviewer-1"))
                        .code())
                .isEqualTo("FILED_ALREADY");
        assertThat(proposals.find(person, second).orElseThrow().end()).isEmpty();
        done(once -> proposals.reject(once, person, second, "reviewer-1", "重复"));
        assertThat(filings(person)).hasSize(1);
    }

    @Test
    void a_binding_from_paper_and_its_end_take_both_steps_too() {
        var user = rooms.resident("220200");
        var owner = rooms.employee("220100", "0.00", "100.00");
        var bindings = rooms.service(Bindings.class);
        var what = new Proposed.Binding(
                owner, Relation.MOTHER, Optional.of(Fen.of(50_000)), Optional.empty(), Optional.empty());
        var id = proposed(user, what);
        assertThat(proposals.find(user, id).orElseThrow().what()).isEqualTo(what);
        assertThat(bindings.of(user)).isEmpty();
        done(once -> proposals.approve(once, user, id, "reviewer-1"));
        var bound = bindings.of(user).getFirst().binding();
        assertThat(bound.yearLimit()).contains(Fen.of(50_000));
        assertThat(refused(once -> proposals.propose(once, user, what, "申请表", "clerk-1"))
                        .code())
                .isEqualTo("ALREADY_BOUND");
        var end = proposed(user, new Proposed.BindingEnd(bound.id(), Because.RELATION_ENDED));
        assertThat(bindings.of(user).getFirst().binding().end()).isEmpty();
        done(once -> proposals.approve(once, user, end, "reviewer-1"));
        assertThat(bindings.of(user).getFirst().binding().end().orElseThrow().because())
                .hasToString("relation-ended");
        assertThat(refused(once -> proposals.propose(
                                once, user, new Proposed.BindingEnd(bound.id(), Because.REQUESTED), "申请表", "clerk-1"))
                        .code())
                .isEqualTo("UNKNOWN_BINDING");
    }

    @Test
    void what_waits_is_listed_by_region_the_longest_first_and_in_pages() {
        var here = retiree("330100");
        var there = retiree("330200");
        rooms.now("2025-05-08T09:00:00");
        var first = proposed(here, filing("household-register"));
        rooms.now("2025-05-08T10:00:00");
        var second = proposed(there, filing("household-register"));
        rooms.now("2025-05-08T11:00:00");
        var third = proposed(here, filing("household-register", "referral"));
        assertThat(ids(work.of("330100", Optional.empty(), Optional.empty(), Work.Place.FIRST, 10)))
                .containsExactly(first, third);
        assertThat(ids(work.of("330000", Optional.empty(), Optional.empty(), Work.Place.FIRST, 10)))
                .containsExactly(first, second, third);
        var page = work.of("330000", Optional.empty(), Optional.of(Role.REVIEWER), Work.Place.FIRST, 2);
        assertThat(ids(page)).containsExactly(first, second);
        var last = page.getLast().waiting();
        assertThat(ids(work.of(
                        "330000",
                        Optional.of(Kind.PROPOSAL),
                        Optional.empty(),
                        new Work.Place(last.since(), last.id()),
                        2)))
                .containsExactly(third);
        assertThat(work.of("330000", Optional.empty(), Optional.of(Role.CLERK), Work.Place.FIRST, 10))
                .isEmpty();
        assertThat(work.of("330000", Optional.of(Kind.CLAIM), Optional.empty(), Work.Place.FIRST, 10))
                .isEmpty();
        assertThat(work.counts("330000")).isEqualTo(Map.of(Step.FILING, 3L));
        done(once -> proposals.withdraw(once, there, second, "clerk-1", "重复录入"));
        assertThat(work.counts("330000")).isEqualTo(Map.of(Step.FILING, 2L));
        assertThat(work.counts("330200")).isEmpty();
        assertThat(page.getFirst().step().role()).isEqualTo(Role.REVIEWER);
        assertThat(page.getFirst().waiting().by()).isEqualTo("clerk-1");
    }

    @Test
    void withdrawals_wait_in_the_list_until_they_are_reviewed() {
        var withdrawals = rooms.service(Withdrawals.class);
        var person = rooms.employee("510300", "312.45", "5021.30");
        Withdrawal asked = rooms.once((Once<Withdrawal> once) -> withdrawals.ask(
                once,
                new WithdrawalOrder(
                        person,
                        WithdrawalReason.DEATH,
                        LocalDate.of(2025, 5, 1),
                        List.of("heir-id", "bank-account"),
                        "测试甲",
                        Optional.empty(),
                        "clerk-1"),
                List.of()));
        assertThat(work.counts("510000")).isEqualTo(Map.of(Step.WITHDRAWAL, 1L));
        var waiting = work.of("510300", Optional.of(Kind.WITHDRAWAL), Optional.of(Role.REVIEWER), Work.Place.FIRST, 10);
        assertThat(ids(waiting)).containsExactly(asked.id());
        assertThat(waiting.getFirst().waiting().about()).isEqualTo(person);
        assertThat(work.persons(waiting)).containsOnlyKeys(person);
        rooms.<Withdrawal>once(once -> withdrawals.reject(once, person, asked.id(), "reviewer-1", "材料不全"));
        assertThat(work.counts("510000")).isEmpty();
    }

    private static List<String> ids(List<Work.Item> items) {
        return items.stream().map(item -> item.waiting().id()).toList();
    }
}

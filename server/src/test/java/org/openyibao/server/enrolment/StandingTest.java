package org.openyibao.server.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.decision.Spell;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.settlement.Rooms;

/// Standing computed from rows. Today is 1 July 2025; by the pack of Zhongwei the flexibly employed who repay up to
/// three months get benefits back the month after.
class StandingTest {

    private static Rooms rooms;
    private static Enrolment enrolment;
    private static int persons;

    private String person = "";

    @BeforeAll
    static void open() {
        rooms = Rooms.empty();
        enrolment = rooms.service(Enrolment.class);
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private void flexible() {
        person = "S" + ++persons;
        enrolment.savePersons(
                List.of(new Person(person, "01", "ID" + person, "张三丰", "1", "01", LocalDate.of(1980, 3, 7))));
        enrolment.saveParticipations(List.of(new Participation(
                person,
                Scheme.EMPLOYEE,
                LocalDate.of(2010, 1, 1),
                LocalDate.of(9999, 12, 31),
                "640500",
                Status.FLEXIBLE,
                Standing.NORMAL,
                Tier.NONE,
                Assistance.NONE,
                false,
                LocalDate.of(2010, 1, 1),
                "",
                "")));
    }

    private Enrolment.Taken pay(ContributionKind kind, String paidOn, String... months) {
        var offered = Arrays.stream(months)
                .map(month -> new Enrolment.Offered(
                        new Contribution(
                                person,
                                Scheme.EMPLOYEE,
                                YearMonth.parse(month),
                                "640500",
                                kind,
                                Fen.ZERO,
                                Fen.ZERO,
                                Fen.ZERO,
                                Fen.ZERO,
                                LocalDate.parse(paidOn)),
                        true))
                .toList();
        return rooms.transaction(connection -> enrolment.contribute(connection, offered, "clerk", "test"));
    }

    private void payEach(String... months) {
        for (var month : months) {
            assertThat(pay(ContributionKind.REGULAR, month + "-10", month).added())
                    .isOne();
        }
    }

    private Standing on(String day) {
        var enrolled =
                rooms.transaction(connection -> enrolment.byNumbers(connection, List.of(person), LocalDate.parse(day)));
        return enrolled.get(person).participations().getFirst().standing();
    }

    private String runs() {
        return rooms.text("select runs from contributed where psn_no = ?", person);
    }

    @Test
    void what_is_stated_holds_until_something_is_known_to_be_paid() {
        flexible();
        assertThat(on("2025-06-30")).isEqualTo(Standing.NORMAL);
        payEach("2025-03");
        assertThat(on("2025-02-28")).isEqualTo(Standing.NORMAL);
        assertThat(on("2025-04-01"))
                .as("April to June are over and were not paid")
                .isEqualTo(Standing.SUSPENDED);
    }

    @Test
    void months_in_a_row_are_one_run_and_a_back_payment_opens_the_month_after() {
        flexible();
        payEach("2025-01", "2025-02", "2025-05", "2025-06");
        assertThat(runs())
                .isEqualTo("2025-01/2025-02 640500 regular 2025-01-10;2025-05/2025-06 640500 regular 2025-05-10");
        assertThat(on("2025-06-30")).as("not repaid: three months from May").isEqualTo(Standing.WAITING);
        assertThat(pay(ContributionKind.BACK_PAYMENT, "2025-05-20", "2025-03", "2025-04")
                        .refused())
                .isEmpty();
        assertThat(runs())
                .isEqualTo("2025-01/2025-02 640500 regular 2025-01-10;2025-03/2025-04 640500 back-payment 2025-05-20;"
                        + "2025-05/2025-06 640500 regular 2025-05-10");
        assertThat(on("2025-05-31")).isEqualTo(Standing.SUSPENDED);
        assertThat(on("2025-06-01")).as("repaid in May").isEqualTo(Standing.NORMAL);
        assertThat(enrolment.timeline(enrolment.byNumber(person).orElseThrow(), Scheme.EMPLOYEE))
                .filteredOn(spell -> spell.why() == Spell.Why.REPAID)
                .singleElement()
                .satisfies(spell -> assertThat(spell.rule().orElseThrow().id()).isEqualTo("gap-arrears"));
    }

    @Test
    void a_month_withdrawn_was_not_paid() {
        flexible();
        payEach("2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06");
        assertThat(on("2025-06-30")).isEqualTo(Standing.NORMAL);
        pay(ContributionKind.WITHDRAWN, "2025-06-30", "2025-05");
        assertThat(on("2025-05-15")).isEqualTo(Standing.SUSPENDED);
        assertThat(on("2025-06-15")).isEqualTo(Standing.WAITING);
        pay(ContributionKind.REGULAR, "2025-05-10", "2025-05");
        assertThat(on("2025-05-15")).isEqualTo(Standing.NORMAL);
        assertThat(runs()).isEqualTo("2025-01/2025-06 640500 regular 2025-01-10");
    }

    @Test
    void a_death_reported_ends_the_standing_the_day_after_and_is_kept() {
        flexible();
        var changes = rooms.service(Changes.class);
        var said = new Changes.Said("clerk-7", "死亡医学证明");
        var of = new Changes.Of(person, 0);
        rooms.<Changes.Made>refusedOnce(once -> changes.reportDeath(once, of, LocalDate.of(2025, 7, 2), said));
        rooms.<Changes.Made>once(once -> changes.reportDeath(once, of, LocalDate.of(2025, 5, 20), said));
        assertThat(on("2025-05-20")).isEqualTo(Standing.NORMAL);
        assertThat(on("2025-05-21")).isEqualTo(Standing.ENDED);
        assertThat(changes.of(person)).singleElement().satisfies(change -> {
            assertThat(change.said()).isEqualTo(said);
            assertThat(change.values()).containsExactly(new Change.Value("died", "", "2025-05-20"));
        });
    }

    @Test
    void the_proof_finds_runs_that_are_not_those_of_the_contributions() {
        flexible();
        payEach("2025-01", "2025-02");
        assertThat(rooms.transaction(EnrolmentBooks::offender)).isEmpty();
        rooms.transaction(connection -> Rooms.change(
                connection,
                "update contributed set runs = replace(runs, '2025-02', '2025-03') where psn_no = ?",
                person));
        try {
            assertThat(rooms.transaction(EnrolmentBooks::offender).orElseThrow().en())
                    .isEqualTo("months paid are not what the contributions say: " + person + " employee");
        } finally {
            rooms.transaction(connection -> Rooms.change(
                    connection,
                    "update contributed set runs = replace(runs, '2025-03', '2025-02') where psn_no = ?",
                    person));
        }
    }
}

package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.line;
import static org.openyibao.server.settlement.Rooms.paid;
import static org.openyibao.server.settlement.Rooms.terms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.policy.Policies;

/// What a settlement depends on that came before it: what was paid the same day, how long the person was insured, and
/// whether it was needed. By a made-up pack: 80 % of outpatient and emergency care, 100.00 a day at most; of inpatient
/// care nothing but catastrophic insurance, which pays all, 1000.00 a year at most; from the third year in a row on
/// 100.00 more for each, for each year without a claim 50.00, for each break 30.00 less, at most 30 %.
class EarlierTest {

    private static final String RULES = """
            pack: {region: "510300", name: 样例, english: Specimen}
            sources:
              made-up: {document: 测试, evidence: specimen}
            rules:
              - id: share
                title: {zh: 支付比例, en: Share}
                when: {visit: [outpatient, emergency]}
                pool: {ratio: 80%}
                source: made-up
                confidence: specimen
              - id: day
                title: {zh: 日限额, en: Limit of the day}
                when: {visit: [outpatient, emergency]}
                cap: {amount: 100.00, counts: day}
                source: made-up
                confidence: specimen
              - id: none
                title: {zh: 住院, en: Inpatient}
                when: {visit: inpatient}
                pool: {ratio: 0%}
                source: made-up
                confidence: specimen
              - id: catastrophic
                title: {zh: 大病保险, en: Catastrophic insurance}
                when: {visit: inpatient}
                layer: {kind: catastrophic, deductible: 0.00, ratio: 100%, cap: 1000.00}
                source: made-up
                confidence: specimen
              - id: bonus
                title: {zh: 连续参保, en: Insured without a break}
                cap-bonus:
                  kind: catastrophic
                  after-years: 2
                  per-year: 100.00
                  no-claim: 50.00
                  per-break: 30.00
                  at-most: 30%
                source: made-up
                confidence: specimen
            """;

    private static Rooms rooms;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        var pack = Files.createDirectories(folder.resolve("510300-specimen"));
        Files.writeString(pack.resolve("rules.yaml"), RULES);
        rooms = Rooms.open(Policies.read(folder));
    }

    @AfterAll
    static void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    /// A resident whose books were opened on a day.
    private static String resident(String since) {
        rooms.today(since);
        var person =
                rooms.insured(new Insured("510300", Scheme.RESIDENT, Status.ADULT, Standing.NORMAL), Balances.NONE);
        assertThat(rooms.ledger(person).firstYear())
                .isEqualTo(LocalDate.parse(since).getYear());
        return person;
    }

    /// Each year in the autumn before it.
    private static void pays(String person, int... years) {
        rooms.today(years[years.length - 1] + "-01-02");
        var offered = Arrays.stream(years)
                .mapToObj(year -> new Enrolment.Offered(
                        new Contribution(
                                person,
                                Scheme.RESIDENT,
                                YearMonth.of(year, 1),
                                "510300",
                                ContributionKind.REGULAR,
                                Fen.ZERO,
                                Rooms.fen("400.00"),
                                Fen.ZERO,
                                Fen.ZERO,
                                LocalDate.of(year - 1, 11, 1)),
                        false))
                .toList();
        var taken = rooms.transaction(
                connection -> rooms.service(Enrolment.class).contribute(connection, offered, "clerk", "test"));
        assertThat(taken.added()).isEqualTo(years.length);
    }

    private static Outcome.Settled settle(String person, VisitKind kind, String day, String total) {
        rooms.today(day);
        var visit = rooms.visit(person, Scheme.RESIDENT, Rooms.COMMUNITY, LocalDate.parse(day));
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", line(Rooms.DRUG_A, total, visit.day())));
        return rooms.done(Outcome.Settled.class, visit.settle("b", terms(Scheme.RESIDENT, kind, total)));
    }

    private static String funds(String total, String funds, String cash) {
        return total + " = funds " + funds + " + current 0.00 + prior 0.00 + cash " + cash;
    }

    @Test
    void a_limit_of_the_day_minds_what_was_paid_that_day_alone() {
        var person = resident("2025-03-01");
        assertThat(paid(settle(person, VisitKind.OUTPATIENT, "2025-03-10", "100.00")))
                .isEqualTo(funds("100.00", "80.00", "20.00"));
        var second = settle(person, VisitKind.EMERGENCY, "2025-03-10", "100.00");
        assertThat(paid(second)).isEqualTo(funds("100.00", "20.00", "80.00"));
        assertThat(paid(settle(person, VisitKind.OUTPATIENT, "2025-03-11", "50.00")))
                .isEqualTo(funds("50.00", "40.00", "10.00"));
        // Another person's day is another one.
        assertThat(paid(settle(resident("2025-03-01"), VisitKind.OUTPATIENT, "2025-03-10", "100.00")))
                .isEqualTo(funds("100.00", "80.00", "20.00"));

        var reversed = second.settlement();
        rooms.done(
                Outcome.Settled.class, new Command.Reverse(person, Rooms.COMMUNITY, reversed.visit(), reversed.id()));
        assertThat(paid(settle(person, VisitKind.OUTPATIENT, "2025-03-10", "100.00")))
                .isEqualTo(funds("100.00", "20.00", "80.00"));
    }

    @Test
    void a_cap_grows_with_the_years_without_a_break() {
        var person = resident("2025-01-05");
        pays(person, 2022, 2023, 2024, 2025);
        // Four years, two beyond the second. Whether 2022 to 2024 went without a claim is not known here.
        assertThat(paid(settle(person, VisitKind.INPATIENT, "2025-06-10", "2000.00")))
                .isEqualTo(funds("2000.00", "1200.00", "800.00"));
    }

    @Test
    void a_break_lowers_it_and_the_years_begin_anew() {
        var person = resident("2025-01-05");
        pays(person, 2019, 2020, 2021, 2023, 2024, 2025);
        // Three years in a row, one beyond the second; a break: 100.00 less 30.00.
        assertThat(paid(settle(person, VisitKind.INPATIENT, "2025-06-10", "2000.00")))
                .isEqualTo(funds("2000.00", "1070.00", "930.00"));
    }

    @Test
    void years_without_a_claim_count_from_the_first_whole_year_of_the_books_until_they_are_used() {
        var person = resident("2022-06-05");
        pays(person, 2022, 2023, 2024);
        // 2023 is the first whole year, and went without a claim, 2024 did not. The third year in a row.
        assertThat(paid(settle(person, VisitKind.INPATIENT, "2024-06-10", "2000.00")))
                .isEqualTo(funds("2000.00", "1150.00", "850.00"));
        pays(person, 2025);
        // What 2023 earned is used: the fourth year alone.
        assertThat(paid(settle(person, VisitKind.OUTPATIENT, "2025-06-10", "10.00")))
                .isEqualTo(funds("10.00", "8.00", "2.00"));
        assertThat(paid(settle(person, VisitKind.INPATIENT, "2025-06-11", "2000.00")))
                .isEqualTo(funds("2000.00", "1200.00", "800.00"));
        pays(person, 2026, 2027);
        // The sixth year, at most 30 %; 2026 went without a claim.
        assertThat(paid(settle(person, VisitKind.INPATIENT, "2027-06-10", "2000.00")))
                .isEqualTo(funds("2000.00", "1300.00", "700.00"));
    }

    @Test
    void of_whom_no_payment_is_held_nothing_is_known() {
        assertThat(paid(settle(resident("2020-01-05"), VisitKind.INPATIENT, "2025-06-10", "2000.00")))
                .isEqualTo(funds("2000.00", "1000.00", "1000.00"));
    }
}

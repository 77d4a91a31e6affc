package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;
import org.openyibao.engine.policy.WithdrawalReason;
import org.openyibao.server.outflow.Withdrawal;
import org.openyibao.server.outflow.WithdrawalOrder;
import org.openyibao.server.outflow.Withdrawals;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Rooms;

/// Money in, interest and money out by rules that ask for standing. Everybody is stated as normal; who stopped
/// contributing is suspended all the same.
class ComputedStandingTest {

    private static final String BEIJING = "110000";
    private static final YearMonth JANUARY = YearMonth.of(2025, 1);
    private static final YearMonth MARCH = YearMonth.of(2025, 3);
    private static final YearMonth JUNE = YearMonth.of(2025, 6);

    @TempDir
    private Path folder;

    private Rooms rooms;

    /// Who waits after a break, for three months, is credited with 1 % instead of 2 %. Who is suspended gets interest
    /// on demand for money of prior years, and
    /// needs
    /// a paper for a withdrawal.
    @BeforeEach
    void open() throws IOException {
        var pack = Files.createDirectories(folder.resolve("110000-made-up"));
        Files.writeString(pack.resolve("pack.yaml"), """
                pack: {region: "110000", name: 试, english: Test}
                sources: {made-up: {document: 测试, evidence: specimen}}
                """);
        Files.writeString(
                pack.resolve("rules.yaml"),
                "rules:\n"
                        + rule("normal-inflow", "normal", "inflow: {has-account: true, employee-share: 2%}")
                        + rule(
                                "break",
                                "[normal, suspended, waiting, ended]",
                                "gap: {up-to-months: 1200, waiting-months: 3}")
                        + rule("waiting-inflow", "waiting", "inflow: {has-account: true, employee-share: 1%}")
                        + rule("normal-interest", "normal", "interest: {current: demand, prior: three-month}")
                        + rule("suspended-interest", "suspended", "interest: {current: demand, prior: demand}")
                        + rule("normal-exit", "normal", withdrawal(""))
                        + rule("suspended-exit", "suspended", withdrawal("bank-account")));
        rooms = Rooms.open(Policies.read(folder));
    }

    private static String rule(String id, String standing, String effect) {
        return """
                  - id: %s
                    title: {zh: 试, en: Test}
                    when: {standing: %s}
                    %s
                    source: made-up
                    confidence: specimen
                """.formatted(id, standing, effect);
    }

    private static String withdrawal(String documents) {
        return "withdrawal: {for: voluntary-exit, documents: [" + documents + "], payee: self}";
    }

    @AfterEach
    void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    /// June alone was paid of the second quarter.
    @Test
    void a_month_is_credited_by_the_standing_at_its_end() {
        rooms.today("2025-07-15");
        var paying = rooms.employee("0.00", "0.00");
        var stopped = rooms.employee("0.00", "0.00");
        rooms.paid(paying, BEIJING, JANUARY, JUNE);
        rooms.paid(stopped, BEIJING, JANUARY, MARCH);
        rooms.paid(stopped, BEIJING, JUNE, JUNE);
        var outcome = rooms.service(Batches.class)
                .run(new Batches.Order.Credit(BEIJING, JUNE, "clerk-1"), false, report -> {});
        assertThat(outcome).isInstanceOf(Batches.Outcome.Finished.class);
        assertThat(rooms.ledger(paying).balances()).isEqualTo(new Balances(fen("147.00"), fen("0.00")));
        assertThat(rooms.ledger(stopped).balances()).isEqualTo(new Balances(fen("73.50"), fen("0.00")));
    }

    /// 500.00 for 184 of 365 days bear 1.64 at 0.65 %, and 0.13 at 0.05 %.
    @Test
    void a_year_bears_interest_by_the_standing_at_its_end() {
        rooms.today("2025-07-01");
        var paying = rooms.employee("0.00", "500.00");
        var stopped = rooms.employee("0.00", "500.00");
        var left = rooms.employee("0.00", "500.00");
        rooms.today("2026-01-10");
        rooms.paid(paying, BEIJING, JANUARY, YearMonth.of(2025, 12));
        rooms.paid(stopped, BEIJING, JANUARY, MARCH);
        rooms.paid(left, BEIJING, JANUARY, MARCH);
        rooms.insuredUntil(left, LocalDate.of(2025, 3, 31));
        var rates = Map.of(RateKind.DEMAND, Ratio.ofMillionths(500), RateKind.THREE_MONTH, Ratio.ofMillionths(6_500));
        var outcome = rooms.service(Batches.class)
                .run(new Batches.Order.YearEnd(BEIJING, 2025, rates, "clerk-1"), false, report -> {});
        assertThat(outcome).isInstanceOf(Batches.Outcome.Finished.class);
        assertThat(rooms.ledger(paying).balances().prior()).isEqualTo(fen("501.64"));
        assertThat(rooms.ledger(stopped).balances().prior()).isEqualTo(fen("500.13"));
        // Whose insurance is over counts as on its last day.
        assertThat(rooms.ledger(left).balances().prior()).isEqualTo(fen("501.64"));
    }

    @Test
    void a_withdrawal_asks_for_what_the_rules_ask_of_the_suspended() {
        rooms.today("2025-07-15");
        var paying = rooms.employee("0.00", "500.00");
        var stopped = rooms.employee("0.00", "500.00");
        rooms.paid(paying, BEIJING, JANUARY, JUNE);
        rooms.paid(stopped, BEIJING, JANUARY, MARCH);
        var withdrawals = rooms.service(Withdrawals.class);
        rooms.once((Once<Withdrawal> once) -> withdrawals.ask(once, exit(paying, List.of()), List.of()));
        var refused = rooms.refusedOnce(
                (Once<Withdrawal> once) -> withdrawals.ask(once, exit(stopped, List.of()), List.of()));
        assertThat(refused.details())
                .singleElement()
                .satisfies(lacking -> assertThat(lacking.en()).startsWith("bank-account"));
        rooms.once((Once<Withdrawal> once) -> withdrawals.ask(once, exit(stopped, List.of("bank-account")), List.of()));
    }

    private static WithdrawalOrder exit(String person, List<String> documents) {
        return new WithdrawalOrder(
                person,
                WithdrawalReason.VOLUNTARY_EXIT,
                LocalDate.of(2025, 7, 1),
                documents,
                "张三丰",
                Optional.empty(),
                "clerk-1");
    }
}

package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.InflowDecider;
import org.openyibao.engine.decision.YearEndDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.ContractCases;
import org.openyibao.server.settlement.Rooms;

/// The cases of money in and of the year's end that policy officers worked by hand, through the batches: a region
/// of one person each, and what the case expects compared with what is in the books.
class BatchCasesTest {

    private static final int FEWEST_CASES = 5;

    private static Rooms rooms;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    @TestFactory
    List<DynamicTest> cases() throws IOException {
        var cases = ContractCases.of(Set.of(Question.Inflow.class, Question.YearEnd.class));
        assertThat(cases).hasSizeGreaterThanOrEqualTo(FEWEST_CASES);
        return cases.stream()
                .map(each -> DynamicTest.dynamicTest(each.id(), () -> compare(each)))
                .toList();
    }

    private static void compare(Case asked) {
        var answers = asked.question() instanceof Question.Inflow inflow
                ? inflow(asked, inflow.asked())
                : yearEnd(asked, ((Question.YearEnd) asked.question()).asked());
        for (var expected : asked.expect()) {
            assertThat(answers).containsEntry(expected.key(), expected.value());
        }
    }

    /// Nobody but the one person is in the region: whoever is there from another case leaves it.
    private static String person(Case asked) {
        rooms.transaction(connection -> Rooms.change(connection, "update participation set region = '999998'")
                + Rooms.change(connection, "update contribution set region = '999998'"));
        return rooms.insured(
                asked.insured().scheme(),
                asked.insured().region(),
                asked.insured().status());
    }

    private static Map<String, String> inflow(Case asked, InflowDecider.Question question) {
        var person = person(asked);
        var scheme = asked.insured().scheme();
        var month = scheme == Scheme.RESIDENT ? YearMonth.of(asked.on().getYear(), 1) : YearMonth.from(asked.on());
        rooms.transaction(connection -> Rooms.change(
                connection,
                """
                insert into contribution (psn_no, scheme, month, seq, region, kind, base_fen, employee_fen, employer_fen,
                    fixed_fen, paid_on, recorded_at, clerk, reason)
                values (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, now(), '', '')""",
                person,
                scheme.toString(),
                month.atDay(1),
                asked.insured().region(),
                question.fixedAmount().isPresent() ? "fixed" : "regular",
                question.base().value(),
                question.employee().value(),
                question.employer().value(),
                question.fixedAmount().orElse(Fen.ZERO).value(),
                asked.on()));
        rooms.today(asked.on().toString());
        var outcome = rooms.service(Batches.class)
                .run(new Batches.Order.Credit(asked.insured().region(), month, "clerk-1"), false, each -> {});
        var report = ((Batches.Outcome.Finished) outcome).report();
        assertThat(report.figure(Figure.PERSONS)).isEqualTo(1);
        var answers = new HashMap<String, String>();
        answers.put("hasAccount", Boolean.toString(!report.left().containsKey(LeftOut.NO_ACCOUNT)));
        answers.put("accountInflow", Fen.yuan(report.figure(Figure.CREDITED_FEN)));
        answers.put("poolInflow", Fen.yuan(report.figure(Figure.POOLED_FEN)));
        assertThat(rooms.ledger(person).balances().current()).isEqualTo(Fen.of(report.figure(Figure.CREDITED_FEN)));
        return answers;
    }

    /// A case gives averages and no days, so the day sums are put into the books as they must be.
    private static Map<String, String> yearEnd(Case asked, YearEndDecider.Question question) {
        var person = person(asked);
        var year = asked.on().getYear();
        rooms.today(year + "-12-31");
        rooms.transaction(connection -> {
            rooms.service(Accounts.class).open(connection, Map.of(person, question.account()), rooms.now());
            return Rooms.change(
                    connection,
                    "update ledger set current_fen_days = ?, prior_fen_days = ? where psn_no = ?",
                    question.daySums().current(),
                    question.daySums().prior(),
                    person);
        });
        rooms.today(LocalDate.of(year + 1, 1, 2).toString());
        var outcome = rooms.service(Batches.class)
                .run(
                        new Batches.Order.YearEnd(asked.insured().region(), year, question.rates(), "clerk-1"),
                        false,
                        each -> {});
        rooms.transaction(connection -> Rooms.change(connection, "delete from batch"));
        assertThat(outcome).isInstanceOf(Batches.Outcome.Finished.class);
        var report = ((Batches.Outcome.Finished) outcome).report();
        var balances = rooms.ledger(person).balances();
        return Map.of(
                "interestCurrent", Fen.yuan(report.figure(Figure.INTEREST_CURRENT_FEN)),
                "interestPrior", Fen.yuan(report.figure(Figure.INTEREST_PRIOR_FEN)),
                "accountCurrentAfter", balances.current().toString(),
                "accountPriorAfter", balances.prior().toString());
    }
}

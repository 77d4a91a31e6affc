package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.InflowDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.EnrolmentBooks;

/// Proves what flows into accounts by rule: works out again what was credited, from the contributions by the rules that
/// the credits cite, and what interest was paid, from the day sums by the rates of its batch.
///
/// A rule that is in the packs no more proves nothing: the credits that cite one are counted.
public final class InflowBooks {

    private final Connection connection;
    private final PolicyBook book;
    private final Map<String, Rule> rules = new HashMap<>();
    private final InflowBooksStore store = new InflowBooksStore();
    private final List<Text> offenders = new ArrayList<>(1);
    private long credits;
    private long withoutRule;
    private long interest;

    private InflowBooks(Connection connection, PolicyBook book) {
        this.connection = connection;
        this.book = book;
        for (var pack : book.packs()) {
            for (var rule : pack.rules()) {
                if (rule.effect() instanceof Effect.Inflow) {
                    rules.put(rule.key(), rule);
                }
            }
        }
    }

    /// Looks at all of them in the snapshot of the caller's connection (autocommit off).
    public static BooksReport prove(Connection connection, PolicyBook book) throws SQLException {
        var books = new InflowBooks(connection, book);
        books.store.credits(connection, books::takeCredits);
        if (books.offenders.isEmpty()) {
            books.store.interest(connection, books::takeInterest);
        }
        var counts = new LinkedHashMap<String, Long>();
        counts.put("credit", books.credits);
        if (books.withoutRule > 0) {
            counts.put("credit, no rule", books.withoutRule);
        }
        counts.put("interest", books.interest);
        return new BooksReport(counts, books.offenders.stream().findFirst());
    }

    /// Some thousand persons' months, each with all its parts in their order.
    private boolean takeCredits(Map<EnrolmentBooks.Month, List<BatchStore.Credit>> chunk) throws SQLException {
        var contributions = EnrolmentBooks.contributions(connection, chunk.keySet());
        for (var each : chunk.entrySet()) {
            var paid = contributions.getOrDefault(each.getKey(), List.of());
            prove(each.getValue(), paid)
                    .map(wrong -> of(each.getKey().person(), each.getValue().getFirst(), wrong))
                    .ifPresent(offenders::add);
            if (!offenders.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static Text of(String person, BatchStore.Credit credit, Text wrong) {
        return new Text(
                "人员 " + person + " " + credit.scheme() + " " + credit.month() + "：" + wrong.zh(),
                "person " + person + " " + credit.scheme() + " " + credit.month() + ": " + wrong.en());
    }

    /// Each part credits up to what one of the rows that were ever recorded of the month comes to.
    private Optional<Text> prove(List<BatchStore.Credit> parts, List<Contribution> paid) {
        var account = Fen.ZERO;
        var pool = Fen.ZERO;
        for (var part : parts) {
            credits++;
            account = account.plus(part.account());
            pool = pool.plus(part.pool());
            var rule = Optional.ofNullable(rules.get(part.rule()));
            var candidates = paid.stream()
                    .filter(row -> row.region().equals(part.region()) && row.kind() == part.kind())
                    .toList();
            if (candidates.isEmpty()) {
                return Optional.of(new Text("划入没有对应的缴费记录", "credited of a contribution that is not there"));
            }
            if (rule.isEmpty()) {
                withoutRule++;
            } else if (!comesTo(rule.get(), candidates, account, pool)) {
                return Optional.of(new Text(
                        "划入合计 " + account + "、统筹 " + pool + " 与缴费按规则 " + part.rule() + " 的计算不符",
                        "credited " + account + " and " + pool
                                + " to the pool, which is not what the contribution comes to" + " by the rule "
                                + part.rule()));
            }
        }
        return Optional.empty();
    }

    private static boolean comesTo(Rule rule, List<Contribution> candidates, Fen account, Fen pool) {
        return candidates.stream()
                .map(row -> InflowDecider.byRule(
                        rule,
                        (Effect.Inflow) rule.effect(),
                        row.base(),
                        row.employee(),
                        row.employer(),
                        Crediting.fixedAmount(row)))
                .anyMatch(outcome -> outcome instanceof InflowDecider.Outcome.Credited credited
                        && credited.account().equals(account)
                        && credited.pool().equals(pool));
    }

    private boolean takeInterest(InflowBooksStore.Interest paid) {
        interest++;
        if (!isRight(paid)) {
            offenders.add(new Text(
                    "人员 " + paid.person() + " " + paid.year() + " 年利息 " + paid.amount() + " 与日积数按该批次利率的计算不符",
                    "person " + paid.person() + ": interest of " + paid.year() + ", " + paid.amount()
                            + ", is not what its day sums come to at the rates of its batch"));
        }
        return offenders.isEmpty();
    }

    /// By one of the region's rules on interest at the end of the year: which of them held for the person depends on
    /// what the person was then.
    private boolean isRight(InflowBooksStore.Interest paid) {
        var sum = Math.max(0, paid.daySum());
        var days = Year.of(paid.year()).length();
        var policy = book.on(paid.region(), Scheme.EMPLOYEE, LocalDate.of(paid.year(), 12, 31));
        return Arrays.stream(policy.all(Effect.Interest.class))
                .map(rule -> (Effect.Interest) rule.effect())
                .map(effect -> paid.ofCurrent() ? effect.current() : effect.prior())
                .flatMap(kind -> Optional.ofNullable(paid.rates().get(kind)).stream())
                .anyMatch(rate -> rate.ofAverage(sum, days).equals(paid.amount()));
    }
}

package org.openyibao.server.statement;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.Entry;
import org.openyibao.server.enrolment.Person;

/// What became of an account from one day to another, both counted. `opening`: before the first day; `closing`: after
/// the last. closing = opening + all lines.
public record Statement(
        Person person, LocalDate from, LocalDate to, Holding opening, List<Line> lines, Holding closing) {

    public Statement {
        var last = lines.isEmpty() ? opening : lines.getLast().after();
        if (!last.equals(closing)) {
            throw new IllegalStateException("the lines of a statement do not lead to its closing balance");
        }
    }

    /// By kind, in the order of the kinds; only of those that occur.
    public Collection<Total> totals() {
        var totals = new EnumMap<Entry.Why, Total>(Entry.Why.class);
        for (var line : lines) {
            totals.compute(
                    line.why(),
                    (why, total) ->
                            (total == null ? new Total(why, 0, Fen.ZERO, Fen.ZERO, Holding.NONE) : total).plus(line));
        }
        return totals.values();
    }

    /// All that came in.
    public Fen in() {
        return totals().stream().map(Total::in).reduce(Fen.ZERO, Fen::plus);
    }

    /// All that went out.
    public Fen out() {
        return totals().stream().map(Total::out).reduce(Fen.ZERO, Fen::plus);
    }

    /// What came in, what went out, and what the account held at the end, of each month that the statement touches.
    public List<Month> months() {
        var byMonth = lines.stream().collect(Collectors.groupingBy(line -> YearMonth.from(line.day())));
        var months = new ArrayList<Month>();
        var held = opening;
        for (var month = YearMonth.from(from); !month.isAfter(YearMonth.from(to)); month = month.plusMonths(1)) {
            var in = Fen.ZERO;
            var out = Fen.ZERO;
            for (var line : byMonth.getOrDefault(month, List.of())) {
                in = in.plus(line.in());
                out = out.plus(line.out());
                held = line.after();
            }
            months.add(new Month(month, in, out, held));
        }
        return months;
    }

    /// Never shows whose it is.
    @Override
    public String toString() {
        return "Statement[" + from + ", " + to + "]";
    }
}

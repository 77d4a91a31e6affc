package org.openyibao.server.clearing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.clearing.Reconciliation.Amounts;
import org.openyibao.server.clearing.Reconciliation.Difference;
import org.openyibao.server.clearing.Reconciliation.Difference.Kind;
import org.openyibao.server.clearing.Reconciliation.Line;
import org.openyibao.server.clearing.Reconciliation.Sums;
import org.openyibao.server.settlement.SettlementExport.Made;

/// Goes through our settlements and an institution's lines side by side, both in the order of the settlements' ids, and
/// writes what it finds: every line to the result, and those that differ to the database.
///
/// A line of the result, parted by tabs: person, visit, settlement, message that settled it, 0 or 1 where it differs, 0
/// or 1 for a reversal, remark, and our total, funds and accounts; `null` where we have none.
final class Comparison {

    private static final int DIFFERENCES_AT_ONCE = 5_000;

    private final ReconciliationStore store;
    private final Connection connection;
    private final Reconciliation.Asked asked;
    private final String id;
    private final ReconciliationStore.Theirs theirs;
    private final Writer result;
    private final List<Difference> differences = new ArrayList<>();
    private Optional<Line> next;
    private Sums ours = Sums.NONE;
    private int count;

    Comparison(
            ReconciliationStore store,
            Connection connection,
            Reconciliation.Asked asked,
            String id,
            ReconciliationStore.Theirs theirs,
            Writer result)
            throws SQLException {
        this.store = store;
        this.connection = connection;
        this.asked = asked;
        this.id = id;
        this.theirs = theirs;
        this.result = result;
        next = theirs.next();
    }

    Sums ours() {
        return ours;
    }

    int differences() {
        return count;
    }

    /// Takes our next settlement.
    boolean take(Made made) throws SQLException {
        if (asked.scheme().filter(scheme -> scheme != made.scheme()).isPresent()
                || (made.reversal() && !asked.withReversals())) {
            return true;
        }
        ours = ours.plus(sums(made));
        while (next.filter(line -> line.settlement().compareTo(made.settlement()) < 0)
                .isPresent()) {
            onlyTheirs();
        }
        if (next.filter(line -> line.settlement().equals(made.settlement())).isEmpty()) {
            differs(Kind.OURS, made, Optional.empty());
            return true;
        }
        var line = next.orElseThrow();
        var kind = difference(made, line);
        if (kind.isPresent()) {
            differs(kind.get(), made, Optional.of(line));
        } else {
            write(
                    line.person(),
                    line.visit(),
                    line.settlement(),
                    made.message(),
                    false,
                    made.reversal(),
                    "",
                    Optional.of(line.amounts()));
        }
        next = theirs.next();
        while (next.filter(again -> again.settlement().equals(made.settlement()))
                .isPresent()) {
            differs(Kind.REPEATED, made, next);
            next = theirs.next();
        }
        return true;
    }

    static Sums sums(Made made) {
        return new Sums(1, made.total(), made.funds(), made.account(), made.cash());
    }

    private static Optional<Kind> difference(Made made, Line line) {
        if (!line.amounts().equals(amounts(made))) {
            return Optional.of(Kind.AMOUNTS);
        }
        if (!line.person().equals(made.person())) {
            return Optional.of(Kind.PERSON);
        }
        if (!line.visit().equals(made.visit())) {
            return Optional.of(Kind.VISIT);
        }
        return line.reversal() == made.reversal() ? Optional.empty() : Optional.of(Kind.REVERSAL);
    }

    private static Amounts amounts(Made made) {
        return new Amounts(made.total(), made.funds(), made.account());
    }

    private void onlyTheirs() throws SQLException {
        var line = next.orElseThrow();
        add(new Difference(
                Kind.THEIRS,
                line.settlement(),
                line.visit(),
                line.person(),
                "",
                line.reversal(),
                Optional.empty(),
                Optional.of(line.amounts())));
        next = theirs.next();
    }

    private void differs(Kind kind, Made made, Optional<Line> line) throws SQLException {
        add(new Difference(
                kind,
                made.settlement(),
                made.visit(),
                made.person(),
                made.message(),
                made.reversal(),
                Optional.of(amounts(made)),
                line.map(Line::amounts)));
    }

    private void add(Difference difference) throws SQLException {
        var remark = difference.kind().chinese()
                + difference.theirs().map(Comparison::said).orElse("");
        write(
                difference.person(),
                difference.visit(),
                difference.settlement(),
                difference.message(),
                true,
                difference.reversal(),
                remark,
                difference.ours());
        differences.add(difference);
        count++;
        if (differences.size() == DIFFERENCES_AT_ONCE) {
            flush();
        }
    }

    private static String said(Amounts theirs) {
        return "；机构：总额 " + theirs.total() + "，基金 " + theirs.funds() + "，个人账户 " + theirs.account();
    }

    private void flush() throws SQLException {
        store.insert(connection, id, count - differences.size(), differences);
        differences.clear();
    }

    /// Takes what is left of their lines.
    void end() throws SQLException {
        while (next.isPresent()) {
            onlyTheirs();
        }
        flush();
    }

    private void write(
            String person,
            String visit,
            String settlement,
            String message,
            boolean differs,
            boolean reversal,
            String remark,
            Optional<Amounts> amounts) {
        try {
            result.write(String.join(
                    "\t",
                    person,
                    visit,
                    settlement,
                    nullIfEmpty(message),
                    differs ? "1" : "0",
                    reversal ? "1" : "0",
                    nullIfEmpty(remark),
                    amounts.map(Amounts::total).map(Fen::toString).orElse("null"),
                    amounts.map(Amounts::funds).map(Fen::toString).orElse("null"),
                    amounts.map(Amounts::account).map(Fen::toString).orElse("null")));
            result.write('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String nullIfEmpty(String text) {
        return text.isEmpty() ? "null" : text;
    }
}

package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;

/// Proves the journal: goes through every entry in the order of its chain, and compares what they come to with the
/// ledger.
public final class AccountBooks {

    /// What the entries of one settlement come to in one person's books: its own person's or a relative's.
    /// `refunded`: what goes back to the person of a claim, or comes from there again. `pays`: all of them go to
    /// an institution or back to the person; `returns`: all come from there again.
    public record Sums(
            String person,
            String reference,
            Fen funds,
            Fen current,
            Fen prior,
            Fen wallet,
            Fen cash,
            Fen refunded,
            boolean pays,
            boolean returns) {}

    /// What the entries of one transfer to a wallet come to: what left the buckets of `owner`, what arrived in the
    /// wallet of `recipient` (empty: nowhere), what came back to the buckets, and how many entries are `others`:
    /// none of these, or of somebody else's books.
    public record Carried(
            String transfer,
            String owner,
            Fen current,
            Fen prior,
            String recipient,
            Fen wallet,
            Fen back,
            long others) {}

    private final AccountBooksStore.Years years;
    private final Chain chain = new Chain();
    private long ledgers;
    private long entries;
    private Optional<Replay> replay = Optional.empty();

    private AccountBooks(AccountBooksStore.Years years) {
        this.years = years;
    }

    /// Looks at all books in the snapshot of the caller's connection (autocommit off).
    public static BooksReport prove(Connection connection) throws SQLException {
        var store = new AccountBooksStore();
        try (var years = new AccountBooksStore.Years(connection)) {
            var books = new AccountBooks(years);
            var offenders = new ArrayList<Text>(1);
            store.entries(connection, row -> {
                books.take(row).ifPresent(offenders::add);
                return offenders.isEmpty();
            });
            if (offenders.isEmpty()) {
                books.compare().or(books::left).ifPresent(offenders::add);
            }
            if (offenders.isEmpty()) {
                store.overdrawnTransit(connection)
                        .map(id -> new Text("在途资金低于 0：" + id, "money in transit is below zero: " + id))
                        .ifPresent(offenders::add);
            }
            if (offenders.isEmpty()) {
                store.wrongCredit(connection)
                        .map(person -> new Text(
                                "人员 " + person + "：划入记录与分录不符",
                                "person " + person + ": what was credited is not what the entries say"))
                        .ifPresent(offenders::add);
            }
            var counts = new LinkedHashMap<String, Long>();
            counts.put("ledger", books.ledgers);
            counts.put("journal", books.entries);
            return new BooksReport(counts, offenders.stream().findFirst());
        }
    }

    /// Takes rows one by one; false: no more are wanted.
    public interface Taker<T> {
        boolean take(T row) throws SQLException;
    }

    /// Hands over what the entries of every settlement come to, by person and reference in the order of their bytes.
    public static void sums(Connection connection, Taker<Sums> taker) throws SQLException {
        new AccountBooksStore().sums(connection, taker);
    }

    /// Hands over what the entries of every transfer to a wallet come to, by its id in the order of its bytes.
    public static void carried(Connection connection, Taker<Carried> taker) throws SQLException {
        new AccountBooksStore().carried(connection, taker);
    }

    /// What the entries of one reference come to by which money leaves a person's account, or comes to it, or both:
    /// `to` and `from` are the other accounts of the journal, empty where nothing went that way.
    public record Moved(
            String person, String reference, String to, Fen fromCurrent, Fen fromPrior, String from, Fen came) {}

    /// Hands over what the entries of one kind come to, by person and reference in the order of their bytes.
    public static void moved(Connection connection, Entry.Why why, Taker<Moved> taker) throws SQLException {
        new AccountBooksStore().moved(connection, why, taker);
    }

    /// The money that left one person's books and has not reached another's, by the id it travels under.
    public static Map<String, Fen> inTransit(Connection connection) throws SQLException {
        return new AccountBooksStore().inTransit(connection);
    }

    private Optional<Text> take(AccountBooksStore.LedgerEntry row) throws SQLException {
        if (row.ledger().isEmpty()) {
            return row.entry().map(entry -> entry.wrong("分录没有台账", "an entry without a ledger"));
        }
        var ledger = row.ledger().get();
        if (replay.filter(same -> same.person().equals(ledger.person())).isEmpty()) {
            var offender = compare();
            if (offender.isPresent()) {
                return offender;
            }
            ledgers++;
            replay = Optional.of(new Replay(chain, ledger));
        }
        if (row.entry().isEmpty()) {
            return Optional.empty();
        }
        entries++;
        return replay.get().take(row.entry().get());
    }

    /// Compares the books of the person read last with what their entries come to.
    private Optional<Text> compare() throws SQLException {
        return replay.isEmpty()
                ? Optional.empty()
                : replay.get().compare(years.of(replay.get().person()));
    }

    private Optional<Text> left() {
        return years.next()
                .map(person ->
                        new Text("已结年度没有对应的台账或次序不符：人员 " + person, "a closed year without a ledger: person " + person));
    }
}

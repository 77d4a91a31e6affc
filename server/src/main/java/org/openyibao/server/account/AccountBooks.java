package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;

/// Proves the journal: goes through every entry in the order of its chain, and compares what they come to with the
/// ledger.
public final class AccountBooks {

    /// What the entries of one settlement come to. `pays`: all of them go to an institution; `returns`: all come back
    /// from one.
    public record Sums(
            String person,
            String reference,
            Fen funds,
            Fen current,
            Fen prior,
            Fen cash,
            boolean pays,
            boolean returns) {}

    private final Chain chain = new Chain();
    private long ledgers;
    private long entries;
    private Optional<Ledger> ledger = Optional.empty();
    private Sum sum = Sum.none("");

    private AccountBooks() {}

    /// What the entries of one person come to, as far as they were read.
    private record Sum(String person, long entries, long current, long prior, byte[] head) {
        static Sum none(String person) {
            return new Sum(person, 0, 0, 0, new byte[Ledger.HASH_BYTES]);
        }

        Sum with(Entry entry, byte[] newHead) {
            return new Sum(
                    person,
                    entries + 1,
                    current + signed(entry, Entry.CURRENT),
                    prior + signed(entry, Entry.PRIOR),
                    newHead);
        }
    }

    /// Looks at all books in the snapshot of the caller's connection (autocommit off).
    public static BooksReport prove(Connection connection) throws SQLException {
        var books = new AccountBooks();
        var offenders = new ArrayList<Text>(1);
        new AccountBooksStore().entries(connection, row -> {
            books.take(row).ifPresent(offenders::add);
            return offenders.isEmpty();
        });
        if (offenders.isEmpty()) {
            books.compare().ifPresent(offenders::add);
        }
        var counts = new LinkedHashMap<String, Long>();
        counts.put("ledger", books.ledgers);
        counts.put("journal", books.entries);
        return new BooksReport(counts, offenders.stream().findFirst());
    }

    /// Takes rows one by one; false: no more are wanted.
    public interface Taker<T> {
        boolean take(T row) throws SQLException;
    }

    /// Hands over what the entries of every settlement come to, by person and reference in the order of their bytes.
    public static void sums(Connection connection, Taker<Sums> taker) throws SQLException {
        new AccountBooksStore().sums(connection, taker);
    }

    private Optional<Text> take(AccountBooksStore.LedgerEntry row) {
        if (row.ledger().isEmpty()) {
            return row.entry().map(entry -> wrong(entry, "分录没有台账", "an entry without a ledger"));
        }
        var person = row.ledger().get().person();
        if (!person.equals(sum.person())) {
            var offender = compare();
            if (offender.isPresent()) {
                return offender;
            }
            ledgers++;
            ledger = row.ledger();
            sum = Sum.none(person);
        }
        return row.entry().flatMap(this::add);
    }

    private Optional<Text> add(AccountBooksStore.Kept kept) {
        entries++;
        var number = sum.entries() + 1;
        var next = kept.entry()
                .map(entry -> sum.with(entry, chain.next(sum.head(), sum.person(), number, kept.at(), entry)))
                .filter(found -> kept.number() == number && Arrays.equals(found.head(), kept.hash()));
        if (next.isEmpty()) {
            return Optional.of(
                    wrong(kept, "分录被改动或缺失，哈希链在此断开", "an entry was changed or is missing, the chain breaks here"));
        }
        sum = next.get();
        return sum.current() < 0 || sum.prior() < 0
                ? Optional.of(wrong(kept, "余额在此低于 0", "the balance falls below zero here"))
                : Optional.empty();
    }

    /// What an entry does to one account of its person.
    static long signed(Entry entry, String account) {
        var amount = entry.amount().value();
        return (entry.target().equals(account) ? amount : 0) - (entry.source().equals(account) ? amount : 0);
    }

    /// Compares the ledger of the person read last with what its entries come to.
    private Optional<Text> compare() {
        return ledger.filter(kept -> !agrees(kept)).map(kept -> {
            var balances = kept.balances();
            return new Text(
                    "人员 " + kept.person() + "：台账（当年 " + balances.current() + "，历年 " + balances.prior() + "，分录 "
                            + kept.entries() + "）与分录合计（当年 " + Fen.yuan(sum.current()) + "，历年 "
                            + Fen.yuan(sum.prior()) + "，分录 " + sum.entries() + "）或链首不符",
                    "person " + kept.person() + ": the ledger (current " + balances.current() + ", prior "
                            + balances.prior() + ", entries " + kept.entries() + ") is not what the entries come to"
                            + " (current " + Fen.yuan(sum.current()) + ", prior " + Fen.yuan(sum.prior())
                            + ", entries " + sum.entries() + "), or the chain's head differs");
        });
    }

    private boolean agrees(Ledger kept) {
        return kept.balances().current().value() == sum.current()
                && kept.balances().prior().value() == sum.prior()
                && kept.entries() == sum.entries()
                && Arrays.equals(kept.head(), sum.head());
    }

    private static Text wrong(AccountBooksStore.Kept kept, String zh, String en) {
        return new Text(
                "人员 " + kept.person() + " 分录 " + kept.number() + "：" + zh,
                "person " + kept.person() + " entry " + kept.number() + ": " + en);
    }
}

package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;

/// Proves the journal: reads every entry in the order of its chain, and compares what they come to with the ledger.
public final class AccountBooks {

    private static final int ROWS_AT_ONCE = 5_000;

    private final Chain chain = new Chain();
    private long ledgers;
    private long entries;

    /// Looks at all books within one snapshot of the caller's connection (autocommit off).
    public static BooksReport prove(Connection connection) throws SQLException {
        var books = new AccountBooks();
        var offender = books.walk(connection);
        var counts = new LinkedHashMap<String, Long>();
        counts.put("ledger", books.ledgers);
        counts.put("journal", books.entries);
        return new BooksReport(counts, offender);
    }

    private AccountBooks() {}

    /// What the entries of one person come to, as far as they were read.
    private record Sum(String person, long entries, long current, long prior, byte[] head) {}

    private Optional<Text> walk(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                select l.psn_no, l.version, l.current_fen, l.prior_fen, l.entries, l.head,
                    j.entry, j.posted_at, j.source, j.target, j.amount_fen, j.why, j.reference, j.hash, j.psn_no
                from ledger l full join journal j on j.psn_no = l.psn_no
                order by coalesce(l.psn_no, j.psn_no), j.entry""")) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (var rows = select.executeQuery()) {
                return walk(rows);
            }
        }
    }

    private Optional<Text> walk(ResultSet rows) throws SQLException {
        var sum = new Sum("", 0, 0, 0, new byte[Ledger.HASH_BYTES]);
        Optional<Ledger> ledger = Optional.empty();
        while (rows.next()) {
            var person = rows.getString(1);
            if (person == null) {
                return wrong(rows.getString(15), rows.getLong(7), "分录没有台账", "an entry without a ledger");
            }
            if (!person.equals(sum.person())) {
                var offender = ledger.isPresent() ? compare(ledger.get(), sum) : Optional.<Text>empty();
                if (offender.isPresent()) {
                    return offender;
                }
                ledgers++;
                sum = new Sum(person, 0, 0, 0, new byte[Ledger.HASH_BYTES]);
                ledger = Optional.of(ledger(rows));
            }
            if (rows.getString(15) != null) {
                entries++;
                var next = add(sum, rows);
                var hash = rows.getBytes(14);
                if (!Arrays.equals(next.head(), hash) || rows.getLong(7) != next.entries()) {
                    return wrong(person, rows.getLong(7), "分录被改动或缺失，哈希链在此断开", "an entry was changed or is missing, the"
                            + " chain breaks here");
                }
                if (next.current() < 0 || next.prior() < 0) {
                    return wrong(person, rows.getLong(7), "余额在此低于 0", "the balance falls below zero here");
                }
                sum = next;
            }
        }
        return ledger.isPresent() ? compare(ledger.get(), sum) : Optional.empty();
    }

    private static Ledger ledger(ResultSet row) throws SQLException {
        return new Ledger(
                row.getString(1),
                row.getLong(2),
                new Balances(Fen.of(row.getLong(3)), Fen.of(row.getLong(4))),
                row.getLong(5),
                row.getBytes(6));
    }

    private Sum add(Sum sum, ResultSet row) throws SQLException {
        var entry = new Entry(
                row.getString(9),
                row.getString(10),
                Fen.of(row.getLong(11)),
                Entry.Why.valueOf(row.getString(12)),
                row.getString(13));
        var number = sum.entries() + 1;
        var head = chain.next(
                sum.head(), sum.person(), number, row.getTimestamp(8).toInstant(), entry);
        return new Sum(
                sum.person(),
                number,
                sum.current() + signed(entry, Entry.CURRENT),
                sum.prior() + signed(entry, Entry.PRIOR),
                head);
    }

    static long signed(Entry entry, String account) {
        var amount = entry.amount().value();
        return (entry.target().equals(account) ? amount : 0) - (entry.source().equals(account) ? amount : 0);
    }

    private static Optional<Text> compare(Ledger ledger, Sum sum) {
        var balances = ledger.balances();
        var same = balances.current().value() == sum.current()
                && balances.prior().value() == sum.prior()
                && ledger.entries() == sum.entries()
                && Arrays.equals(ledger.head(), sum.head());
        return same
                ? Optional.empty()
                : Optional.of(new Text(
                        "人员 " + ledger.person() + "：台账（当年 " + balances.current() + "，历年 " + balances.prior() + "，分录 "
                                + ledger.entries() + "）与分录合计（当年 " + Fen.yuan(sum.current()) + "，历年 "
                                + Fen.yuan(sum.prior()) + "，分录 " + sum.entries() + "）或链首不符",
                        "person " + ledger.person() + ": the ledger (current " + balances.current() + ", prior "
                                + balances.prior() + ", entries " + ledger.entries() + ") is not what the entries"
                                + " come to (current " + Fen.yuan(sum.current()) + ", prior " + Fen.yuan(sum.prior())
                                + ", entries " + sum.entries() + "), or the chain's head differs"));
    }

    private static Optional<Text> wrong(String person, long entry, String zh, String en) {
        return Optional.of(new Text(
                "人员 " + person + " 分录 " + entry + "：" + zh, "person " + person + " entry " + entry + ": " + en));
    }
}

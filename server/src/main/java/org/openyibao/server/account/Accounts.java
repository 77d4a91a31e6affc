package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/// The door of the room: read books, and post entries to many persons' books at once.
@Component
public class Accounts {

    private final AccountStore store = new AccountStore();
    private final DataSource dataSource;

    Accounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// What a person's account holds now; nothing where there are no books yet.
    public Balances balances(String person) {
        try (var connection = dataSource.getConnection()) {
            return store.ledgers(connection, List.of(person))
                    .getOrDefault(person, Ledger.unopened(person))
                    .balances();
        } catch (SQLException failed) {
            throw new DataAccessResourceFailureException("balances could not be read", failed);
        }
    }

    /// The books of the persons, by person; a person without any gets empty ones.
    public Map<String, Ledger> ledgers(Connection connection, Collection<String> persons) throws SQLException {
        var found = store.ledgers(connection, persons);
        var ledgers = new HashMap<String, Ledger>();
        for (var person : persons) {
            ledgers.put(person, found.getOrDefault(person, Ledger.unopened(person)));
        }
        return ledgers;
    }

    /// Appends the postings (at most one a person) in the caller's transaction. The answer names the persons whose
    /// posting took effect; any other had books that moved on since they were read, and must be decided again.
    public Set<String> post(Connection connection, List<Posting> postings, Instant now) throws SQLException {
        var at = now.truncatedTo(ChronoUnit.MICROS);
        var chain = new Chain();
        var after = new ArrayList<Ledger>(postings.size());
        var rows = new ArrayList<AccountStore.Row>();
        for (var posting : postings) {
            var before = posting.ledger();
            var head = before.head();
            var number = before.entries();
            for (var entry : posting.entries()) {
                number++;
                head = chain.next(head, before.person(), number, at, entry);
                rows.add(new AccountStore.Row(before.person(), number, at, entry, head));
            }
            after.add(new Ledger(
                    before.person(), before.version() + 1, balances(before, posting.entries()), number, head));
        }
        var posted = store.advance(connection, after);
        rows.removeIf(row -> !posted.contains(row.person()));
        store.append(connection, rows);
        return posted;
    }

    /// Opens the books of persons who have none, with balances brought from elsewhere, in the caller's transaction.
    /// The answer names the persons whose books were opened; the others had books already and are left as they are.
    public Set<String> open(Connection connection, Map<String, Balances> openings, Instant now) throws SQLException {
        var postings = new ArrayList<Posting>(openings.size());
        openings.forEach((person, balances) -> {
            var entries = new ArrayList<Entry>(2);
            opening(entries, Entry.CURRENT, balances.current());
            opening(entries, Entry.PRIOR, balances.prior());
            postings.add(new Posting(Ledger.unopened(person), entries));
        });
        return post(connection, postings, now);
    }

    private static void opening(List<Entry> entries, String bucket, Fen amount) {
        if (!amount.isZero()) {
            entries.add(new Entry(Entry.OPENING, bucket, amount, Entry.Why.OPENING, "opening"));
        }
    }

    private static Balances balances(Ledger before, List<Entry> entries) {
        var current = before.balances().current().value();
        var prior = before.balances().prior().value();
        for (var entry : entries) {
            current += AccountBooks.signed(entry, Entry.CURRENT);
            prior += AccountBooks.signed(entry, Entry.PRIOR);
        }
        return new Balances(Fen.of(current), Fen.of(prior));
    }
}

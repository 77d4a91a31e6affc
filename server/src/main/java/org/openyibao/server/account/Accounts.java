package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.request.LostRaceException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/// The door of the room: read books, and post entries to many persons' books at once.
@Component
public class Accounts {

    private final AccountStore store = new AccountStore();
    private final DataSource dataSource;
    private final Clock clock;

    Accounts(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /// What a person's account holds now; nothing where there are no books yet.
    public Balances balances(String person) {
        return ledger(person).balances();
    }

    /// A person's books as they stand now.
    public Ledger ledger(String person) {
        try (var connection = dataSource.getConnection()) {
            return ledgers(connection, List.of(person), clock.instant())
                    .values()
                    .iterator()
                    .next();
        } catch (SQLException failed) {
            throw new DataAccessResourceFailureException("books could not be read", failed);
        }
    }

    /// The books of the persons as they stand at `now`, by person; a person without any gets empty ones. Where a
    /// year has turned since they were posted to, this year's money is already money of prior years in them, and
    /// [#post] writes so.
    public Map<String, Ledger> ledgers(Connection connection, Collection<String> persons, Instant now)
            throws SQLException {
        var year = BusinessDay.of(now).getYear();
        var found = store.ledgers(connection, persons);
        var ledgers = new HashMap<String, Ledger>();
        for (var person : persons) {
            var kept = found.get(person);
            ledgers.put(person, kept == null ? Ledger.unopened(person, year) : kept.in(year));
        }
        return ledgers;
    }

    /// Appends the postings (at most one a person) in the caller's transaction, `now` being when their books were
    /// read. The answer names the persons whose posting took effect; any other had books that moved on since they
    /// were read, and must be decided again.
    public Set<String> post(Connection connection, List<Posting> postings, Instant now) throws SQLException {
        var chain = new Chain();
        var after = new ArrayList<Ledger>(postings.size());
        var rows = new ArrayList<AccountStore.Row>();
        var closed = new ArrayList<AccountStore.Closed>();
        var inOrder = postings.stream()
                .sorted(Comparator.comparing(posting -> posting.ledger().person()))
                .toList();
        for (var posting : inOrder) {
            var before = posting.ledger();
            var at = bookedAt(before, now);
            var head = before.head();
            var number = before.entries();
            var turning = before.turn().entry().stream();
            for (var entry : Stream.concat(turning, posting.entries().stream()).toList()) {
                number++;
                head = chain.next(head, before.person(), number, at, entry);
                rows.add(new AccountStore.Row(before.person(), number, at, entry, head));
            }
            before.turn().closed().forEach(year -> closed.add(new AccountStore.Closed(before.person(), year)));
            after.add(before.after(posting.entries(), BusinessDay.of(at), number, head));
        }
        var posted = store.advance(connection, after);
        rows.removeIf(row -> !posted.contains(row.person()));
        closed.removeIf(year -> !posted.contains(year.person()));
        store.append(connection, rows);
        store.close(connection, closed);
        return posted;
    }

    /// A clock that is behind books at the beginning of the year that the books are in already.
    private static Instant bookedAt(Ledger ledger, Instant now) {
        var at = now.truncatedTo(ChronoUnit.MICROS);
        if (BusinessDay.of(at).getYear() > ledger.year()) {
            throw new IllegalStateException("books of " + ledger.year() + " were to be posted to later");
        }
        var start = BusinessDay.start(ledger.year());
        return at.isBefore(start) ? start : at;
    }

    /// What a decision on books comes to: an outcome for whoever asked, and what to post. Nothing to post: nothing
    /// happens to the books.
    public record Decided<T>(T outcome, List<Posting> postings) {}

    /// Decides on the books of some persons. May be asked several times, each time on newer books and in a new
    /// transaction, in which it may read and write tables of its own room.
    public interface Decision<T> {
        Decided<T> on(Map<String, Ledger> ledgers, Connection connection, Instant now) throws SQLException;
    }

    /// Reads the books of the persons, has them decided on and posts what that comes to, in the caller's transaction.
    ///
    /// @throws LostRaceException if a posting was overtaken by another of the same person: decide again
    public <T> T change(Connection connection, Collection<String> persons, Decision<T> decision) throws SQLException {
        var now = clock.instant();
        var decided = decision.on(ledgers(connection, persons, now), connection, now);
        if (post(connection, decided.postings(), now).size()
                != decided.postings().size()) {
            throw new LostRaceException();
        }
        return decided.outcome();
    }

    /// Opens the books of persons who have none, with balances brought from elsewhere, in the caller's transaction.
    /// The answer names the persons whose books were opened; the others had books already and are left as they are.
    public Set<String> open(Connection connection, Map<String, Balances> openings, Instant now) throws SQLException {
        var year = BusinessDay.of(now).getYear();
        var postings = new ArrayList<Posting>(openings.size());
        openings.forEach((person, balances) -> {
            var entries = new ArrayList<Entry>(2);
            opening(entries, Entry.CURRENT, balances.current());
            opening(entries, Entry.PRIOR, balances.prior());
            postings.add(new Posting(Ledger.unopened(person, year), entries));
        });
        return post(connection, postings, now);
    }

    private static void opening(List<Entry> entries, String bucket, Fen amount) {
        if (!amount.isZero()) {
            entries.add(new Entry(Entry.OPENING, bucket, amount, Entry.Why.OPENING, "opening"));
        }
    }
}

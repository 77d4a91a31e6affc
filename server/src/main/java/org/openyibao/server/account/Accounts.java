package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
            return ledger(connection, person, clock.instant());
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
            ledgers.put(person, standing(person, found, year));
        }
        return ledgers;
    }

    /// The books of one person, as [#ledgers(Connection, Collection, Instant)] has them.
    public Ledger ledger(Connection connection, String person, Instant now) throws SQLException {
        return standing(
                person,
                store.ledgers(connection, List.of(person)),
                BusinessDay.of(now).getYear());
    }

    /// The books of one person as they stand at `now`, after all their entries were handed over in their order: what
    /// the database says at one moment. The caller's connection has autocommit off.
    public Ledger history(Connection connection, String person, Instant now, Consumer<Posted> taker)
            throws SQLException {
        var kept = new HashMap<String, Ledger>();
        new AccountBooksStore().entries(connection, person, row -> {
            row.ledger().ifPresent(ledger -> kept.putIfAbsent(person, ledger));
            row.entry().ifPresent(entry -> taker.accept(Posted.of(entry)));
            return true;
        });
        return standing(person, kept, BusinessDay.of(now).getYear());
    }

    /// What was credited to a person, by the reference of its entry.
    public Map<String, Credited> credited(Connection connection, String person) throws SQLException {
        return new BatchStore().credited(connection, person);
    }

    private static Ledger standing(String person, Map<String, Ledger> found, int year) {
        var kept = found.get(person);
        return kept == null ? Ledger.unopened(person, year) : kept.in(year);
    }

    /// Appends the postings (at most one a person) in the caller's transaction, `now` being when their books were
    /// read. The answer names the persons whose posting took effect; any other had books that moved on since they
    /// were read, and must be decided again.
    public Set<String> post(Connection connection, List<Posting> postings, Instant now) throws SQLException {
        var entered = enter(postings, now);
        var posted = store.advance(connection, entered.after());
        append(connection, entered, posted);
        return posted;
    }

    /// As [#post], but all of them.
    ///
    /// @throws LostRaceException if a posting was overtaken by another of the same person: all is decided again
    public void postAll(Connection connection, List<Posting> postings, Instant now) throws SQLException {
        if (post(connection, postings, now).size() != postings.size()) {
            throw new LostRaceException();
        }
    }

    /// As [#post], but the postings of one part take effect together or not at all. At most one posting a person in all
    /// parts together. The answer holds the indexes of the parts that took effect.
    public BitSet postTogether(Connection connection, List<List<Posting>> parts, Instant now) throws SQLException {
        var postings = parts.stream().flatMap(List::stream).toList();
        var alone = postings.size() == parts.size();
        var posted = alone ? post(connection, postings, now) : postTogether(connection, parts, postings, now);
        var tookEffect = new BitSet();
        for (var part = 0; part < parts.size(); part++) {
            tookEffect.set(
                    part, posted.contains(parts.get(part).getFirst().ledger().person()));
        }
        return tookEffect;
    }

    private Set<String> postTogether(
            Connection connection, List<List<Posting>> parts, List<Posting> postings, Instant now) throws SQLException {
        var numbers = new HashMap<String, Integer>();
        for (var part = 0; part < parts.size(); part++) {
            for (var posting : parts.get(part)) {
                if (numbers.put(posting.ledger().person(), part) != null) {
                    throw new IllegalArgumentException("a person's books are to be posted to twice at once");
                }
            }
        }
        var entered = enter(postings, now);
        var posted = store.advanceTogether(connection, entered.after(), numbers);
        append(connection, entered, posted);
        return posted;
    }

    /// What postings come to: books after them, their entries, years that they close.
    private record Entered(List<Ledger> after, List<AccountStore.Row> rows, List<AccountStore.Closed> closed) {}

    private static Entered enter(List<Posting> postings, Instant now) {
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
        return new Entered(after, rows, closed);
    }

    private void append(Connection connection, Entered entered, Set<String> posted) throws SQLException {
        entered.rows().removeIf(row -> !posted.contains(row.person()));
        entered.closed().removeIf(year -> !posted.contains(year.person()));
        store.append(connection, entered.rows());
        store.close(connection, entered.closed());
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
        postAll(connection, decided.postings(), now);
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

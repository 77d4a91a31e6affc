package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Posting;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.crossregion.Registrations;
import org.openyibao.server.enrolment.Consequences;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Requests;
import org.springframework.stereotype.Component;

/// A door of the room: the settlements that would now be decided otherwise, because something became known late of a
/// person's insurance or a rule was put right. It changes nothing: what was paid stays paid until somebody acts.
@Component
public class Differences implements Consequences {

    /// Persons looked at for one answer.
    public static final int MOST_PERSONS = 1_000;

    /// What was found of some persons. `notComparable`: settlements of which too little is kept; `next`: where to
    /// go on, where there may be more.
    public record Page(List<Difference> differences, int notComparable, Optional<String> next) {}

    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Policies policies;
    private final Requests requests;
    private final Clock clock;
    private final Filings filings;
    private final Registrations registrations;
    private final Assessor assessor;
    private final SettlementStore settlements = new SettlementStore();
    private final FeeStore fees = new FeeStore();

    Differences(
            Accounts accounts,
            Enrolment enrolment,
            Filings filings,
            Registrations registrations,
            Registry registry,
            Policies policies,
            Requests requests,
            Clock clock) {
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.filings = filings;
        this.registrations = registrations;
        this.policies = policies;
        this.requests = requests;
        this.clock = clock;
        assessor = new Assessor(registry);
    }

    /// Those of a person, in the order in which they were settled.
    public Page of(String person) {
        return page(requests.read(connection -> look(connection, List.of(person))), Optional.empty());
    }

    /// Those of care since a day that a region's funds pay or would pay for: of the next persons after `after` in the
    /// database's order, `most` at most.
    public Page of(String region, LocalDate since, String after, int most) {
        return requests.read(connection -> {
            var persons = settlements.persons(connection, region, since, after, most);
            var found = look(connection, persons);
            var next = persons.size() < most ? Optional.<String>empty() : Optional.of(persons.getLast());
            return page(found.stream().map(of -> within(of, region, since)).toList(), next);
        });
    }

    private static Hindsight.Found within(Hindsight.Found found, String region, LocalDate since) {
        return new Hindsight.Found(
                found.differences().stream()
                        .filter(difference -> !difference.day().isBefore(since) && difference.concerns(region))
                        .toList(),
                found.notComparable().stream()
                        .filter(settlement -> !settlement.serviceDate().isBefore(since)
                                && settlement.region().equals(region))
                        .toList());
    }

    private static Page page(Collection<Hindsight.Found> found, Optional<String> next) {
        return new Page(
                found.stream().flatMap(of -> of.differences().stream()).toList(),
                found.stream().mapToInt(of -> of.notComparable().size()).sum(),
                next);
    }

    /// Moves the person's books on: a settlement under way that was decided before the change loses its race and is
    /// decided again.
    @Override
    public Consequences.Found of(Connection connection, String person) throws SQLException {
        var now = clock.instant();
        var ledger = accounts.ledger(connection, person, now);
        accounts.postAll(connection, List.of(new Posting(ledger, List.of())), now);
        var page = page(look(connection, List.of(person)), Optional.empty());
        return new Consequences.Found(page.differences().size(), page.notComparable());
    }

    /// One statement a table for all persons.
    private List<Hindsight.Found> look(Connection connection, List<String> persons) throws SQLException {
        var made = new LinkedHashMap<String, List<SettlementRecord>>();
        var all = settlements.of(connection, persons);
        persons.stream()
                .filter(all::containsKey)
                .forEach(person -> made.put(person, all.getOrDefault(person, List.of())));
        var known = enrolment.byNumbers(connection, involved(made));
        var lines = lines(connection, made.values());
        var years = settlements.years(connection, made.keySet());
        var filed = filings.records(connection, made.keySet());
        var registered = registrations.of(connection, made.keySet());
        var ledgers = accounts.ledgers(connection, made.keySet(), clock.instant());
        var book = policies.current();
        var found = new ArrayList<Hindsight.Found>();
        made.forEach((person, theirs) -> {
            var today = new Hindsight.Today(
                    book,
                    LocalDate.now(clock),
                    known,
                    years,
                    filed.getOrDefault(person, List.of()),
                    registered.getOrDefault(person, List.of()),
                    Objects.requireNonNull(ledgers.get(person)).firstYear());
            found.add(new Hindsight(assessor, today, known(known, person)).look(theirs, lines));
        });
        return found;
    }

    private static Enrolled known(Map<String, Enrolled> known, String person) {
        return Optional.ofNullable(known.get(person))
                .orElseThrow(() -> new IllegalStateException("a settlement's person is not registered any more"));
    }

    private static Collection<String> involved(Map<String, List<SettlementRecord>> made) {
        var involved = new HashSet<>(made.keySet());
        made.values()
                .forEach(theirs -> theirs.forEach(settlement -> settlement
                        .grounds()
                        .ifPresent(grounds -> grounds.relatives().forEach(member -> involved.add(member.id())))));
        return involved;
    }

    private Map<String, List<FeeLine>> lines(Connection connection, Collection<List<SettlementRecord>> made)
            throws SQLException {
        var settled = new HashMap<FeeStore.Key, List<SettlementRecord>>();
        for (var theirs : made) {
            for (var settlement : Hindsight.standing(theirs)) {
                if (settlement.grounds().isPresent()) {
                    // A claim's lines are kept under its visit, whose only ones they are.
                    var batch = settlement.isClaimed() ? settlement.visit() : settlement.batch();
                    settled.computeIfAbsent(
                                    new FeeStore.Key(settlement.person(), settlement.visit(), batch),
                                    first -> new ArrayList<>())
                            .add(settlement);
                }
            }
        }
        var uploads = new HashMap<String, List<FeeUpload>>();
        for (var upload : fees.find(connection, settled.keySet())) {
            settled.getOrDefault(new FeeStore.Key(upload.person(), upload.visit(), upload.batch()), List.of()).stream()
                    .filter(settlement -> settlement
                            .stay()
                            .map(Stay::part)
                            .orElse(Stay.Part.WHOLE)
                            .settles(upload))
                    .forEach(settlement -> uploads.computeIfAbsent(settlement.id(), first -> new ArrayList<>())
                            .add(upload));
        }
        var lines = new HashMap<String, List<FeeLine>>();
        uploads.forEach((id, of) -> lines.put(id, Charges.bill(of)));
        return lines;
    }
}

package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Counter;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.family.Binding;
import org.openyibao.server.family.Family;

/// Reads the relatives on whose books settlements may depend. Those of all persons at once: so their books are read
/// at one moment, and it does not matter that those which are not drawn on may move on later.
final class RelativesGatherer {

    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Family family;
    private final SettlementStore settlements;

    RelativesGatherer(Accounts accounts, Enrolment enrolment, Family family, SettlementStore settlements) {
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.family = family;
        this.settlements = settlements;
    }

    /// Who belongs to whom, and what was read of them.
    private record Read(
            Map<String, List<Binding>> bindings,
            Map<String, List<String>> households,
            Map<String, Ledger> ledgers,
            Map<String, Enrolled> enrolled,
            Map<SettlementStore.Pair, Fen> drawn) {

        Enrolled person(String number) {
            return Objects.requireNonNull(enrolled.get(number));
        }

        Ledger ledger(String number) {
            return Objects.requireNonNull(ledgers.get(number));
        }
    }

    /// The relatives of the persons who have something to settle, each on a day, and those to whom the reversals of
    /// `targets` give back, by person. `enrolled`: the persons, as read before.
    Map<String, Relatives> gather(
            Connection connection,
            PolicyBook book,
            Map<String, LocalDate> settling,
            Map<String, Enrolled> enrolled,
            Collection<SettlementRecord> targets,
            Instant now)
            throws SQLException {
        var bindings = settling.isEmpty()
                ? Map.<String, List<Binding>>of()
                : family.bindings(connection, settling.keySet(), BusinessDay.of(now));
        // Only where a family shares a cap on the day are households read.
        var sharing = Gatherer.capped(Counter.FAMILY_POOL, book, settling, enrolled);
        var households = sharing.isEmpty() ? Map.<String, List<String>>of() : family.households(connection, sharing);
        var persons = new HashSet<String>();
        bindings.values().forEach(bound -> bound.forEach(binding -> persons.add(binding.owner())));
        households.values().forEach(persons::addAll);
        targets.forEach(target -> target.family().forEach(draw -> persons.add(draw.id())));
        return persons.isEmpty()
                ? Map.of()
                : relatives(read(connection, persons, bindings, households, now), book, settling, targets, now);
    }

    private Read read(
            Connection connection,
            Set<String> persons,
            Map<String, List<Binding>> bindings,
            Map<String, List<String>> households,
            Instant now)
            throws SQLException {
        var ledgers = accounts.ledgers(connection, persons, now);
        var pairs = bindings.values().stream()
                .flatMap(List::stream)
                .map(binding -> new SettlementStore.Pair(binding.user(), binding.owner()))
                .collect(Collectors.toSet());
        return new Read(
                bindings,
                households,
                ledgers,
                enrolment.byNumbers(connection, persons),
                settlements.drawn(connection, pairs, BusinessDay.of(now).getYear()));
    }

    private static Map<String, Relatives> relatives(
            Read read,
            PolicyBook book,
            Map<String, LocalDate> settling,
            Collection<SettlementRecord> targets,
            Instant now) {
        var today = BusinessDay.of(now);
        var found = new HashMap<String, Relatives>();
        settling.forEach((person, day) -> {
            var owners = read.bindings().getOrDefault(person, List.of()).stream()
                    .map(binding -> new Relatives.Owner(
                            binding,
                            read.person(binding.owner()).on(book, day, today),
                            read.ledger(binding.owner()),
                            read.drawn().getOrDefault(new SettlementStore.Pair(person, binding.owner()), Fen.ZERO)))
                    .toList();
            var household = read.households().getOrDefault(person, List.of()).stream()
                    .map(mate -> new Relatives.Mate(read.person(mate).on(book, day, today), read.ledger(mate)))
                    .toList();
            found.put(person, new Relatives(owners, household, List.of()));
        });
        for (var target : targets) {
            var returning =
                    target.family().stream().map(draw -> read.ledger(draw.id())).toList();
            found.put(target.person(), new Relatives(List.of(), List.of(), returning));
        }
        return found;
    }
}

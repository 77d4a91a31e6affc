package org.openyibao.server.statement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Entry;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.outflow.AccountMove;
import org.openyibao.server.outflow.AccountUse;
import org.openyibao.server.outflow.Moves;
import org.openyibao.server.outflow.Uses;
import org.openyibao.server.outflow.Withdrawal;
import org.openyibao.server.outflow.Withdrawals;
import org.openyibao.server.policy.CitedRuleStore;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Requests;
import org.openyibao.server.settlement.Care;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// Asks the other rooms what they know of movements; each room only where there are movements of its kind.
@Component
final class DetailsReader {

    private static final Set<Entry.Why> CARE = Set.of(Entry.Why.SETTLEMENT, Entry.Why.REVERSAL, Entry.Why.FAMILY);

    private final Requests requests;
    private final Enrolment enrolment;
    private final Accounts accounts;
    private final Settlements settlements;
    private final Uses uses;
    private final Withdrawals withdrawals;
    private final Moves moves;
    private final Policies policies;
    private final CitedRuleStore cited;

    DetailsReader(
            Requests requests,
            Enrolment enrolment,
            Accounts accounts,
            Settlements settlements,
            Uses uses,
            Withdrawals withdrawals,
            Moves moves,
            Policies policies,
            CitedRuleStore cited) {
        this.requests = requests;
        this.enrolment = enrolment;
        this.accounts = accounts;
        this.settlements = settlements;
        this.uses = uses;
        this.withdrawals = withdrawals;
        this.moves = moves;
        this.policies = policies;
        this.cited = cited;
    }

    /// What is known of the movements of a person, rules left out.
    Details read(String person, Collection<Movement> movements) {
        return new Details(
                person,
                of(movements, CARE, () -> care(movements)),
                of(
                        movements,
                        Set.of(Entry.Why.CREDIT),
                        () -> requests.read(connection -> accounts.credited(connection, person))),
                of(movements, Set.of(Entry.Why.USE), () -> byReference(uses.of(person), AccountUse::reference)),
                of(
                        movements,
                        Set.of(Entry.Why.WITHDRAWAL),
                        () -> byReference(withdrawals.of(person), Withdrawal::reference)),
                of(
                        movements,
                        Set.of(Entry.Why.TRANSFER),
                        () -> byReference(moves.of(person), AccountMove::entryReference)),
                Map.of());
    }

    private static <T> Map<String, T> of(
            Collection<Movement> movements, Set<Entry.Why> kinds, Supplier<Map<String, T>> known) {
        return movements.stream().anyMatch(movement -> kinds.contains(movement.why())) ? known.get() : Map.of();
    }

    private Map<String, Care> care(Collection<Movement> movements) {
        return settlements.care(movements.stream()
                .filter(movement -> CARE.contains(movement.why()))
                .map(Movement::reference)
                .collect(Collectors.toSet()));
    }

    private static <T> Map<String, T> byReference(List<T> all, Function<T, String> reference) {
        return all.stream().collect(Collectors.toMap(reference, Function.identity()));
    }

    /// The same with the words of the rules by which the movements were so.
    Details withRules(Details details, Collection<Movement> movements) {
        var kept = new HashSet<String>();
        var credits = new HashSet<String>();
        var rules = new HashMap<String, CitedRule>();
        for (var movement : movements) {
            details.key(movement).ifPresent(key -> {
                switch (movement.why()) {
                    case CREDIT -> credits.add(key);
                    case INTEREST, CARRY_OVER ->
                        yearEnd(details.person(), movement).ifPresent(rule -> rules.put(key, rule));
                    case OPENING, SETTLEMENT, REVERSAL, USE, WITHDRAWAL, TRANSFER, WALLET, FAMILY -> kept.add(key);
                }
            });
        }
        requests.read(connection -> {
            rules.putAll(cited.words(connection, kept));
            rules.putAll(cited.wordsOf(connection, credits));
            return rules;
        });
        return details.with(rules);
    }

    /// The rule on interest and carry-over of a region at the end of a year, where there was just one for everybody:
    /// which one was applied is not kept.
    private Optional<CitedRule> yearEnd(String person, Movement movement) {
        var last = LocalDate.of(movement.entry().endedYear().orElseThrow(), 12, 31);
        return movement.entry()
                .interestRegion()
                .or(() -> region(person, last))
                .map(region ->
                        policies.current().on(region, Scheme.EMPLOYEE, last).all(Effect.Interest.class))
                .filter(rules -> rules.length == 1)
                .map(rules -> CitedRule.of(rules[0]));
    }

    private Optional<String> region(String person, LocalDate day) {
        return enrolment
                .byNumber(person)
                .flatMap(enrolled -> enrolled.nearest(Scheme.EMPLOYEE, day))
                .map(Participation::region);
    }
}

package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// What one payment or one break says of the days from `from` to the day before `until`, by the rules of one day.
/// Of several that speak of a day the worst standing holds, and of those the latest.
record Stretch(
        LocalDate from,
        LocalDate until,
        Standing standing,
        Spell.Why why,
        Optional<Rule> rule,
        Optional<Reason> reason,
        Optional<LocalDate> opens,
        int waitingMonths,
        Optional<RetirementDecider.Outcome.Short> years) {

    /// After the last day.
    static final LocalDate NEVER = Rule.FOREVER.plusDays(1);

    private static Stretch of(LocalDate from, LocalDate until, Standing standing, Spell.Why why) {
        return new Stretch(
                from, until, standing, why, Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());
    }

    static Stretch normal(LocalDate from, LocalDate until, Spell.Why why) {
        return of(from, until, Standing.NORMAL, why);
    }

    static Stretch waiting(LocalDate from, LocalDate until, Spell.Why why) {
        return of(from, until, Standing.WAITING, why);
    }

    static Stretch suspended(LocalDate from, LocalDate until, Spell.Why why) {
        return of(from, until, Standing.SUSPENDED, why);
    }

    static Stretch ended(LocalDate from, LocalDate until, Spell.Why why) {
        return of(from, until, Standing.ENDED, why);
    }

    static Stretch stated(LocalDate from, LocalDate until, Standing standing) {
        return of(from, until, standing, Spell.Why.STATED);
    }

    Stretch by(Optional<Rule> decidedBy) {
        return new Stretch(from, until, standing, why, decidedBy, reason, opens, waitingMonths, years);
    }

    Stretch by(EntitlementDecider.Outcome outcome) {
        return new Stretch(
                from,
                until,
                standing,
                why,
                outcome.rule(),
                outcome.reason(),
                opens,
                outcome.waitingMonths().orElse(0),
                years);
    }

    /// By the rule on years of contribution, which were too few.
    Stretch lacking(RetirementDecider.Outcome.Short missing) {
        return new Stretch(
                from, until, standing, why, Optional.of(missing.rule()), reason, opens, 0, Optional.of(missing));
    }

    Stretch opening(LocalDate day) {
        return new Stretch(from, until, standing, why, rule, reason, Optional.of(day), waitingMonths, years);
    }

    boolean covers(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(until);
    }

    boolean isEmpty() {
        return !from.isBefore(until);
    }

    /// Whether this one holds where both speak of a day.
    boolean prevailsOver(Stretch other) {
        return severity() == other.severity() ? !from.isBefore(other.from) : severity() > other.severity();
    }

    private int severity() {
        return switch (standing) {
            case NORMAL -> 0;
            case WAITING -> 1;
            case SUSPENDED -> 2;
            case ENDED -> 3;
        };
    }
}

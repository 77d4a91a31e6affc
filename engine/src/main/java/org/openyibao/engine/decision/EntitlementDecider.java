package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.History;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides from when on benefits are open, by what was paid when: one payment or break at a time ([#decide]), or
/// the standing that a whole history comes to ([#standing], [#timeline]).
///
/// Standing on a day is decided by the rules in force on that day.
public final class EntitlementDecider {

    private EntitlementDecider() {}

    public sealed interface Question {

        /// A resident's premium for `coverageYear`, credited on `paid`.
        record YearPaid(int coverageYear, LocalDate paid) implements Question {}

        /// A break in monthly contributions, first to last missed month. `repaid`: the day on which
        /// all of it was paid after the event; who repays late is never worse off than who does not.
        /// `resumed`: the first month contributed again, the one after the break if not given.
        /// `because` empty: for no cause that a rule names.
        record Break(
                YearMonth from,
                YearMonth to,
                Optional<LocalDate> repaid,
                Optional<YearMonth> resumed,
                Optional<String> because)
                implements Question {}

        /// Years without insurance before enrolling again, some of them paid after the event. `paid`:
        /// the day of enrolling, from which the waiting counts.
        record YearsMissed(int missedYears, int repaidYears, Optional<LocalDate> paid) implements Question {}

        /// A newborn's registration.
        record Birth(LocalDate born, LocalDate paid) implements Question {}
    }

    /// Benefits are open before `earlierUntil` (exclusive, where a break ended them) and from `start` to
    /// `end` (both inclusive; no end: open). `start` empty: not known from what was given. `reason`: no rule
    /// was found.
    public record Outcome(
            Optional<LocalDate> earlierUntil,
            Optional<LocalDate> start,
            Optional<LocalDate> end,
            Optional<Integer> waitingMonths,
            boolean retroactive,
            Optional<Reason> reason,
            Optional<Rule> rule) {

        /// Where there is nothing to decide.
        static final Outcome NOTHING = new Outcome(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());

        public boolean entitledOn(LocalDate day) {
            return earlierUntil.filter(day::isBefore).isPresent()
                    || (start.filter(first -> !day.isBefore(first)).isPresent()
                            && end.filter(day::isAfter).isEmpty());
        }

        private static Outcome from(Optional<LocalDate> start, int waitingMonths, Rule rule) {
            return new Outcome(
                    Optional.empty(),
                    start,
                    Optional.empty(),
                    Optional.of(waitingMonths),
                    false,
                    Optional.empty(),
                    Optional.of(rule));
        }

        private static Outcome unknown(Reason reason) {
            return new Outcome(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.of(reason),
                    Optional.empty());
        }
    }

    public static Outcome decide(CompiledPolicy policy, Insured insured, Question question) {
        var facts = Facts.of(insured);
        return switch (question) {
            case Question.YearPaid year -> year(policy, facts, year);
            case Question.Break gap -> gap(policy, facts, gap);
            case Question.YearsMissed missed -> missed(policy, facts, missed);
            case Question.Birth birth -> birth(policy, facts, birth);
        };
    }

    /// The standing in a scheme on a day, as known on `today`.
    public static Standing standing(PolicyBook book, History history, Scheme scheme, LocalDate day, LocalDate today) {
        return new StandingLine(book, history, scheme, today).on(day).standing();
    }

    /// The standing in a scheme on every day from birth to [Rule#FOREVER], as known on `today`: spells one
    /// after the other, each unlike the one before. Days to come are those of somebody who goes on paying.
    public static List<Spell> timeline(PolicyBook book, History history, Scheme scheme, LocalDate today) {
        return new StandingLine(book, history, scheme, today).spells();
    }

    /// How faithfully somebody was insured in a scheme that is paid by the year, until `year`: as far as what was
    /// paid is held, else and in other schemes [Continuity#NONE]. `withoutClaim`: of which years no fund paid
    /// anything.
    public static Continuity continuity(History history, Scheme scheme, int year, IntPredicate withoutClaim) {
        var coverage = new Coverage(history, scheme);
        return switch (scheme) {
            case RESIDENT ->
                coverage.isNothingPaid()
                        ? Continuity.NONE
                        : new YearlyPayments(history, coverage).continuity(year, withoutClaim);
            case EMPLOYEE, PENSION -> Continuity.NONE;
        };
    }

    private static Outcome year(CompiledPolicy policy, Facts facts, Question.YearPaid year) {
        var known = false;
        for (var rule : policy.all(Effect.Window.class)) {
            var window = (Effect.Window) rule.effect();
            if (rule.when().matches(facts)) {
                known = true;
                if (window.coverageYear() == year.coverageYear()
                        && !year.paid().isBefore(window.opens())
                        && !year.paid().isAfter(window.closes())) {
                    return year(rule, window, year);
                }
            }
        }
        return Outcome.unknown(known ? Reason.NO_RULE_FOR_DATE : policy.whyNone(Effect.Window.class, facts));
    }

    /// Paying after 1 January opens nothing before the payment.
    private static Outcome year(Rule rule, Effect.Window window, Question.YearPaid year) {
        var newYear = LocalDate.of(year.coverageYear(), 1, 1);
        var paidOrNewYear = year.paid().isAfter(newYear) ? year.paid() : newYear;
        var waiting = switch (window.kind()) {
            case MAIN, EXTENSION -> 0;
            case LATE -> window.waitingMonths();
        };
        return new Outcome(
                Optional.empty(),
                Optional.of(paidOrNewYear.plusMonths(waiting)),
                Optional.of(LocalDate.of(year.coverageYear(), 12, 31)),
                Optional.of(waiting),
                false,
                Optional.empty(),
                Optional.of(rule));
    }

    private static Outcome gap(CompiledPolicy policy, Facts facts, Question.Break gap) {
        var found = gapRule(policy, facts, gap);
        if (found.isEmpty()) {
            return Outcome.unknown(policy.whyNone(Effect.Gap.class, facts));
        }
        var effect = found.get().effect();
        var rule = Optional.of(found.get().rule());
        var broken = gap.from().atDay(1);
        var months = ChronoUnit.MONTHS.between(gap.from(), gap.to()) + 1;
        var isMadeUp = gap.repaid().isPresent() && months <= effect.upToMonths();
        if (isMadeUp && effect.retroactive()) {
            return broken(broken, broken, 0, true, rule);
        }
        var waiting = gap.repaid().isPresent()
                ? Math.min(effect.waitingMonths(), effect.waitingMonthsRepaid())
                : effect.waitingMonths();
        var waited =
                gap.resumed().orElse(gap.to().plusMonths(1)).plusMonths(waiting).atDay(1);
        if (!isMadeUp) {
            return broken(broken, waited, waiting, false, rule);
        }
        var repaid = YearMonth.from(gap.repaid().get()).plusMonths(1).atDay(1);
        return gap.resumed().isPresent() && waited.isBefore(repaid)
                ? broken(broken, waited, waiting, false, rule)
                : broken(broken, repaid, 0, false, rule);
    }

    private static Outcome broken(
            LocalDate broken, LocalDate start, int waitingMonths, boolean retroactive, Optional<Rule> rule) {
        return new Outcome(
                Optional.of(broken),
                Optional.of(start),
                Optional.empty(),
                Optional.of(waitingMonths),
                retroactive,
                Optional.empty(),
                rule);
    }

    /// A rule that names the cause goes before one for any cause, however near that one is.
    private static Optional<CompiledPolicy.Applied<Effect.Gap>> gapRule(
            CompiledPolicy policy, Facts facts, Question.Break gap) {
        return gapRule(
                        policy,
                        facts,
                        effect ->
                                gap.because().filter(effect.because()::contains).isPresent())
                .or(() -> gapRule(policy, facts, effect -> effect.because().isEmpty()));
    }

    private static Optional<CompiledPolicy.Applied<Effect.Gap>> gapRule(
            CompiledPolicy policy, Facts facts, java.util.function.Predicate<Effect.Gap> wanted) {
        for (var rule : policy.all(Effect.Gap.class)) {
            var effect = (Effect.Gap) rule.effect();
            if (wanted.test(effect) && rule.when().matches(facts)) {
                return Optional.of(new CompiledPolicy.Applied<>(rule, effect));
            }
        }
        return Optional.empty();
    }

    /// Only the months that missed years add can be repaired, never the fixed ones.
    private static Outcome missed(CompiledPolicy policy, Facts facts, Question.YearsMissed missed) {
        var found = policy.find(Effect.Waiting.class, facts);
        if (found.isEmpty()) {
            return Outcome.unknown(policy.whyNone(Effect.Waiting.class, facts));
        }
        var effect = found.get().effect();
        var added = missed.missedYears() * effect.perMissedYear() - missed.repaidYears() * effect.repairPerYear();
        var months = effect.fixedMonths() + Math.max(0, added);
        var waiting = missed.missedYears() >= effect.floorFromYears() ? Math.max(months, effect.floorMonths()) : months;
        return Outcome.from(
                missed.paid().map(paid -> paid.plusMonths(waiting)),
                waiting,
                found.get().rule());
    }

    /// Later than the days the rule gives, the start is for the region to say.
    private static Outcome birth(CompiledPolicy policy, Facts facts, Question.Birth birth) {
        var found = policy.find(Effect.Newborn.class, facts);
        if (found.isEmpty()) {
            return Outcome.unknown(policy.whyNone(Effect.Newborn.class, facts));
        }
        var inTime = ChronoUnit.DAYS.between(birth.born(), birth.paid())
                <= found.get().effect().days();
        return new Outcome(
                Optional.empty(),
                inTime ? Optional.of(birth.born()) : Optional.empty(),
                Optional.empty(),
                inTime ? Optional.of(0) : Optional.empty(),
                inTime,
                Optional.empty(),
                Optional.of(found.get().rule()));
    }
}

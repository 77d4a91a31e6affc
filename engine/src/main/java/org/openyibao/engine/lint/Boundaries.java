package org.openyibao.engine.lint;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.openyibao.engine.lint.Boundary.Side;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Brackets;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Rule;

/// The boundaries of a rule. Shares, and months that are merely added, are no boundaries: any case in which
/// the rule decides shows them. A benefit year has none: whoever keeps the year to date counts by it, and no
/// case asks for it.
final class Boundaries {

    private static final Fen STEP = Fen.of(1);
    private static final int MANY_MONTHS = 1_200;
    private static final int MANY_YEARS = 100;
    private static final Ratio HARDLY_ANY = Ratio.ofMillionths(1);
    private static final Ratio MANY_TIMES = Ratio.ofMillionths(100_000_000);
    private static final LocalDate NEVER = Rule.ALWAYS.minusYears(100);

    private final Rule rule;
    private final List<Boundary> found = new ArrayList<>();

    private Boundaries(Rule rule) {
        this.rule = rule;
    }

    static List<Boundary> of(Rule rule) {
        var boundaries = new Boundaries(rule);
        if (rule.effect() instanceof Effect.BenefitYear) {
            return List.of();
        }
        boundaries.dates();
        boundaries.ages();
        boundaries.effect();
        return List.copyOf(boundaries.found);
    }

    private void dates() {
        if (rule.from().isAfter(Rule.ALWAYS)) {
            var before = rule.from().minusDays(1);
            dated(
                    rule.from(),
                    inForce(rule, rule.from().plusDays(1), rule.to()),
                    before,
                    other -> inForce(other, before, other.to()));
        }
        if (rule.to().isBefore(Rule.FOREVER)) {
            var after = rule.to().plusDays(1);
            dated(
                    rule.to(),
                    inForce(rule, rule.from(), rule.to().minusDays(1)),
                    after,
                    other -> inForce(other, other.from(), after));
        }
    }

    private void dated(LocalDate inside, Rule shrunk, LocalDate outside, UnaryOperator<Rule> grown) {
        found.add(new Boundary(
                rule,
                false,
                new Side("on=" + inside, shrunk, UnaryOperator.identity(), Optional.of(asked -> asked.onDay(inside))),
                new Side(
                        "on=" + outside,
                        grown.apply(rule),
                        along(other -> other.inForceOn(inside), other -> other.inForceOn(outside), grown),
                        Optional.of(asked -> asked.onDay(outside)))));
    }

    private void ages() {
        var when = rule.when();
        if (when.ageFrom() > 0) {
            var before = when.ageFrom() - 1;
            aged(
                    when.ageFrom(),
                    aged(rule, when.ageFrom() + 1, when.ageTo()),
                    before,
                    other -> aged(other, before, other.when().ageTo()));
        }
        if (when.ageTo() != Condition.NO_AGE_LIMIT) {
            var after = when.ageTo() + 1;
            aged(
                    when.ageTo(),
                    aged(rule, when.ageFrom(), when.ageTo() - 1),
                    after,
                    other -> aged(other, other.when().ageFrom(), after));
        }
    }

    private void aged(int inside, Rule shrunk, int outside, UnaryOperator<Rule> grown) {
        found.add(new Boundary(
                rule,
                false,
                new Side("age=" + inside, shrunk),
                new Side(
                        "age=" + outside,
                        grown.apply(rule),
                        along(other -> holdsAt(other, inside), other -> holdsAt(other, outside), grown),
                        Optional.empty())));
    }

    private static boolean holdsAt(Rule rule, int age) {
        return rule.when().ageFrom() <= age && age <= rule.when().ageTo();
    }

    private static UnaryOperator<Rule> along(
            Predicate<Rule> holdsInside, Predicate<Rule> holdsOutside, UnaryOperator<Rule> grown) {
        return other -> {
            if (holdsInside.test(other) == holdsOutside.test(other)) {
                return other;
            }
            return holdsInside.test(other) ? grown.apply(other) : never(other);
        };
    }

    /// The rule, in force on no day that matters.
    static Rule never(Rule rule) {
        return inForce(rule, NEVER, NEVER);
    }

    private void effect() {
        switch (rule.effect()) {
            case Effect.Deductible deductible -> deductible(deductible);
            case Effect.Pool pool -> pool(pool);
            case Effect.Cap cap ->
                amount("amount", cap.amount(), amount -> new Effect.Cap(amount, cap.counts(), cap.perFamilyMember()));
            case Effect.Layer layer -> layer(layer);
            case Effect.FilingTerms terms -> filing(terms);
            case Effect.PurposeTerms terms -> leastBalance(terms);
            case Effect.Wallet wallet -> wallet(wallet);
            case Effect.Window window -> window(window);
            case Effect.Waiting waiting -> waiting(waiting);
            case Effect.Newborn newborn -> step("days", newborn.days(), 1, Effect.Newborn::new);
            case Effect.Gap gap ->
                step(
                        "up-to-months",
                        gap.upToMonths(),
                        1,
                        months -> new Effect.Gap(
                                months,
                                gap.retroactive(),
                                gap.waitingMonths(),
                                gap.waitingMonthsRepaid(),
                                gap.because()));
            case Effect.Contribution contribution -> contribution(contribution);
            case Effect.CapBonus bonus -> capBonus(bonus);
            case Effect.Retirement retirement -> retirement(retirement);
            case Effect.Formula formula -> {
                if (!formula.atMost().equals(Effect.Formula.NO_LIMIT)) {
                    amount(
                            "at-most",
                            formula.atMost(),
                            atMost -> new Effect.Formula(formula.name(), formula.terms(), atMost));
                }
            }
            case Effect.DiseaseList _,
                    Effect.Exclusion _,
                    Effect.PoolTilt _,
                    Effect.Reduction _,
                    Effect.Partial _,
                    Effect.Tilt _,
                    Effect.Account _,
                    Effect.AccountItems _,
                    Effect.Order _,
                    Effect.Relatives _,
                    Effect.Family _,
                    Effect.ManualClaim _,
                    Effect.ClaimLimit _,
                    Effect.Inflow _,
                    Effect.Interest _,
                    Effect.Withdrawal _,
                    Effect.AccountMove _,
                    Effect.FilingNeed _,
                    Effect.NotDirect _,
                    Effect.FilingDocuments _,
                    Effect.Catalogue _,
                    Effect.Premium _,
                    Effect.BenefitYear _ -> {}
        }
    }

    private void deductible(Effect.Deductible deductible) {
        if (deductible.isKnown()) {
            amount("amount", deductible.amount(), amount -> new Effect.Deductible(amount, deductible.per()));
        }
    }

    private void pool(Effect.Pool pool) {
        edges(pool.brackets(), brackets -> new Effect.Pool(brackets, pool.measure(), pool.items(), pool.itemLimit()));
        if (pool.limitsItems()) {
            amount(
                    "item-limit",
                    pool.itemLimit(),
                    limit -> new Effect.Pool(pool.brackets(), pool.measure(), pool.items(), limit));
        }
    }

    private void layer(Effect.Layer layer) {
        amount(
                "deductible",
                layer.deductible(),
                amount -> new Effect.Layer(layer.kind(), layer.basis(), amount, layer.brackets(), layer.cap()));
        edges(
                layer.brackets(),
                brackets -> new Effect.Layer(layer.kind(), layer.basis(), layer.deductible(), brackets, layer.cap()));
        if (!layer.cap().equals(Effect.Layer.NO_CAP)) {
            amount(
                    "cap",
                    layer.cap(),
                    cap -> new Effect.Layer(layer.kind(), layer.basis(), layer.deductible(), layer.brackets(), cap));
        }
    }

    private void filing(Effect.FilingTerms terms) {
        if (terms.validMonths() > 0) {
            step(
                    "valid-months",
                    terms.validMonths(),
                    1,
                    months -> new Effect.FilingTerms(terms.kinds(), months, terms.emergencyCountsAsFiled()));
        }
    }

    private void leastBalance(Effect.PurposeTerms terms) {
        if (!terms.leastBalance().isZero()) {
            step(
                    "least-balance",
                    terms.leastBalance(),
                    terms.leastBalance().minus(STEP),
                    terms.leastBalance().plus(STEP),
                    balance -> new Effect.PurposeTerms(
                            terms.purposes(), terms.allowed(), terms.of(), terms.reason(), terms.buckets(), balance));
        }
    }

    private void wallet(Effect.Wallet wallet) {
        step(
                "transfers-per-day",
                wallet.perDay(),
                1,
                perDay -> new Effect.Wallet(
                        perDay, wallet.perTransfer(), wallet.closedFrom(), wallet.closedTo(), wallet.returnedAt()));
        step(
                "per-transfer",
                wallet.perTransfer(),
                wallet.perTransfer().plus(STEP),
                wallet.perTransfer().minus(STEP),
                amount -> new Effect.Wallet(
                        wallet.perDay(), amount, wallet.closedFrom(), wallet.closedTo(), wallet.returnedAt()));
        var from = wallet.closedFrom();
        step(
                "at",
                from,
                from.minusMinutes(1),
                from.plusMinutes(1),
                time -> new Effect.Wallet(
                        wallet.perDay(), wallet.perTransfer(), time, wallet.closedTo(), wallet.returnedAt()));
        // The hours are closed up to, but not including, closed-to.
        var to = wallet.closedTo();
        Function<LocalTime, Effect> closedTo = time -> new Effect.Wallet(
                wallet.perDay(), wallet.perTransfer(), wallet.closedFrom(), time, wallet.returnedAt());
        found.add(new Boundary(
                rule,
                false,
                new Side("at=" + to.minusMinutes(1), with(closedTo.apply(to.minusMinutes(1)))),
                new Side("at=" + to, with(closedTo.apply(to.plusMinutes(1))))));
    }

    private void window(Effect.Window window) {
        var opens = window.opens();
        var closes = window.closes();
        paid(opens, open(rule, opens.plusDays(1), closes), opens.minusDays(1));
        paid(closes, open(rule, opens, closes.minusDays(1)), closes.plusDays(1));
    }

    private void paid(LocalDate inside, Rule shrunk, LocalDate outside) {
        UnaryOperator<Rule> grown = other -> {
            var window = (Effect.Window) other.effect();
            return outside.isBefore(inside)
                    ? open(other, outside, window.closes())
                    : open(other, window.opens(), outside);
        };
        found.add(new Boundary(
                rule,
                false,
                new Side(
                        "paid=" + inside, shrunk, UnaryOperator.identity(), Optional.of(asked -> asked.paidOn(inside))),
                new Side(
                        "paid=" + outside,
                        grown.apply(rule),
                        along(other -> isOpen(other, inside), other -> isOpen(other, outside), grown),
                        Optional.of(asked -> asked.paidOn(outside)))));
    }

    private static Rule open(Rule rule, LocalDate opens, LocalDate closes) {
        var window = (Effect.Window) rule.effect();
        return with(
                rule, new Effect.Window(window.coverageYear(), opens, closes, window.kind(), window.waitingMonths()));
    }

    private static boolean isOpen(Rule rule, LocalDate day) {
        var window = (Effect.Window) rule.effect();
        return !day.isBefore(window.opens()) && !day.isAfter(window.closes());
    }

    private void waiting(Effect.Waiting waiting) {
        if (waiting.floorMonths() == 0) {
            return;
        }
        step("missed-years", waiting.floorFromYears(), -1, years -> floor(waiting, waiting.floorMonths(), years));
        floor(
                "floor-months",
                Integer.toString(waiting.floorMonths()),
                with(floor(waiting, MANY_MONTHS, waiting.floorFromYears())),
                with(floor(waiting, 0, waiting.floorFromYears())));
    }

    private static Effect floor(Effect.Waiting waiting, int months, int fromYears) {
        return new Effect.Waiting(
                waiting.fixedMonths(), waiting.perMissedYear(), waiting.repairPerYear(), months, fromYears);
    }

    private void contribution(Effect.Contribution contribution) {
        var floor = contribution.floor();
        var ceiling = contribution.ceiling();
        var floorShare = contribution.floorOfAverage();
        var ceilingShare = contribution.ceilingOfAverage();
        if (!floor.isZero()) {
            floor(
                    "floor",
                    floor.toString(),
                    with(between(contribution, Fen.LARGEST, ceiling, floorShare, ceilingShare)),
                    with(between(contribution, Fen.ZERO, ceiling, floorShare, ceilingShare)));
        }
        if (!ceiling.equals(Effect.Contribution.NO_CEILING)) {
            amount("ceiling", ceiling, amount -> between(contribution, floor, amount, floorShare, ceilingShare));
        }
        if (!floorShare.equals(Ratio.ZERO)) {
            floor(
                    "floor-of-average",
                    floorShare.toString(),
                    with(between(contribution, floor, ceiling, MANY_TIMES, ceilingShare)),
                    with(between(contribution, floor, ceiling, Ratio.ZERO, ceilingShare)));
        }
        if (!ceilingShare.equals(Ratio.ZERO)) {
            amount(
                    "ceiling-of-average",
                    ceilingShare.toString(),
                    with(between(contribution, floor, ceiling, floorShare, HARDLY_ANY)),
                    with(between(contribution, floor, ceiling, floorShare, MANY_TIMES)));
        }
    }

    private static Effect between(
            Effect.Contribution contribution, Fen floor, Fen ceiling, Ratio floorOfAverage, Ratio ceilingOfAverage) {
        return new Effect.Contribution(
                floor, ceiling, floorOfAverage, ceilingOfAverage, contribution.employer(), contribution.employee());
    }

    private void capBonus(Effect.CapBonus bonus) {
        step(
                "after-years",
                bonus.afterYears(),
                1,
                years -> new Effect.CapBonus(
                        bonus.kind(), years, bonus.perYear(), bonus.noClaim(), bonus.perBreak(), bonus.atMost()));
        amount("at-most", bonus.atMost().toString(), with(bonus(bonus, Ratio.ZERO)), with(bonus(bonus, MANY_TIMES)));
    }

    private static Effect bonus(Effect.CapBonus bonus, Ratio atMost) {
        return new Effect.CapBonus(
                bonus.kind(), bonus.afterYears(), bonus.perYear(), bonus.noClaim(), bonus.perBreak(), atMost);
    }

    private void retirement(Effect.Retirement retirement) {
        var years = retirement.years();
        var actual = retirement.actualYears();
        var local = retirement.localYears();
        required("years", years, asked -> required(retirement, asked, actual, local));
        required("actual-years", actual, asked -> required(retirement, years, asked, local));
        required("local-years", local, asked -> required(retirement, years, actual, asked));
        var from = retirement.workBeganFrom();
        var before = retirement.workBeganBefore();
        if (from.isAfter(Rule.ALWAYS)) {
            began(from, from.minusDays(1), 1);
        }
        if (before.isBefore(Rule.FOREVER)) {
            began(before.minusDays(1), before, -1);
        }
    }

    /// A number of years that must be there, 0 where none is asked.
    private void required(String name, int years, IntFunction<Effect> effect) {
        if (years > 0) {
            floor(name, Integer.toString(years), with(effect.apply(MANY_YEARS)), with(effect.apply(0)));
        }
    }

    private static Effect required(Effect.Retirement retirement, int years, int actual, int local) {
        return new Effect.Retirement(years, actual, local, retirement.workBeganFrom(), retirement.workBeganBefore());
    }

    /// `inwards`: 1 where the days inside follow the boundary, -1 where they come before it.
    private void began(LocalDate inside, LocalDate outside, int inwards) {
        UnaryOperator<Rule> shrunk = other -> beganWithin(other, inwards > 0, inside.plusDays(inwards));
        UnaryOperator<Rule> grown = other -> beganWithin(other, inwards > 0, outside);
        found.add(new Boundary(
                rule,
                false,
                new Side("work-began=" + inside, shrunk.apply(rule)),
                new Side(
                        "work-began=" + outside,
                        grown.apply(rule),
                        along(other -> isFor(other, inside), other -> isFor(other, outside), grown),
                        Optional.empty())));
    }

    private static boolean isFor(Rule rule, LocalDate workBegan) {
        return ((Effect.Retirement) rule.effect()).isFor(workBegan);
    }

    /// The rule with another first day of work, or with another last one.
    private static Rule beganWithin(Rule rule, boolean first, LocalDate day) {
        var retirement = (Effect.Retirement) rule.effect();
        return with(
                rule,
                new Effect.Retirement(
                        retirement.years(),
                        retirement.actualYears(),
                        retirement.localYears(),
                        first ? day : retirement.workBeganFrom(),
                        first ? retirement.workBeganBefore() : day.plusDays(1)));
    }

    /// Each upper bound of the brackets; one between equal shares bounds nothing.
    private void edges(Brackets brackets, Function<Brackets, Effect> effect) {
        for (var i = 0; i < brackets.size(); i++) {
            var upTo = brackets.upTo(i);
            var above = i + 1 < brackets.size() ? brackets.ratio(i + 1) : Ratio.ZERO;
            if (upTo != Brackets.OPEN && !brackets.ratio(i).equals(above)) {
                amount(
                        "up-to",
                        Fen.of(upTo).toString(),
                        with(effect.apply(without(brackets, i))),
                        with(effect.apply(grown(brackets, i))));
            }
        }
    }

    /// Without bracket `index`: the one above begins where it began.
    private static Brackets without(Brackets brackets, int index) {
        var left = IntStream.range(0, brackets.size())
                .filter(i -> i != index)
                .mapToObj(i -> new Brackets.Bracket(brackets.upTo(i), brackets.ratio(i)))
                .toList();
        return left.isEmpty() ? Brackets.flat(Ratio.ZERO) : new Brackets(left);
    }

    /// With bracket `index` reaching to the end of the one above it.
    private static Brackets grown(Brackets brackets, int index) {
        var left = new ArrayList<Brackets.Bracket>();
        for (var i = 0; i < brackets.size(); i++) {
            if (i == index) {
                var end = i + 1 < brackets.size() ? brackets.upTo(i + 1) : Brackets.OPEN;
                left.add(new Brackets.Bracket(end, brackets.ratio(i)));
            } else if (i != index + 1) {
                left.add(new Brackets.Bracket(brackets.upTo(i), brackets.ratio(i)));
            }
        }
        return new Brackets(left);
    }

    /// An amount up to which something holds.
    private void amount(String name, Fen amount, Function<Fen, Effect> effect) {
        if (!amount.isZero()) {
            amount(name, amount.toString(), with(effect.apply(Fen.ZERO)), with(effect.apply(Fen.LARGEST)));
        }
    }

    private void amount(String name, String amount, Rule lower, Rule higher) {
        found.add(
                new Boundary(rule, true, new Side(name + "<=" + amount, lower), new Side(name + ">" + amount, higher)));
    }

    /// A value under which nothing comes: its far side is below it.
    private void floor(String name, String value, Rule higher, Rule lower) {
        found.add(new Boundary(rule, true, new Side(name + ">=" + value, higher), new Side(name + "<" + value, lower)));
    }

    /// The last whole number that is taken in; the first that is not lies one `away` from it.
    private void step(String name, int last, int away, Function<Integer, Effect> effect) {
        step(name, last, last + away, last - away, effect);
    }

    /// The last value that is taken in, the first that is not, and the last but one.
    private <T> void step(String name, T last, T next, T lastButOne, Function<T, Effect> effect) {
        found.add(new Boundary(
                rule,
                false,
                new Side(name + "=" + last, with(effect.apply(lastButOne))),
                new Side(name + "=" + next, with(effect.apply(next)))));
    }

    private Rule with(Effect effect) {
        return with(rule, effect);
    }

    private static Rule with(Rule rule, Effect effect) {
        return moved(rule, rule.from(), rule.to(), rule.when(), effect);
    }

    private static Rule inForce(Rule rule, LocalDate from, LocalDate to) {
        return moved(rule, from, to, rule.when(), rule.effect());
    }

    private static Rule aged(Rule rule, int from, int to) {
        var when = new Condition(
                rule.when().person(), rule.when().visit(), from, to, rule.when().diseases());
        return moved(rule, rule.from(), rule.to(), when, rule.effect());
    }

    private static Rule moved(Rule rule, LocalDate from, LocalDate to, Condition when, Effect effect) {
        return new Rule(
                rule.id(),
                rule.region(),
                rule.title(),
                rule.schemes(),
                from,
                to,
                when,
                effect,
                rule.source(),
                rule.confidence(),
                rule.notes(),
                rule.place());
    }
}

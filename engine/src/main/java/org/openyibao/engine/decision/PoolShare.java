package org.openyibao.engine.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Brackets;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Counter;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Measure;
import org.openyibao.engine.policy.Per;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// What the pooled fund pays of the in-scope amount: deductible, brackets less reductions, partial benefit, caps, in
/// this order. All in fen; `ratio` is the share that the fund pays above the deductible, before caps; `overCap` the
/// cost for which caps left nothing, `overCapBefore` that of what was settled of the same stay before.
///
/// What was settled before moves a bill to where that stopped: of the deductible and of each bracket it takes what all
/// lines together take beyond what the earlier ones take, both by the rules of this bill. So the parts of a stay
/// come to the whole, to the fen, where the rules are the same.
record PoolShare(long deductible, long pool, Ratio ratio, long overCap, long overCapBefore, Optional<Reason> reason) {

    private static final Effect.PoolTilt NO_TILT = new Effect.PoolTilt(Ratio.ONE, Ratio.ZERO, false);

    static final PoolShare NOTHING = new PoolShare(0, 0, Ratio.ZERO, 0, 0, Optional.empty());

    static PoolShare of(
            CompiledPolicy policy,
            CompiledPolicy bracketsOf,
            Facts facts,
            Claim claim,
            BillSplit bill,
            List<Step> trace) {
        var assume = claim.assume();
        var inScope = bill.inScopeFen();
        if (assume.poolPays().isPresent()) {
            var pays = Math.min(assume.poolPays().get().value(), inScope);
            trace.add(Step.of(StepKind.ASSUMED, null, inScope, pays));
            return new PoolShare(0, pays, Ratio.ZERO, 0, 0, Optional.empty());
        }
        if (inScope == 0) {
            return NOTHING;
        }
        var assumedRatio = assume.ratio();
        if (assumedRatio.isEmpty() && CompiledPolicy.first(bracketsOf.pools(), facts) == null) {
            var why = bracketsOf.whyNoPool(facts);
            trace.add(Step.refused(null, inScope, why));
            return new PoolShare(0, 0, Ratio.ZERO, 0, 0, Optional.of(why));
        }
        var byRule = assume.deductible().isPresent() ? null : deductibleRule(policy, bracketsOf, facts);
        var reduction = assumedRatio.isPresent() ? null : CompiledPolicy.first(policy.reductions(), facts);
        var unknown = unknown(byRule, reduction);
        if (unknown != null) {
            trace.add(Step.refused(unknown, inScope, Reason.NO_RULE_FOR_REGION));
            return new PoolShare(0, 0, Ratio.ZERO, 0, 0, Optional.of(Reason.NO_RULE_FOR_REGION));
        }
        var tiltRule = CompiledPolicy.first(policy.poolTilts(), facts);
        var tilt = tiltRule == null ? NO_TILT : (Effect.PoolTilt) tiltRule.effect();
        if (tiltRule != null) {
            trace(tiltRule, tilt, byRule, trace);
        }
        var terms = new Terms(policy, bracketsOf, facts, byRule, tilt);
        var earlier = claim.earlier();
        Taken before;
        Taken whole;
        if (earlier.hasLines()) {
            var anew = claim.on(claim.yearToDate().without(earlier.counted()));
            var earlierBill = split(policy, facts, earlier.lines());
            before = terms.take(anew, earlierBill, new ArrayList<>());
            var all = Stream.concat(earlier.lines().stream(), bill.lines().stream());
            whole = terms.take(anew, split(policy, facts, all.toList()), new ArrayList<>());
            trace.add(Step.of(StepKind.CONTINUED, null, earlierBill.inScopeFen(), before.deductible()));
            trace.addAll(Step.beyond(before.steps(), whole.steps()));
        } else {
            before = Taken.NOTHING;
            whole = terms.take(claim, bill, trace);
        }
        var deductible = whole.deductible() - before.deductible();
        var paid = whole.paid() - before.paid();
        var ratio = ratio(trace, deductible, inScope, paid);
        var partialRule = assume.share().isPresent() ? null : CompiledPolicy.first(policy.partials(), facts);
        var partial = partialRule == null
                ? assume.share().orElse(Ratio.ONE)
                : ((Effect.Partial) partialRule.effect()).share();
        var due = partial.of(whole.paid()) - partial.of(before.paid());
        if (partialRule != null || assume.share().isPresent()) {
            trace.add(Step.of(StepKind.PARTIAL, partialRule, paid, due, partial));
        }
        var capped = tilt.uncapped() ? due : caps(policy, facts, claim, due, trace);
        if (capped == due) {
            return new PoolShare(deductible, capped, ratio, 0, 0, Optional.empty());
        }
        var cutBefore = Math.max(0, partial.of(before.paid()) - earlier.pool().value());
        var overBefore = cutBefore == 0 ? 0 : before.over(partial.of(before.paid()) - cutBefore, partial);
        var over = whole.over(partial.of(whole.paid()) - cutBefore - (due - capped), partial);
        return new PoolShare(deductible, capped, ratio, Math.max(0, over - overBefore), overBefore, Optional.empty());
    }

    private static BillSplit split(CompiledPolicy policy, Facts facts, List<FeeLine> lines) {
        return BillSplit.of(policy, facts, new Bill.Lines(lines), new ArrayList<>());
    }

    /// What a bill takes of deductible and brackets, and by which steps.
    private record Taken(long deductible, long paid, List<Step> steps) {

        static final Taken NOTHING = new Taken(0, 0, List.of());

        /// The cost beyond the most for which the brackets, cut to their part, give no more than `capped`.
        long over(long capped, Ratio partial) {
            var room = partial.mostFor(capped);
            var over = 0L;
            for (var step : steps) {
                if (step.kind() == StepKind.POOL) {
                    if (step.amountFen() <= room) {
                        room -= step.amountFen();
                    } else {
                        over += step.baseFen()
                                - Math.min(step.baseFen(), step.ratio().mostFor(room));
                        room = 0;
                    }
                }
            }
            return over;
        }
    }

    /// By what a bill is taken.
    private record Terms(
            CompiledPolicy policy,
            CompiledPolicy bracketsOf,
            Facts facts,
            @Nullable Rule deductibleRule,
            Effect.PoolTilt tilt) {

        /// Adds to `trace`.
        Taken take(Claim claim, BillSplit bill, List<Step> trace) {
            var from = trace.size();
            var assume = claim.assume();
            var inScope = bill.inScopeFen();
            var deductible = PoolShare.deductible(deductibleRule, tilt, claim, assume, inScope, trace);
            var paid = assume.ratio().isPresent()
                    ? assumed(assume.ratio().get(), deductible, inScope, trace)
                    : new ByRules(policy, bracketsOf, facts, claim, bill, tilt.points(), trace).pay(deductible);
            return new Taken(deductible, paid, List.copyOf(trace.subList(from, trace.size())));
        }
    }

    private static long assumed(Ratio ratio, long deductible, long inScope, List<Step> trace) {
        var paid = ratio.of(inScope - deductible);
        trace.add(Step.of(StepKind.POOL, null, inScope - deductible, paid, ratio));
        return paid;
    }

    /// The brackets begin at the deductible: where home has none, that of the region whose brackets are taken counts.
    private static @Nullable Rule deductibleRule(CompiledPolicy policy, CompiledPolicy bracketsOf, Facts facts) {
        var own = CompiledPolicy.first(policy.deductibles(), facts);
        return own == null && policy != bracketsOf ? CompiledPolicy.first(bracketsOf.deductibles(), facts) : own;
    }

    /// The rule that says that a figure exists but not which.
    private static @Nullable Rule unknown(@Nullable Rule deductible, @Nullable Rule reduction) {
        if (deductible != null && !((Effect.Deductible) deductible.effect()).isKnown()) {
            return deductible;
        }
        return reduction != null && !((Effect.Reduction) reduction.effect()).isKnown() ? reduction : null;
    }

    private static void trace(Rule tiltRule, Effect.PoolTilt tilt, @Nullable Rule byRule, List<Step> trace) {
        var whole = byRule == null
                ? 0
                : ((Effect.Deductible) byRule.effect()).amount().value();
        trace.add(
                Step.of(StepKind.TILT, tiltRule, whole, tilt.deductibleFactor().of(whole), tilt.points()));
    }

    private static long deductible(
            @Nullable Rule rule,
            Effect.PoolTilt tilt,
            Claim claim,
            Assumptions assume,
            long inScope,
            List<Step> trace) {
        if (assume.deductible().isPresent()) {
            var borne = Math.min(inScope, assume.deductible().get().value());
            trace.add(Step.of(StepKind.ASSUMED, null, inScope, borne));
            return borne;
        }
        if (rule == null) {
            return 0;
        }
        var effect = (Effect.Deductible) rule.effect();
        var amount = tilt.deductibleFactor().of(effect.amount().value());
        var left = effect.per() == Per.ADMISSION
                ? amount
                : Math.max(0, amount - claim.yearToDate().deductible().value());
        var borne = Math.min(inScope, left);
        trace.add(Step.of(StepKind.DEDUCTIBLE, rule, amount, borne));
        return borne;
    }

    private static Ratio ratio(List<Step> trace, long deductible, long inScope, long paid) {
        @Nullable Ratio only = null;
        for (var step : trace) {
            if (step.kind() == StepKind.POOL) {
                if (only != null && !only.equals(step.ratio())) {
                    var above = inScope - deductible;
                    return Ratio.ofMillionths((int) ((Math.multiplyExact(paid, 10_000L) + above / 2) / above) * 100);
                }
                only = step.ratio();
            }
        }
        return only == null ? Ratio.ZERO : only;
    }

    private static long caps(CompiledPolicy policy, Facts facts, Claim claim, long paid, List<Step> trace) {
        var capped = paid;
        for (var rule : policy.caps()) {
            if (rule.when().matches(facts)) {
                var cap = (Effect.Cap) rule.effect();
                var members = cap.perFamilyMember() ? claim.insured().insuredFamilyMembers() : 1L;
                var days = cap.counts() == Counter.DAY ? claim.visit().days() : 1L;
                var limit = Math.multiplyExact(cap.amount().value(), Math.multiplyExact(members, days));
                var left = Math.max(0, limit - counted(cap.counts(), claim).value());
                if (left < capped) {
                    trace.add(Step.of(StepKind.CAP, rule, capped, left));
                    capped = left;
                }
            }
        }
        return capped;
    }

    private static Fen counted(Counter counter, Claim claim) {
        return switch (counter) {
            case POOL -> claim.yearToDate().pool();
            case INPATIENT_POOL -> claim.yearToDate().inpatientPool();
            case FAMILY_POOL -> claim.yearToDate().familyPool();
            case DAY ->
                claim.visit().kind() == VisitKind.INPATIENT
                        ? claim.earlier().pool()
                        : claim.yearToDate().today();
        };
    }

    /// The brackets of the one rule that applies, or of several rules that each take some lines of the bill.
    private record ByRules(
            CompiledPolicy policy,
            CompiledPolicy bracketsOf,
            Facts facts,
            Claim claim,
            BillSplit bill,
            Ratio pointsMore,
            List<Step> trace) {

        long pay(long deductible) {
            var reduction = reduction();
            var pools = bracketsOf.pools();
            var first = CompiledPolicy.first(pools, facts);
            if (first != null
                    && ((Effect.Pool) first.effect()).items().isAll()
                    && !((Effect.Pool) first.effect()).limitsItems()) {
                return pay(
                        first,
                        deductible,
                        bill.inScopeFen(),
                        ofOtherYears((Effect.Pool) first.effect(), new boolean[0]),
                        reduction);
            }
            return payByItems(pools, deductible, reduction);
        }

        private Ratio reduction() {
            var rule = CompiledPolicy.first(policy.reductions(), facts);
            if (rule == null) {
                return Ratio.ZERO;
            }
            var points = ((Effect.Reduction) rule.effect()).points();
            trace.add(Step.of(StepKind.REDUCTION, rule, 0, 0, points));
            return points;
        }

        private Ratio adjusted(Ratio ratio, Ratio reduction) {
            return ratio.lessPoints(reduction).plusPoints(pointsMore);
        }

        /// Lines go to the first rule whose items include them; a line that no rule takes gets nothing. A deductible
        /// is borne by the lines in the order of the rules.
        private long payByItems(Rule[] pools, long deductible, Ratio reduction) {
            var taken = new boolean[bill.lines().size()];
            var split = bill.lines().isEmpty();
            var deductibleLeft = deductible;
            var paid = 0L;
            for (var rule : pools) {
                if (!rule.when().matches(facts)) {
                    continue;
                }
                var effect = (Effect.Pool) rule.effect();
                if (split && !effect.items().isAll()) {
                    continue;
                }
                var ofOtherYears = ofOtherYears(effect, taken);
                var amounts = split ? List.of(bill.inScopeFen()) : take(effect, taken);
                var inScope = amounts.stream().mapToLong(Long::longValue).sum();
                if (inScope == 0) {
                    continue;
                }
                var borne = Math.min(deductibleLeft, inScope);
                deductibleLeft -= borne;
                paid += effect.limitsItems() && !split
                        ? payEach(rule, effect, amounts, borne, reduction)
                        : pay(rule, borne, inScope, ofOtherYears, reduction);
                if (split) {
                    break;
                }
            }
            return paid;
        }

        /// In scope of the lines settled in other years that a rule takes; they come first.
        private long ofOtherYears(Effect.Pool effect, boolean[] taken) {
            var sum = 0L;
            for (var i = 0; i < claim.earlier().inOtherYears().size(); i++) {
                var line = bill.lines().get(i);
                if ((i >= taken.length || !taken[i]) && effect.items().includes(line.category(), line.grade())) {
                    sum += bill.inScopeFen(i);
                }
            }
            return sum;
        }

        private List<Long> take(Effect.Pool effect, boolean[] taken) {
            var amounts = new ArrayList<Long>();
            for (var i = 0; i < taken.length; i++) {
                var line = bill.lines().get(i);
                if (!taken[i] && effect.items().includes(line.category(), line.grade())) {
                    taken[i] = true;
                    amounts.add(bill.inScopeFen(i));
                }
            }
            return amounts;
        }

        private long payEach(Rule rule, Effect.Pool effect, List<Long> amounts, long deductible, Ratio reduction) {
            var ratio = adjusted(effect.brackets().ratio(0), reduction);
            var deductibleLeft = deductible;
            var paid = 0L;
            for (var amount : amounts) {
                var borne = Math.min(deductibleLeft, amount);
                deductibleLeft -= borne;
                var pays = Math.min(ratio.of(amount - borne), effect.itemLimit().value());
                trace.add(Step.of(StepKind.POOL, rule, amount - borne, pays, ratio));
                paid += pays;
            }
            return paid;
        }

        /// `ofOtherYears`: what of the amount in scope was settled in other years, which have brackets of their own
        /// where these lie on what the fund paid.
        private long pay(Rule rule, long deductible, long inScope, long ofOtherYears, Ratio reduction) {
            var effect = (Effect.Pool) rule.effect();
            return effect.measure() == Measure.FUND_PAID
                    ? payByFundPaid(rule, effect.brackets(), inScope - Math.max(deductible, ofOtherYears), reduction)
                    : payByInScope(rule, effect.brackets(), deductible, inScope, reduction);
        }

        private long payByInScope(Rule rule, Brackets brackets, long deductible, long inScope, Ratio reduction) {
            var paid = 0L;
            for (var i = 0; i < brackets.size(); i++) {
                var part = brackets.part(i, deductible, inScope);
                if (part > 0) {
                    var ratio = adjusted(brackets.ratio(i), reduction);
                    var pays = ratio.of(part);
                    trace.add(Step.of(StepKind.POOL, rule, part, pays, ratio));
                    paid += pays;
                }
            }
            return paid;
        }

        /// Each bracket holds until the fund has paid its upper bound in the year. It takes as much cost as still
        /// rounds to what is left of it: a fen less, and the person would bear less of a larger bill.
        private long payByFundPaid(Rule rule, Brackets brackets, long cost, Ratio reduction) {
            var ytd = claim.visit().kind() == VisitKind.INPATIENT
                    ? claim.yearToDate().inpatientPool()
                    : claim.yearToDate().pool();
            var before = ytd.value();
            var costLeft = cost;
            var paid = 0L;
            for (var i = 0; i < brackets.size() && costLeft > 0; i++) {
                var room = brackets.upTo(i) == Brackets.OPEN
                        ? Brackets.OPEN
                        : Math.max(0, brackets.upTo(i) - before - paid);
                if (room == 0) {
                    continue;
                }
                var ratio = adjusted(brackets.ratio(i), reduction);
                var pays = ratio.of(costLeft);
                var used = costLeft;
                if (pays > room) {
                    pays = room;
                    used = ratio.mostFor(room);
                }
                trace.add(Step.of(StepKind.POOL, rule, used, pays, ratio));
                paid += pays;
                costLeft -= used;
            }
            return paid;
        }
    }
}

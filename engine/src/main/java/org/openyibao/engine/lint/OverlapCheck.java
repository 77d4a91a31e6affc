package org.openyibao.engine.lint;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.lint.Era.OwnRule;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;

/// Rules of one pack between which only their order decides. A rule that another one covers, written before
/// it, is an exception to it and no overlap; nor are rules that say the same, or exclusions, of which any
/// one excludes.
final class OverlapCheck {

    /// Around which bills are drawn where the rules name no amount.
    private static final Fen USUAL = Fen.of(100_000);

    private final PolicyBook book;
    private final Pack pack;
    private final Era era;
    private final Trial.Decider decider;
    private final Findings findings;

    private OverlapCheck(PolicyBook book, Pack pack, Era era, Trial.Decider decider, Findings findings) {
        this.book = book;
        this.pack = pack;
        this.era = era;
        this.decider = decider;
        this.findings = findings;
    }

    static void run(PolicyBook book, Pack pack, Era era, Trial.Decider decider, Findings findings) {
        new OverlapCheck(book, pack, era, decider, findings).run();
    }

    private void run() {
        for (var later = 1; later < era.own().size(); later++) {
            for (var earlier = 0; earlier < later; earlier++) {
                if (mayClash(era.own().get(earlier), era.own().get(later))) {
                    compare(earlier, later);
                }
            }
        }
    }

    private static boolean mayClash(OwnRule first, OwnRule second) {
        return !Collections.disjoint(first.slots(), second.slots())
                && !(first.rule().effect() instanceof Effect.Exclusion)
                && !first.rule().effect().equals(second.rule().effect())
                && !isException(first, second)
                && !isUnreachable(first, second);
    }

    private static boolean isException(OwnRule first, OwnRule second) {
        return second.rule().when().covers(first.rule().when()) && second.takesAll(first);
    }

    /// The earlier rule takes all of the later one, on all its days and in all its schemes: another finding
    /// says so.
    private static boolean isUnreachable(OwnRule first, OwnRule second) {
        return first.rule().when().covers(second.rule().when())
                && first.takesAll(second)
                && first.rule().schemes().containsAll(second.rule().schemes())
                && !first.rule().from().isAfter(second.rule().from())
                && !first.rule().to().isBefore(second.rule().to());
    }

    private void compare(int earlier, int later) {
        var first = era.own().get(earlier).rule();
        var second = era.own().get(later).rule();
        var bill = Difference.between(first.effect(), second.effect());
        undecided(era.own(), earlier, later)
                .ifPresent(where -> findings.add(
                        Check.OVERLAP,
                        Findings.name(first) + "/" + Findings.name(second),
                        Optional.of(second),
                        where,
                        era,
                        bill,
                        new Text(
                                "与 " + Findings.name(first) + "（" + first.place() + "）同时成立而结果不同，只由书写顺序决定；请把条件写清",
                                "holds together with " + Findings.name(first) + " (" + first.place()
                                        + ") and says something else; only their order decides, so write the condition"
                                        + " out"),
                        () -> drawing(first, second, where, bill)));
    }

    /// Bills as decided, and as they would be with the two rules in the other order.
    private Optional<Drawing> drawing(Rule first, Rule second, Condition where, Optional<Fen> bill) {
        var exchanged = pack.rules().stream()
                .map(rule -> rule == first ? second : rule == second ? first : rule)
                .toList();
        var otherwise = book.with(new Pack(pack.region(), pack.name(), pack.folder(), exchanged, pack.accepts()))
                .on(pack.region(), era.scheme(), era.from());
        return Realistic.anywhere(era).stream()
                .flatMap(facts -> Cubes.intersect(facts, where).stream())
                .flatMap(facts -> Witness.of(era, facts).stream())
                .findFirst()
                .flatMap(witness -> Drawing.between(
                        amount -> decider.decide(era.policy(), claim(witness, amount)),
                        amount -> decider.decide(otherwise, claim(witness, amount)),
                        bill.orElse(USUAL).value()));
    }

    private static Claim claim(Witness witness, long amount) {
        return Trial.claim(witness, CellChecks.inScope(amount), Trial.fresh(witness));
    }

    /// Some of the facts for which both hold, if no rule before them takes all of these.
    private static Optional<Condition> undecided(List<OwnRule> rules, int earlier, int later) {
        var first = rules.get(earlier);
        var left = Cubes.intersect(first.rule().when(), rules.get(later).rule().when()).stream()
                .toList();
        for (var i = 0; i < earlier && !left.isEmpty(); i++) {
            if (rules.get(i).takesAll(first)) {
                left = Cubes.subtract(left, rules.get(i).rule().when());
            }
        }
        return left.stream().findFirst();
    }
}

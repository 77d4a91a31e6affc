package org.openyibao.engine.lint;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.lint.Era.OwnRule;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.text.Text;

/// Rules of one pack between which only their order decides. A rule that another one covers, written before
/// it, is an exception to it and no overlap; nor are rules that say the same, or exclusions, of which any
/// one excludes.
final class OverlapCheck {

    private OverlapCheck() {}

    static void run(Era era, Findings findings) {
        for (var later = 1; later < era.own().size(); later++) {
            for (var earlier = 0; earlier < later; earlier++) {
                if (mayClash(era.own().get(earlier), era.own().get(later))) {
                    compare(era, earlier, later, findings);
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

    private static void compare(Era era, int earlier, int later, Findings findings) {
        var first = era.own().get(earlier).rule();
        var second = era.own().get(later).rule();
        undecided(era.own(), earlier, later)
                .ifPresent(where -> findings.add(
                        Check.OVERLAP,
                        Findings.name(first) + "/" + Findings.name(second),
                        Optional.of(second),
                        where,
                        era,
                        Difference.between(first.effect(), second.effect()),
                        new Text(
                                "与 " + Findings.name(first) + "（" + first.place() + "）同时成立而结果不同，只由书写顺序决定；请把条件写清",
                                "holds together with " + Findings.name(first) + " (" + first.place()
                                        + ") and says something else; only their order decides, so write the condition"
                                        + " out")));
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

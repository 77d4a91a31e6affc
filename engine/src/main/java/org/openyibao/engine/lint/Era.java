package org.openyibao.engine.lint;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;

/// Days, both inclusive, on which the same rules are in force for one scheme in the region of a pack, and
/// what they come to there with all that the region inherits. `own` are the pack's own rules, in the order
/// written.
public record Era(Scheme scheme, LocalDate from, LocalDate to, CompiledPolicy policy, List<OwnRule> own) {

    /// A rule with its slots at hand.
    public record OwnRule(Rule rule, Set<String> slots) {
        boolean takesAll(OwnRule other) {
            return !other.slots.isEmpty() && slots.containsAll(other.slots);
        }
    }

    /// The eras of all packs, by region.
    static Map<String, List<Era>> of(PolicyBook book) {
        Map<String, List<Era>> eras = new LinkedHashMap<>();
        book.packs().forEach(pack -> eras.put(pack.region(), of(book, pack)));
        return eras;
    }

    private static List<Era> of(PolicyBook book, Pack pack) {
        var cohorts = cohorts(pack);
        var own = pack.rules().stream()
                .map(rule -> new OwnRule(rule, Slots.of(rule.effect(), cohorts)))
                .toList();
        var eras = new ArrayList<Era>();
        for (var scheme : Scheme.values()) {
            var starts = starts(book, pack, scheme);
            for (var start : starts) {
                var next = starts.higher(start);
                if (next != null) {
                    eras.add(new Era(
                            scheme,
                            start,
                            next.minusDays(1),
                            book.on(pack.region(), scheme, start),
                            own.stream()
                                    .filter(each -> each.rule().schemes().contains(scheme)
                                            && each.rule().inForceOn(start))
                                    .toList()));
                }
            }
        }
        return eras;
    }

    private static Set<LocalDate> cohorts(Pack pack) {
        var cohorts = new TreeSet<>(Set.of(Rule.ALWAYS));
        for (var rule : pack.rules()) {
            if (rule.effect() instanceof Effect.Retirement retirement) {
                cohorts.add(retirement.workBeganFrom());
                cohorts.add(retirement.workBeganBefore());
            }
        }
        return cohorts;
    }

    private static TreeSet<LocalDate> starts(PolicyBook book, Pack pack, Scheme scheme) {
        var starts = new TreeSet<LocalDate>();
        book.chain(pack.region()).stream()
                .flatMap(near -> near.rules().stream())
                .filter(rule -> rule.schemes().contains(scheme))
                .forEach(rule -> {
                    starts.add(rule.from());
                    starts.add(rule.to().plusDays(1));
                });
        return starts;
    }
}

package org.openyibao.engine.diff;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;

/// Profiles whose bills change in the same way: each of these statuses with each of these visits, levels and places.
record BillGroup(
        String region,
        LocalDate on,
        Scheme scheme,
        Set<Status> statuses,
        Set<VisitKind> visits,
        Set<Level> levels,
        Set<Place> places,
        String besides,
        List<Outcome> outcomes) {

    /// What becomes of a bill of this amount.
    record Outcome(Fen amount, Paid before, Paid after) {}

    /// As few groups as there are without one that says more than is true.
    static List<BillGroup> of(List<BillChange> changes) {
        Map<Profile, List<Outcome>> byProfile = new LinkedHashMap<>();
        changes.forEach(change -> byProfile
                .computeIfAbsent(change.profile(), _ -> new ArrayList<>())
                .add(new Outcome(change.amount(), change.before(), change.after())));
        var groups = new ArrayList<BillGroup>();
        byProfile.forEach((profile, outcomes) -> groups.add(new BillGroup(
                profile.region(),
                profile.on(),
                profile.scheme(),
                EnumSet.of(profile.status()),
                EnumSet.of(profile.visit()),
                EnumSet.of(profile.level()),
                EnumSet.of(profile.place()),
                profile.besides(),
                outcomes)));
        var merged = merged(groups, BillGroup::levels);
        merged = merged(merged, BillGroup::places);
        merged = merged(merged, BillGroup::statuses);
        return merged(merged, BillGroup::visits);
    }

    /// Joins groups that differ in this axis alone.
    private static <E> List<BillGroup> merged(List<BillGroup> groups, Function<BillGroup, Set<E>> axis) {
        Map<BillGroup, BillGroup> merged = new LinkedHashMap<>();
        for (var group : groups) {
            var rest = group.copy();
            axis.apply(rest).clear();
            merged.merge(rest, group.copy(), (one, other) -> {
                axis.apply(one).addAll(axis.apply(other));
                return one;
            });
        }
        return List.copyOf(merged.values());
    }

    private BillGroup copy() {
        return new BillGroup(
                region,
                on,
                scheme,
                EnumSet.copyOf(statuses),
                EnumSet.copyOf(visits),
                EnumSet.copyOf(levels),
                EnumSet.copyOf(places),
                besides,
                outcomes);
    }
}

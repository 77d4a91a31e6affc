package org.openyibao.engine.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Province;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.Payer;
import org.openyibao.engine.policy.Rule;

/// The facts that can come together: a child is no member of the employee scheme, a pharmacy admits nobody,
/// a village clinic is not of level 3. Tiers are those that the rules of the region know.
public final class Realistic {

    private static final Set<Level> SMALL = EnumSet.of(Level.ONE, Level.UNRATED);

    private Realistic() {}

    /// The facts of visits of one kind that the funds are not kept from as a whole.
    static List<Condition> facts(Era era, VisitKind kind) {
        var facts = all(era, kind);
        for (var exclusion : Reach.exclusions(era, Payer.FUND)) {
            facts = Cubes.subtract(facts, exclusion.when());
        }
        return facts;
    }

    /// The facts of visits of one kind, also of those that the funds are kept from.
    public static List<Condition> all(Era era, VisitKind kind) {
        var person = Cubes.with(Condition.ALWAYS, Dimension.STATUS, bits(Dimension.STATUS, statuses(era.scheme())));
        person = Cubes.with(person, Dimension.TIER, tiers(era));
        var visit = Cubes.with(person, Dimension.VISIT, Dimension.VISIT.bit(kind));
        var facts = new ArrayList<Condition>();
        for (var at : institutions(visit, kind)) {
            facts.addAll(places(at, era.policy().region()));
        }
        return facts;
    }

    /// The facts of visits of every kind.
    static List<Condition> anywhere(Era era) {
        return Arrays.stream(VisitKind.values())
                .flatMap(kind -> facts(era, kind).stream())
                .toList();
    }

    private static Set<Status> statuses(Scheme scheme) {
        return switch (scheme) {
            case EMPLOYEE, PENSION -> EnumSet.of(Status.ACTIVE, Status.RETIRED, Status.FLEXIBLE);
            case RESIDENT -> EnumSet.of(Status.ADULT, Status.CHILD, Status.STUDENT, Status.NEWBORN);
        };
    }

    /// The tiers that the rules know, as bits; all where they know none.
    public static long tiers(Era era) {
        var known = Arrays.stream(era.policy().pools())
                .map(Rule::when)
                .filter(when -> Cubes.asks(when, Dimension.TIER))
                .mapToLong(when -> Cubes.bits(when, Dimension.TIER))
                .reduce(0, (a, b) -> a | b);
        return known == 0 ? Dimension.TIER.mask() : known;
    }

    private static List<Condition> institutions(Condition visit, VisitKind kind) {
        return switch (kind) {
            case OUTPATIENT, CHRONIC ->
                List.of(
                        at(visit, EnumSet.of(InstitutionKind.HOSPITAL), EnumSet.allOf(Level.class)),
                        at(
                                visit,
                                EnumSet.of(
                                        InstitutionKind.COMMUNITY, InstitutionKind.TOWNSHIP, InstitutionKind.VILLAGE),
                                SMALL));
            case EMERGENCY, INPATIENT ->
                List.of(
                        at(visit, EnumSet.of(InstitutionKind.HOSPITAL), EnumSet.allOf(Level.class)),
                        at(visit, EnumSet.of(InstitutionKind.COMMUNITY, InstitutionKind.TOWNSHIP), SMALL));
            case PHARMACY -> List.of(at(visit, EnumSet.of(InstitutionKind.PHARMACY), EnumSet.of(Level.UNRATED)));
        };
    }

    private static Condition at(Condition visit, Set<InstitutionKind> institutions, Set<Level> levels) {
        return Cubes.with(
                Cubes.with(visit, Dimension.INSTITUTION, bits(Dimension.INSTITUTION, institutions)),
                Dimension.LEVEL,
                bits(Dimension.LEVEL, levels));
    }

    /// A long-term filing makes the place it is for count as FILED; elsewhere away from home it is of no
    /// use. A region that is a whole province has no other place in it.
    private static List<Condition> places(Condition visit, String region) {
        var away = region.endsWith("0000")
                ? EnumSet.of(Place.OTHER_PROVINCE, Place.OVERSEAS)
                : EnumSet.of(Place.SAME_PROVINCE, Place.OTHER_PROVINCE, Place.OVERSEAS);
        var filable = region.endsWith("0000") ? EnumSet.of(Province.OTHER) : EnumSet.allOf(Province.class);
        var own = EnumSet.of(Province.OWN);
        var filings = EnumSet.complementOf(EnumSet.of(FilingKind.LONG_TERM));
        var at = new ArrayList<Condition>();
        at.add(away(visit, Place.HOME, own, EnumSet.allOf(FilingKind.class)));
        at.add(away(visit, Place.FILED, filable, EnumSet.of(FilingKind.LONG_TERM)));
        for (var place : away) {
            at.add(away(visit, place, place == Place.SAME_PROVINCE ? own : EnumSet.of(Province.OTHER), filings));
        }
        return at;
    }

    private static Condition away(Condition visit, Place place, Set<Province> provinces, Set<FilingKind> filings) {
        var placed = Cubes.with(visit, Dimension.PLACE, Dimension.PLACE.bit(place));
        return Cubes.with(
                Cubes.with(placed, Dimension.PROVINCE, bits(Dimension.PROVINCE, provinces)),
                Dimension.FILING,
                bits(Dimension.FILING, filings));
    }

    private static long bits(Dimension dimension, Set<? extends Enum<?>> answers) {
        return answers.stream().mapToLong(dimension::bit).reduce(0, (a, b) -> a | b);
    }
}

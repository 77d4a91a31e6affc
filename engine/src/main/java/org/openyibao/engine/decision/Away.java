package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.claim.Admission;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// How care at its place counts: where that is seen from home, which filing is in force, whether the bill may
/// be settled directly and, if not, why. `treatedAsFiled`: an emergency for which no filing was made.
/// `filingProblem` says what keeps a filing that was made from being in force in time. `need`: by which rule
/// one must be made or need not; empty where no rule says so, and none need be.
public record Away(
        Place place,
        FilingKind filing,
        boolean treatedAsFiled,
        boolean directSettlement,
        Optional<Reason> whyNotDirect,
        Optional<Reason> filingProblem,
        Optional<Rule> rule,
        Optional<Rule> need) {

    private static final Away AT_HOME = new Away(
            Place.HOME,
            FilingKind.NONE,
            false,
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public static Away of(CompiledPolicy policy, Insured insured, Visit visit, Filing filing, LocalDate on) {
        var place = place(insured.region(), visit.place());
        if (place == Place.HOME
                && filing.kind() == FilingKind.NONE
                && visit.settledBy() == SettledBy.DIRECT
                && visit.networked()
                && visit.designated()) {
            return bar(policy, insured, visit, Place.HOME, FilingKind.NONE, filing)
                    .map(Away::barredAtHome)
                    .orElse(AT_HOME);
        }
        var terms = filing.kind() == FilingKind.NONE
                ? Optional.<CompiledPolicy.Applied<Effect.FilingTerms>>empty()
                : terms(policy, insured, filing.kind());
        var problem = problem(filing, terms, place, visit, on);
        var inForce = problem.isEmpty() && filing.kind() != FilingKind.NONE ? filing.kind() : FilingKind.NONE;
        var lateOnly = problem.filter(reason -> reason == Reason.NOT_FILED).isPresent()
                && madeAfterDischarge(filing, visit, on);
        if (lateOnly) {
            inForce = filing.kind();
        }
        var emergency = visit.emergency() || visit.kind() == VisitKind.EMERGENCY;
        var away = place == Place.SAME_PROVINCE || place == Place.OTHER_PROVINCE;
        var emergencyTerms = terms(policy, insured, FilingKind.EMERGENCY)
                .filter(found -> found.effect().emergencyCountsAsFiled());
        var unfiled = inForce == FilingKind.NONE || lateOnly;
        var notMade = inForce == FilingKind.EMERGENCY && filing.made().isEmpty() && !lateOnly;
        var treatedAsFiled = away && emergencyTerms.isPresent() && (notMade || emergency && unfiled);
        if (treatedAsFiled) {
            inForce = FilingKind.EMERGENCY;
            problem = Optional.empty();
        }
        var counted = away && inForce == FilingKind.LONG_TERM && !lateOnly ? Place.FILED : place;
        var need = policy.find(
                Effect.FilingNeed.class,
                Facts.of(policy, insured, visit, counted, inForce, filing.documents(), Admission.FIRST));
        var needed = need.filter(found -> found.effect().required());
        var whyNot = whyNotDirect(visit, place, inForce, problem, needed.isPresent());
        var bar = whyNot.isPresent() ? Optional.<Rule>empty() : bar(policy, insured, visit, counted, inForce, filing);
        var used = bar.or(() -> (treatedAsFiled ? emergencyTerms : terms).map(CompiledPolicy.Applied::rule));
        var barred = whyNot.or(() -> bar.map(Away::reason));
        return new Away(
                counted,
                inForce,
                treatedAsFiled,
                barred.isEmpty() && visit.settledBy() == SettledBy.DIRECT,
                barred,
                problem,
                used.or(() -> whyNot.isPresent() && whyNot.get() == Reason.NOT_FILED
                        ? needed.map(CompiledPolicy.Applied::rule)
                        : Optional.empty()),
                need.map(CompiledPolicy.Applied::rule));
    }

    /// What keeps such care from being settled at the institution, wherever that is.
    private static Optional<Rule> bar(
            CompiledPolicy policy, Insured insured, Visit visit, Place place, FilingKind inForce, Filing filing) {
        var bars = policy.notDirect();
        return bars.length == 0
                ? Optional.empty()
                : Optional.ofNullable(CompiledPolicy.first(
                        bars, Facts.of(policy, insured, visit, place, inForce, filing.documents(), Admission.FIRST)));
    }

    private static Reason reason(Rule bar) {
        return ((Effect.NotDirect) bar.effect()).reason();
    }

    private static Away barredAtHome(Rule bar) {
        return new Away(
                Place.HOME,
                FilingKind.NONE,
                false,
                false,
                Optional.of(reason(bar)),
                Optional.empty(),
                Optional.of(bar),
                Optional.empty());
    }

    /// True where a filing was in force when the care ended, or none was needed because of an emergency.
    public boolean filedInTime() {
        return filing != FilingKind.NONE && filingProblem.isEmpty();
    }

    /// What is the case for a visit that counts so; `insured`, `visit` and `filing` are those it was made of.
    Facts facts(CompiledPolicy policy, Insured insured, Visit visit, Filing filed, Admission admission) {
        return Facts.of(policy, insured, visit, place, filing, filed.documents(), admission);
    }

    /// What a filing of the kind is worth.
    static Optional<CompiledPolicy.Applied<Effect.FilingTerms>> terms(
            CompiledPolicy policy, Insured insured, FilingKind kind) {
        var facts = Facts.of(insured);
        for (var rule : policy.all(Effect.FilingTerms.class)) {
            var effect = (Effect.FilingTerms) rule.effect();
            if (effect.kinds().contains(kind) && rule.when().matches(facts)) {
                return Optional.of(new CompiledPolicy.Applied<>(rule, effect));
            }
        }
        return Optional.empty();
    }

    /// Where a place of care lies, seen from home: the codes of two regions, or [Visit#OVERSEAS].
    public static Place place(String home, String place) {
        if (place.equals(Visit.OVERSEAS)) {
            return Place.OVERSEAS;
        }
        if (within(place, home) || within(home, place)) {
            return Place.HOME;
        }
        return place.startsWith(home.substring(0, 2)) ? Place.SAME_PROVINCE : Place.OTHER_PROVINCE;
    }

    /// True where a filing for a place is one for care at another: the same, or an area in which that lies.
    public static boolean covers(String filed, String place) {
        return within(place, filed);
    }

    /// True where `code` is the area `area` or lies in it; `310000` is all of 31, and a municipality (11, 12,
    /// 31, 50) is one area however it is written.
    static boolean within(String code, String area) {
        if (area.endsWith("0000") || isMunicipality(area)) {
            return code.startsWith(area.substring(0, 2));
        }
        return area.endsWith("00") ? code.startsWith(area.substring(0, 4)) : code.equals(area);
    }

    private static boolean isMunicipality(String code) {
        return switch (code.charAt(0)) {
            case '1' -> code.charAt(1) == '1' || code.charAt(1) == '2';
            case '3' -> code.charAt(1) == '1';
            case '5' -> code.charAt(1) == '0';
            default -> false;
        };
    }

    /// A visit without a stay ends on its day; a stay without a discharge has not ended.
    private static boolean madeAfterDischarge(Filing filing, Visit visit, LocalDate on) {
        var ended = visit.kind() == VisitKind.INPATIENT ? visit.discharged() : Optional.of(on);
        return filing.madeWhen() == Filing.MadeWhen.AFTER_DISCHARGE
                || filing.made()
                        .filter(made -> ended.filter(made::isAfter).isPresent())
                        .isPresent();
    }

    /// What keeps a filing from being in force for a visit, an emergency not considered.
    static Optional<Reason> problemOf(
            CompiledPolicy policy, Insured insured, Visit visit, Filing filing, LocalDate on) {
        var place = place(insured.region(), visit.place());
        return problem(filing, terms(policy, insured, filing.kind()), place, visit, on);
    }

    /// What keeps the filing from being in force for the visit.
    private static Optional<Reason> problem(
            Filing filing,
            Optional<CompiledPolicy.Applied<Effect.FilingTerms>> terms,
            Place place,
            Visit visit,
            LocalDate on) {
        if (filing.kind() == FilingKind.NONE) {
            return Optional.empty();
        }
        if (place != Place.HOME
                && filing.place().filter(filed -> !within(visit.place(), filed)).isPresent()) {
            return Optional.of(Reason.FILING_OTHER_PLACE);
        }
        if (madeAfterDischarge(filing, visit, on)) {
            return Optional.of(Reason.NOT_FILED);
        }
        var months = filing.validMonths()
                .or(() -> terms.map(found -> found.effect().validMonths()))
                .orElse(0);
        var begins = visit.admitted().orElse(on);
        if (filing.cancelled().filter(day -> !begins.isBefore(day)).isPresent()) {
            return Optional.of(Reason.FILING_CANCELLED);
        }
        var last = filing.until()
                .or(() -> months > 0 ? filing.made().map(made -> made.plusMonths(months)) : Optional.empty());
        return last.filter(begins::isAfter).isPresent() ? Optional.of(Reason.FILING_EXPIRED) : Optional.empty();
    }

    private static Optional<Reason> whyNotDirect(
            Visit visit, Place place, FilingKind inForce, Optional<Reason> problem, boolean needed) {
        if (place == Place.OVERSEAS) {
            return Optional.of(Reason.OVERSEAS_CARE);
        }
        if (!visit.designated()) {
            return Optional.of(Reason.NOT_DESIGNATED);
        }
        if (!visit.networked()) {
            return Optional.of(Reason.NOT_NETWORKED);
        }
        if (!needed || problem.isPresent()) {
            return needed ? problem : Optional.empty();
        }
        return inForce == FilingKind.NONE ? Optional.of(Reason.NOT_FILED) : Optional.empty();
    }
}

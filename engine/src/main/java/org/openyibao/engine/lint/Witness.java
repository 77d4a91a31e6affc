package org.openyibao.engine.lint;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openyibao.engine.claim.Admission;
import org.openyibao.engine.claim.Answer;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Province;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.Away;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.Diseases;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;

/// A person and a visit, as a claim has them, for which a cell's condition holds.
public record Witness(LocalDate on, Insured insured, Visit visit, Filing filing, Admission admission) {

    private static final int USUAL_AGE = 40;

    /// Empty where no claim comes to these facts, as for a filing that an emergency makes superfluous.
    static Optional<Witness> of(Cell cell) {
        return cell.facts().stream()
                .flatMap(facts -> of(cell.era(), facts).stream())
                .findFirst();
    }

    /// Empty where no claim comes to these facts in the era.
    public static Optional<Witness> of(Era era, Condition facts) {
        for (var place : permitted(facts, Dimension.PLACE, Place.values())) {
            for (var filing : permitted(facts, Dimension.FILING, FilingKind.values())) {
                for (var emergency : permitted(facts, Dimension.EMERGENCY, Answer.values())) {
                    for (var province : permitted(facts, Dimension.PROVINCE, Province.values())) {
                        var code = code(era.policy().region(), place, province);
                        var witness = of(era, facts, code, filing, emergency == Answer.YES);
                        if (facts.matches(witness.facts(era))) {
                            return Optional.of(witness);
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Witness of(Era era, Condition facts, String place, FilingKind filing, boolean emergency) {
        var on = era.from();
        var region = era.policy().region();
        var insured = new Insured(
                region,
                era.scheme(),
                any(facts, Dimension.STATUS, Status.values()),
                any(facts, Dimension.STANDING, Standing.values()),
                Math.min(Math.max(facts.ageFrom(), USUAL_AGE), facts.ageTo()),
                any(facts, Dimension.SEX, Sex.values()),
                any(facts, Dimension.TIER, Tier.values()),
                any(facts, Dimension.ASSISTANCE, Assistance.values()),
                yes(facts, Dimension.CIVIL_SERVANT),
                1,
                Continuity.NONE);
        var visit = new Visit(
                any(facts, Dimension.VISIT, VisitKind.values()),
                any(facts, Dimension.INSTITUTION, InstitutionKind.values()),
                any(facts, Dimension.LEVEL, Level.values()),
                place,
                yes(facts, Dimension.DESIGNATED),
                yes(facts, Dimension.NETWORKED),
                Optional.of(yes(facts, Dimension.BOUND)),
                yes(facts, Dimension.REFERRED),
                emergency,
                any(facts, Dimension.CAUSE, Cause.values()),
                diseases(era, facts),
                Optional.of(yes(facts, Dimension.REGISTERED)),
                Optional.empty(),
                Optional.empty(),
                any(facts, Dimension.SETTLED_BY, SettledBy.values()));
        var documents = yes(facts, Dimension.DOCUMENTS);
        var made = filing == FilingKind.NONE ? Optional.<LocalDate>empty() : Optional.of(on);
        return new Witness(
                on,
                insured,
                visit,
                new Filing(filing, made, Filing.MadeWhen.BEFORE, Optional.empty(), Optional.empty(), false, documents),
                any(facts, Dimension.ADMISSION, Admission.values()));
    }

    /// Codes that put a visit on one of the lists that are permitted.
    private static List<String> diseases(Era era, Condition facts) {
        if (facts.diseases().includes(Diseases.NONE)) {
            return List.of();
        }
        for (var rule : era.policy().all(Effect.DiseaseList.class)) {
            var list = (Effect.DiseaseList) rule.effect();
            if (facts.diseases().includes(list.list())) {
                return Stream.concat(
                                list.codes().stream().limit(1),
                                list.and().stream().limit(1))
                        .toList();
            }
        }
        return List.of(Diseases.UNLISTED);
    }

    private Facts facts(Era era) {
        var away = Away.of(era.policy(), insured, visit, filing, on);
        return Facts.of(era.policy(), insured, visit, away.place(), away.filing(), filing.documents(), admission);
    }

    /// A code that is at this place, seen from the region.
    private static String code(String region, Place place, Province province) {
        var near = region.substring(0, 2) + (region.startsWith("99", 2) ? "98" : "99") + "99";
        var far = (region.startsWith("98") ? "97" : "98") + "0101";
        return switch (place) {
            case HOME -> region;
            case FILED -> province == Province.OWN ? near : far;
            case SAME_PROVINCE -> near;
            case OTHER_PROVINCE -> far;
            case OVERSEAS -> Visit.OVERSEAS;
        };
    }

    private static <E extends Enum<E>> List<E> permitted(Condition facts, Dimension dimension, E[] answers) {
        var permitted = new ArrayList<E>();
        for (var answer : answers) {
            if ((Cubes.bits(facts, dimension) & dimension.bit(answer)) != 0) {
                permitted.add(answer);
            }
        }
        return permitted;
    }

    private static <E extends Enum<E>> E any(Condition facts, Dimension dimension, E[] answers) {
        return permitted(facts, dimension, answers).getFirst();
    }

    /// Yes where that is permitted.
    private static boolean yes(Condition facts, Dimension dimension) {
        return permitted(facts, dimension, Answer.values()).contains(Answer.YES);
    }
}

package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.CatalogueDecider;
import org.openyibao.engine.decision.ClaimLimitDecider;
import org.openyibao.engine.decision.FilingDecider;
import org.openyibao.server.database.Ids;
import org.openyibao.server.settlement.Assessor.Assessed;
import org.openyibao.server.settlement.SettlementChanges.Subject;

/// Decides what the settlement of a bill changes that was paid and is claimed (零星报销).
final class ClaimChanges {

    private final VisitChanges visits;
    private final SettlementChanges settlements;
    private final Ids ids;

    ClaimChanges(VisitChanges visits, SettlementChanges settlements, Ids ids) {
        this.visits = visits;
        this.settlements = settlements;
        this.ids = ids;
    }

    /// The visit is opened with the settlement.
    Effect claim(Command.Claim command, Gathered gathered, LocalDateTime now) {
        return switch (look(command, gathered, now)) {
            case Assessed.Refused(var refusal) -> Effect.refused(refusal);
            case Assessed.Decided decided -> {
                var split = visits.split(catalogue(decided, command.until()), command.items());
                var lines = split.items().stream().map(SplitItem::line).toList();
                var visit = visit(command);
                yield split.refusal().isPresent()
                        ? Effect.refused(split.refusal().get())
                        : settlements.settle(
                                subject(command, visit.id(), lines, now), gathered, split.items(), Optional.of(visit));
            }
        };
    }

    /// What holds of a claim whatever its lines are.
    Settlements.Claimable claimable(Command.Claim command, Gathered gathered, LocalDateTime now) {
        return switch (look(command, gathered, now)) {
            case Assessed.Refused(var refusal) -> new Settlements.Claimable.No(refusal);
            case Assessed.Decided decided ->
                new Settlements.Claimable.Yes(
                        catalogue(decided, command.until()),
                        ClaimLimitDecider.decide(decided.policy(), question(decided, command.until())));
        };
    }

    /// Who claims for which care, the lines left out.
    private Assessed look(Command.Claim command, Gathered gathered, LocalDateTime now) {
        return gathered.enrolled().isEmpty()
                ? new Assessed.Refused(VisitChanges.unknownPerson(command.person()))
                : settlements.assess(
                        subject(command, "", List.of(), now),
                        gathered,
                        gathered.enrolled().get());
    }

    private static Subject subject(Command.Claim command, String visit, List<FeeLine> lines, LocalDateTime now) {
        return new Subject(
                command.person(),
                visit,
                command.claim(),
                command.until(),
                command.institution(),
                command.disease(),
                command.terms().kind() == VisitKind.INPATIENT
                        ? Optional.of(new Stay(
                                command.from(),
                                command.until(),
                                false,
                                command.terms().category(),
                                Stay.Part.WHOLE))
                        : Optional.empty(),
                List.of(),
                lines,
                command.terms(),
                SettledBy.MANUAL_CLAIM,
                command.claim(),
                now);
    }

    private VisitRecord visit(Command.Claim command) {
        return new VisitRecord(
                command.person(),
                ids.nextText(),
                command.institution(),
                command.terms().scheme(),
                command.from().atStartOfDay(),
                command.claim(),
                command.terms().category(),
                command.disease(),
                "",
                false,
                command.terms().details());
    }

    private static String catalogue(Assessed.Decided decided, LocalDate day) {
        return switch (CatalogueDecider.decide(decided.policy(), question(decided, day))
                .of()) {
            case HOME -> decided.claim().insured().region();
            case PLACE_OF_CARE -> decided.claim().visit().place();
        };
    }

    private static FilingDecider.Question question(Assessed.Decided decided, LocalDate day) {
        var claim = decided.claim();
        return new FilingDecider.Question(claim.insured(), claim.visit(), claim.filing(), day);
    }
}

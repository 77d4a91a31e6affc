package org.openyibao.server.settlement;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.server.database.Ids;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.SettlementChanges.Subject;

/// Decides what the commands change that open a visit and settle it in one go: at a pharmacy, at a cashier's desk, or
/// once the person pays a pharmacy's order.
final class OnTheSpotChanges {

    private final Registry registry;
    private final VisitChanges visits;
    private final SettlementChanges settlements;
    private final Ids ids;

    OnTheSpotChanges(Registry registry, VisitChanges visits, SettlementChanges settlements, Ids ids) {
        this.registry = registry;
        this.visits = visits;
        this.settlements = settlements;
        this.ids = ids;
    }

    Effect buy(Command.Buy command, Gathered gathered, String message, LocalDateTime now) {
        var institution =
                registry.institution(command.institution(), command.at().toLocalDate());
        if (institution.isPresent() && institution.get().kind() != InstitutionKind.PHARMACY) {
            return Effect.refused(Refusal.of(
                    Field.INSTITUTION,
                    "零售药店",
                    "a pharmacy",
                    institution.get().kind().chinese()));
        }
        return treat(
                new Command.Treat(
                        command.person(), command.institution(), command.at(), "", command.items(), command.terms()),
                gathered,
                message,
                now);
    }

    Effect treat(Command.Treat command, Gathered gathered, String message, LocalDateTime now) {
        var day = command.at().toLocalDate();
        var institution = registry.institution(command.institution(), day);
        if (institution.isEmpty()) {
            return Effect.refused(VisitChanges.unknownInstitution(command.institution()));
        }
        var split = visits.split(institution.get().region(), command.items());
        if (split.refusal().isPresent()) {
            return Effect.refused(split.refusal().get());
        }
        var id = ids.nextText();
        var visit = new VisitRecord(
                command.person(),
                id,
                command.institution(),
                command.terms().scheme(),
                command.at(),
                id,
                command.terms().category(),
                command.disease(),
                "",
                false,
                command.terms().details());
        return settlements.settle(
                new Subject(
                        command.person(),
                        id,
                        id,
                        day,
                        command.institution(),
                        command.disease(),
                        Optional.empty(),
                        List.of(),
                        split.items().stream().map(SplitItem::line).toList(),
                        command.terms(),
                        SettledBy.DIRECT,
                        message,
                        now),
                gathered,
                split.items(),
                Optional.of(visit));
    }

    /// Decides what buying it would come to, and keeps the visit and its lines alone.
    Effect order(Command.Order command, Gathered gathered, String message, LocalDateTime now) {
        var bought = buy(command.purchase(), gathered, message, now);
        return bought.isRefusal()
                ? bought
                : new Effect(
                        bought.outcome(),
                        bought.visit().map(visit -> visit.asOrder(command.number())),
                        bought.upload(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of());
    }
}

package org.openyibao.server.settlement;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.Entry;
import org.openyibao.server.database.Ids;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.SettlementRecord.KeptStep;

/// Decides what the commands change that take a settlement back, by its id or by the message that asked for it.
final class ReversalChanges {

    private final Registry registry;
    private final Ids ids;

    ReversalChanges(Registry registry, Ids ids) {
        this.registry = registry;
        this.ids = ids;
    }

    Effect reverse(Command.Reverse command, Gathered gathered, String message, LocalDateTime now) {
        var target = gathered.target()
                .filter(found -> !found.isClaimed()
                        && found.institution().equals(command.institution())
                        && found.visit().equals(command.visit()));
        if (target.isEmpty()) {
            return Effect.refused(Refusal.of(
                    Field.SETTLEMENT,
                    "该人员该次就诊在本机构的结算ID",
                    "the id of a settlement of this visit of the person here",
                    command.settlement()));
        }
        return reverse(
                target.get(),
                gathered,
                message,
                now,
                command.details().apply(target.get().details()));
    }

    /// Takes the settlement of a claim back.
    Effect reverse(Command.ReverseClaim command, Gathered gathered, LocalDateTime now) {
        var target = gathered.target().filter(SettlementRecord::isClaimed);
        return target.isEmpty()
                ? Effect.refused(Refusal.of(
                        Field.SETTLEMENT,
                        "该人员零星报销的结算ID",
                        "the settlement of a claim of the person",
                        command.settlement()))
                : reverse(
                        target.get(),
                        gathered,
                        target.get().batch(),
                        now,
                        target.get().details());
    }

    private Effect reverse(
            SettlementRecord original, Gathered gathered, String message, LocalDateTime now, String details) {
        if (original.isReversal() || gathered.isReversed(original.id())) {
            return Effect.refused(
                    Refusal.of(Field.SETTLEMENT, "未撤销的结算ID", "a settlement not reversed", original.id() + "（已撤销）"));
        }
        var later = gathered.parts().stream()
                .filter(part -> part.visit().equals(original.visit())
                        && original.stay()
                                .filter(of -> of.part().number() < part.number())
                                .isPresent())
                .toList();
        if (!later.isEmpty()) {
            var last = later.getLast().id();
            return Effect.refused(Refusal.of(
                    Field.SETTLEMENT,
                    "本次住院最后一次结算的结算ID " + last + "（由后向前撤销）",
                    "the id of the last settlement of the stay, " + last + " (the later are reversed first)",
                    original.id()));
        }
        var party = Party.of(original, gathered.enrolled(), registry);
        var sameYear = original.settledAt().getYear() == gathered.ledger().year();
        var reversal = negated(original, gathered, sameYear, message, now, details);
        var entries = SettlementEntries.of(original, Entry.Why.REVERSAL).stream()
                .map(entry -> entry.reversed(reversal.id(), sameYear))
                .toList();
        return new Effect(
                new Outcome.Settled(reversal, party, List.of()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(reversal),
                entries,
                gathered.relatives().returns(original, reversal.id()));
    }

    /// What the account paid out of the money of a year that is over comes back to prior years' money.
    private SettlementRecord negated(
            SettlementRecord original,
            Gathered gathered,
            boolean sameYear,
            String message,
            LocalDateTime now,
            String details) {
        var layers = original.layersFen().clone();
        for (var i = 0; i < layers.length; i++) {
            layers[i] = -layers[i];
        }
        var parts = original.lineParts().clone();
        for (var i = 0; i < parts.length; i++) {
            parts[i] = -parts[i];
        }
        var balances = gathered.ledger().balances();
        var toCurrent = sameYear ? original.accountCurrent() : Fen.ZERO;
        var toPrior = original.accountCurrent().plus(original.accountPrior()).minus(toCurrent);
        return new SettlementRecord(
                original.person(),
                ids.nextText(),
                original.visit(),
                original.batch(),
                Optional.of(original.id()),
                original.institution(),
                original.region(),
                original.scheme(),
                original.kind(),
                original.serviceDate(),
                original.benefitYear(),
                now,
                message,
                original.total().negated(),
                original.ownPay().negated(),
                original.overLimit().negated(),
                original.firstPay().negated(),
                original.inScope().negated(),
                original.deductible().negated(),
                original.yearDeductible().negated(),
                original.yearBurden().negated(),
                original.pool().negated(),
                original.poolRatio(),
                layers,
                toCurrent.negated(),
                toPrior.negated(),
                gathered.relatives().returned(original),
                original.wallet().negated(),
                original.cash().negated(),
                new Balances(
                        balances.current().plus(toCurrent), balances.prior().plus(toPrior)),
                original.reason(),
                original.treatedAsFiled(),
                original.steps().stream()
                        .map(step -> new KeptStep(
                                step.kind(),
                                step.rule(),
                                -step.baseFen(),
                                -step.amountFen(),
                                step.ratio(),
                                step.reason(),
                                step.detail()))
                        .toList(),
                parts,
                details,
                original.stay(),
                original.settledBy(),
                Optional.empty());
    }

    /// Undoes what a message settled, if it settled anything and that still stands, or the stay that it opened.
    Effect undo(Command.Undo command, Gathered gathered, String message, LocalDateTime now) {
        if (command.originalMessage().equals(message)) {
            return Effect.refused(
                    Refusal.of(Field.ORIGINAL_MESSAGE, "另一报文的报文ID", "the id of another message", message));
        }
        var target = gathered.target();
        var carriedOut = gathered.originalTransaction();
        if (carriedOut.filter(command.originalTransaction()::equals).isPresent()) {
            var admitted = StayChanges.admittedBy(gathered.stays(), command.institution(), command.originalMessage());
            if (admitted.isPresent()) {
                return StayChanges.undoAdmission(admitted.get(), gathered);
            }
        }
        if (carriedOut.isPresent() && (target.isEmpty() || !carriedOut.get().equals(command.originalTransaction()))) {
            return Effect.refused(Refusal.of(
                    Field.ORIGINAL_MESSAGE,
                    "该人员的结算或入院交易的报文ID",
                    "the id of a message that settled something for the person, or admitted the person",
                    command.originalMessage()));
        }
        if (target.isEmpty() || gathered.isReversed(target.get().id())) {
            return Effect.nothing(new Outcome.Done());
        }
        var reversed =
                reverse(target.get(), gathered, message, now, target.get().details());
        return reversed.isRefusal()
                ? reversed
                : new Effect(
                        new Outcome.Done(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        reversed.settlement(),
                        reversed.entries(),
                        reversed.relatives());
    }
}

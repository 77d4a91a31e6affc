package org.openyibao.server.settlement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openyibao.server.account.Entry;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.account.Posting;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.crossregion.Registrations;

/// What a command changes for its person: rows to add, rows to mark, entries to post. Decided first, written later with
/// those of other persons. `relatives`: what is posted to relatives' books together with the person's own; without
/// entries where the decision only must not be overtaken by another of theirs.
record Effect(
        Outcome outcome,
        Optional<VisitRecord> visit,
        Optional<FeeUpload> upload,
        List<FeeStore.Withdrawal> withdrawn,
        Optional<SettlementRecord> settlement,
        List<Entry> entries,
        List<Posting> relatives,
        Optional<Filings.Change> filing,
        Optional<Registrations.Change> registration,
        Optional<FeeStore.Memo> memo) {

    /// One that files, registers and notes nothing.
    Effect(
            Outcome outcome,
            Optional<VisitRecord> visit,
            Optional<FeeUpload> upload,
            List<FeeStore.Withdrawal> withdrawn,
            Optional<SettlementRecord> settlement,
            List<Entry> entries,
            List<Posting> relatives) {
        this(
                outcome,
                visit,
                upload,
                withdrawn,
                settlement,
                entries,
                relatives,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Effect nothing(Outcome outcome) {
        return new Effect(
                outcome, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of(), List.of());
    }

    static Effect refused(Refusal refusal) {
        return nothing(new Outcome.Refused(refusal));
    }

    static Effect visit(Outcome outcome, VisitRecord visit) {
        return new Effect(
                outcome, Optional.of(visit), Optional.empty(), List.of(), Optional.empty(), List.of(), List.of());
    }

    /// Unless it is a refusal it changes the visit too.
    Effect also(VisitRecord changed) {
        return isRefusal()
                ? this
                : new Effect(
                        outcome,
                        Optional.of(changed),
                        upload,
                        withdrawn,
                        settlement,
                        entries,
                        relatives,
                        filing,
                        registration,
                        memo);
    }

    static Effect upload(Outcome outcome, FeeUpload upload) {
        return new Effect(
                outcome, Optional.empty(), Optional.of(upload), List.of(), Optional.empty(), List.of(), List.of());
    }

    static Effect withdraw(List<FeeStore.Withdrawal> withdrawn) {
        return new Effect(
                new Outcome.Done(),
                Optional.empty(),
                Optional.empty(),
                withdrawn,
                Optional.empty(),
                List.of(),
                List.of());
    }

    static Effect filing(Outcome outcome, Filings.Change change) {
        return new Effect(
                outcome,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(change),
                Optional.empty(),
                Optional.empty());
    }

    static Effect registration(Outcome outcome, Registrations.Change change) {
        return new Effect(
                outcome,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(change),
                Optional.empty());
    }

    static Effect memo(FeeStore.Memo memo) {
        return new Effect(
                new Outcome.Done(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(memo));
    }

    /// All that is posted together: to the person's own books, at `ledger`, and to relatives'.
    List<Posting> postings(Ledger ledger) {
        return Stream.concat(Stream.of(new Posting(ledger, entries)), relatives.stream())
                .toList();
    }

    boolean isRefusal() {
        return outcome instanceof Outcome.Refused;
    }

    boolean changesAnything() {
        return visit.isPresent()
                || upload.isPresent()
                || !withdrawn.isEmpty()
                || settlement.isPresent()
                || filing.isPresent()
                || registration.isPresent()
                || memo.isPresent();
    }
}

package org.openyibao.server.settlement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.crossregion.FilingRecord;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.enrolment.Enrolment;

/// Everything read for one command before anything is decided, and the book to decide by. What a command does not
/// need is empty. `stays`: all of the person, cancelled ones too. `uploads`: lines not withdrawn. `usedSerials`:
/// which of an upload's serials the visit has already. `target`: the settlement to be reversed. `filings`: all that
/// the person made for care away from home. `registrations`: all that was registered for the person, where the
/// command is about them or rests on them. `relatives`: on whose books beside the person's it may depend.
/// `originalTransaction`: what the message to be undone asked for, if it was carried out.
record Gathered(
        PolicyBook book,
        Optional<Enrolment.Enrolled> enrolled,
        Optional<VisitRecord> visit,
        List<VisitRecord> stays,
        List<FeeUpload> uploads,
        Set<String> usedSerials,
        List<SettlementRef> settlements,
        Optional<SettlementRecord> target,
        Optional<String> originalTransaction,
        Ledger ledger,
        List<FilingRecord> filings,
        List<Registration> registrations,
        Relatives relatives,
        Map<YearKey, YearToDate> years) {

    YearToDate year(YearKey key) {
        return years.getOrDefault(key, YearToDate.NONE);
    }

    /// The settlement of a batch that stands, that is: was not reversed.
    Optional<SettlementRef> standing(String batch) {
        return settlements.stream()
                .filter(settlement -> settlement.batch().equals(batch)
                        && settlement.reverses().isEmpty()
                        && !isReversed(settlement.id()))
                .findFirst();
    }

    /// The settlements of a stay that stand, in the order in which they settled it.
    List<SettlementRef> parts() {
        return SettlementRef.parts(settlements);
    }

    /// The lines of a stay that no settlement settled that stands.
    List<FeeUpload> unsettled() {
        var parts = parts();
        return uploads.stream()
                .filter(upload -> parts.stream().noneMatch(part -> part.settles(upload)))
                .toList();
    }

    boolean isReversed(String id) {
        return SettlementRef.isReversed(id, settlements);
    }
}

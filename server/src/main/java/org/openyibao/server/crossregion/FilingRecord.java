package org.openyibao.server.crossregion;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.decision.FilingDecider;
import org.openyibao.engine.policy.CompiledPolicy;

/// A filing as it stands. It holds from `from` to `until` (inclusive; empty: until cancelled), but not from
/// `cancelled` on. `complete`: the documents are in; else a promise stands for them. `replaces`: the filing
/// that it took the place of when the place was changed. `institution`: the one that made it, empty where none
/// did; `details`: what it sent beside, as it came.
public record FilingRecord(
        String person,
        String id,
        Scheme scheme,
        String home,
        FilingGround ground,
        String place,
        LocalDate madeOn,
        LocalDate from,
        Optional<LocalDate> until,
        boolean byCommitment,
        boolean complete,
        List<String> documents,
        Optional<String> replaces,
        Optional<LocalDate> cancelled,
        String institution,
        String details) {

    /// Of a person's filings the one that counts for a visit, as decisions see it: of those made in the scheme
    /// and the home region that the person is in.
    public static Filing counting(
            CompiledPolicy policy, Insured insured, Visit visit, List<FilingRecord> filings, LocalDate on) {
        return filings.isEmpty()
                ? Filing.NONE
                : FilingDecider.counting(
                        policy,
                        insured,
                        visit,
                        filings.stream()
                                .filter(filing -> filing.scheme() == insured.scheme()
                                        && filing.home().equals(insured.region()))
                                .map(FilingRecord::filing)
                                .toList(),
                        on);
    }

    /// As decisions see it: in force from the day on which it holds.
    private Filing filing() {
        return new Filing(
                ground.kind(),
                Optional.of(from),
                Filing.MadeWhen.BEFORE,
                Optional.empty(),
                Optional.of(place),
                byCommitment,
                complete,
                until,
                cancelled);
    }

    /// True where it had neither ended nor been cancelled when a day began.
    public boolean stoodOn(LocalDate day) {
        return cancelled.filter(on -> on.isBefore(day)).isEmpty()
                && until.filter(last -> last.isBefore(day)).isEmpty();
    }

    /// True where it holds on some day from `day` on.
    boolean holdsFrom(LocalDate day) {
        return cancelled.filter(on -> !on.isAfter(day)).isEmpty()
                && until.filter(last -> last.isBefore(day)).isEmpty();
    }

    /// True where both are on the same ground for the same place in the same scheme, and hold on some day.
    boolean holdsTogetherWith(FilingRecord other) {
        return ground == other.ground
                && place.equals(other.place)
                && scheme == other.scheme
                && holdsFrom(other.from)
                && other.holdsFrom(from);
    }

    FilingRecord cancelledOn(LocalDate day) {
        return new FilingRecord(
                person,
                id,
                scheme,
                home,
                ground,
                place,
                madeOn,
                from,
                until,
                byCommitment,
                complete,
                documents,
                replaces,
                Optional.of(day),
                institution,
                details);
    }

    FilingRecord until(LocalDate last) {
        return new FilingRecord(
                person,
                id,
                scheme,
                home,
                ground,
                place,
                madeOn,
                from,
                Optional.of(last),
                byCommitment,
                complete,
                documents,
                replaces,
                cancelled,
                institution,
                details);
    }

    FilingRecord with(List<String> all, boolean nowComplete) {
        return new FilingRecord(
                person,
                id,
                scheme,
                home,
                ground,
                place,
                madeOn,
                from,
                until,
                byCommitment,
                nowComplete,
                all,
                replaces,
                cancelled,
                institution,
                details);
    }
}

package org.openyibao.engine.claim;

import java.time.LocalDate;
import java.util.Optional;

/// A filing for care away from home, as made.
///
/// `place` empty: any place. `validMonths` empty: without end where the kind is long-term, else as the rules say.
/// `madeWhen` AFTER_DISCHARGE stands where only that is known of the day. `documents` says whether the papers are in.
/// `until` is the last day and counts in place of months; from the day of `cancelled` on it is not in force any more.
public record Filing(
        FilingKind kind,
        Optional<LocalDate> made,
        MadeWhen madeWhen,
        Optional<Integer> validMonths,
        Optional<String> place,
        boolean byCommitment,
        boolean documents,
        Optional<LocalDate> until,
        Optional<LocalDate> cancelled) {

    public static final Filing NONE = new Filing(
            FilingKind.NONE, Optional.empty(), MadeWhen.BEFORE, Optional.empty(), Optional.empty(), false, true);

    /// One that holds for months, and was not cancelled.
    public Filing(
            FilingKind kind,
            Optional<LocalDate> made,
            MadeWhen madeWhen,
            Optional<Integer> validMonths,
            Optional<String> place,
            boolean byCommitment,
            boolean documents) {
        this(kind, made, madeWhen, validMonths, place, byCommitment, documents, Optional.empty(), Optional.empty());
    }

    /// When a filing was made, against the stay that it is for.
    public enum MadeWhen {
        BEFORE("before-admission"),
        DURING_STAY("during-stay"),
        AFTER_DISCHARGE("after-discharge");

        private final String code;

        MadeWhen(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }
}

package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The stay of an inpatient that a settlement is for (住院). `discharged`: the day that decides; of an interim settlement
/// and in a preview before the discharge, the day on which it was asked for. `emergency`: admitted as one. `category`:
/// the sender's class of care.
public record Stay(LocalDate admitted, LocalDate discharged, boolean emergency, String category, Part part) {

    /// Which of the settlements of a stay it is, counted from 1. `interim`: the stay goes on (中途结算). It settles the
    /// lines of the `uploads`, or where that is empty all lines; `days` are theirs.
    public record Part(int number, boolean interim, List<Long> uploads, Optional<Days> days) {

        /// Of a stay that is settled once, its lines not told apart.
        public static final Part WHOLE = new Part(1, false, List.of(), Optional.empty());

        /// One of several, or that may become one.
        public boolean isOfSeveral() {
            return number > 1 || interim;
        }

        boolean settles(FeeUpload upload) {
            return uploads.isEmpty() || uploads.contains(upload.id());
        }
    }

    /// Of fee lines, both inclusive.
    public record Days(LocalDate from, LocalDate until) {}
}

package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.openyibao.engine.claim.FeeLine;

/// One upload of fee lines as it is kept: for each serial the line that decisions take. Lines withdrawn one by one are
/// not in it, but in `sent`: the serials of all lines that `details` tells of, in its order. `charges`: of each line of
/// a stay what is known beside; empty of other visits. A stay has no batches: `batch` is empty. `memos`: what was noted
/// of lines, by serial.
record FeeUpload(
        String person,
        String visit,
        long id,
        String batch,
        boolean withdrawn,
        List<String> serials,
        List<String> codes,
        List<FeeLine> lines,
        List<Charge> charges,
        String details,
        List<String> sent,
        Map<String, String> memos) {

    /// One that just came.
    FeeUpload(
            String person,
            String visit,
            long id,
            String batch,
            boolean withdrawn,
            List<String> serials,
            List<String> codes,
            List<FeeLine> lines,
            List<Charge> charges,
            String details) {
        this(person, visit, id, batch, withdrawn, serials, codes, lines, charges, details, serials, Map.of());
    }

    /// `quantity` in ten-thousandths, below zero where the line takes back so much of the line `takesBack`.
    record Charge(LocalDate day, long quantity, String takesBack) {

        boolean isReturn() {
            return !takesBack.isEmpty();
        }
    }
}

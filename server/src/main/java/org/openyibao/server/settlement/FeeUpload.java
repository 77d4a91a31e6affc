package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.List;
import org.openyibao.engine.claim.FeeLine;

/// One upload of fee lines as it is kept: for each serial the line that decisions take. Lines withdrawn one by one are
/// not in it. `charges`: of each line of a stay what is known beside; empty of other visits. A stay has no batches:
/// `batch` is empty.
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
        String details) {

    /// `quantity` in ten-thousandths, below zero where the line takes back so much of the line `takesBack`.
    record Charge(LocalDate day, long quantity, String takesBack) {

        boolean isReturn() {
            return !takesBack.isEmpty();
        }
    }
}

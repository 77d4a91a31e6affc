package org.openyibao.server.settlement;

import java.util.List;
import org.openyibao.engine.claim.FeeLine;

/// One upload of fee lines as it is kept: for each serial the line that decisions take.
record FeeUpload(
        String person,
        String visit,
        long id,
        String batch,
        boolean withdrawn,
        List<String> serials,
        List<String> codes,
        List<FeeLine> lines,
        String details) {}

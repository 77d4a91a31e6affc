package org.openyibao.server.settlementlist;

import java.time.Instant;
import java.util.List;

/// The last version of a list, as it is kept. `content` is empty where many were asked for.
public record Kept(
        String person,
        String settlement,
        int version,
        String id,
        String visit,
        String institution,
        Instant uploadedAt,
        int checksVersion,
        List<Finding> findings,
        boolean submitted,
        String content) {

    /// Never shows whose list it is.
    @Override
    public String toString() {
        return "Kept[" + id + "]";
    }
}

package org.openyibao.server.request;

import java.time.Instant;
import java.util.Set;

/// Which of the things that wait at the agencies of a region, and of those beneath it, are asked for: those in one of
/// the states, the longest first, `most` of those that follow the one of `since` and `after`, its id.
public record Queue(String region, Set<String> states, Instant since, String after, int most) {

    private static final int LENGTH = 6;

    /// The last code beneath a region: `510000` covers up to `519999`, `000000` all.
    public static String last(String region) {
        var own = region.replaceFirst("(00)+$", "");
        return own + "9".repeat(LENGTH - own.length());
    }
}

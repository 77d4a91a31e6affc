package org.openyibao.server.identity;

import java.time.Instant;

/// That an institution had a person before it (就诊凭证核验): the person showed something to the institution's cashier, whose
/// user's name is `takenBy`. Until the day is over it opens the person to the institution.
public record Presentation(
        String id, String institution, String person, Shown.Kind shown, String takenBy, Instant takenAt) {

    /// Never shows who was where: records end up in logs.
    @Override
    public String toString() {
        return "Presentation[...]";
    }
}

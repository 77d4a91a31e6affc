package org.openyibao.server.identity;

import java.time.Instant;

/// That somebody looked at a person's record.
///
/// @param id     moves on with every look
/// @param person empty of a list that does not name its persons one by one
/// @param route  `GET /api/persons/{person}`
/// @param reason empty where none was asked for
/// @param address where the call came from
public record Look(long id, Instant at, Caller caller, String person, String route, String reason, String address) {

    /// Never shows who was looked at: records end up in logs.
    @Override
    public String toString() {
        return "Look[...]";
    }
}

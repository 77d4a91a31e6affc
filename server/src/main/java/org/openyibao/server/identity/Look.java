package org.openyibao.server.identity;

import java.time.Instant;

/// That somebody looked at a person's record.
///
/// @param id     moves on with every look
/// @param person empty of a list that does not name its persons one by one
/// @param route  `GET /api/persons/{person}`; of an institution the number of the transaction
/// @param reason empty where none was asked for
/// @param address where the call came from
public record Look(long id, Instant at, By by, String person, String route, String reason, String address) {

    /// Who looked.
    public sealed interface By {}

    /// Somebody who was signed in.
    public record User(Caller caller) implements By {}

    /// An institution, by message.
    ///
    /// @param operator its number of who sat there, as it says; empty where that is no number
    public record Institution(String code, String operator) implements By {

        private static final String NUMBER = "[0-9A-Za-z._-]{1,30}";

        /// Some software sends a name in place of the number: it is left out.
        public static Institution of(String code, String operator) {
            return new Institution(code, operator.matches(NUMBER) ? operator : "");
        }
    }

    /// Never shows who was looked at: records end up in logs.
    @Override
    public String toString() {
        return "Look[...]";
    }
}

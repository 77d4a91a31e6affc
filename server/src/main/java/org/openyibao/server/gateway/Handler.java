package org.openyibao.server.gateway;

import java.util.Map;
import java.util.Set;

/// A family of transactions: turns a message into what is to be done, and what was done into an answer. Found by the
/// numbers that it names; being a bean is all that it needs.
interface Handler {

    /// The `infno`s that it handles.
    Set<String> transactions();

    /// For senders that name the transaction in the address instead: `service/method` to `infno`.
    default Map<String, String> services() {
        return Map.of();
    }

    /// Reads the message. Changes nothing.
    ///
    /// @throws InvalidFieldException if the message is to be refused
    Task<?> read(Envelope envelope);
}

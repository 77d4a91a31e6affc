package org.openyibao.server.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.exchange.ExchangedFile;

/// A family of transactions: turns a message into what is to be done, and what was done into an answer. Found by the
/// numbers that it names; being a bean is all that it needs.
interface Handler {

    /// The `infno`s that it handles.
    Set<String> transactions();

    /// For senders that name the transaction in the address instead: `service/method` to `infno`.
    default Map<String, String> services() {
        return Map.of();
    }

    /// Reads the message. Changes nothing but what the same message, sent again, finds done and leaves as it is.
    ///
    /// @throws InvalidFieldException if the message is to be refused
    Task<?> read(Envelope envelope);

    /// The file that is answered instead of a message; empty where the message is to be carried out.
    ///
    /// @throws InvalidFieldException if the message is to be refused
    default Optional<ExchangedFile> file(Envelope envelope) {
        return Optional.empty();
    }
}

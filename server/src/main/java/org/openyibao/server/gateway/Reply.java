package org.openyibao.server.gateway;

import org.openyibao.server.exchange.ExchangedFile;

/// What goes back to a sender.
sealed interface Reply {

    /// An answer in the envelope.
    record Message(byte[] body) implements Reply {}

    /// A file, as it was kept.
    record Download(ExchangedFile file) implements Reply {}
}

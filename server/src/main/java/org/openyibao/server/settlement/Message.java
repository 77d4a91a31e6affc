package org.openyibao.server.settlement;

import java.time.Instant;

/// The message that a command came in. `msgid` is unique to the institution; messages with equal `content` ask the
/// same. `transaction` is the sender's number of what is asked.
public record Message(String institution, String msgid, String transaction, byte[] content, Instant receivedAt) {

    /// Two works with messages of the same key must not be in the same batch.
    String key() {
        return institution + '\n' + msgid;
    }
}

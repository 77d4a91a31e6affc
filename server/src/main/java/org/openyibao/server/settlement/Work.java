package org.openyibao.server.settlement;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// One command in the queue, with what its caller waits for.
record Work(Message message, Command command, Function<Outcome, byte[]> render, CompletableFuture<byte[]> answer) {

    /// Two works with the same key must not be in the same batch.
    String messageKey() {
        return message.institution() + '\n' + message.msgid();
    }
}

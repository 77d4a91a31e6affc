package org.openyibao.server.settlement;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// One command in the queue, with what its caller waits for. `relatives`: whose books it turned out to need beside its
/// person's, when it was decided before and lost.
record Work(
        Message message,
        Command command,
        Function<Outcome, byte[]> render,
        CompletableFuture<byte[]> answer,
        Set<String> relatives) {

    Work(Message message, Command command, Function<Outcome, byte[]> render, CompletableFuture<byte[]> answer) {
        this(message, command, render, answer, Set.of());
    }

    Work with(Set<String> newRelatives) {
        return new Work(message, command, render, answer, newRelatives);
    }

    /// Whose books it is known to change. No two works of a batch share one.
    Set<String> persons() {
        var person = command.person();
        if (relatives.isEmpty()) {
            return person.isEmpty() ? Set.of() : Set.of(person);
        }
        var persons = new HashSet<>(relatives);
        persons.add(person);
        return persons;
    }

    /// Two works with the same key must not be in the same batch.
    String messageKey() {
        return message.institution() + '\n' + message.msgid();
    }
}

package org.openyibao.server.settlement;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.openyibao.server.identity.Look;

/// One command in the queue, with what its caller waits for. `looks`: what is written down with its answer of
/// whose records that shows. `relatives`: whose books it turned out to need beside its
/// person's, when it was decided before and lost.
record Work(
        Message message,
        Command command,
        Function<Outcome, byte[]> render,
        CompletableFuture<byte[]> answer,
        List<Look> looks,
        Set<String> relatives) {

    /// One that was not decided before.
    Work(
            Message message,
            Command command,
            Function<Outcome, byte[]> render,
            CompletableFuture<byte[]> answer,
            List<Look> looks) {
        this(message, command, render, answer, looks, Set.of());
    }

    /// One whose answer shows nobody's record.
    Work(Message message, Command command, Function<Outcome, byte[]> render, CompletableFuture<byte[]> answer) {
        this(message, command, render, answer, List.of());
    }

    Work with(Set<String> newRelatives) {
        return new Work(message, command, render, answer, looks, newRelatives);
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
}

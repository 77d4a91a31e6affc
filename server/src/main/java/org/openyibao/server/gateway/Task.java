package org.openyibao.server.gateway;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;

/// What a message asks for: a command, the outcome it has unless it is refused, and how that is answered. `answer` runs
/// while others wait: it computes nothing that could have been computed before. `shown`: whose records the answer shows
/// that are not changed by the command, which is kept in the audit trail; an empty number of a list that does not name
/// its persons one by one.
record Task<O extends Outcome>(
        Command command, Class<O> expected, Function<O, Answer> answer, Collection<String> shown) {

    /// One that does something for the person, which is kept as such.
    Task(Command command, Class<O> expected, Function<O, Answer> answer) {
        this(command, expected, answer, List.of());
    }

    /// Something that is answered in the same way whatever there was to do.
    static Task<Outcome> done(Command command) {
        return new Task<>(command, Outcome.class, outcome -> Answer.NOTHING);
    }

    /// Something that was done or found out already, of which only the answer is to be remembered. It shows nobody's
    /// record.
    static Task<Outcome.Done> known(String person, Answer answer) {
        return new Task<>(new Command.Remember(person), Outcome.Done.class, done -> answer);
    }

    /// What was found out of a person.
    static Task<Outcome.Done> shown(String person, Answer answer) {
        return shown(person, List.of(person), answer);
    }

    /// What was found out of many.
    static Task<Outcome.Done> shown(Collection<String> persons, Answer answer) {
        return shown("", new LinkedHashSet<>(persons), answer);
    }

    private static Task<Outcome.Done> shown(String person, Collection<String> persons, Answer answer) {
        return new Task<>(new Command.Remember(person), Outcome.Done.class, done -> answer, persons);
    }

    Answer answerTo(Outcome outcome) {
        return answer.apply(expected.cast(outcome));
    }
}

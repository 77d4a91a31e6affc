package org.openyibao.server.gateway;

import java.util.function.Function;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;

/// What a message asks for: a command, the outcome it has unless it is refused, and how that is answered. `answer` runs
/// while others wait: it computes nothing that could have been computed before.
record Task<O extends Outcome>(Command command, Class<O> expected, Function<O, Answer> answer) {

    /// Something that is answered in the same way whatever there was to do.
    static Task<Outcome> done(Command command) {
        return new Task<>(command, Outcome.class, outcome -> Answer.NOTHING);
    }

    /// Something that was found out already, of which only the answer is to be remembered.
    static Task<Outcome.Done> known(String person, Answer answer) {
        return new Task<>(new Command.Remember(person), Outcome.Done.class, done -> answer);
    }

    Answer answerTo(Outcome outcome) {
        return answer.apply(expected.cast(outcome));
    }
}

package org.openyibao.server.api;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.Sha256;
import org.openyibao.server.request.BusyException;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Request;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Field;
import org.openyibao.server.settlement.Message;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Overloaded;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// Has what a cashier asks done by the same door as what the institution's software sends.
@Component
class DeskDoor {

    /// Longer than any id of a message at the national interface: no message of the institution's software can be taken
    /// for one of the desk's, nor undo it unseen.
    private static final String MESSAGE = "desk ";

    private static final String TRANSACTION = "desk";

    private final Settlements settlements;
    private final Clock clock;

    DeskDoor(Settlements settlements, Clock clock) {
        this.settlements = settlements;
        this.clock = clock;
    }

    /// What a bill would come to now. `of`: the field of the request by which the person is known.
    ///
    /// @throws RefusedException if to nothing
    Outcome.Settled preview(String of, Command command) {
        return switch (settlements.preview(command)) {
            case Outcome.Settled settled -> settled;
            case Outcome.Refused(var refusal) -> throw refused(of, refusal);
            case Outcome.Done other -> throw unexpected(other);
            case Outcome.Opened other -> throw unexpected(other);
            case Outcome.FeesTaken other -> throw unexpected(other);
            case Outcome.Filed other -> throw unexpected(other);
            case Outcome.MessageReused other -> throw unexpected(other);
        };
    }

    /// Does it, and tells the id of the settlement or of the stay that it made; empty where it made neither. What was
    /// done once is told again, also where it could not be done any more: whoever was there may have gone.
    ///
    /// @throws RefusedException if nothing was done
    String perform(String institution, String of, Record body, Call call, Supplier<Command> command) {
        var request = call.request(body);
        var message = new Message(institution, message(request), TRANSACTION, request.content(), clock.instant());
        // Decided again where another overtook it: the last word counts.
        var refused = new AtomicReference<@Nullable RefusedException>();
        Function<Outcome, byte[]> render = outcome -> {
            refused.set(why(of, outcome, body, call));
            return made(outcome).getBytes(StandardCharsets.US_ASCII);
        };
        var before = settlements.answered(message, render);
        var kept = before.isPresent() ? before.get() : perform(message, command.get(), render);
        var why = refused.get();
        if (why != null) {
            throw why;
        }
        return new String(kept, StandardCharsets.US_ASCII);
    }

    private byte[] perform(Message message, Command command, Function<Outcome, byte[]> render) {
        try {
            return settlements.perform(message, command, render);
        } catch (Overloaded full) {
            throw new BusyException("too much is waiting to be settled", full);
        }
    }

    private static String made(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Settled settled -> settled.settlement().id();
            case Outcome.Opened opened -> opened.visit();
            case Outcome.FeesTaken _ -> "";
            case Outcome.Done _ -> "";
            case Outcome.Refused _ -> "";
            case Outcome.MessageReused _ -> "";
            case Outcome.Filed other -> throw unexpected(other);
        };
    }

    private static @Nullable RefusedException why(String of, Outcome outcome, Record body, Call call) {
        return switch (outcome) {
            case Outcome.Refused(var refusal) -> refused(of, refusal);
            case Outcome.MessageReused(var first) -> call.reused(first, body);
            case Outcome.Settled _ -> null;
            case Outcome.Opened _ -> null;
            case Outcome.FeesTaken _ -> null;
            case Outcome.Done _ -> null;
            case Outcome.Filed other -> throw unexpected(other);
        };
    }

    /// A key is its user's own.
    private static String message(Request request) {
        var hash = Sha256.digest().digest((request.caller() + '\n' + request.key()).getBytes(StandardCharsets.UTF_8));
        return MESSAGE + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static IllegalStateException unexpected(Outcome other) {
        return new IllegalStateException(
                "a desk's request came to " + other.getClass().getSimpleName());
    }

    private static RefusedException refused(String of, org.openyibao.server.settlement.Refusal refusal) {
        return new RefusedException(Refusal.conflict(
                "CANNOT_BE_SETTLED", field(of, refusal.field()), refusal.expected(), Text.same(refusal.got())));
    }

    private static String field(String of, Field field) {
        return switch (field) {
            case INSTITUTION -> "institution";
            case PERSON, HOME_REGION -> of;
            case SCHEME -> "scheme";
            case VISIT -> "stay";
            case LINE_CODE, LINE_AMOUNT -> "lines";
            case LINE_DAY -> "day";
            case LINE_SERIAL -> "line";
            case TOTAL -> "total";
            case ADMITTED -> "admittedAt";
            case DISCHARGED -> "dischargedAt";
            case DISEASE -> "disease";
            case SETTLEMENT -> "settlement";
            case VISIT_NUMBER,
                    BATCH,
                    OWN_PAY,
                    OVER_LIMIT,
                    FIRST_PAY,
                    IN_SCOPE,
                    LINE_NOTED,
                    LINE_QUANTITY,
                    LINE_TAKES_BACK,
                    CATEGORY,
                    ORIGINAL_MESSAGE,
                    FILING,
                    FILING_GROUND,
                    FILING_PLACE,
                    FILING_FROM,
                    FILING_UNTIL,
                    REGISTERED_CODE,
                    REGISTERED_HOME -> throw new IllegalStateException("no request of a desk has a field " + field);
        };
    }
}

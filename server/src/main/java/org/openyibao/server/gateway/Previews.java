package org.openyibao.server.gateway;

import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// What would come of a settlement if it were asked for.
@Component
class Previews {

    private final Settlements settlements;

    Previews(Settlements settlements) {
        this.settlements = settlements;
    }

    /// @throws RefusedNowException if it would be refused
    Outcome.Settled of(Command command, String transaction) {
        return switch (settlements.preview(command)) {
            case Outcome.Settled settled -> settled;
            case Outcome.Refused(var refusal) -> throw new RefusedNowException(RefusalText.of(refusal, transaction));
            case Outcome.Done other -> throw noPreview(other);
            case Outcome.Opened other -> throw noPreview(other);
            case Outcome.FeesTaken other -> throw noPreview(other);
            case Outcome.Filed other -> throw noPreview(other);
            case Outcome.MessageReused other -> throw noPreview(other);
        };
    }

    private static IllegalStateException noPreview(Outcome other) {
        return new IllegalStateException("a preview came to " + other.getClass().getSimpleName());
    }
}

package org.openyibao.server.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// Undoing a transaction of which the sender does not know whether it took place (冲正, 2601).
@Component
class ReversalHandler implements Handler {

    private static final String UNDO = "2601";
    private static final Set<String> UNDOABLE = Set.of("2102", "2207", "2207A", "2304", "2401");

    @Override
    public Set<String> transactions() {
        return Set.of(UNDO);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("reverseService/revsMethod", UNDO);
    }

    @Override
    public Task<Outcome> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        return Task.done(new Command.Undo(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("omsgid", 30),
                fields.code(
                        "oinfno",
                        10,
                        "可以冲正的交易 2102、2207、2207A、2304 或 2401（备案用 2502、2504 或 2506 撤销）",
                        ReversalHandler::undoable)));
    }

    private static Optional<String> undoable(String transaction) {
        return Optional.of(transaction).filter(UNDOABLE::contains);
    }
}

package org.openyibao.server.gateway;

import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;
import tools.jackson.core.JsonGenerator;

/// Reversing a settlement of a visit or of a purchase, which differ in nothing.
final class Reversals {

    private Reversals() {}

    static Task<Outcome.Settled> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        var command = new Command.Reverse(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("mdtrt_id", 30),
                fields.text("setl_id", 30));
        return new Task<>(
                command, Outcome.Settled.class, settled -> Answer.of(out -> write(out, settled, envelope.messageId())));
    }

    private static void write(JsonGenerator out, Outcome.Settled settled, String message) {
        var settlement = settled.settlement();
        out.writeStartObject();
        out.writeObjectPropertyStart("setlinfo");
        SettlementNodes.writeInfo(out, settled, SentTerms.of(settlement), message);
        SettlementNodes.writeBurden(out, settlement);
        // The standard misspells it; real gateways do not.
        Amounts.write(out, "pdn_cash_pay", settlement.cash());
        out.writeEndObject();
        SettlementNodes.writeFunds(out, settlement);
        out.writeNullProperty("expContent");
        out.writeEndObject();
    }
}

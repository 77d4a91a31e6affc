package org.openyibao.server.gateway;

import java.util.Map;
import java.util.Set;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// Settling a visit: preview (门诊预结算, 2206), settlement (2207) and its reversal (2208).
@Component
class SettlementHandler implements Handler {

    private static final String PREVIEW = "2206";
    private static final String SETTLE = "2207";
    private static final String REVERSE = "2208";

    private final Previews previews;

    SettlementHandler(Previews previews) {
        this.previews = previews;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(PREVIEW, SETTLE, REVERSE);
    }

    @Override
    public Map<String, String> services() {
        return Map.of(
                "outpatientSettleService/preSettletment", PREVIEW,
                "outpatientSettleService/saveSettletmentV2", SETTLE,
                "outpatientSettleService/cancleSettletment", REVERSE);
    }

    @Override
    public Task<?> read(Envelope envelope) {
        return switch (envelope.transaction()) {
            case PREVIEW -> preview(envelope);
            case SETTLE -> settle(envelope);
            default -> Reversals.read(envelope);
        };
    }

    private Task<Outcome.Done> preview(Envelope envelope) {
        var fields = envelope.input().only("data");
        var command = command(envelope, fields);
        var settled = previews.of(command);
        var terms = SentTerms.of(fields, envelope);
        return Task.known(command.person(), Answer.of(out -> writePreview(out, settled, terms, envelope.messageId())));
    }

    private static Task<Outcome.Settled> settle(Envelope envelope) {
        var fields = envelope.input().only("data");
        var terms = SentTerms.of(fields, envelope);
        return new Task<>(
                command(envelope, fields),
                Outcome.Settled.class,
                settled -> Answer.of(out -> write(out, settled, terms, envelope.messageId())));
    }

    private static Command.Settle command(Envelope envelope, Fields fields) {
        fields.code("psn_setlway", 6, NationalCodes.WAYS_TO_SETTLE, NationalCodes::wayToSettle);
        return new Command.Settle(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("mdtrt_id", 30),
                fields.text("chrg_bchno", 30),
                Terms.read(fields, Details.of(fields, envelope)));
    }

    private static void writePreview(JsonGenerator out, Outcome.Settled settled, SentTerms terms, String message) {
        out.writeStartObject();
        out.writeObjectPropertyStart("setlinfo");
        SettlementNodes.writePreviewInfo(out, settled, terms, message);
        writeRest(out, settled);
    }

    private static void write(JsonGenerator out, Outcome.Settled settled, SentTerms terms, String message) {
        out.writeStartObject();
        out.writeObjectPropertyStart("setlinfo");
        SettlementNodes.writeInfo(out, settled, terms, message);
        writeRest(out, settled);
    }

    private static void writeRest(JsonGenerator out, Outcome.Settled settled) {
        SettlementNodes.writeBurden(out, settled.settlement());
        out.writeEndObject();
        SettlementNodes.writeFunds(out, settled.settlement());
        out.writeNullProperty("expContent");
        out.writeEndObject();
    }
}

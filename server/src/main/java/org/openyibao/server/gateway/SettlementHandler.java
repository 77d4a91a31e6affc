package org.openyibao.server.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// Settling a visit: preview (门诊预结算, 2206, 2206A), settlement (2207, 2207A) and its reversal (2208); and a stay (住院,
/// 2303 to 2305).
@Component
class SettlementHandler implements Handler {

    private static final String PREVIEW = "2206";
    private static final String SETTLE = "2207";
    private static final String PREVIEW_MORE = "2206A";
    private static final String SETTLE_MORE = "2207A";
    private static final String REVERSE = "2208";
    private static final String PREVIEW_STAY = "2303";
    private static final String SETTLE_STAY = "2304";
    private static final String REVERSE_STAY = "2305";

    private final Previews previews;

    SettlementHandler(Previews previews) {
        this.previews = previews;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(PREVIEW, PREVIEW_MORE, SETTLE, SETTLE_MORE, REVERSE, PREVIEW_STAY, SETTLE_STAY, REVERSE_STAY);
    }

    @Override
    public Map<String, String> services() {
        return Map.of(
                "outpatientSettleService/preSettletment", PREVIEW,
                "outpatientSettleService/preSettletmentA", PREVIEW_MORE,
                "outpatientSettleService/saveSettletmentV2", SETTLE,
                "outpatientSettleService/saveSettletment", SETTLE_MORE,
                "outpatientSettleService/saveSettletmentA", SETTLE_MORE,
                "outpatientSettleService/cancleSettletment", REVERSE,
                "hospSettService/preSett", PREVIEW_STAY,
                "hospSettService/settV2", SETTLE_STAY,
                "hospSettService/settCl", REVERSE_STAY);
    }

    @Override
    public Task<?> read(Envelope envelope) {
        return switch (envelope.transaction()) {
            case PREVIEW, PREVIEW_MORE -> preview(envelope, SettlementHandler::batch);
            case SETTLE, SETTLE_MORE -> settle(envelope, SettlementHandler::batch);
            case PREVIEW_STAY -> preview(envelope, (from, fields) -> stay(from, fields, true));
            case SETTLE_STAY -> settle(envelope, (from, fields) -> stay(from, fields, false));
            default -> Reversals.read(envelope);
        };
    }

    /// Reads what is to be settled.
    private interface Reading {
        Command command(Envelope envelope, Fields fields);
    }

    private Task<Outcome.Done> preview(Envelope envelope, Reading reading) {
        var fields = envelope.input().only("data");
        var command = reading.command(envelope, fields);
        var settled = previews.of(command, envelope.transaction());
        var terms = SentTerms.of(fields, envelope);
        return Task.shown(command.person(), Answer.of(out -> writePreview(out, settled, terms, envelope.messageId())));
    }

    private static Task<Outcome.Settled> settle(Envelope envelope, Reading reading) {
        var fields = envelope.input().only("data");
        var terms = SentTerms.of(fields, envelope);
        return new Task<>(
                reading.command(envelope, fields),
                Outcome.Settled.class,
                settled -> Answer.of(out -> write(out, settled, terms, envelope.messageId())));
    }

    private static Command batch(Envelope envelope, Fields fields) {
        fields.code("psn_setlway", 6, NationalCodes.WAYS_TO_SETTLE, NationalCodes::wayToSettle);
        return new Command.Settle(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("mdtrt_id", 30),
                fields.text("chrg_bchno", 30),
                Terms.read(fields, envelope, Details.of(fields, envelope)));
    }

    private static Command stay(Envelope envelope, Fields fields, boolean evenBefore) {
        fields.code("psn_setlway", 6, NationalCodes.WAYS_TO_SETTLE, NationalCodes::wayToSettle);
        return new Command.SettleStay(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("mdtrt_id", 30),
                fields.optionalCode("mid_setl_flag", 3, NationalCodes.FLAGS, NationalCodes::flag)
                        .orElse(false),
                evenBefore,
                Optional.empty(),
                Terms.ofStay(fields, Details.of(fields, envelope)));
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

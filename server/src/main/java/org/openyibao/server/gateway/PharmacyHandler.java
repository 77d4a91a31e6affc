package org.openyibao.server.gateway;

import java.util.List;
import java.util.Set;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.FeeItem.Approval;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// Buying at a pharmacy: preview (药店预结算, 2101), settlement (2102) and its reversal (2103).
@Component
class PharmacyHandler implements Handler {

    private static final String PREVIEW = "2101";
    private static final String SETTLE = "2102";
    private static final String REVERSE = "2103";

    private final Previews previews;

    PharmacyHandler(Previews previews) {
        this.previews = previews;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(PREVIEW, SETTLE, REVERSE);
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
        var fields = envelope.input().only("druginfo");
        var command = command(envelope, fields);
        var settled = previews.of(command, envelope.transaction());
        var terms = SentTerms.of(fields, envelope);
        return Task.shown(command.person(), Answer.of(out -> writePreview(out, settled, terms, envelope.messageId())));
    }

    private static Task<Outcome.Settled> settle(Envelope envelope) {
        var fields = envelope.input().only("druginfo");
        var terms = SentTerms.of(fields, envelope);
        return new Task<>(
                command(envelope, fields),
                Outcome.Settled.class,
                settled -> Answer.of(out -> write(out, settled, terms, envelope.messageId())));
    }

    private static Command.Buy command(Envelope envelope, Fields fields) {
        List<Fields> rows = envelope.input().rows("drugdetail");
        rows.forEach(row -> row.text("rx_circ_flag", 3));
        return new Command.Buy(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.dateTime("begntime"),
                rows.stream().map(row -> FeeLines.item(row, Approval.NONE)).toList(),
                Terms.read(fields, envelope, Details.of(fields, "drugdetail", rows, envelope)));
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
        FeeLines.write(out, "detlcutinfo", settled.items());
        out.writeNullProperty("expContent");
        out.writeEndObject();
    }
}

package org.openyibao.server.gateway;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openyibao.server.gateway.Answer.Manner;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// Writes answers: the envelope that every one of them has.
@Component
class Answers {

    /// In place of the region where a message does not say it.
    static final String NO_REGION = "000000";

    private static final DateTimeFormatter MILLISECOND = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");
    private static final int DONE = 0;
    private static final int REFUSED = -1;

    private final Clock clock;

    Answers(Clock clock) {
        this.clock = clock;
    }

    byte[] success(Slip slip, String region, Answer answer) {
        var manner = answer.manner();
        return write(slip, region, answer.output(), DONE, manner, manner.error());
    }

    byte[] failure(Slip slip, String region, String message) {
        return write(slip, region, JsonGenerator::writeNull, REFUSED, Manner.NULLS, message);
    }

    private byte[] write(
            Slip slip,
            String region,
            Consumer<JsonGenerator> output,
            int code,
            Manner manner,
            @Nullable String message) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeName("output");
            output.accept(out);
            out.writeNumberProperty("infcode", code);
            out.writeStringProperty("warn_msg", manner.warning());
            out.writeStringProperty("cainfo", manner.signature());
            out.writeStringProperty("err_msg", message);
            out.writeStringProperty("refmsg_time", MILLISECOND.format(slip.receivedAt()));
            out.writeStringProperty("signtype", manner.signature());
            out.writeStringProperty("respond_time", MILLISECOND.format(LocalDateTime.now(clock)));
            out.writeStringProperty("inf_refmsgid", slip.messageId(region));
            out.writeEndObject();
        });
    }
}

package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.openyibao.server.database.Sha256;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Request;

/// A message as a request of a room that does its work outside the committer: done once for the message's id.
final class KeptRequest {

    private static final int KEY_LENGTH = 56;

    private KeptRequest() {}

    /// Checks what is sent against the tables before anything is done.
    ///
    /// @throws InvalidFieldException if a field is not what its table says
    static Request of(Envelope envelope) {
        envelope.checkInput();
        var sender = envelope.institution() + '\n' + envelope.messageId();
        var digest = Sha256.digest().digest(sender.getBytes(StandardCharsets.UTF_8));
        return new Request(
                "", "msg:" + HexFormat.of().formatHex(digest).substring(0, KEY_LENGTH), Fingerprint.of(envelope));
    }

    /// What the request came to, as it was rendered. `fields` are the national names of a refusal's fields.
    ///
    /// @throws RefusedNowException if it was refused, or the id was used for something else
    static String done(Answer answer, Map<String, String> fields) {
        return switch (answer) {
            case Answer.Done(var body) -> new String(body, StandardCharsets.UTF_8);
            case Answer.Refused(var refusal) -> throw new RefusedNowException(text(refusal, fields));
            case Answer.Reused ignored -> throw new RefusedNowException("msgid：此报文ID已用于另一内容");
        };
    }

    /// What a sender is told of a refusal.
    static String text(Refusal refusal, Map<String, String> fields) {
        return refusal.wrong()
                .map(wrong -> RefusalText.of(
                        fields.getOrDefault(wrong.field(), wrong.field()),
                        wrong.expected().zh(),
                        wrong.got().zh()))
                .orElse(refusal.message().zh());
    }
}

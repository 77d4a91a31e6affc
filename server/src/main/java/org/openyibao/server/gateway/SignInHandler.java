package org.openyibao.server.gateway;

import java.util.Map;
import java.util.Set;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// Signing in (签到, 9001) and out (签退, 9002). Kept apart from the rest: no other transaction asks for it.
@Component
class SignInHandler implements Handler {

    private static final String SIGN_IN = "9001";
    private static final String SIGN_OUT = "9002";
    private static final String NO_PERSON = "";

    @Override
    public Set<String> transactions() {
        return Set.of(SIGN_IN, SIGN_OUT);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("signInSignOutService/signIn", SIGN_IN, "signInSignOutService/signOut", SIGN_OUT);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        return envelope.transaction().equals(SIGN_IN) ? signIn(envelope) : signOut(envelope);
    }

    private static Task<Outcome.Done> signIn(Envelope envelope) {
        var fields = envelope.input().only("signIn");
        fields.text("opter_no", 20);
        fields.text("mac", 20);
        fields.text("ip", 20);
        var slip = envelope.slip();
        return Task.known(
                NO_PERSON,
                new Answer(
                        out -> {
                            out.writeStartObject();
                            out.writeObjectPropertyStart("signinoutb");
                            out.writeStringProperty("sign_no", slip.number());
                            out.writeStringProperty("sign_time", Times.text(slip.localTime()));
                            out.writeEndObject();
                            out.writeEndObject();
                        },
                        Answer.Manner.SUCCESS));
    }

    private static Task<Outcome.Done> signOut(Envelope envelope) {
        var fields = envelope.input().only("signOut");
        fields.text("sign_no", 30);
        fields.text("opter_no", 20);
        var slip = envelope.slip();
        return Task.known(NO_PERSON, Answer.of(out -> {
            out.writeStartObject();
            out.writeObjectPropertyStart("sign_time");
            out.writeStringProperty("sign_time", Times.text(slip.localTime()));
            out.writeEndObject();
            out.writeEndObject();
        }));
    }
}

package org.openyibao.server.gateway;

import java.util.Optional;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;

/// The institution that sends a message, where the input names it once more.
final class Sender {

    private Sender() {}

    /// @throws InvalidFieldException if the input names another one
    static Institution of(Registry registry, Envelope envelope, Fields fields) {
        fields.optionalCode(
                "fixmedins_code",
                30,
                "本机构编号 " + envelope.institution(),
                code -> Optional.of(code).filter(envelope.institution()::equals));
        return registry.institution(envelope.institution(), envelope.slip().today())
                .orElseThrow(() -> new IllegalStateException("an institution that was there is gone"));
    }
}

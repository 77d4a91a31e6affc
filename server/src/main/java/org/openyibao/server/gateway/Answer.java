package org.openyibao.server.gateway;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A message that was carried out: what stands under `output`, and how the fields beside it are filled.
record Answer(Consumer<JsonGenerator> output, Manner manner) {

    /// Real gateways fill the fields beside `output` in different ways, and clients were written against each.
    enum Manner {
        /// Null where there is nothing to say.
        NULLS(null, null, null),
        /// Empty texts, and a word of success as warning: person information.
        EMPTY_TEXTS("成功", "", ""),
        /// A word of success as error message: signing in.
        SUCCESS(null, null, "success");

        private final @Nullable String warning;
        private final @Nullable String signature;
        private final @Nullable String error;

        Manner(@Nullable String warning, @Nullable String signature, @Nullable String error) {
            this.warning = warning;
            this.signature = signature;
            this.error = error;
        }

        @Nullable
        String warning() {
            return warning;
        }

        @Nullable
        String signature() {
            return signature;
        }

        @Nullable
        String error() {
            return error;
        }
    }

    /// `output` null.
    static final Answer NOTHING = of(JsonGenerator::writeNull);

    static Answer of(Consumer<JsonGenerator> output) {
        return new Answer(output, Manner.NULLS);
    }
}

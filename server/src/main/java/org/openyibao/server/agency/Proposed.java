package org.openyibao.server.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.family.Binding.Because;

/// What a clerk proposes for a person.
public sealed interface Proposed {

    /// By which it is stored and told.
    Kind kind();

    enum Kind {
        FILING("filing", new Text("异地就医备案", "filing for care away from home"), Filing.class),
        FILING_END("filing-end", new Text("撤销异地就医备案", "cancellation of a filing"), FilingEnd.class),
        BINDING("binding", new Text("家庭共济绑定", "binding of a relative's account"), Binding.class),
        BINDING_END("binding-end", new Text("解除家庭共济绑定", "end of a binding"), BindingEnd.class);

        private final String code;
        private final Text text;
        private final Class<? extends Proposed> type;

        Kind(String code, Text text, Class<? extends Proposed> type) {
            this.code = code;
            this.text = text;
            this.type = type;
        }

        public Text text() {
            return text;
        }

        Class<? extends Proposed> type() {
            return type;
        }

        /// The code in tables and answers.
        @Override
        public String toString() {
            return code;
        }
    }

    /// That a filing be made; from the day of the approval on where `from` is empty or earlier.
    record Filing(
            Optional<Scheme> scheme,
            FilingGround ground,
            String place,
            Optional<LocalDate> from,
            Optional<LocalDate> until,
            List<String> documents,
            boolean byCommitment,
            String reason)
            implements Proposed {
        @Override
        public Kind kind() {
            return Kind.FILING;
        }
    }

    /// That a filing be cancelled from the day of the approval on.
    record FilingEnd(String filing, String reason) implements Proposed {
        @Override
        public Kind kind() {
            return Kind.FILING_END;
        }
    }

    /// That the owner's account be bound to the person; from the day of the approval on where `from` is empty or
    /// earlier.
    record Binding(
            String owner,
            Relation relation,
            Optional<Fen> yearLimit,
            Optional<LocalDate> from,
            Optional<LocalDate> until)
            implements Proposed {
        @Override
        public Kind kind() {
            return Kind.BINDING;
        }
    }

    /// That a binding be ended from the day of the approval on.
    record BindingEnd(String binding, Because because) implements Proposed {
        @Override
        public Kind kind() {
            return Kind.BINDING_END;
        }
    }
}

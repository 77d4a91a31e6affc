package org.openyibao.server.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.document.Attached;
import org.openyibao.server.family.Binding.Because;

/// What a clerk proposes for a person.
public sealed interface Proposed {

    /// By which it is stored and told.
    Kind kind();

    /// Something about a filing for care away from home; whatever it does, it does from the day of the approval on.
    sealed interface OfFiling extends Proposed {
        /// Papers handed in with it that were sent as documents.
        default List<Attached> files() {
            return List.of();
        }
    }

    /// A change of a binding of the person, who draws on another's account; from the day of the approval on.
    sealed interface OfBinding extends Proposed {
        /// Its id.
        String binding();
    }

    enum Kind {
        FILING("filing", new Text("异地就医备案", "filing for care away from home"), Filing.class),
        FILING_EXTENSION("filing-extension", new Text("备案延期", "extension of a filing"), FilingExtension.class),
        FILING_DOCUMENTS("filing-documents", new Text("备案补齐材料", "documents of a filing"), FilingDocuments.class),
        FILING_PLACE("filing-place", new Text("变更备案就医地", "change of a filing's place"), FilingPlace.class),
        FILING_END("filing-end", new Text("撤销异地就医备案", "cancellation of a filing"), FilingEnd.class),
        BINDING("binding", new Text("家庭共济绑定", "binding of a relative's account"), Binding.class),
        BINDING_LIMIT("binding-limit", new Text("共济限额调整", "limit of a binding"), BindingLimit.class),
        BINDING_PLACE("binding-place", new Text("共济支付顺序调整", "order of the bindings"), BindingPlace.class),
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
            List<Attached> files,
            boolean byCommitment,
            String reason)
            implements OfFiling {
        @Override
        public Kind kind() {
            return Kind.FILING;
        }
    }

    /// That a temporary filing hold until a later day.
    record FilingExtension(String filing, LocalDate until, String reason) implements OfFiling {
        @Override
        public Kind kind() {
            return Kind.FILING_EXTENSION;
        }
    }

    /// That the papers be taken that a promise stood for.
    record FilingDocuments(String filing, List<String> documents, List<Attached> files, String reason)
            implements OfFiling {
        @Override
        public Kind kind() {
            return Kind.FILING_DOCUMENTS;
        }
    }

    /// That a filing end and another begin for a new place.
    record FilingPlace(String filing, String place, String reason) implements OfFiling {
        @Override
        public Kind kind() {
            return Kind.FILING_PLACE;
        }
    }

    /// That a filing be cancelled.
    record FilingEnd(String filing, String reason) implements OfFiling {
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

    /// What the account pays for the person in a calendar year at most; empty: no limit.
    record BindingLimit(String binding, Optional<Fen> yearLimit) implements OfBinding {
        @Override
        public Kind kind() {
            return Kind.BINDING_LIMIT;
        }
    }

    /// The place in the order in which the accounts pay, from 1.
    record BindingPlace(String binding, int position) implements OfBinding {
        @Override
        public Kind kind() {
            return Kind.BINDING_PLACE;
        }
    }

    /// That a binding be ended.
    record BindingEnd(String binding, Because because) implements OfBinding {
        @Override
        public Kind kind() {
            return Kind.BINDING_END;
        }
    }
}

package org.openyibao.server.clearing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.openyibao.engine.money.Fen;

/// What an institution says of one of its items before the month is netted.
public record Confirmation(
        String settlement,
        String visit,
        String certificate,
        LocalDate day,
        Optional<LocalDateTime> time,
        Fen total,
        Fen owed,
        boolean confirmed) {

    enum Kind {
        CONFIRMED("confirmed"),
        WITHHELD("withheld"),
        UNDONE("undone");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /// An item as its institution is told it: the `row`th of the month, the first is 1.
    public record Detail(long row, Item item, String visit, LocalDateTime settledAt, String certificate) {

        /// Never shows whose item it is.
        @Override
        public String toString() {
            return "Detail[" + item.settlement() + "]";
        }
    }

    /// How far an institution's items of a month are confirmed.
    public record Progress(
            String institution,
            long items,
            Fen owed,
            long confirmed,
            Fen confirmedOwed,
            long withheld,
            Fen withheldOwed) {}

    /// Never shows whose settlement it is.
    @Override
    public String toString() {
        return "Confirmation[" + settlement + "]";
    }
}

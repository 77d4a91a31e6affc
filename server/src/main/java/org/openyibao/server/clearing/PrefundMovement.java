package org.openyibao.server.clearing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.openyibao.engine.money.Fen;

/// What changed a prefund. `on`: the day at the bank, or of the netting; `month`: the month that was netted, of a
/// netting alone; `document`: the bank's, empty of a netting.
public record PrefundMovement(
        LocalDate on, Kind kind, Fen amount, Optional<YearMonth> month, String document, String clerk) {

    public enum Kind {
        DEPOSIT("deposit"),
        RETURN("return"),
        /// A month's net was taken from it.
        NETTING("netting");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// The code in answers.
        @Override
        public String toString() {
            return code;
        }
    }
}

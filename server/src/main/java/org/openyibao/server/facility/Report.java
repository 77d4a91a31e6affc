package org.openyibao.server.facility;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A report of an examination or a test of a person (检查、检验报告). `number` is that of the `institution` that made it out;
/// `performer` is the name of who examined or tested. `type`, `name`, `conclusion` and `physician` are empty where they
/// are unknown, as are `positive` and `abnormal` where the report does not say. Of a test `items` has what was
/// measured, in the report's order.
public record Report(
        String institution,
        String number,
        String person,
        Kind kind,
        LocalDate on,
        String type,
        String name,
        String item,
        String itemName,
        Optional<Boolean> positive,
        Optional<Boolean> abnormal,
        String conclusion,
        String performer,
        String physician,
        List<Item> items) {

    /// What a report is of.
    public enum Kind {
        EXAMINATION("examination"),
        TEST("test");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// The code in files.
        @Override
        public String toString() {
            return code;
        }
    }

    /// What a test measured, or found: `value` is a decimal number as it was written, or empty; `finding` is in words.
    /// At least one of both is there. `code`, `method`, `unit` and `reference` are empty where they are unknown.
    public record Item(
            String code,
            String name,
            String method,
            String unit,
            String reference,
            String value,
            String finding,
            Optional<Boolean> abnormal) {

        /// Never shows what was found: records end up in logs.
        @Override
        public String toString() {
            return "Item[" + code + "]";
        }
    }

    /// Which of a person's reports are asked for. An empty text is no condition; names are found by a part of them.
    public record Wanted(String institution, String performer, String item, String itemName) {}

    /// The same report with these items.
    public Report with(List<Item> found) {
        return new Report(
                institution,
                number,
                person,
                kind,
                on,
                type,
                name,
                item,
                itemName,
                positive,
                abnormal,
                conclusion,
                performer,
                physician,
                found);
    }

    /// Never shows whose it is: records end up in logs.
    @Override
    public String toString() {
        return "Report[" + institution + "]";
    }
}

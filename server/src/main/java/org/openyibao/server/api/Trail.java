package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.enrolment.Change;
import org.openyibao.server.enrolment.Changes;
import org.openyibao.server.enrolment.Masked;

/// Answers that say what was changed of a person's insurance.
final class Trail {

    private Trail() {}

    @Schema(name = "EnrolmentFieldChanged", description = "names and certificates are masked")
    record FieldAnswer(
            String field,
            @Schema(description = "none: there was nothing") Optional<String> before,

            @Schema(description = "none: there is nothing any more")
            Optional<String> after) {

        static FieldAnswer of(Change.Value value) {
            UnaryOperator<String> shown = switch (value.field()) {
                case "name" -> Masked::name;
                case "certificate" -> Masked::number;
                default -> UnaryOperator.identity();
            };
            return new FieldAnswer(
                    value.field(),
                    filled(value.before()).map(shown),
                    filled(value.after()).map(shown));
        }
    }

    @Schema(name = "EnrolmentChange")
    record ChangeAnswer(
            @Schema(description = "counts the changes of the person from 1")
            int number,

            OffsetDateTime at,
            Change.Kind kind,

            @Schema(
                    description = "what it is about: `employee 2020-01-01`, the participation of that first day;"
                            + " `employee 2025-03`, the contribution of a month; none: the person")
            Optional<String> subject,

            List<FieldAnswer> fields,
            @Schema(description = "经办人") String clerk,
            String reason) {

        static ChangeAnswer of(Change change) {
            return new ChangeAnswer(
                    change.number(),
                    BusinessDay.local(change.at()),
                    change.kind(),
                    filled(change.subject()),
                    change.values().stream().map(FieldAnswer::of).toList(),
                    change.said().clerk(),
                    change.said().reason());
        }
    }

    @Schema(name = "EnrolmentChanged")
    record MadeAnswer(
            @Schema(description = "人员编号") String person,

            @Schema(description = "to be named by the next change")
            int version,

            @Schema(description = "what was changed") List<ChangeAnswer> changes,

            @Schema(description = "the person's settlements that would now be decided otherwise: see differences")
            int differing,

            @Schema(description = "those of which too little was kept to tell")
            int notComparable) {

        static MadeAnswer of(Changes.Made made, Locale locale) {
            return new MadeAnswer(
                    made.person(),
                    made.version(),
                    made.changes().stream().map(ChangeAnswer::of).toList(),
                    made.found().otherwise(),
                    made.found().notComparable());
        }
    }

    static Optional<String> filled(String text) {
        return Optional.of(text).filter(each -> !each.isEmpty());
    }
}

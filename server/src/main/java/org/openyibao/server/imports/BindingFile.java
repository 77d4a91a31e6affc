package org.openyibao.server.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.openyibao.engine.claim.Relation;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.imports.RowFile.Counts;
import org.openyibao.server.imports.RowFile.Waiting;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Result;

/// A file of bindings (家庭共济). Of each user they stand in the order in which the user draws.
final class BindingFile {

    private static final Set<String> COLUMNS = Set.of("user", "owner", "relation", "yearLimit", "from", "until");

    private final Bindings bindings;

    BindingFile(Bindings bindings) {
        this.bindings = bindings;
    }

    Imports.RowsTaken take(Path file, String clerk, Consumer<Complaint> rejected, Consumer<Imports.RowsTaken> soFar) {
        return new RowFile<>(COLUMNS, row -> wish(row, clerk)).take(file, this::take, rejected, soFar);
    }

    private static Bindings.Wish wish(CsvRow row, String clerk) {
        return new Bindings.Wish(
                row.required("user", 30),
                row.required("owner", 30),
                row.oneOf("relation", Relation.class),
                row.isEmpty("yearLimit") ? Optional.empty() : Optional.of(row.fen("yearLimit")),
                row.isEmpty("from") ? Optional.empty() : Optional.of(row.date("from")),
                row.isEmpty("until") ? Optional.empty() : Optional.of(row.date("until")),
                clerk);
    }

    private Counts take(List<Waiting<Bindings.Wish>> rows) {
        var added = 0;
        var already = 0;
        for (var each : rows) {
            switch (bindings.take(each.value())) {
                case Result.Done<Bindings.Taken>(var taken) -> {
                    switch (taken) {
                        case BOUND -> added++;
                        case BOUND_ALREADY -> already++;
                    }
                }
                case Result.Refused<Bindings.Taken>(var refusal) -> reject(each.row(), refusal);
            }
        }
        return new Counts(added, already);
    }

    private static void reject(CsvRow row, Refusal refusal) {
        refusal.wrong()
                .ifPresentOrElse(
                        wrong -> row.reject(
                                wrong.field(), wrong.expected(), wrong.got().zh()),
                        () -> row.reject("", refusal.message()));
    }
}

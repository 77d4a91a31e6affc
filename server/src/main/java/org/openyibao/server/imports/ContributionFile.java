package org.openyibao.server.imports;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.imports.RowFile.Counts;
import org.openyibao.server.imports.RowFile.Waiting;
import org.springframework.jdbc.UncategorizedSQLException;

/// A file of contributions.
final class ContributionFile {

    private static final RowFile<Enrolment.Offered> FILE = new RowFile<>(
            Set.of(
                    "number",
                    "scheme",
                    "region",
                    "period",
                    "kind",
                    "base",
                    "employee",
                    "employer",
                    "fixed",
                    "paidOn",
                    "corrects"),
            ContributionFile::offered);

    private final Enrolment enrolment;
    private final DataSource dataSource;

    ContributionFile(Enrolment enrolment, DataSource dataSource) {
        this.enrolment = enrolment;
        this.dataSource = dataSource;
    }

    Imports.RowsTaken take(Path file, String clerk, Consumer<Complaint> rejected, Consumer<Imports.RowsTaken> soFar) {
        var name = String.valueOf(file.getFileName());
        return FILE.take(file, rows -> take(rows, clerk, name), rejected, soFar);
    }

    private static Enrolment.Offered offered(CsvRow row) {
        return new Enrolment.Offered(
                new Contribution(
                        row.required("number", 30),
                        row.oneOf("scheme", Scheme.class),
                        row.period("period"),
                        row.region("region"),
                        row.oneOf("kind", ContributionKind.class),
                        row.fen("base"),
                        row.fen("employee"),
                        row.fen("employer"),
                        row.fen("fixed"),
                        row.date("paidOn")),
                row.flag("corrects"));
    }

    private Counts take(List<Waiting<Enrolment.Offered>> rows, String clerk, String name) {
        var taken = contribute(rows.stream().map(Waiting::value).toList(), clerk, name);
        for (var refused : taken.refused()) {
            var wrong = refused.wrong();
            rows.get(refused.index()).row().reject(wrong.field(), wrong.expected(), wrong.got());
        }
        return new Counts(taken.added(), taken.already());
    }

    private Enrolment.Taken contribute(List<Enrolment.Offered> offered, String clerk, String name) {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var taken = enrolment.contribute(connection, offered, clerk, name);
                connection.commit();
                return taken;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new UncategorizedSQLException("contributions", null, failed);
        }
    }
}

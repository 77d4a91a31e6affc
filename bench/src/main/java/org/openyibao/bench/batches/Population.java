package org.openyibao.bench.batches;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Locale;
import org.openyibao.bench.settle.Database;
import org.openyibao.bench.settle.SampleData;
import org.postgresql.PGConnection;

/// Active employees who contribute 147.00 of 7350.00 each month of a year up to one, put into the tables as they are.
record Population(Database books, YearMonth last) {

    private static final int ROWS_AT_ONCE = 10_000;

    /// Those that are not there yet.
    void fill(int accounts) throws SQLException, IOException {
        try (var connection = books.connect()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            var rows = new StringBuilder();
            var there = Integer.parseInt(books.ask("select count(*) from person"));
            for (var i = there; i < accounts; i++) {
                var person = SampleData.person(i);
                rows.append(String.format(
                        Locale.ROOT,
                        "%s,01,%s,样例%d,%d,01,%s%n",
                        person.number(),
                        person.certificate(),
                        i + 1,
                        1 + i % 2,
                        SampleData.birth(i)));
                if ((i + 1) % ROWS_AT_ONCE == 0 || i + 1 == accounts) {
                    copy.copyIn(
                            "copy person (psn_no, certificate_type, certificate, name, sex, nation, birth)"
                                    + " from stdin (format csv)",
                            new StringReader(rows.toString()));
                    rows.setLength(0);
                }
            }
        }
        books.execute("""
                insert into participation (psn_no, scheme, valid_from, region, status, standing, tier, assistance,
                    civil_servant, insured_since, employer, bound_institution)
                select psn_no, 'employee', '2020-01-01', '%s', 'active', 'normal', '0', 'none', false, '2020-01-01', '样例单位', ''
                from person on conflict do nothing""".formatted(SampleData.REGION));
        books.execute("""
                insert into contributed (psn_no, scheme, runs)
                select psn_no, 'employee', '%1$d-01/%2$s %3$s regular %1$d-01-10' from person
                """.formatted(last.getYear(), last, SampleData.REGION));
        // As autovacuum does soon; it knows nothing of the months that come.
        books.execute("vacuum (analyze)");
    }

    void contribute(YearMonth month) throws SQLException {
        books.execute("""
                insert into contribution (psn_no, scheme, month, seq, region, kind, base_fen, employee_fen, employer_fen,
                    fixed_fen, paid_on, recorded_at, clerk, reason)
                select psn_no, 'employee', '%1$s-01', 1, '%2$s', 'regular', 735000, 14700, 58800, 0, '%1$s-10',
                    '%1$s-10 12:00+08', 'bench', 'bench'
                from person""".formatted(month, SampleData.REGION));
    }

    String database() throws SQLException {
        return "PostgreSQL " + books.ask("show server_version") + ", fsync " + books.ask("show fsync")
                + ", synchronous_commit " + books.ask("show synchronous_commit");
    }
}

package org.openyibao.bench.batches;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Locale;
import org.openyibao.bench.settle.Database;
import org.openyibao.bench.settle.SampleData;
import org.postgresql.PGConnection;

/// Active employees, put into the tables as they are, who contribute 147.00 of 7350.00 each month.
record Population(Database books) {

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
        // As autovacuum does soon; it knows nothing of the months that come.
        books.execute("vacuum (analyze)");
    }

    /// Writes the file of a month's contributions of all.
    static void contributions(Path file, YearMonth month, int accounts) throws IOException {
        try (var writer = Files.newBufferedWriter(file)) {
            writer.write("number,scheme,region,period,kind,base,employee,employer,fixed,paidOn,corrects\n");
            var rest = String.format(
                    Locale.ROOT,
                    ",employee,%s,%s,regular,7350.00,147.00,588.00,0.00,%s,false%n",
                    SampleData.REGION,
                    month,
                    month.atDay(10));
            for (var i = 0; i < accounts; i++) {
                writer.write(SampleData.person(i).number());
                writer.write(rest);
            }
        }
    }

    /// How many contributions of a month are held.
    long contributed(YearMonth month) throws SQLException {
        return Long.parseLong(
                books.ask("select count(*) from contribution where month = '%s'".formatted(month.atDay(1))));
    }

    String database() throws SQLException {
        return "PostgreSQL " + books.ask("show server_version") + ", fsync " + books.ask("show fsync")
                + ", synchronous_commit " + books.ask("show synchronous_commit");
    }
}

package org.openyibao.bench.batches;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Locale;
import org.openyibao.bench.settle.Database;
import org.openyibao.bench.settle.SampleData;

/// Active employees who contribute 147.00 of 7350.00 each month.
record Population(Database books) {

    /// As autovacuum does soon; it knows nothing of the months that come.
    void settleDown() throws SQLException {
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

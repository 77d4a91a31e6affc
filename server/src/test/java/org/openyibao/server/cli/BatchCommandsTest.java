package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.language.Messages;
import org.openyibao.server.settlement.Rooms;

/// Crediting and closing a year from the command line. It is 10 January 2026 there.
class BatchCommandsTest {

    private static Rooms rooms;

    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    /// An account opened on 1 July 2025 with 300.00 of that year and 500.00 of prior years.
    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        rooms.today("2025-07-01");
        rooms.employee("300.00", "500.00");
        rooms.today("2026-01-10");
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private int run(Locale language, Object command, String... arguments) throws IOException {
        var address = rooms.database().address();
        var password = folder.resolve("password");
        Files.writeString(password, address.password());
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--db=" + address.jdbcUrl(),
                "--db-user=" + address.user(),
                "--data-key=" + TestDatabase.keyFile(),
                "--db-password-file=" + password));
        return CommandLines.of(command, Messages.of(language))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(all.toArray(String[]::new));
    }

    private List<String> lines() {
        return output.toString()
                .lines()
                .map(line -> line.replaceAll("\\d+\\.\\d s", "N s"))
                .toList();
    }

    @Test
    void a_year_is_closed_after_a_dry_run() throws IOException {
        var arguments = new String[] {
            "--region=110000", "--year=2025", "--demand-rate=0.05%", "--three-month-rate=0.65%", "--dry-run"
        };
        var before = rooms.state();
        assertThat(run(Locale.ENGLISH, new CloseYear(rooms.clock()), arguments)).isZero();
        var counts = List.of(
                "persons: 1",
                "persons carried over: 1",
                "carried over to prior years: 300.00",
                "persons with interest settled: 1",
                "interest on the year's money: 0.08",
                "interest on prior years' money: 1.64");
        assertThat(lines())
                .startsWith(counts.toArray(String[]::new))
                .last()
                .isEqualTo("Decided in N s; nothing was written.");
        assertThat(rooms.state()).isEqualTo(before);

        output.getBuffer().setLength(0);
        arguments[4] = "--debug";
        assertThat(run(Locale.ENGLISH, new CloseYear(rooms.clock()), arguments)).isZero();
        assertThat(lines()).startsWith(counts.toArray(String[]::new)).last().isEqualTo("Finished in N s.");
        assertThat(rooms.text("select prior_fen from ledger")).isEqualTo("80172");
        assertThat(rooms.offender()).isEmpty();
    }

    @Test
    void a_month_without_contributions_credits_nobody() throws IOException {
        assertThat(run(Locale.CHINESE, new Credit(rooms.clock()), "--region=110000", "--month=2025-06"))
                .isZero();
        assertThat(output.toString()).startsWith("完成，用时 ");
        assertThat(errors.toString()).isEqualTo("正在逐人处理该统筹区；中断后重新运行即从断点继续……\n");
    }

    @Test
    void wrong_input_is_named_in_the_readers_language() throws IOException {
        assertThat(run(Locale.ENGLISH, new Credit(rooms.clock()), "--region=110000", "--month=June"))
                .isEqualTo(1);
        assertThat(run(Locale.ENGLISH, new Credit(rooms.clock()), "--region=11", "--month=2025-06"))
                .isEqualTo(1);
        assertThat(run(Locale.CHINESE, new CloseYear(rooms.clock()), "--region=110000", "--year=2026"))
                .isEqualTo(1);
        assertThat(run(
                        Locale.ENGLISH,
                        new CloseYear(rooms.clock()),
                        "--region=110000",
                        "--year=2025",
                        "--demand-rate=x"))
                .isEqualTo(1);
        assertThat(run(Locale.ENGLISH, new CloseYear(rooms.clock()), "--region=110000"))
                .isEqualTo(2);
        assertThat(errors.toString().lines().filter(line -> line.startsWith("openyibao")))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("openyibao: --month: expected a month as yyyy-MM, got June"),
                        line -> assertThat(line)
                                .isEqualTo("openyibao: --region: expected six digits, the code of a region, got 11"),
                        line -> assertThat(line)
                                .startsWith("openyibao：--year：应为已结束的年度")
                                .endsWith("实为 2026"),
                        line -> assertThat(line)
                                .isEqualTo("openyibao: --demand-rate: expected per cent from 0% to 100% such as 0.65%,"
                                        + " got x"),
                        line -> assertThat(line).contains("--year"));
    }

    @Test
    void the_clock_of_a_trial_is_told_and_must_be_a_time() throws IOException {
        var arguments = new String[] {"--region=110000", "--month=2024-11", "--dry-run"};
        try {
            System.setProperty("openyibao.clock", "2024-10-31T23:00");
            assertThat(run(Locale.ENGLISH, new Credit(), arguments)).isEqualTo(1);
            System.setProperty("openyibao.clock", "yesterday");
            assertThat(run(Locale.ENGLISH, new Credit(), arguments)).isEqualTo(1);
        } finally {
            System.clearProperty("openyibao.clock");
        }
        assertThat(errors.toString().lines())
                .contains(
                        "The clock is set to 2024-10-31T23:00: for a trial, never for real books.",
                        "openyibao: --month: expected a month not after this one, 2024-10, got 2024-11",
                        "openyibao: openyibao.clock: expected a date and time such as 2025-12-31T10:00, got yesterday");
    }
}

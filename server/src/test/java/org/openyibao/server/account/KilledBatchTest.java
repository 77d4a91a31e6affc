package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.OpenYibao;
import org.openyibao.server.settlement.Rooms;

/// Batches in a process of their own, killed in the middle without a word, and begun again.
@Tag("slow")
class KilledBatchTest {

    private static final int PERSONS = 30_000;

    private static final YearMonth MONTH = YearMonth.of(2025, 12);
    private static final int YEAR = 2025;

    @TempDir
    private Path folder;

    /// Each of the persons, insured as the one that is there already, has 100.00 of the last year since its first day,
    /// and contributes 147.00 of 7350.00.
    private static void fill(Rooms rooms) {
        rooms.transaction(connection -> {
            Rooms.change(connection, """
                    insert into person (psn_no, certificate_type, certificate, name, sex, nation, birth)
                    select 'K' || lpad(n::text, 9, '0'), '01', 'K' || n, '样例', '1', '01', '1980-01-01'
                    from generate_series(1, ?) n""", PERSONS);
            Rooms.change(connection, """
                    insert into participation (psn_no, scheme, valid_from, region, status, standing, tier, assistance,
                        civil_servant, insured_since, employer, bound_institution)
                    select p.psn_no, scheme, valid_from, region, status, standing, tier, assistance, civil_servant,
                        insured_since, employer, bound_institution
                    from person p, participation t where p.psn_no like 'K%'""");
            Rooms.change(connection, """
                    insert into contribution (psn_no, scheme, month, seq, region, kind, base_fen, employee_fen,
                        employer_fen, fixed_fen, paid_on, recorded_at, clerk, reason)
                    select psn_no, 'employee', ?, 1, '110000', 'regular', 735000, 14700, 58800, 0, ?, now(), '', ''
                    from person where psn_no like 'K%'""", MONTH.atDay(1), MONTH.atDay(15));
            var openings = new HashMap<String, Balances>();
            for (var n = 1; n <= PERSONS; n++) {
                openings.put("K%09d".formatted(n), new Balances(Fen.of(10_000), Fen.ZERO));
            }
            return rooms.service(Accounts.class).open(connection, openings, BusinessDay.start(YEAR));
        });
    }

    private Process openyibao(Rooms rooms, String... arguments) throws IOException {
        var address = rooms.database().address();
        var password = folder.resolve("password");
        Files.writeString(password, address.password());
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dopenyibao.clock=2026-01-10T10:00",
                "-Dopenyibao.home=" + System.getProperty("openyibao.home"),
                "-cp",
                System.getProperty("java.class.path"),
                OpenYibao.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--region=110000",
                "--db=" + address.jdbcUrl(),
                "--db-user=" + address.user(),
                "--db-password-file=" + password));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private void killInTheMiddleAndBeginAgain(Rooms rooms, String kind, String... arguments) throws Exception {
        var first = openyibao(rooms, arguments);
        while (rooms.number("select count(*) from batch where kind = ? and last_psn_no <> ''", kind) == 0) {
            assertThat(first.isAlive()).as("the batch runs: %s", output()).isTrue();
            Thread.sleep(10);
        }
        first.destroyForcibly();
        assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(rooms.number("select count(*) from batch where kind = ? and finished_at is null", kind))
                .as("killed before its end")
                .isEqualTo(1);
        assertThat(rooms.offender().map(Text::en)).isEmpty();

        var second = openyibao(rooms, arguments);
        assertThat(second.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(second.exitValue()).as(output()).isZero();
        assertThat(rooms.number(
                        "select count(*) from batch where kind = ? and finished_at is not null and pass = 1", kind))
                .isEqualTo(1);
        assertThat(rooms.offender().map(Text::en)).isEmpty();
    }

    /// 365 days of 100.00 at 0.05 % are 0.05.
    @Test
    void what_was_killed_finishes_and_the_books_are_in_order() throws Exception {
        try (var rooms = Rooms.open()) {
            rooms.employee("0.00", "0.00");
            fill(rooms);
            killInTheMiddleAndBeginAgain(rooms, "credit", "credit", "--month=" + MONTH);
            assertThat(rooms.number("select count(*) from credit")).isEqualTo(PERSONS);
            killInTheMiddleAndBeginAgain(
                    rooms, "year-end", "year-end", "--year=" + YEAR, "--demand-rate=0.05%", "--three-month-rate=0.65%");
            // What was credited now is this year's money, whatever its month.
            assertThat(rooms.number(
                            "select count(*) from ledger where current_fen = 14700 and prior_fen = 10005"
                                    + " and interest_year = ?",
                            YEAR))
                    .isEqualTo(PERSONS);
        }
    }
}

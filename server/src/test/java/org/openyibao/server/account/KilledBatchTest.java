package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.OpenYibao;
import org.openyibao.server.api.TestApi;
import org.openyibao.server.cli.Serve;
import org.openyibao.server.cli.ServeOptions;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.settlement.Rooms;

/// Batches killed in the middle without a word, or ended with their server, and begun again.
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
        rooms.service(Enrolment.class)
                .savePersons(IntStream.rangeClosed(1, PERSONS)
                        .mapToObj(n -> new Person(
                                "K%09d".formatted(n), "01", "K" + n, "样例", "1", "01", LocalDate.of(1980, 1, 1)))
                        .toList());
        rooms.transaction(connection -> {
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
                "--data-key=" + TestDatabase.keyFile(),
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

    private static Thread batch() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("batch-"))
                .findFirst()
                .orElseThrow();
    }

    private static void begin(TestApi api) {
        var answer = api.post("/api/batches/credit", """
                {"region": "110000", "month": "%s"}""".formatted(MONTH));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /// The batch waits for the books of somebody in its middle, until the server has told it to end.
    @Test
    void a_server_that_is_closed_leaves_its_batch_where_it_is_and_the_next_one_finishes_it() throws Exception {
        try (var rooms = Rooms.open()) {
            rooms.today("2026-01-10");
            rooms.employee("0.00", "0.00");
            fill(rooms);
            var options = ServeOptions.external(rooms.database().address()).withClock(rooms.clock());
            var server = Serve.start(options);
            try (var api = new TestApi(server);
                    var held = rooms.database().connect()) {
                held.setAutoCommit(false);
                Rooms.change(held, "update ledger set version = version where psn_no = 'K000015000'");
                begin(api);
                while (rooms.number("select count(*) from batch where last_psn_no <> ''") == 0) {
                    Thread.sleep(10);
                }
                var batch = batch();
                var closing = Thread.ofVirtual().start(server::close);
                while (!batch.isInterrupted()) {
                    Thread.sleep(10);
                }
                held.rollback();
                closing.join();
            } finally {
                server.close();
            }
            assertThat(rooms.number("select count(*) from batch where finished_at is null"))
                    .isEqualTo(1);
            var done = rooms.number("select count(*) from credit");
            assertThat(done).isPositive().isLessThan(PERSONS);
            assertThat(rooms.offender().map(Text::en)).isEmpty();

            try (var next = Serve.start(options);
                    var api = new TestApi(next)) {
                var address = "/api/batches/credit/110000/" + MONTH;
                assertThat(api.get(address).at("/stage")).isEqualTo("stopped");
                begin(api);
                while (api.get(address).at("/stage").equals("running")) {
                    Thread.sleep(10);
                }
                var finished = api.get(address);
                assertThat(finished.at("/stage")).isEqualTo("finished");
                assertThat(finished.at("/pass")).isEqualTo("1");
            }
            assertThat(rooms.number("select count(*) from credit")).isEqualTo(PERSONS);
            assertThat(rooms.offender().map(Text::en)).isEmpty();
        }
    }
}

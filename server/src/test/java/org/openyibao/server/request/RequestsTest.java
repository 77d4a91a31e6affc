package org.openyibao.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.policy.Reason;
import org.openyibao.server.database.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;

/// A request's effect is a row of a table of this test's own.
class RequestsTest {

    private static TestDatabase database;
    private static HikariDataSource pool;
    private static Requests requests;

    @BeforeAll
    static void open() {
        database = TestDatabase.migrated();
        pool = new HikariDataSource();
        pool.setDataSource(database.dataSource());
        requests = new Requests(pool, Clock.systemUTC(), TestDatabase.keys());
        execute("create table effect (what text, number integer)");
    }

    @AfterAll
    static void close() {
        pool.close();
        database.close();
    }

    @BeforeEach
    void clear() {
        execute("truncate effect, request");
    }

    private static void execute(String sql) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static int count(String table) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Result<String> write(Connection connection, String what) throws SQLException {
        try (var insert = connection.prepareStatement("insert into effect values (?, (select count(*) from effect))")) {
            insert.setString(1, what);
            insert.executeUpdate();
        }
        return Result.done(what);
    }

    private static Once<String> once(String key, String content) {
        return new Once<>(
                new Request("", key, content.getBytes(StandardCharsets.UTF_8)),
                value -> ("did " + value).getBytes(StandardCharsets.UTF_8));
    }

    private static String body(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return new String(((Answer.Done) answer).body(), StandardCharsets.UTF_8);
    }

    @Test
    void a_request_sent_again_gets_the_first_answer_and_does_nothing_more() {
        var first = requests.perform(once("k", "a"), connection -> write(connection, "one"));
        var again = requests.perform(once("k", "a"), connection -> write(connection, "two"));
        assertThat(body(first)).isEqualTo("did one");
        assertThat(body(again)).isEqualTo("did one");
        assertThat(count("effect")).isEqualTo(1);
    }

    @Test
    void a_key_with_other_content_does_nothing_and_tells_what_it_was_used_for() {
        requests.perform(once("k", "a"), connection -> write(connection, "one"));
        var other = requests.perform(once("k", "b"), connection -> write(connection, "two"));
        assertThat(other)
                .isInstanceOfSatisfying(
                        Answer.Reused.class,
                        reused -> assertThat(reused.first()).isEqualTo("a".getBytes(StandardCharsets.UTF_8)));
        assertThat(count("effect")).isEqualTo(1);
    }

    @Test
    void a_refusal_undoes_what_was_written_and_is_not_remembered() {
        var refusal = Refusal.notAllowed(Reason.SPORT_FITNESS, Optional.empty());
        var refused = requests.perform(once("k", "a"), connection -> {
            write(connection, "one");
            return Result.refused(refusal);
        });
        assertThat(refused).isEqualTo(new Answer.Refused(refusal));
        assertThat(count("effect")).isZero();
        assertThat(body(requests.perform(once("k", "a"), connection -> write(connection, "two"))))
                .isEqualTo("did two");
    }

    @Test
    void a_preview_comes_to_the_same_and_lasts_no_longer() {
        assertThat(requests.preview(connection -> write(connection, "one"))).isEqualTo(Result.done("one"));
        assertThat(count("effect")).isZero();
    }

    @Test
    void a_lost_race_is_run_again_and_only_the_last_run_lasts() {
        var runs = new AtomicInteger();
        var result = requests.perform(connection -> {
            var written = write(connection, "one");
            if (runs.incrementAndGet() < 3) {
                throw new LostRaceException();
            }
            return written;
        });
        assertThat(result).isEqualTo(Result.done("one"));
        assertThat(runs).hasValue(3);
        assertThat(count("effect")).isEqualTo(1);
    }

    @Test
    void whoever_loses_every_race_is_told_that_nothing_was_done() {
        var runs = new AtomicInteger();
        assertThatThrownBy(() -> requests.perform(connection -> {
                    write(connection, "one");
                    runs.incrementAndGet();
                    throw new LostRaceException();
                }))
                .isInstanceOf(BusyException.class);
        assertThat(runs).hasValue(Requests.MOST_TRIES);
        assertThat(count("effect")).isZero();
    }

    @Test
    void a_failure_undoes_what_was_written() {
        assertThatThrownBy(() -> requests.perform(connection -> {
                    write(connection, "one");
                    throw new IllegalStateException("a fault");
                }))
                .hasMessage("a fault");
        assertThatThrownBy(() -> requests.perform(connection -> {
                    write(connection, "one");
                    connection.prepareStatement("select nothing from nowhere").execute();
                    return Result.done("");
                }))
                .isInstanceOf(UnsureException.class);
        assertThat(count("effect")).isZero();
        assertThat(count("request")).isZero();
    }

    @Test
    void deadlocks_are_lost_races() throws Exception {
        execute("insert into effect values ('a', 0), ('b', 0)");
        var bothHoldOne = new CountDownLatch(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var there = threads.submit(adding("a", "b", bothHoldOne));
            var back = threads.submit(adding("b", "a", bothHoldOne));
            there.get();
            back.get();
        }
        assertThat(requests.perform(connection -> {
                    try (var rows = connection
                            .prepareStatement("select sum(number) from effect")
                            .executeQuery()) {
                        rows.next();
                        return Result.done(rows.getInt(1));
                    }
                }))
                .isEqualTo(Result.done(4));
    }

    private static Callable<Result<String>> adding(String first, String second, CountDownLatch bothHoldOne) {
        return () -> requests.perform(connection -> {
            add(connection, first);
            bothHoldOne.countDown();
            awaitUnchecked(bothHoldOne);
            add(connection, second);
            return Result.done("");
        });
    }

    private static void add(Connection connection, String what) throws SQLException {
        try (var update = connection.prepareStatement("update effect set number = number + 1 where what = ?")) {
            update.setString(1, what);
            update.executeUpdate();
        }
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void many_senders_of_one_request_do_it_once_and_hear_the_same() throws Exception {
        var answers = new ArrayList<Future<Answer>>();
        var number = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var i = 0; i < 64; i++) {
                answers.add(threads.submit(() -> requests.perform(
                        once("k", "a"), connection -> write(connection, "number " + number.incrementAndGet()))));
            }
        }
        var first = body(answers.getFirst().get());
        for (var answer : answers) {
            assertThat(body(answer.get())).isEqualTo(first);
        }
        assertThat(count("effect")).isEqualTo(1);
        assertThat(List.of(count("request"))).containsExactly(1);
    }

    @Test
    void what_a_work_asks_of_others_needs_no_second_connection() {
        try (var one = new HikariDataSource()) {
            one.setDataSource(database.dataSource());
            one.setMaximumPoolSize(1);
            one.setConnectionTimeout(250);
            var jdbc = new JdbcTemplate(one);
            var alone = new Requests(one, Clock.systemUTC(), TestDatabase.keys());
            var seen = alone.perform(connection -> {
                write(connection, "a");
                return Result.done(jdbc.queryForObject("select what from effect", String.class));
            });
            assertThat(seen).isEqualTo(Result.done("a"));
            assertThat(jdbc.queryForObject("select count(*) from effect", Integer.class))
                    .isEqualTo(1);
        }
    }
}

package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Request;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// The business rooms of one server running, without the web, on a database of a test's own and with a clock that
/// stands still until it is moved: how a test reaches their services and sees their tables.
abstract class RunningRooms implements AutoCloseable {

    static final Instant NOW = Instant.parse("2025-07-01T02:00:00Z");

    static final List<String> TABLES = List.of(
            "ledger",
            "journal",
            "closed_year",
            "visit",
            "fee_upload",
            "settlement",
            "year_to_date",
            "family_year",
            "family_binding",
            "wallet_transfer",
            "message",
            "cited_rule");

    static final AtomicInteger NUMBERS = new AtomicInteger();

    private final TestDatabase database;

    private final boolean ownsDatabase;

    private final HikariDataSource pool = new HikariDataSource();

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final MovableClock clock = new MovableClock();

    /// Stands still at [#NOW] until it is told another time.
    private static final class MovableClock extends Clock {

        private volatile Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return BusinessDay.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("there is one zone");
        }
    }

    RunningRooms(
            TestDatabase database,
            boolean ownsDatabase,
            int server,
            Policies policies,
            UnaryOperator<DataSource> seenAs) {
        this.database = database;
        this.ownsDatabase = ownsDatabase;
        pool.setDataSource(database.dataSource());
        pool.setMaximumPoolSize(10);
        pool.setConnectionTimeout(5_000);
        context.registerBean(DataSource.class, () -> seenAs.apply(pool));
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(context.getBean(DataSource.class)));
        context.registerBean(DataKeys.class, TestDatabase::keys);
        context.registerBean(Policies.class, () -> policies);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Ids.class, () -> new Ids(context.getBean(Clock.class), server));
        for (var room : List.of(
                "policy",
                "request",
                "account",
                "registry",
                "identity",
                "enrolment",
                "facility",
                "outflow",
                "family",
                "crossregion",
                "document",
                "settlement",
                "statement",
                "catalogue",
                "exchange",
                "clearing",
                "claim",
                "agency",
                "imports")) {
            context.scan("org.openyibao.server." + room);
        }
        context.refresh();
    }

    /// It is now this time of the country, such as `2025-10-10T22:30:00`.
    public void now(String time) {
        clock.now = LocalDateTime.parse(time).atZone(BusinessDay.ZONE).toInstant();
    }

    /// It is now ten in the morning of this day.
    public void today(String day) {
        clock.now = LocalDate.parse(day).atTime(10, 0).atZone(BusinessDay.ZONE).toInstant();
    }

    /// What these rooms take for the time: for a server on the same database.
    public void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    public Clock clock() {
        return clock;
    }

    public Instant now() {
        return clock.now;
    }

    /// What a request with a key of its own came to, which it must have come to.
    public <T> T once(Function<Once<T>, Answer> door) {
        var seen = new AtomicReference<T>();
        var answer = asked(door, seen);
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return seen.get();
    }

    /// Why a request with a key of its own was refused, which it must have been.
    public <T> org.openyibao.server.request.Refusal refusedOnce(Function<Once<T>, Answer> door) {
        var answer = asked(door, new AtomicReference<T>());
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) answer).refusal();
    }

    /// Why a request with a key of its own was refused, if it was.
    <T> Optional<org.openyibao.server.request.Refusal> tried(Function<Once<T>, Answer> door) {
        return asked(door, new AtomicReference<T>()) instanceof Answer.Refused(var refusal)
                ? Optional.of(refusal)
                : Optional.empty();
    }

    private static <T> Answer asked(Function<Once<T>, Answer> door, AtomicReference<T> seen) {
        var request = new Request("", "K" + NUMBERS.incrementAndGet(), new byte[0]);
        return door.apply(new Once<>(request, value -> {
            seen.set(value);
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }));
    }

    public <T> T service(Class<T> type) {
        return context.getBean(type);
    }

    public TestDatabase database() {
        return database;
    }

    public static Fen fen(String yuan) {
        return Fen.parse(yuan).orElseThrow();
    }

    /// How many rows each table has, and a sum over all that is in them.
    public Map<String, String> state() {
        return transaction(connection -> {
            var state = new TreeMap<String, String>();
            for (var table : TABLES) {
                state.put(
                        table,
                        one(
                                connection,
                                "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)" + " from "
                                        + table + " t"));
            }
            return state;
        });
    }

    public long rows(String table) {
        return number("select count(*) from " + table);
    }

    public long number(String sql, Object... values) {
        return Long.parseLong(text(sql, values));
    }

    /// The one value of a query, as text.
    public String text(String sql, Object... values) {
        return transaction(connection -> one(connection, sql, values));
    }

    private static String one(Connection connection, String sql, Object... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (var rows = select.executeQuery()) {
                assertThat(rows.next()).as(sql).isTrue();
                return rows.getString(1);
            }
        }
    }

    /// Changes rows behind the server's back.
    public static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (var update = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }

    /// What is done in a transaction.
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /// Does it in a transaction of its own, unseen by whoever watches the database.
    public <T> T transaction(Work<T> work) {
        return transaction(work, true);
    }

    /// As [#transaction(Work)], but leaves no trace.
    public <T> T undone(Work<T> work) {
        return transaction(work, false);
    }

    private <T> T transaction(Work<T> work, boolean lasts) {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            var result = work.in(connection);
            if (lasts) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return result;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        context.close();
        pool.close();
        if (ownsDatabase) {
            database.close();
        }
    }
}

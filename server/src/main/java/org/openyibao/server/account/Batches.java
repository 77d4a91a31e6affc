package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;
import org.openyibao.engine.text.Text;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Result;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/// What is done to a whole region's accounts at once. A batch that was stopped in the middle, however, goes on where it
/// was when it is begun again; one that was finished makes another pass and finds those who came too late. Nothing is
/// done twice to anybody. One process at a time works on a batch.
@Component
public class Batches {

    private static final Pattern REGION = Pattern.compile("\\d{6}");

    private final DataSource dataSource;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Policies policies;
    private final Clock clock;
    private final BatchStore store = new BatchStore();
    private int personsAtOnce = 4_000;

    Batches(DataSource dataSource, Accounts accounts, Enrolment enrolment, Policies policies, Clock clock) {
        this.dataSource = dataSource;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.policies = policies;
        this.clock = clock;
    }

    /// For tests, which have few persons.
    void setPersonsAtOnce(int persons) {
        personsAtOnce = persons;
    }

    /// What a batch is known by. `period`: a month (`2025-03`) or a year (`2025`).
    public record Key(BatchReport.Kind kind, String region, String period) {}

    /// What is to be done. `clerk`: who says so; empty at the command line.
    public sealed interface Order {

        String region();

        String clerk();

        Key key();

        /// Credits the contributions of a region's month.
        record Credit(String region, YearMonth month, String clerk) implements Order {
            @Override
            public Key key() {
                return new Key(BatchReport.Kind.CREDIT, region, month.toString());
            }
        }

        /// Closes a year of a region's accounts and pays its interest at the rates, which are kept with the batch:
        /// begun again, it may be asked for without them.
        record YearEnd(String region, int year, Map<RateKind, Ratio> rates, String clerk) implements Order {
            @Override
            public Key key() {
                return new Key(BatchReport.Kind.YEAR_END, region, Integer.toString(year));
            }
        }
    }

    /// What came of asking for a batch.
    public sealed interface Outcome {

        /// It went through the whole region.
        record Finished(BatchReport report) implements Outcome {}

        /// Nothing was done.
        record Refused(Refusal refusal) implements Outcome {}

        /// Another process works on it.
        record UnderWay() implements Outcome {}
    }

    /// Has a batch done. `progress` hears of every chunk.
    ///
    /// @param dryRun decides everything and writes nothing
    public Outcome run(Order order, boolean dryRun, Consumer<BatchReport> progress) {
        return switch (asked(order)) {
            case Result.Refused<BatchReport>(var refusal) -> new Outcome.Refused(refusal);
            case Result.Done<BatchReport>(var asked)
            when dryRun -> run(order, asked, _ -> new BatchStore.Progress(asked, ""), true, progress);
            case Result.Done<BatchReport>(var asked) ->
                run(order, asked, connection -> store.begun(connection, asked), false, progress);
        };
    }

    /// As [#run], from where [#begun] said.
    Outcome goOn(Order order, BatchStore.Progress from) {
        return run(order, from.report(), _ -> from, false, _ -> {});
    }

    private Outcome run(
            Order order, BatchReport asked, BatchRun.Start start, boolean dryRun, Consumer<BatchReport> progress) {
        var book = policies.current();
        var kind = switch (order) {
            case Order.Credit credit ->
                new Crediting(accounts, enrolment, book, store, credit.region(), credit.month());
            case Order.YearEnd closing ->
                new YearEnd(accounts, enrolment, book, store, closing.region(), closing.year(), asked.rates());
        };
        try {
            return new BatchRun(dataSource, accounts, store, clock, kind, personsAtOnce, dryRun, progress)
                    .run(order.key(), start);
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /// Begins a batch in the caller's transaction, or says where it stopped. Refused where it cannot be, or while
    /// somebody works on it.
    Result<BatchStore.Progress> begun(Connection connection, Order order) throws SQLException {
        return switch (asked(connection, order)) {
            case Result.Refused<BatchReport>(var refusal) -> Result.refused(refusal);
            case Result.Done<BatchReport>(var asked) ->
                store.holdInTransaction(connection, order.key())
                        ? Result.done(store.begun(connection, asked))
                        : Result.refused(underWay());
        };
    }

    /// The batch as it would be begun now; refused where nothing can come of it.
    Result<BatchReport> asked(Order order) {
        try (var connection = dataSource.getConnection()) {
            return asked(connection, order);
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private Result<BatchReport> asked(Connection connection, Order order) throws SQLException {
        var kept = store.find(connection, order.key()).map(BatchStore.Progress::report);
        var refusal = wrong(order, kept);
        if (refusal.isEmpty() && !enrolment.hasParticipants(connection, order.region())) {
            refusal = Optional.of(Refusal.unknown(
                    "UNKNOWN_REGION",
                    "region",
                    new Text("有人参保的统筹区", "a region in which somebody is or was insured"),
                    order.region()));
        }
        return refusal.isPresent()
                ? Result.refused(refusal.get())
                : Result.done(asked(order, kept, total(connection, order)));
    }

    private long total(Connection connection, Order order) throws SQLException {
        return switch (order) {
            case Order.Credit(var region, var month, var _) -> enrolment.countContributors(connection, region, month);
            case Order.YearEnd closing -> enrolment.countParticipants(connection, closing.region(), Scheme.EMPLOYEE);
        };
    }

    private BatchReport asked(Order order, Optional<BatchReport> kept, long total) {
        var rates = switch (order) {
            case Order.Credit _ -> Map.<RateKind, Ratio>of();
            case Order.YearEnd closing -> kept.map(BatchReport::rates).orElse(closing.rates());
        };
        var key = order.key();
        var now = clock.instant();
        return new BatchReport(
                key.kind(),
                key.region(),
                key.period(),
                1,
                total,
                Map.of(),
                Map.of(),
                rates,
                order.clerk(),
                now,
                now,
                Optional.empty());
    }

    static Refusal underWay() {
        return Refusal.of(
                Refusal.Kind.CONFLICT,
                "BATCH_UNDER_WAY",
                new Text("该批次正在处理中，未重复启动", "this batch is under way already; it was not begun a second time"));
    }

    private Optional<Refusal> wrong(Order order, Optional<BatchReport> kept) {
        var today = BusinessDay.of(clock.instant());
        if (!REGION.matcher(order.region()).matches()) {
            return bad("region", "六位行政区划代码", "six digits, the code of a region", order.region());
        }
        return switch (order) {
            case Order.Credit(var _, var month, var _)
            when month.isAfter(YearMonth.from(today)) ->
                bad(
                        "month",
                        "不晚于本月（" + YearMonth.from(today) + "）的月份",
                        "a month not after this one, " + YearMonth.from(today),
                        month.toString());
            case Order.Credit _ -> Optional.empty();
            case Order.YearEnd(var _, var year, var _, var _)
            when year >= today.getYear() ->
                bad(
                        "year",
                        "已结束的年度（早于 " + today.getYear() + "）",
                        "a year that is over, before " + today.getYear(),
                        Integer.toString(year));
            case Order.YearEnd(var _, var _, var rates, var _) -> wrongRates(rates, kept.map(BatchReport::rates));
        };
    }

    private static Optional<Refusal> wrongRates(Map<RateKind, Ratio> rates, Optional<Map<RateKind, Ratio>> kept) {
        if (kept.isEmpty() && rates.size() < RateKind.values().length) {
            return bad("rates", "活期和三个月定期两种利率", "both the demand and the three-month rate", shown(rates));
        }
        return kept.isPresent() && !rates.isEmpty() && !kept.get().equals(rates)
                ? bad(
                        "rates",
                        "该批次开始时的利率 " + shown(kept.get()),
                        "the rates that this batch was begun with, " + shown(kept.get()),
                        shown(rates))
                : Optional.empty();
    }

    private static Optional<Refusal> bad(String field, String zh, String en, String got) {
        return Optional.of(Refusal.badInput("WRONG_VALUE", field, new Text(zh, en), Text.same(got)));
    }

    private static String shown(Map<RateKind, Ratio> rates) {
        return rates.isEmpty() ? "-" : rates.toString();
    }

    /// How far a batch is that was ever begun.
    Optional<BatchState> find(Connection connection, Key key) throws SQLException {
        return store.list(connection, Optional.of(key), 1).stream().findFirst();
    }

    /// All that were ever begun, the one that moved last first.
    List<BatchState> list(Connection connection, int most) throws SQLException {
        return store.list(connection, Optional.empty(), most);
    }

    private static DataAccessResourceFailureException failed(SQLException failure) {
        return new DataAccessResourceFailureException("a batch could not go on", failure);
    }
}

package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;
import org.openyibao.engine.text.Text;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.policy.Policies;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/// What is done to a whole region's accounts at once. A batch that was stopped in the middle, however, goes on where it
/// was when it is begun again; one that was finished makes another pass and finds those who came too late. Nothing is
/// done twice to anybody.
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

    /// What came of asking for a batch.
    public sealed interface Outcome {

        /// It went through the whole region.
        record Finished(BatchReport report) implements Outcome {}

        /// Nothing was done: a field of what was asked for is not as `expected`.
        record Refused(Field field, Text expected, String got) implements Outcome {}

        /// Another process moved it on, and goes on with it.
        record UnderWay() implements Outcome {}
    }

    /// What a batch is asked for with.
    public enum Field {
        REGION,
        MONTH,
        YEAR,
        RATES
    }

    /// Credits the contributions of a region's month. `progress` hears of every chunk.
    ///
    /// @param dryRun decides everything and writes nothing
    public Outcome credit(String region, YearMonth month, boolean dryRun, Consumer<BatchReport> progress) {
        var thisMonth = YearMonth.from(BusinessDay.of(clock.instant()));
        if (isNoRegion(region)) {
            return noRegion(region);
        }
        if (month.isAfter(thisMonth)) {
            return new Outcome.Refused(
                    Field.MONTH,
                    new Text("不晚于本月（" + thisMonth + "）的月份", "a month not after this one, " + thisMonth),
                    month.toString());
        }
        var kind = new Crediting(accounts, enrolment, policies.current(), store, region, month);
        var asked = asked(BatchReport.Kind.CREDIT, region, month.toString(), Map.of());
        return run(kind, dryRun ? Optional.of(dry(asked)) : begun(asked), dryRun, progress);
    }

    /// Closes a year of a region's accounts and pays its interest at the rates, which are kept with the batch: begun
    /// again, it may be asked for without them.
    ///
    /// @param dryRun decides everything and writes nothing
    public Outcome yearEnd(
            String region, int year, Map<RateKind, Ratio> rates, boolean dryRun, Consumer<BatchReport> progress) {
        var thisYear = BusinessDay.of(clock.instant()).getYear();
        if (isNoRegion(region)) {
            return noRegion(region);
        }
        if (year >= thisYear) {
            return new Outcome.Refused(
                    Field.YEAR,
                    new Text("已结束的年度（早于 " + thisYear + "）", "a year that is over, before " + thisYear),
                    Integer.toString(year));
        }
        var period = Integer.toString(year);
        var kept = find(BatchReport.Kind.YEAR_END, region, period).map(BatchReport::rates);
        if (kept.isEmpty() && rates.size() < RateKind.values().length) {
            return new Outcome.Refused(
                    Field.RATES, new Text("活期和三个月定期两种利率", "both the demand and the three-month rate"), shown(rates));
        }
        if (kept.isPresent() && !rates.isEmpty() && !kept.get().equals(rates)) {
            return new Outcome.Refused(
                    Field.RATES,
                    new Text(
                            "该批次开始时的利率 " + shown(kept.get()),
                            "the rates that this batch was begun with, " + shown(kept.get())),
                    shown(rates));
        }
        var asked = asked(BatchReport.Kind.YEAR_END, region, period, kept.orElse(rates));
        var kind = new YearEnd(accounts, enrolment, policies.current(), store, region, year, asked.rates());
        return run(kind, dryRun ? Optional.of(dry(asked)) : begun(asked), dryRun, progress);
    }

    /// How far a batch is that was ever begun.
    public Optional<BatchReport> find(BatchReport.Kind kind, String region, String period) {
        return withConnection(connection -> store.find(connection, kind, region, period))
                .map(BatchStore.Progress::report);
    }

    private BatchReport asked(BatchReport.Kind kind, String region, String period, Map<RateKind, Ratio> rates) {
        return new BatchReport(kind, region, period, 1, Map.of(), Map.of(), rates, clock.instant(), Optional.empty());
    }

    private static BatchStore.Progress dry(BatchReport asked) {
        return new BatchStore.Progress(asked, "");
    }

    /// Where the batch goes on; empty where somebody else began it at this moment.
    private Optional<BatchStore.Progress> begun(BatchReport asked) {
        return withConnection(connection -> {
            var kept = store.find(connection, asked.kind(), asked.region(), asked.period());
            if (kept.isPresent() && !kept.get().isFinished()) {
                return kept;
            }
            var mine = kept.isEmpty()
                    ? store.begin(connection, asked)
                    : store.beginAgain(connection, kept.get().report(), asked.startedAt());
            return mine ? store.find(connection, asked.kind(), asked.region(), asked.period()) : Optional.empty();
        });
    }

    private Outcome run(
            BatchKind kind, Optional<BatchStore.Progress> from, boolean dryRun, Consumer<BatchReport> progress) {
        if (from.isEmpty()) {
            return new Outcome.UnderWay();
        }
        try {
            return new BatchRun(dataSource, accounts, store, clock, kind, personsAtOnce, dryRun, progress)
                    .run(from.get());
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private <T> T withConnection(Work<T> work) {
        try (var connection = dataSource.getConnection()) {
            return work.in(connection);
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private static DataAccessResourceFailureException failed(SQLException failure) {
        return new DataAccessResourceFailureException("a batch could not go on", failure);
    }

    private static boolean isNoRegion(String region) {
        return !REGION.matcher(region).matches();
    }

    private static Outcome noRegion(String region) {
        return new Outcome.Refused(Field.REGION, new Text("六位行政区划代码", "six digits, the code of a region"), region);
    }

    private static String shown(Map<RateKind, Ratio> rates) {
        return rates.isEmpty() ? "-" : rates.toString();
    }
}

package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.decision.Away;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.settlement.SettlementExport;
import org.openyibao.server.settlement.SettlementExport.Elsewhere;
import org.springframework.stereotype.Component;

/// A door of the room: the days. A day is cleared once it is over: every settlement of it at an institution of another
/// pooling area becomes an item that the person's region owes the institution's. Cleared again, it takes in what came
/// too late, as a further run, until its month is netted.
@Component
public class Clearing {

    /// A settlement is on disk this long after the time it bears, at the latest.
    private static final Duration SETTLING = Duration.ofMinutes(10);

    private static final int ITEMS_AT_ONCE = 10_000;

    private final Requests requests;
    private final Clock clock;
    private final ClearingStore store = new ClearingStore();

    Clearing(Requests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /// A run of clearing a day, with what was new in it.
    public record Run(LocalDate day, int number, long items, List<DayLine> lines) {}

    /// Clears a day, all regions at once, in one transaction.
    public Answer clear(Once<Run> once, LocalDate day, String clerk) {
        return requests.perform(once, connection -> clear(connection, day, clerk));
    }

    /// What each region owes each other one for a day, by home, place and run; empty where the day was not cleared.
    public Optional<List<DayLine>> day(LocalDate day) {
        return requests.read(connection -> store.lastRun(connection, day) == 0
                ? Optional.<List<DayLine>>empty()
                : Optional.of(store.lines(connection, day)));
    }

    /// Hands over a day's items one by one, by home, place and settlement; of one home or one place alone where given.
    /// No connection is held while they are handed over, however long that takes.
    public void items(LocalDate day, Optional<String> home, Optional<String> place, Consumer<Item> taker) {
        var after = Optional.<Item>empty();
        do {
            var last = after;
            var page = requests.read(connection -> store.items(connection, day, home, place, last, ITEMS_AT_ONCE));
            page.forEach(taker);
            after = page.size() < ITEMS_AT_ONCE ? Optional.empty() : Optional.of(page.getLast());
        } while (after.isPresent());
    }

    private Result<Run> clear(Connection connection, LocalDate day, String clerk) throws SQLException {
        var now = clock.instant();
        var over = day.plusDays(1).atStartOfDay(BusinessDay.ZONE).toInstant().plus(SETTLING);
        if (now.isBefore(over)) {
            return Result.refused(Refusal.badInput(
                    "DAY_NOT_OVER",
                    "day",
                    new Text("已结束十分钟以上的日期", "a day that ended at least ten minutes ago"),
                    Text.same(day.toString())));
        }
        store.lockDays(connection);
        var netted = store.netted(connection, YearMonth.from(day));
        if (netted.isPresent()) {
            return Result.refused(Refusal.conflict(
                    "MONTH_NETTED",
                    "day",
                    new Text("尚未轧差的月份中的日期；此后的差错以调整处理", "a day of a month not netted; what is found later is adjusted"),
                    new Text(day + "（已由 " + netted.get() + " 轧差）", day + ", netted by " + netted.get())));
        }
        var run = store.lastRun(connection, day) + 1;
        if (!store.begin(connection, day, run, now, clerk)) {
            throw new LostRaceException();
        }
        var items = new ArrayList<Item>(ITEMS_AT_ONCE);
        SettlementExport.elsewhere(connection, day, Registry.regions(connection), row -> {
            if (isOwed(row)) {
                items.add(item(day, run, row));
            }
            if (items.size() == ITEMS_AT_ONCE) {
                store.insert(connection, items);
                items.clear();
            }
            return true;
        });
        store.insert(connection, items);
        var lines = store.sumUp(connection, day, run);
        store.post(connection, day, run);
        var count = lines.stream().mapToLong(DayLine::items).sum();
        store.end(connection, day, run, count);
        return Result.done(new Run(day, run, count, lines));
    }

    /// A district and its city are one pooling area: no code says otherwise than [Away#place].
    static boolean isOwed(Elsewhere row) {
        return Away.place(row.home(), row.place()) != Place.HOME;
    }

    private static Item item(LocalDate day, int run, Elsewhere row) {
        var item = new Item(
                day,
                row.home(),
                row.place(),
                row.settlement(),
                run,
                row.person(),
                row.institution(),
                row.scheme(),
                row.kind(),
                row.reverses(),
                row.total(),
                row.funds(),
                row.account(),
                row.family());
        if (!item.owed().plus(row.cash()).equals(item.total())) {
            throw new IllegalStateException("what is owed and cash do not add up to a settlement: " + row.settlement());
        }
        return item;
    }
}

package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.clearing.Confirmation.Detail;
import org.openyibao.server.clearing.Confirmation.Kind;
import org.openyibao.server.clearing.ConfirmationStore.Last;
import org.openyibao.server.clearing.ConfirmationStore.Said;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.settlement.SettlementExport;
import org.springframework.stereotype.Component;

/// A door of the room: institutions confirm their items of a month before it is netted. An item that they do
/// not confirm is left out of that month and netted with the next one; of which nothing was said is netted.
@Component
public class Confirmations {

    /// Most items that are told, or said something of, at once.
    public static final int MOST = 100;

    private final Requests requests;
    private final Enrolment enrolment;
    private final Clock clock;
    private final ClearingStore days = new ClearingStore();
    private final ConfirmationStore store = new ConfirmationStore();

    Confirmations(Requests requests, Enrolment enrolment, Clock clock) {
        this.requests = requests;
        this.enrolment = enrolment;
        this.clock = clock;
    }

    /// At most [#MOST] of an institution's items of a month from the `first`th on, which is 1 at least.
    public List<Detail> details(String institution, YearMonth month, long first) {
        return requests.read(
                connection -> details(connection, store.items(connection, institution, month, first - 1, MOST), first));
    }

    private List<Detail> details(Connection connection, List<Item> items, long first) throws SQLException {
        var persons = new HashSet<String>();
        items.forEach(item -> persons.add(item.person()));
        var enrolled = enrolment.byNumbers(connection, persons);
        var care = SettlementExport.visits(
                connection, items.stream().map(Item::settlement).toList());
        var details = new ArrayList<Detail>(items.size());
        for (var item : items) {
            var visit = Optional.ofNullable(care.get(item.settlement()))
                    .orElseThrow(() -> new IllegalStateException("a settlement that was cleared is gone"));
            var certificate = Optional.ofNullable(enrolled.get(item.person()))
                    .map(found -> found.person().certificate())
                    .orElse("");
            details.add(new Detail(first + details.size(), item, visit.visit(), visit.settledAt(), certificate));
        }
        return details;
    }

    /// Keeps what an institution says of its items. `message` is the number under which it can be taken back.
    public Answer confirm(
            Once<String> once,
            String institution,
            YearMonth month,
            String message,
            String operator,
            List<Confirmation> confirmations) {
        return requests.perform(once, connection -> {
            days.lockDays(connection);
            var refusal = netted(connection, month);
            if (refusal.isEmpty()) {
                refusal = wrong(connection, institution, month, confirmations);
            }
            if (refusal.isPresent()) {
                return Result.refused(refusal.get());
            }
            var last = last(connection, institution, month);
            var said = new ArrayList<Said>(confirmations.size());
            for (var confirmation : confirmations) {
                var before = Optional.ofNullable(last.get(confirmation.settlement()));
                if (before.filter(each -> !each.isOpen()).isPresent()) {
                    return Result.refused(Refusal.conflict(
                            "CONFIRMED_ALREADY",
                            "settlement",
                            new Text("尚未确认，或已回退确认的结算", "a settlement not confirmed yet"),
                            Text.same(confirmation.settlement())));
                }
                said.add(new Said(
                        confirmation.settlement(),
                        before.map(Last::number).orElse(0) + 1,
                        confirmation.confirmed() ? Kind.CONFIRMED : Kind.WITHHELD));
            }
            insert(connection, institution, month, message, operator, said);
            return Result.done(message);
        });
    }

    private Optional<Refusal> netted(Connection connection, YearMonth month) throws SQLException {
        return days.netted(connection, month)
                .map(clerk -> Refusal.conflict(
                        "MONTH_NETTED",
                        "month",
                        new Text("尚未轧差的月份", "a month that is not netted"),
                        new Text(month + "（已由 " + clerk + " 轧差）", month + ", netted by " + clerk)));
    }

    private Optional<Refusal> wrong(
            Connection connection, String institution, YearMonth month, List<Confirmation> confirmations)
            throws SQLException {
        var ids = confirmations.stream().map(Confirmation::settlement).toList();
        var items = new HashMap<String, Detail>();
        for (var detail : details(connection, store.items(connection, institution, month, ids), 1)) {
            items.put(detail.item().settlement(), detail);
        }
        var seen = new HashSet<String>();
        for (var confirmation : confirmations) {
            var item = items.get(confirmation.settlement());
            if (item == null || !seen.add(confirmation.settlement())) {
                return Optional.of(Refusal.unknown(
                        "UNKNOWN_ITEM",
                        "settlement",
                        new Text(
                                "本机构 " + month + " 已清算的结算，每笔一行",
                                "a settlement of the institution cleared in " + month + ", each once"),
                        confirmation.settlement()));
            }
            var wrong = wrong(confirmation, item);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> wrong(Confirmation confirmation, Detail ours) {
        var sameTime = confirmation.time().map(ours.settledAt()::equals).orElse(true)
                && confirmation.day().equals(ours.settledAt().toLocalDate());
        return differs("visit", ours, ours.visit(), confirmation.visit())
                .or(() -> ours.certificate().equals(confirmation.certificate())
                        ? Optional.empty()
                        : Optional.of(Refusal.conflict(
                                "NOT_AS_SETTLED",
                                "certificate",
                                new Text(
                                        "结算 " + confirmation.settlement() + " 的人员的证件号码",
                                        "the certificate of the person of " + confirmation.settlement()),
                                new Text("另一号码", "another one"))))
                .or(() -> sameTime
                        ? Optional.empty()
                        : differs(
                                "time",
                                ours,
                                text(ours.settledAt()),
                                confirmation
                                        .time()
                                        .map(Confirmations::text)
                                        .orElse(confirmation.day().toString())))
                .or(() -> differs(
                        "total",
                        ours,
                        ours.item().total().toString(),
                        confirmation.total().toString()))
                .or(() -> differs(
                        "owed",
                        ours,
                        ours.item().owed().toString(),
                        confirmation.owed().toString()));
    }

    private static String text(LocalDateTime time) {
        return time.toLocalDate() + " " + time.toLocalTime();
    }

    private static Optional<Refusal> differs(String field, Detail detail, String ours, String theirs) {
        var settlement = detail.item().settlement();
        return ours.equals(theirs)
                ? Optional.empty()
                : Optional.of(Refusal.conflict(
                        "NOT_AS_SETTLED",
                        field,
                        new Text("结算 " + settlement + " 的 " + ours, ours + ", as in settlement " + settlement),
                        Text.same(theirs)));
    }

    private Map<String, Last> last(Connection connection, String institution, YearMonth month) throws SQLException {
        var last = new HashMap<String, Last>();
        store.last(connection, institution, month).forEach(each -> last.put(each.settlement(), each));
        return last;
    }

    private void insert(
            Connection connection,
            String institution,
            YearMonth month,
            String message,
            String operator,
            List<Said> said)
            throws SQLException {
        if (!store.insert(connection, institution, month, message, operator, clock.instant(), said)) {
            throw new LostRaceException();
        }
    }

    /// Takes back what an institution said of its items of a month: in one message, or all where `original` is
    /// empty.
    public Answer undo(
            Once<String> once,
            String institution,
            YearMonth month,
            Optional<String> original,
            String message,
            String operator) {
        return requests.perform(once, connection -> {
            days.lockDays(connection);
            var refusal = netted(connection, month);
            if (refusal.isPresent()) {
                return Result.refused(refusal.get());
            }
            var said = store.last(connection, institution, month).stream()
                    .filter(last ->
                            !last.isOpen() && original.orElse(last.message()).equals(last.message()))
                    .map(last -> new Said(last.settlement(), last.number() + 1, Kind.UNDONE))
                    .toList();
            if (said.isEmpty()) {
                return Result.refused(Refusal.unknown(
                        "NOTHING_CONFIRMED",
                        "original",
                        new Text(
                                month + " 有未回退确认的原交易流水号，或 0",
                                "the number of a message that confirmed something of " + month),
                        original.orElse("0")));
            }
            insert(connection, institution, month, message, operator, said);
            return Result.done(message);
        });
    }

    /// How far institutions confirmed their items of a month, by institution.
    public List<Confirmation.Progress> progress(YearMonth month) {
        return requests.read(connection -> store.progress(connection, month));
    }
}

package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.database.Ids;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// A door of the room: disputes. A clerk of the region that owes raises one about an item, a clerk of the place of care
/// answers, and somebody else decides: upheld, the place owes the amount back by an adjustment; rejected, nothing
/// changes. Each step is taken once; of two clerks at once the second is told who was first.
@Component
public class Disputes {

    private final Requests requests;
    private final Settlements settlements;
    private final Registry registry;
    private final Nettings nettings;
    private final Clock clock;
    private final Ids ids;
    private final ClearingStore days = new ClearingStore();
    private final DisputeStore store = new DisputeStore();

    Disputes(Requests requests, Settlements settlements, Registry registry, Nettings nettings, Clock clock, Ids ids) {
        this.requests = requests;
        this.settlements = settlements;
        this.registry = registry;
        this.nettings = nettings;
        this.clock = clock;
        this.ids = ids;
    }

    /// Where an item is found.
    private record Key(LocalDate day, String home, String place) {}

    /// About an item that is owed, of at most what is still owed for it.
    public Answer raise(Once<Dispute> once, String settlement, Fen amount, String words, String clerk) {
        var key = key(settlement);
        return requests.perform(once, connection -> raise(connection, settlement, key, amount, words, clerk));
    }

    private Optional<Key> key(String settlement) {
        return settlements.find(settlement).map(found -> {
            var record = found.settlement();
            return new Key(
                    record.settledAt().toLocalDate(),
                    record.region(),
                    found.party().institution().region());
        });
    }

    private Result<Dispute> raise(
            Connection connection, String settlement, Optional<Key> key, Fen amount, String words, String clerk)
            throws SQLException {
        var item = key.isEmpty()
                ? Optional.<Item>empty()
                : days.item(
                        connection, key.get().day(), key.get().home(), key.get().place(), settlement);
        if (item.isEmpty()) {
            return Result.refused(Refusal.unknown(
                    "UNKNOWN_ITEM",
                    "settlement",
                    new Text("已清算的结算ID", "the id of a settlement that is cleared"),
                    settlement));
        }
        var earlier = store.of(connection, settlement);
        var open = earlier.stream().filter(Dispute::isOpen).findFirst();
        if (open.isPresent()) {
            return Result.refused(Refusal.conflict(
                    "ANOTHER_WAITS",
                    "settlement",
                    new Text("没有未决争议的明细", "an item without an open dispute"),
                    new Text(
                            "争议 " + open.get().id() + "（"
                                    + open.get().steps().getFirst().clerk() + " 提出）未决",
                            "dispute " + open.get().id() + ", raised by "
                                    + open.get().steps().getFirst().clerk() + ", is open")));
        }
        var owed = stillOwed(connection, item.get(), earlier);
        if (amount.compareTo(owed) > 0) {
            return Result.refused(Refusal.conflict(
                    "TOO_MUCH",
                    "amount",
                    new Text("不超过该明细尚应付的 " + owed, "at most what is still owed for the item, " + owed),
                    Text.same(amount.toString())));
        }
        var dispute = new Dispute(
                settlement,
                earlier.size() + 1,
                item.get().day(),
                item.get().home(),
                item.get().place(),
                amount,
                List.of(step(Dispute.Kind.RAISED, words, clerk, "")));
        if (!store.insert(connection, dispute)) {
            throw new LostRaceException();
        }
        return Result.done(dispute);
    }

    /// Nothing of a reversal or of what was reversed; else what earlier disputes left.
    private Fen stillOwed(Connection connection, Item item, List<Dispute> earlier) throws SQLException {
        if (!item.reverses().isEmpty() || store.isReversed(connection, item.settlement())) {
            return Fen.ZERO;
        }
        return earlier.stream()
                .filter(dispute -> dispute.last().kind() == Dispute.Kind.UPHELD)
                .map(Dispute::amount)
                .reduce(item.owed(), Fen::minus);
    }

    private Dispute.Step step(Dispute.Kind kind, String words, String clerk, String adjustment) {
        return new Dispute.Step(kind, words, clerk, clock.instant(), adjustment);
    }

    public Answer answer(Once<Dispute> once, String id, String words, String clerk) {
        return requests.perform(once, connection -> {
            var found = store.find(connection, id);
            var refusal = unknown(found, id)
                    .or(() -> notAt(found, Dispute.Kind.RAISED, "未答复的争议", "a dispute that is not answered"));
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : take(connection, found.orElseThrow(), step(Dispute.Kind.ANSWERED, words, clerk, ""));
        });
    }

    /// Ends an answered dispute, by somebody who neither raised nor answered it.
    public Answer decide(Once<Dispute> once, String id, boolean upheld, String words, String clerk) {
        return requests.perform(once, connection -> {
            var found = store.find(connection, id);
            var refusal = unknown(found, id)
                    .or(() -> notAt(
                            found, Dispute.Kind.ANSWERED, "已答复、未决定的争议", "a dispute that is answered and not decided"))
                    .or(() -> sameHands(found, clerk));
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : decide(connection, found.orElseThrow(), upheld, words, clerk);
        });
    }

    private Result<Dispute> decide(Connection connection, Dispute dispute, boolean upheld, String words, String clerk)
            throws SQLException {
        if (!upheld) {
            return take(connection, dispute, step(Dispute.Kind.REJECTED, words, clerk, ""));
        }
        var today = BusinessDay.of(clock.instant());
        var adjustment = new Adjustment(
                ids.nextText(), dispute.place(), dispute.home(), dispute.amount(), words, dispute.id(), today, clerk);
        var taken = take(connection, dispute, step(Dispute.Kind.UPHELD, words, clerk, adjustment.id()));
        nettings.adjust(connection, adjustment);
        return taken;
    }

    private Result<Dispute> take(Connection connection, Dispute dispute, Dispute.Step step) throws SQLException {
        var steps = new ArrayList<>(dispute.steps());
        steps.add(step);
        var after = new Dispute(
                dispute.settlement(),
                dispute.number(),
                dispute.day(),
                dispute.home(),
                dispute.place(),
                dispute.amount(),
                List.copyOf(steps));
        if (!store.append(connection, after)) {
            throw new LostRaceException();
        }
        return Result.done(after);
    }

    private static Optional<Refusal> unknown(Optional<Dispute> found, String id) {
        return found.isEmpty()
                ? Optional.of(
                        Refusal.unknown("UNKNOWN_DISPUTE", "dispute", new Text("已有的争议编号", "the id of a dispute"), id))
                : Optional.empty();
    }

    private static Optional<Refusal> notAt(Optional<Dispute> found, Dispute.Kind wanted, String zh, String en) {
        return found.map(Dispute::last)
                .filter(last -> last.kind() != wanted)
                .map(last -> Refusal.conflict(
                        "STEP_TAKEN",
                        "dispute",
                        new Text(zh, en),
                        new Text(
                                "已由 " + last.clerk() + " " + last.kind().chinese(),
                                last.kind() + " by " + last.clerk())));
    }

    private static Optional<Refusal> sameHands(Optional<Dispute> found, String clerk) {
        return found.stream()
                .flatMap(dispute -> dispute.steps().stream())
                .filter(step -> step.clerk().equals(clerk))
                .findFirst()
                .map(step -> Refusal.conflict(
                        "DECIDED_BY_A_PARTY",
                        "clerk",
                        new Text("既未提出也未答复此争议的人", "somebody who neither raised nor answered it"),
                        Text.same(clerk)));
    }

    public Optional<Dispute> find(String id) {
        return requests.read(connection -> store.find(connection, id));
    }

    /// Those about items of a day, by settlement and number.
    public List<Dispute> of(LocalDate day) {
        return requests.read(connection -> store.of(connection, day));
    }
}

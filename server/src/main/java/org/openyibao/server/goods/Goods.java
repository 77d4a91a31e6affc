package org.openyibao.server.goods;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.settlement.SettlementRecord;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// The door of the room. What is sent together is one transaction; each is decided on what those before it left. Where
/// `together`, the first that is refused refuses all; else the others are done.
@Component
public class Goods {

    private static final int LOCKS = 1_024;

    private final Requests requests;
    private final Settlements settlements;
    private final Enrolment enrolment;
    private final Clock clock;
    private final Ids ids;
    private final GoodsStore store;

    Goods(Requests requests, Settlements settlements, Enrolment enrolment, Clock clock, Ids ids, DataKeys keys) {
        store = new GoodsStore(keys);
        this.requests = requests;
        this.settlements = settlements;
        this.enrolment = enrolment;
        this.clock = clock;
        this.ids = ids;
    }

    /// One thing to do in a transaction.
    private interface Step {
        Result<String> in(Connection connection) throws SQLException;
    }

    /// Keeps what an institution says of its goods. Answers what became of each.
    public Answer record(
            Once<List<Done>> once, String institution, Operator operator, List<Movement> movements, boolean together) {
        var settled = settled(movements);
        var keys = new TreeSet<Integer>();
        for (var movement : movements) {
            keys.add(lockOf(institution + '\n' + movement.batch()));
            movement.traces().forEach(trace -> keys.add(lockOf(trace)));
        }
        var steps = movements.stream()
                .<Step>map(movement -> connection -> record(connection, institution, operator, movement, settled))
                .toList();
        return perform(once, keys, steps, together);
    }

    /// Deletes what an institution uploaded of batches. Answers what became of each.
    public Answer delete(
            Once<List<Done>> once, String institution, Operator operator, List<Deletion> deletions, boolean together) {
        var keys = new TreeSet<Integer>();
        deletions.forEach(deletion -> keys.add(lockOf(institution + '\n' + deletion.batch())));
        var steps = deletions.stream()
                .<Step>map(deletion -> connection -> delete(connection, institution, operator, deletion))
                .toList();
        return perform(once, keys, steps, together);
    }

    /// The first `most` rows, the first that happened first, with who bought.
    public List<GoodsRecord> find(GoodsQuery query, int most) {
        return requests.read(connection -> {
            var found = store.find(connection, query, most);
            var buyers = new HashSet<String>();
            found.forEach(each -> buyers.add(each.movement().person()));
            buyers.remove("");
            if (buyers.isEmpty()) {
                return found;
            }
            var persons = enrolment.byNumbers(connection, buyers);
            return found.stream()
                    .map(each -> each.boughtBy(
                            Optional.ofNullable(persons.get(each.movement().person()))
                                    .map(Enrolment.Enrolled::person)))
                    .toList();
        });
    }

    private Answer perform(Once<List<Done>> once, TreeSet<Integer> keys, List<Step> steps, boolean together) {
        return requests.perform(once, connection -> {
            store.lock(connection, keys);
            var done = new ArrayList<Done>(steps.size());
            for (var step : steps) {
                switch (step.in(connection)) {
                    case Result.Done<String>(var id) -> done.add(new Done.Made(id));
                    case Result.Refused<String>(var refusal) -> {
                        if (together) {
                            return Result.refused(refusal);
                        }
                        done.add(new Done.Refused(refusal));
                    }
                }
            }
            return Result.done(List.copyOf(done));
        });
    }

    /// Few enough that many at once fit into the database's table of locks.
    private static int lockOf(String key) {
        return Math.floorMod(key.hashCode(), LOCKS);
    }

    private Map<String, SettlementRecord> settled(List<Movement> movements) {
        var found = new HashMap<String, SettlementRecord>();
        var asked = new HashSet<String>();
        for (var movement : movements) {
            if (!movement.settlement().isEmpty() && asked.add(movement.settlement())) {
                settlements
                        .find(movement.settlement())
                        .ifPresent(each -> found.put(movement.settlement(), each.settlement()));
            }
        }
        return found;
    }

    private Result<String> record(
            Connection connection,
            String institution,
            Operator operator,
            Movement movement,
            Map<String, SettlementRecord> settled)
            throws SQLException {
        var settlement = Optional.ofNullable(settled.get(movement.settlement()));
        var taken = taken(connection, institution, movement);
        if (taken instanceof Result.Refused<Map<Origin, Long>>(var refusal)) {
            return Result.refused(refusal);
        }
        var refusal = movement.kind() == Kind.SALE || movement.kind() == Kind.SALE_RETURN
                ? notSettled(institution, movement, settlement)
                : Optional.<Refusal>empty();
        if (refusal.isEmpty() && movement.kind() == Kind.SALE) {
            refusal = sold(connection, institution, movement);
        }
        if (refusal.isPresent()) {
            return Result.refused(refusal.get());
        }
        var id = ids.nextText();
        var person = settlement.map(SettlementRecord::person).orElse(movement.person());
        var visit = settlement.map(SettlementRecord::visit).orElse("");
        store.insert(connection, id, institution, movement, person, visit, clock.instant(), operator);
        if (taken instanceof Result.Done<Map<Origin, Long>>(var origins)) {
            store.insertReturns(connection, id, origins);
            store.insertTraces(connection, id, movement.traces(), origins.keySet());
        }
        return Result.done(id);
    }

    /// How much of which purchase or sale goes back; of what is no return, nothing.
    private Result<Map<Origin, Long>> taken(Connection connection, String institution, Movement movement)
            throws SQLException {
        return switch (movement.kind()) {
            case STOCKTAKING, CHANGE, PURCHASE, SALE -> Result.done(Map.of());
            case PURCHASE_RETURN -> taken(movement, store.origins(connection, institution, movement, Kind.PURCHASE));
            case SALE_RETURN -> taken(movement, store.origins(connection, institution, movement, Kind.SALE));
        };
    }

    private static Result<Map<Origin, Long>> taken(Movement movement, List<Origin> origins) {
        if (origins.isEmpty()) {
            return Result.refused(noOrigin(movement));
        }
        var known = new HashSet<String>();
        var open = origins.stream().filter(origin -> origin.left() > 0).toList();
        open.forEach(origin -> known.addAll(origin.traces()));
        var isSale = movement.kind() == Kind.SALE_RETURN;
        for (var trace : movement.traces()) {
            if (isSale && !known.contains(trace)) {
                return Result.refused(Refusal.conflict(
                        "NOT_SOLD",
                        "trace",
                        new Text(
                                "该批次该次销售所售、尚未退回的追溯码",
                                "the code of a package that this sale sold and that did not come back"),
                        Text.same(trace)));
            }
        }
        var taken = new LinkedHashMap<Origin, Long>();
        var rest = movement.quantity();
        for (var origin : ordered(open, movement.traces())) {
            var part = Math.min(rest, origin.left());
            if (part > 0) {
                taken.put(origin, part);
            }
            rest -= part;
        }
        if (rest > 0) {
            var most = quantity(movement.quantity() - rest);
            return Result.refused(Refusal.conflict(
                    "TOO_MUCH",
                    "quantity",
                    isSale
                            ? new Text("不超过已售未退的数量 " + most, "at most what was sold and did not come back, " + most)
                            : new Text("不超过已购未退的数量 " + most, "at most what was bought and did not go back, " + most),
                    Text.same(quantity(movement.quantity()))));
        }
        return covers(taken, movement)
                ? Result.done(taken)
                : Result.refused(Refusal.conflict(
                        "TOO_LITTLE",
                        "quantity",
                        new Text(
                                "不少于所退 " + movement.traces().size() + " 个追溯码所属销售的数量",
                                "a quantity of all the sales that sold the "
                                        + movement.traces().size() + " packages that come back"),
                        Text.same(quantity(movement.quantity()))));
    }

    /// A package comes back with a part of the sale that sold it.
    private static boolean covers(Map<Origin, Long> taken, Movement movement) {
        return movement.kind() != Kind.SALE_RETURN
                || movement.traces().stream()
                        .allMatch(trace -> taken.keySet().stream()
                                .anyMatch(origin -> origin.traces().contains(trace)));
    }

    private static Refusal noOrigin(Movement movement) {
        var expected = movement.kind() == Kind.SALE_RETURN
                ? new Text("本机构该批次该商品的一笔销售", "a sale of this item of the batch by the institution")
                : new Text("本机构该批次该商品的一笔采购", "a purchase of this item of the batch by the institution");
        if (!movement.origin().isEmpty()) {
            return Refusal.unknown("UNKNOWN_ORIGIN", "origin", expected, movement.origin());
        }
        return movement.visitNumber().isEmpty()
                ? Refusal.unknown("UNKNOWN_ORIGIN", "batch", expected, movement.batch())
                : Refusal.unknown("UNKNOWN_ORIGIN", "visit", expected, movement.visitNumber());
    }

    /// Those first whose packages come back.
    private static List<Origin> ordered(List<Origin> origins, List<String> traces) {
        var ordered = new ArrayList<Origin>(origins.size());
        origins.stream()
                .filter(origin -> origin.traces().stream().anyMatch(traces::contains))
                .forEach(ordered::add);
        origins.stream().filter(origin -> !ordered.contains(origin)).toList().forEach(ordered::add);
        return ordered;
    }

    private static Optional<Refusal> notSettled(
            String institution, Movement movement, Optional<SettlementRecord> settlement) {
        var expected = new Text("本机构所作、非冲正的结算", "a settlement of the institution that is no reversal");
        if (movement.settlement().isEmpty()) {
            return movement.settled()
                    ? Optional.of(Refusal.badInput("NOT_SETTLED", "settlement", expected, new Text("未送", "nothing")))
                    : Optional.empty();
        }
        var ours = settlement.filter(
                each -> each.institution().equals(institution) && !each.isClaimed() && !each.isReversal());
        if (ours.isEmpty()) {
            return Optional.of(Refusal.unknown("UNKNOWN_SETTLEMENT", "settlement", expected, movement.settlement()));
        }
        return movement.person().isEmpty()
                        || movement.person().equals(ours.get().person())
                ? Optional.empty()
                : Optional.of(Refusal.badInput(
                        "WRONG_PERSON",
                        "person",
                        new Text("该结算的人员", "the person of the settlement"),
                        Text.same(movement.person())));
    }

    /// A package that was sold whole is gone; one that was opened is sold in pieces only.
    private Optional<Refusal> sold(Connection connection, String institution, Movement sale) throws SQLException {
        for (var trace : sale.traces()) {
            for (var before : store.sales(connection, trace)) {
                if (!before.split() || !sale.split()) {
                    var where = before.institution().equals(institution)
                            ? new Text("本机构已" + (before.split() ? "拆零" : "") + "售出", "sold by the institution")
                            : new Text("其他机构已售出", "sold by another institution");
                    return Optional.of(Refusal.conflict(
                            "ALREADY_SOLD",
                            "trace",
                            new Text(
                                    "未售出的追溯码，拆零的可以拆零再售",
                                    "the code of a package not sold, or opened and sold in pieces"),
                            new Text(trace + "（" + where.zh() + "）", trace + ", " + where.en())));
                }
            }
        }
        return Optional.empty();
    }

    private Result<String> delete(Connection connection, String institution, Operator operator, Deletion deletion)
            throws SQLException {
        return store.delete(connection, institution, deletion, clock.instant(), operator) == 0
                ? Result.refused(Refusal.unknown(
                        "NOTHING_TO_DELETE",
                        "batch",
                        new Text(
                                "本机构有此类未删除信息的批次",
                                "a batch of which the institution uploaded this and did not delete it"),
                        deletion.batch()))
                : Result.done("");
    }

    private static String quantity(long tenThousandths) {
        var text = tenThousandths / 10_000 + "."
                + Long.toString(10_000 + tenThousandths % 10_000).substring(1);
        var end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}

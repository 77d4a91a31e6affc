package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// A door of the room: what pharmacies put down for persons to buy (购药订单). A person pays an order once; what was paid
/// and taken back is not paid again.
@Component
public class Orders {

    public enum State {
        OPEN("待支付", "to be paid"),
        PAID("已支付", "paid"),
        TAKEN_BACK("已退费", "paid and taken back"),
        CANCELLED("已取消", "cancelled");

        private final Text text;

        State(String zh, String en) {
            text = new Text(zh, en);
        }

        public Text text() {
            return text;
        }
    }

    /// `settlement`: the one that stands.
    public record Order(VisitRecord visit, List<Line> lines, State state, Optional<String> settlement) {

        public Fen total() {
            return lines.stream().map(line -> line.line().amount()).reduce(Fen.ZERO, Fen::plus);
        }
    }

    public record Line(String code, FeeLine line) {}

    /// An order and its settlement.
    public record Paid(Order order, SettlementRecord settlement) {}

    private final Requests requests;
    private final Settlements settlements;
    private final VisitStore visits = new VisitStore();
    private final FeeStore fees = new FeeStore();
    private final SettlementStore store = new SettlementStore();

    Orders(Requests requests, Settlements settlements) {
        this.requests = requests;
        this.settlements = settlements;
    }

    /// An institution's own order, whatever became of it.
    public Optional<Order> find(String institution, String id) {
        return requests.read(connection -> find(connection, id))
                .filter(order -> order.visit().institution().equals(institution));
    }

    /// A person's orders that wait to be paid, the last first.
    public List<Order> open(String person) {
        return requests.read(connection -> orders(connection, visits.openOrders(connection, person)));
    }

    /// A person's orders of some days at an institution that were paid, the last first.
    public List<Order> paid(String institution, String person, LocalDate from, LocalDate to) {
        return requests.read(
                connection -> orders(connection, visits.paidOrders(connection, person, institution, from, to)));
    }

    /// True where an institution used a number of its own for an order before.
    public boolean isUsed(String institution, String number) {
        return requests.read(connection -> visits.isOrdered(connection, institution, number));
    }

    /// Has a person pay an order with this `total`, from the account as far as it may, or without it.
    public Answer pay(Once<Paid> once, String person, String id, Fen total, boolean useAccount) {
        return requests.perform(once, connection -> {
            var found =
                    find(connection, id).filter(order -> order.visit().person().equals(person));
            var refusal = notIn(State.OPEN, found, id).or(() -> otherTotal(found, total));
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : pay(connection, found.orElseThrow(), useAccount ? AccountUse.OWN_FIRST : AccountUse.NONE);
        });
    }

    private static Optional<Refusal> notIn(State wanted, Optional<Order> found, String id) {
        if (found.isEmpty()) {
            return Optional.of(
                    Refusal.unknown("UNKNOWN_ORDER", "order", new Text("已有的购药订单号", "the number of an order"), id));
        }
        var state = found.get().state();
        return state == wanted
                ? Optional.empty()
                : Optional.of(Refusal.conflict(
                        "OTHER_STATE",
                        "order",
                        new Text(
                                wanted.text().zh() + "的订单",
                                "an order that is " + wanted.text().en()),
                        new Text(
                                state.text().zh() + " " + id,
                                id + ", which is " + state.text().en())));
    }

    private static Optional<Refusal> otherTotal(Optional<Order> found, Fen total) {
        return found.map(Order::total)
                .filter(ours -> !ours.equals(total))
                .map(ours -> Refusal.conflict(
                        "TOTAL_DIFFERS",
                        "total",
                        new Text("订单的费用总额 " + ours, "the order's total, " + ours),
                        Text.same(total.toString())));
    }

    private Result<Paid> pay(Connection connection, Order order, AccountUse use) throws SQLException {
        return result(
                order,
                settlements.pay(connection, command(order, use), order.visit().id()));
    }

    private static Command.Settle command(Order order, AccountUse use) {
        var visit = order.visit();
        return new Command.Settle(
                visit.person(),
                visit.institution(),
                visit.id(),
                visit.id(),
                new Command.SettleTerms(
                        visit.scheme(),
                        VisitKind.PHARMACY,
                        visit.category(),
                        order.total(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        use,
                        visit.details()));
    }

    private static Result<Paid> result(Order order, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Settled settled -> Result.done(new Paid(order, settled.settlement()));
            case Outcome.Refused(var refusal) ->
                Result.refused(
                        Refusal.conflict("CANNOT_BE_SETTLED", "order", refusal.expected(), Text.same(refusal.got())));
            case Outcome.Done other -> throw unexpected(other);
            case Outcome.Opened other -> throw unexpected(other);
            case Outcome.FeesTaken other -> throw unexpected(other);
            case Outcome.Filed other -> throw unexpected(other);
            case Outcome.MessageReused other -> throw unexpected(other);
        };
    }

    private static IllegalStateException unexpected(Outcome other) {
        return new IllegalStateException("an order came to " + other.getClass().getSimpleName());
    }

    /// Takes a refund back (购药退费冲正): the order is settled once more, if it comes to the same as before to the fen.
    public Answer restore(Once<Paid> once, String institution, String id) {
        return requests.perform(once, connection -> {
            var found = find(connection, id)
                    .filter(order -> order.visit().institution().equals(institution));
            var refusal = notIn(State.TAKEN_BACK, found, id);
            return refusal.isPresent() ? Result.refused(refusal.get()) : restore(connection, found.orElseThrow());
        });
    }

    private Result<Paid> restore(Connection connection, Order order) throws SQLException {
        var before = last(connection, order.visit());
        var use = before.grounds().map(Grounds::accountUse).orElse(AccountUse.OWN_FIRST);
        var preview = result(order, settlements.previewPayment(connection, command(order, use)));
        return switch (preview) {
            case Result.Refused<Paid> refused -> refused;
            case Result.Done<Paid>(var now)
            when !isSame(before, now.settlement()) ->
                Result.refused(Refusal.conflict(
                        "DIFFERS_NOW",
                        "order",
                        new Text(
                                "与退费前同样结算的订单（个人账户 " + before.account() + "，现金 " + before.cash() + "）",
                                "an order that comes to the same as before, account " + before.account() + ", cash "
                                        + before.cash()),
                        new Text(
                                "个人账户 " + now.settlement().account() + "，现金 "
                                        + now.settlement().cash(),
                                "account " + now.settlement().account() + ", cash "
                                        + now.settlement().cash())));
            case Result.Done<Paid> _ -> {
                var paid = pay(connection, order, use);
                if (paid instanceof Result.Done<Paid>(var now) && !isSame(before, now.settlement())) {
                    throw new LostRaceException();
                }
                yield paid;
            }
        };
    }

    private SettlementRecord last(Connection connection, VisitRecord visit) throws SQLException {
        var ref = store.refs(connection, List.of(new FeeStore.Key(visit.person(), visit.id(), ""))).stream()
                .filter(each -> each.reverses().isEmpty())
                .max(Comparator.comparingLong(each -> Long.parseLong(each.id())))
                .orElseThrow(Orders::gone);
        return store.find(connection, visit.person(), ref.id()).orElseThrow(Orders::gone);
    }

    private static IllegalStateException gone() {
        return new IllegalStateException("the settlement of an order is gone");
    }

    private static boolean isSame(SettlementRecord before, SettlementRecord now) {
        return before.total().equals(now.total())
                && before.funds().equals(now.funds())
                && before.account().equals(now.account())
                && before.familyPaid().equals(now.familyPaid())
                && before.wallet().equals(now.wallet())
                && before.cash().equals(now.cash());
    }

    private Optional<Order> find(Connection connection, String id) throws SQLException {
        return orders(connection, visits.order(connection, id).stream().toList()).stream()
                .findFirst();
    }

    private List<Order> orders(Connection connection, List<VisitRecord> found) throws SQLException {
        var keys = found.stream()
                .map(visit -> new FeeStore.Key(visit.person(), visit.id(), ""))
                .toList();
        var refs = store.refs(connection, keys).stream().collect(Collectors.groupingBy(SettlementRef::visit));
        var batches = found.stream()
                .map(visit -> new FeeStore.Key(visit.person(), visit.id(), visit.id()))
                .toList();
        var uploads = fees.find(connection, batches).stream().collect(Collectors.groupingBy(FeeUpload::visit));
        return found.stream()
                .map(visit -> order(
                        visit, refs.getOrDefault(visit.id(), List.of()), uploads.getOrDefault(visit.id(), List.of())))
                .toList();
    }

    private static Order order(VisitRecord visit, List<SettlementRef> refs, List<FeeUpload> uploads) {
        var standing = refs.stream()
                .filter(ref -> ref.reverses().isEmpty()
                        && refs.stream().noneMatch(other -> other.reverses().equals(Optional.of(ref.id()))))
                .map(SettlementRef::id)
                .findFirst();
        var lines = uploads.stream()
                .flatMap(upload -> IntStream.range(0, upload.lines().size())
                        .mapToObj(i ->
                                new Line(upload.codes().get(i), upload.lines().get(i))))
                .toList();
        return new Order(visit, lines, state(visit, standing.isPresent(), !refs.isEmpty()), standing);
    }

    private static State state(VisitRecord visit, boolean stands, boolean settled) {
        if (visit.cancelled()) {
            return State.CANCELLED;
        }
        if (stands) {
            return State.PAID;
        }
        return settled ? State.TAKEN_BACK : State.OPEN;
    }
}

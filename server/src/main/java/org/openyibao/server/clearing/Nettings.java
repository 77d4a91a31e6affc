package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.decision.Away;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.database.Ids;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// A door of the room: months, and the money that moves because of them. A month is netted once, when all its days are
/// cleared: between each two regions what they owe each other is set off, prefunds are used first, and the rest is due.
@Component
public class Nettings {

    private final Requests requests;
    private final Clock clock;
    private final Ids ids;
    private final ClearingStore days = new ClearingStore();
    private final NettingStore store = new NettingStore();
    private final ConfirmationStore confirmations = new ConfirmationStore();

    Nettings(Requests requests, Clock clock, Ids ids) {
        this.requests = requests;
        this.clock = clock;
        this.ids = ids;
    }

    /// A netted month, by payer and payee.
    public record Month(YearMonth month, String clerk, List<Netting> nettings) {}

    public Answer net(Once<Month> once, YearMonth month, String clerk) {
        return requests.perform(once, connection -> net(connection, month, clerk));
    }

    /// Empty where the month is not netted.
    public Optional<Month> month(YearMonth month) {
        return requests.read(connection -> {
            var clerk = days.netted(connection, month);
            return clerk.isEmpty()
                    ? Optional.<Month>empty()
                    : Optional.of(new Month(month, clerk.get(), store.nettings(connection, month)));
        });
    }

    private Result<Month> net(Connection connection, YearMonth month, String clerk) throws SQLException {
        if (!month.isBefore(YearMonth.from(today()))) {
            return Result.refused(Refusal.badInput(
                    "MONTH_NOT_OVER",
                    "month",
                    new Text("已结束的月份", "a month that is over"),
                    Text.same(month.toString())));
        }
        store.lockMonths(connection);
        store.lockPrefunds(connection);
        var netted = days.netted(connection, month);
        if (netted.isPresent()) {
            return Result.refused(Refusal.conflict(
                    "MONTH_NETTED",
                    "month",
                    new Text("尚未轧差的月份", "a month that is not netted"),
                    new Text(month + "（已由 " + netted.get() + " 轧差）", month + ", netted by " + netted.get())));
        }
        var missing = store.firstDayNotCleared(connection, month);
        if (missing.isPresent()) {
            return Result.refused(Refusal.conflict(
                    "DAY_NOT_CLEARED",
                    "month",
                    new Text("每日都已清算的月份", "a month with all its days cleared"),
                    new Text(missing.get() + " 未清算", missing.get() + " is not cleared")));
        }
        carry(connection, month, clerk);
        var nettings = store.mutual(connection, month).stream()
                .map(mutual -> Netting.of(month, mutual))
                .toList();
        store.insert(connection, month, nettings, clock.instant(), clerk);
        return Result.done(new Month(month, clerk, store.nettings(connection, month)));
    }

    /// Books what institutions withheld out of the month, and into the next one that is not netted.
    private void carry(Connection connection, YearMonth month, String clerk) throws SQLException {
        var next = month.plusMonths(1);
        while (days.netted(connection, next).isPresent()) {
            next = next.plusMonths(1);
        }
        for (var item : confirmations.withheld(connection, month)) {
            var settlement = item.settlement();
            owe(
                    connection,
                    item.place(),
                    item.home(),
                    item.owed(),
                    month.atEndOfMonth(),
                    clerk,
                    "机构未确认结算 " + settlement + "，本次不纳入清分");
            owe(
                    connection,
                    item.home(),
                    item.place(),
                    item.owed(),
                    next.atDay(1),
                    clerk,
                    "纳入 " + month + " 机构未确认的结算 " + settlement);
        }
    }

    /// Books that `debtor` owes `creditor`; below zero, the other way round.
    private void owe(
            Connection connection,
            String debtor,
            String creditor,
            Fen amount,
            LocalDate bookedOn,
            String clerk,
            String reason)
            throws SQLException {
        if (amount.isNegative()) {
            owe(connection, creditor, debtor, amount.negated(), bookedOn, clerk, reason);
        } else if (!amount.equals(Fen.ZERO)) {
            adjust(connection, new Adjustment(ids.nextText(), debtor, creditor, amount, reason, "", bookedOn, clerk));
        }
    }

    private LocalDate today() {
        return BusinessDay.of(clock.instant());
    }

    /// Records that a payer paid, wholly or in part, what was due for a month.
    public Answer pay(Once<Payment> once, Payment asked) {
        return requests.perform(once, connection -> pay(connection, asked));
    }

    private Result<Payment> pay(Connection connection, Payment asked) throws SQLException {
        var early = notYet("paidOn", asked.paidOn());
        if (early.isPresent()) {
            return Result.refused(early.get());
        }
        store.lockPayments(connection);
        var netting = store.nettings(connection, asked.month()).stream()
                .filter(each ->
                        each.payer().equals(asked.payer()) && each.payee().equals(asked.payee()))
                .findFirst();
        if (netting.isEmpty()) {
            return Result.refused(Refusal.unknown(
                    "UNKNOWN_NETTING",
                    "payer",
                    new Text(
                            asked.month() + " 轧差后应付 " + asked.payee() + " 的地区",
                            "a region that owes " + asked.payee() + " for " + asked.month()),
                    asked.payer()));
        }
        if (asked.amount().compareTo(netting.get().unpaid()) > 0) {
            return Result.refused(tooMuch(
                    "amount", "未付的 ", "what is not paid yet, ", netting.get().unpaid(), asked.amount()));
        }
        var payment = new Payment(
                ids.nextText(),
                asked.month(),
                asked.payer(),
                asked.payee(),
                asked.amount(),
                asked.paidOn(),
                asked.document(),
                asked.clerk());
        store.insert(connection, payment);
        store.post(
                connection,
                "payment:" + payment.id(),
                payment.payer(),
                payment.payee(),
                payment.amount(),
                "payment",
                payment.paidOn());
        return Result.done(payment);
    }

    private static Refusal tooMuch(String field, String zh, String en, Fen most, Fen got) {
        return Refusal.conflict(
                "TOO_MUCH", field, new Text("不超过" + zh + most, "at most " + en + most), Text.same(got.toString()));
    }

    private Optional<Refusal> notYet(String field, LocalDate day) {
        return day.isAfter(today())
                ? Optional.of(Refusal.badInput(
                        "WRONG_VALUE",
                        field,
                        new Text("不晚于今天 " + today() + " 的日期", "a date not after today, " + today()),
                        Text.same(day.toString())))
                : Optional.empty();
    }

    /// A movement of a prefund that took place at the bank.
    public record Movement(
            String home,
            String place,
            Prefund.Direction direction,
            Fen amount,
            LocalDate paidOn,
            String document,
            String clerk) {}

    /// Records that a home paid a place ahead, or got back what was not used. Answers how the prefund stands.
    public Answer move(Once<Prefund> once, Movement asked) {
        return requests.perform(once, connection -> move(connection, asked));
    }

    private Result<Prefund> move(Connection connection, Movement asked) throws SQLException {
        var refusal = sameArea("place", asked.home(), asked.place()).or(() -> notYet("paidOn", asked.paidOn()));
        if (refusal.isPresent()) {
            return Result.refused(refusal.get());
        }
        store.lockPrefunds(connection);
        var left = prefund(connection, asked).left();
        if (asked.direction() == Prefund.Direction.RETURN && asked.amount().compareTo(left) > 0) {
            return Result.refused(tooMuch("amount", "预付金余额 ", "what is left of the prefund, ", left, asked.amount()));
        }
        var id = ids.nextText();
        store.insert(connection, id, asked);
        var deposit = asked.direction() == Prefund.Direction.DEPOSIT;
        store.post(
                connection,
                "prefund:" + id,
                deposit ? asked.home() : asked.place(),
                deposit ? asked.place() : asked.home(),
                asked.amount(),
                "prefund",
                asked.paidOn());
        return Result.done(prefund(connection, asked));
    }

    private Prefund prefund(Connection connection, Movement asked) throws SQLException {
        return store.prefunds(connection).stream()
                .filter(each -> each.home().equals(asked.home()) && each.place().equals(asked.place()))
                .findFirst()
                .orElseGet(() -> new Prefund(asked.home(), asked.place(), Fen.ZERO, Fen.ZERO, Fen.ZERO));
    }

    /// By home and place.
    public List<Prefund> prefunds() {
        return requests.read(store::prefunds);
    }

    /// What changed the prefund that a home has at a place, the earliest first.
    public List<PrefundMovement> movements(String home, String place) {
        return requests.read(connection -> store.movements(connection, home, place));
    }

    /// Books what a debtor owes a creditor beside the days, from today on.
    public Answer adjust(
            Once<Adjustment> once, String debtor, String creditor, Fen amount, String reason, String clerk) {
        return requests.perform(once, connection -> {
            var refusal = sameArea("creditor", debtor, creditor);
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : Result.done(adjust(
                            connection,
                            new Adjustment(ids.nextText(), debtor, creditor, amount, reason, "", today(), clerk)));
        });
    }

    Adjustment adjust(Connection connection, Adjustment adjustment) throws SQLException {
        days.lockDays(connection);
        store.insert(connection, adjustment);
        store.post(
                connection,
                "adjustment:" + adjustment.id(),
                adjustment.creditor(),
                adjustment.debtor(),
                adjustment.amount(),
                "adjustment",
                adjustment.bookedOn());
        return adjustment;
    }

    private static Optional<Refusal> sameArea(String field, String region, String other) {
        return Away.place(region, other) == Place.HOME
                ? Optional.of(Refusal.badInput(
                        "WRONG_VALUE",
                        field,
                        new Text(region + " 以外的统筹区", "a pooling area other than " + region),
                        Text.same(other)))
                : Optional.empty();
    }

    /// Those booked in a month, the first first.
    public List<Adjustment> adjustments(YearMonth month) {
        return requests.read(connection -> store.adjustments(connection, month));
    }

    /// How all regions stand, by region.
    public List<Balance> balances() {
        return requests.read(store::balances);
    }
}

package org.openyibao.server.family;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.decision.WalletDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.account.Entry;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.account.Posting;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// A door of the room: money sent to a relative's wallet in another province.
///
/// It leaves the owner's account at once and is on its way (`transit:<id>`) until the recipient accepts it or its time
/// is over. Either takes the transfer's row from pending to its end, in the transaction of the entries, so that the
/// money arrives once.
@Component
public class Wallets {

    private static final int ROWS_AT_ONCE = 200;

    /// Who sends back what was not accepted.
    private static final String NOBODY = "";

    private final Requests requests;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Policies policies;
    private final Clock clock;
    private final Ids ids;
    private final WalletStore store = new WalletStore();

    Wallets(Requests requests, Accounts accounts, Enrolment enrolment, Policies policies, Clock clock, Ids ids) {
        this.requests = requests;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.policies = policies;
        this.clock = clock;
        this.ids = ids;
    }

    /// That the owner send `amount` (above zero) to the recipient's wallet: `relation` is what the owner is to the
    /// recipient. `clerk` is who takes the request.
    public record Wish(String owner, String recipient, Relation relation, Fen amount, String clerk) {}

    /// What a person's wallet holds, and all transfers that the person made or received, the latest first.
    public record View(Fen balance, List<WalletTransfer> transfers) {}

    /// Sends money on its way. Refused with the engine's reasons. What its time is over for goes back first.
    public Answer send(Once<WalletTransfer> once, Wish wish) {
        sendBack();
        return requests.perform(once, connection -> send(connection, wish));
    }

    private Result<WalletTransfer> send(Connection connection, Wish wish) throws SQLException {
        var now = clock.instant();
        var ledger = accounts.ledger(connection, wish.owner(), now);
        var insurance = new Insurance(
                policies.current(),
                BusinessDay.of(now),
                enrolment.byNumbers(connection, List.of(wish.owner(), wish.recipient())));
        var refusal = insurance
                .unknown("owner", wish.owner())
                .or(() -> insurance.unknown("recipient", wish.recipient()))
                .or(() -> insurance.whyNotSent(wish.owner(), wish.recipient(), wish.relation()));
        return refusal.isPresent() ? Result.refused(refusal.get()) : send(connection, wish, insurance, ledger, now);
    }

    private Result<WalletTransfer> send(
            Connection connection, Wish wish, Insurance insurance, Ledger ledger, Instant now) throws SQLException {
        var day = insurance.today();
        var owner = insurance.owner(wish.owner(), day).orElseThrow();
        var question = new WalletDecider.Question(
                owner,
                ledger.balances(),
                store.madeOn(connection, wish.owner(), day),
                List.of(new WalletDecider.Transfer(LocalTime.ofInstant(now, BusinessDay.ZONE), wish.amount())));
        return switch (WalletDecider.decide(insurance.book().on(owner.region(), owner.scheme(), day), question)) {
            case WalletDecider.Outcome.Refused(var reason) ->
                Result.refused(Refusal.notAllowed(reason, Optional.empty()));
            case WalletDecider.Outcome.Answered answered -> {
                var refusal = refusal(answered.results().getFirst());
                if (refusal.isPresent()) {
                    yield Result.refused(Refusal.notAllowed(refusal.get(), Optional.of(answered.rule())));
                }
                var transfer = transfer(wish, answered, ledger.balances(), now);
                accounts.postAll(connection, List.of(new Posting(ledger, sent(transfer))), now);
                store.insert(connection, transfer, day, wish.clerk());
                yield Result.done(transfer);
            }
        };
    }

    private WalletTransfer transfer(Wish wish, WalletDecider.Outcome.Answered answered, Balances before, Instant now) {
        var after = answered.after();
        var nextDay = BusinessDay.of(now).plusDays(1);
        return new WalletTransfer(
                wish.owner(),
                ids.nextText(),
                wish.recipient(),
                wish.relation(),
                new Balances(
                        before.current().minus(after.current()), before.prior().minus(after.prior())),
                now,
                answered.returnedAt()
                        .map(time ->
                                nextDay.atTime(time).atZone(BusinessDay.ZONE).toInstant()),
                WalletTransfer.State.PENDING,
                Optional.empty());
    }

    /// Why it does not go through; empty where it does.
    private static Optional<Reason> refusal(WalletDecider.Result result) {
        return switch (result) {
            case OK, RETURNED -> Optional.empty();
            case HOURS -> Optional.of(Reason.WALLET_HOURS);
            case AMOUNT -> Optional.of(Reason.WALLET_AMOUNT);
            case COUNT -> Optional.of(Reason.WALLET_COUNT);
        };
    }

    private static List<Entry> sent(WalletTransfer transfer) {
        var entries = new ArrayList<Entry>(2);
        add(
                entries,
                Entry.CURRENT,
                Entry.transit(transfer.id()),
                transfer.paid().current(),
                transfer);
        add(entries, Entry.PRIOR, Entry.transit(transfer.id()), transfer.paid().prior(), transfer);
        return entries;
    }

    private static void add(List<Entry> entries, String source, String target, Fen amount, WalletTransfer transfer) {
        if (!amount.isZero()) {
            entries.add(new Entry(source, target, amount, Entry.Why.WALLET, transfer.id()));
        }
    }

    /// Puts money that is on its way into its recipient's wallet. What its time is over for goes back first.
    public Answer accept(Once<WalletTransfer> once, String recipient, String id, String clerk) {
        sendBack();
        return requests.perform(once, connection -> accept(connection, recipient, id, clerk));
    }

    private Result<WalletTransfer> accept(Connection connection, String recipient, String id, String clerk)
            throws SQLException {
        var now = clock.instant();
        var ledger = accounts.ledger(connection, recipient, now);
        var found = store.find(connection, recipient, id);
        if (found.isEmpty()) {
            return Result.refused(Refusal.unknown(
                    "UNKNOWN_TRANSFER", "id", new Text("转给该人员的转账编号", "the id of a transfer to the person"), id));
        }
        var transfer = found.get();
        if (transfer.state() != WalletTransfer.State.PENDING || transfer.isOver(now)) {
            return Result.refused(Refusal.conflict(
                    "TRANSFER_OVER",
                    "id",
                    new Text("待接收的转账", "a transfer that waits to be accepted"),
                    new Text(transfer.state().chinese() + "的转账", "a transfer that is " + transfer.state())));
        }
        var accepted = transfer.ended(WalletTransfer.State.ACCEPTED, now);
        var entry = new Entry(Entry.transit(id), Entry.WALLET, transfer.amount(), Entry.Why.WALLET, id);
        accounts.postAll(connection, List.of(new Posting(ledger, List.of(entry))), now);
        end(connection, accepted, clerk);
        return Result.done(accepted);
    }

    private void end(Connection connection, WalletTransfer ended, String clerk) throws SQLException {
        if (!store.end(connection, ended, clerk)) {
            throw new LostRaceException();
        }
    }

    /// Sends back all that was not accepted in time; how many transfers that were.
    int sendBack() {
        var sent = 0;
        while (true) {
            var due = requests.read(connection -> store.due(connection, clock.instant(), ROWS_AT_ONCE));
            for (var transfer : due) {
                if (requests.always(connection -> sendBack(connection, transfer))) {
                    sent++;
                }
            }
            if (due.size() < ROWS_AT_ONCE) {
                return sent;
            }
        }
    }

    /// False where it is pending no longer.
    private boolean sendBack(Connection connection, WalletTransfer transfer) throws SQLException {
        var now = clock.instant();
        var ledger = accounts.ledger(connection, transfer.owner(), now);
        var back = transfer.ended(WalletTransfer.State.RETURNED, now);
        if (!store.end(connection, back, NOBODY)) {
            return false;
        }
        accounts.postAll(connection, List.of(new Posting(ledger, returned(transfer, ledger))), now);
        return true;
    }

    /// What came out of the money of a year that is over goes back to prior years' money.
    private static List<Entry> returned(WalletTransfer transfer, Ledger ledger) {
        var sameYear = BusinessDay.of(transfer.madeAt()).getYear() == ledger.year();
        var entries = new ArrayList<Entry>(2);
        var transit = Entry.transit(transfer.id());
        add(
                entries,
                transit,
                sameYear ? Entry.CURRENT : Entry.PRIOR,
                transfer.paid().current(),
                transfer);
        add(entries, transit, Entry.PRIOR, transfer.paid().prior(), transfer);
        return entries;
    }

    /// A person's wallet as it stands now. What should have gone back goes back first.
    public View of(String person) {
        sendBack();
        return requests.read(connection ->
                new View(accounts.ledger(connection, person, clock.instant()).wallet(), store.of(connection, person)));
    }
}

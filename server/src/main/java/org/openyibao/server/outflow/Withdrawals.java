package org.openyibao.server.outflow;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.decision.WithdrawalDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.WithdrawalReason;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Accounts.Decided;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.account.Entry;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.account.Posting;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.document.Attached;
import org.openyibao.server.document.Documents;
import org.openyibao.server.enrolment.Changes;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.policy.CitedRuleStore;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Queue;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.request.Waiting;
import org.springframework.stereotype.Component;

/// A door of the room: withdrawals, in two steps. A clerk asks; another person reviews, and with the approval the whole
/// balance is paid out and the insurance ends on the day when it happened. Both steps are decided by the packs, each on
/// the books of its moment.
@Component
public class Withdrawals {

    private static final Map<String, Text> PAPERS = Map.of(
            "heir-id", new Text("继承人身份证件", "the heir's identity document"),
            "bank-account", new Text("收款银行账户", "a bank account to pay to"),
            "commitment-letter", new Text("承诺书", "a letter of commitment"),
            "proof-of-enrolment-at-destination", new Text("转入地参保证明", "proof of insurance where the person moved"));

    private static final Reviews REVIEWS = new Reviews("WITHDRAWAL", "withdrawal", new Text("支取", "withdrawal"));

    private final Requests requests;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Changes changes;
    private final Policies policies;
    private final CitedRuleStore cited;
    private final Documents documents;
    private final Ids ids;
    private final Clock clock;
    private final WithdrawalStore store;

    Withdrawals(
            Requests requests,
            Accounts accounts,
            Enrolment enrolment,
            Changes changes,
            Policies policies,
            CitedRuleStore cited,
            Documents documents,
            Ids ids,
            Clock clock,
            DataKeys keys) {
        store = new WithdrawalStore(keys);
        this.requests = requests;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.changes = changes;
        this.policies = policies;
        this.cited = cited;
        this.documents = documents;
        this.ids = ids;
        this.clock = clock;
    }

    /// The first step. Refused where it could not be paid either. `files`: the papers of the order that were sent as
    /// documents.
    public Answer ask(Once<Withdrawal> once, WithdrawalOrder order, List<Attached> files) {
        return requests.perform(once, connection -> {
            var asked = ask(connection, order);
            if (asked instanceof Result.Done<Withdrawal>(var withdrawal)) {
                var refusal = documents.attach(
                        connection, order.person(), Documents.About.WITHDRAWAL, withdrawal.id(), files);
                if (refusal.isPresent()) {
                    return Result.refused(refusal.get());
                }
            }
            return asked;
        });
    }

    /// What a paper is called, by the code that the rules have for it.
    public static Text paper(String code) {
        return PAPERS.getOrDefault(code, Text.same(code));
    }

    /// The second step, by somebody else than who asked: pays, and ends the insurance.
    public Answer approve(Once<Withdrawal> once, String person, String withdrawal, String reviewer) {
        return requests.perform(once, connection -> approve(connection, person, withdrawal, reviewer));
    }

    /// The second step, too: nothing is paid.
    public Answer reject(Once<Withdrawal> once, String person, String withdrawal, String reviewer, String why) {
        return requests.perform(once, connection -> {
            var found = store.find(connection, person, withdrawal);
            var refusal = REVIEWS.refusal(found, withdrawal, Optional.of(reviewer));
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : end(connection, found.orElseThrow(), new Review.Rejected(reviewer, clock.instant(), why));
        });
    }

    /// Takes the asking back, as long as nobody reviewed it.
    public Answer cancel(Once<Withdrawal> once, String person, String withdrawal, String clerk, String why) {
        return requests.perform(once, connection -> {
            var found = store.find(connection, person, withdrawal);
            var refusal = REVIEWS.refusal(found, withdrawal, Optional.empty());
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : end(connection, found.orElseThrow(), new Review.Cancelled(clerk, clock.instant(), why));
        });
    }

    /// The withdrawals that wait for their review: `asked`.
    public List<Waiting> waiting(Queue queue) {
        return requests.read(connection -> REVIEWS.waiting(connection, queue));
    }

    /// How many of them there are, by state.
    public Map<String, Long> waiting(String region) {
        return requests.read(connection -> REVIEWS.waiting(connection, region));
    }

    /// A person's withdrawals in the order in which they were asked for.
    public List<Withdrawal> of(String person) {
        return requests.read(connection -> store.of(connection, person));
    }

    private Result<Withdrawal> ask(Connection connection, WithdrawalOrder order) throws SQLException {
        var enrolled = enrolment.byNumbers(connection, Set.of(order.person()));
        var today = BusinessDay.of(clock.instant());
        var refusal = Owners.unknown(enrolled, "person", order.person()).or(() -> notYet(order, today));
        if (refusal.isPresent()) {
            return Result.refused(refusal.get());
        }
        var waiting = REVIEWS.waits(store.of(connection, order.person()));
        if (waiting.isPresent()) {
            return Result.refused(waiting.get());
        }
        var owner = Owners.lastInsured(Owners.known(enrolled, order.person()), policies.current(), today);
        if (owner.isEmpty()) {
            return Result.refused(Refusal.notAllowed(Reason.NO_ACCOUNT, Optional.empty()));
        }
        return accounts.change(
                connection,
                Set.of(order.person()),
                (ledgers, same, now) -> ask(same, order, owner.get(), Owners.known(ledgers, order.person()), now));
    }

    private static Optional<Refusal> notYet(WithdrawalOrder order, LocalDate today) {
        return order.happenedOn().isAfter(today)
                ? Optional.of(Refusal.badInput(
                        "WRONG_VALUE",
                        "happenedOn",
                        new Text("不晚于今天 " + today + " 的日期", "a date not after today, " + today),
                        Text.same(order.happenedOn().toString())))
                : Optional.empty();
    }

    private Decided<Result<Withdrawal>> ask(
            Connection connection, WithdrawalOrder order, Insured owner, Ledger ledger, Instant now)
            throws SQLException {
        return switch (decide(owner, ledger, order.reason(), order.documents(), now)) {
            case WithdrawalDecider.Outcome.Refused refused -> nothing(refusal(refused));
            case WithdrawalDecider.Outcome.Paid paid -> {
                var withdrawal = new Withdrawal(
                        order.person(),
                        ids.nextText(),
                        order.reason(),
                        order.happenedOn(),
                        order.documents(),
                        paid.payee(),
                        order.payeeName(),
                        order.payeeAccount().orElse(""),
                        now,
                        order.clerk(),
                        new Review.Asked());
                store.insert(connection, withdrawal);
                REVIEWS.begin(connection, withdrawal, owner.region());
                // No money moves, but the version does: of two clerks at once the second sees the first's.
                yield new Decided<>(Result.done(withdrawal), List.of(new Posting(ledger, List.of())));
            }
        };
    }

    private WithdrawalDecider.Outcome decide(
            Insured owner, Ledger ledger, WithdrawalReason reason, List<String> documents, Instant now) {
        var policy = policies.current().on(owner.region(), owner.scheme(), BusinessDay.of(now));
        return WithdrawalDecider.decide(
                policy, new WithdrawalDecider.Question(owner, ledger.balances(), reason, Set.copyOf(documents)));
    }

    private static Refusal refusal(WithdrawalDecider.Outcome.Refused refused) {
        return Refusal.notAllowed(refused.reason(), refused.rule())
                .with(refused.missing().stream()
                        .map(code -> {
                            var name = paper(code);
                            return new Text(code + "：" + name.zh(), code + ": " + name.en());
                        })
                        .toList());
    }

    private static Decided<Result<Withdrawal>> nothing(Refusal refusal) {
        return new Decided<>(Result.refused(refusal), List.of());
    }

    private Result<Withdrawal> approve(Connection connection, String person, String id, String reviewer)
            throws SQLException {
        var found = store.find(connection, person, id);
        var refusal = REVIEWS.refusal(found, id, Optional.of(reviewer));
        if (refusal.isPresent()) {
            return Result.refused(refusal.get());
        }
        var withdrawal = found.orElseThrow();
        var enrolled = Owners.known(enrolment.byNumbers(connection, Set.of(person)), person);
        var owner = Owners.lastInsured(enrolled, policies.current(), BusinessDay.of(clock.instant()))
                .orElseThrow(() -> new IllegalStateException("whoever had an account never was insured"));
        return accounts.change(
                connection,
                Set.of(person),
                (ledgers, same, now) -> approve(same, withdrawal, reviewer, owner, Owners.known(ledgers, person), now));
    }

    private Decided<Result<Withdrawal>> approve(
            Connection connection, Withdrawal withdrawal, String reviewer, Insured owner, Ledger ledger, Instant now)
            throws SQLException {
        return switch (decide(owner, ledger, withdrawal.reason(), withdrawal.documents(), now)) {
            case WithdrawalDecider.Outcome.Refused refused -> nothing(refusal(refused));
            case WithdrawalDecider.Outcome.Paid paid -> {
                var balances = ledger.balances();
                if (!paid.amount().equals(balances.total())) {
                    throw new IllegalStateException("a withdrawal pays the whole balance");
                }
                var state = new Review.Done(
                        reviewer, now, balances.current(), balances.prior(), cited.key(CitedRule.of(paid.rule())));
                var to = Entry.payout(owner.region());
                var entries = new ArrayList<Entry>(2);
                add(entries, Entry.CURRENT, to, balances.current(), withdrawal.reference());
                add(entries, Entry.PRIOR, to, balances.prior(), withdrawal.reference());
                changes.end(
                        connection,
                        withdrawal.person(),
                        withdrawal.happenedOn(),
                        new Changes.Said(reviewer, withdrawal.reference()));
                yield new Decided<>(end(connection, withdrawal, state), List.of(new Posting(ledger, entries)));
            }
        };
    }

    private static void add(List<Entry> entries, String from, String to, Fen amount, String reference) {
        if (!amount.isZero()) {
            entries.add(new Entry(from, to, amount, Entry.Why.WITHDRAWAL, reference));
        }
    }

    private static Result<Withdrawal> end(Connection connection, Withdrawal withdrawal, Review review)
            throws SQLException {
        Reviews.end(connection, withdrawal, review);
        return Result.done(withdrawal.in(review));
    }
}

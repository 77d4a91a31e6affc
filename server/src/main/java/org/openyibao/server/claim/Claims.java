package org.openyibao.server.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.receipt.Receipt;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.claim.Claim.State;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Queue;
import org.openyibao.server.request.QueueStore;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.request.Waiting;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// The door of the room: the acts on a claim, each in one transaction and once for each key.
///
/// Whoever acts names the version of the claim that they saw. Of two who act at once the second is refused, and told
/// what the first did.
@Component
public class Claims {

    /// Claims of one page.
    public static final int MOST = 500;

    private static final Set<State> OPEN = EnumSet.of(State.FILED, State.RETURNED, State.REVIEWED);

    private final Requests requests;
    private final Settlements settlements;
    private final Checks checks;
    private final Ids ids;
    private final Clock clock;
    private final ClaimStore store;
    private final ClaimFiling filing;
    private final LineReview lineReview;
    private final Approval approval;

    Claims(Requests requests, Settlements settlements, Checks checks, Ids ids, Clock clock, DataKeys keys) {
        store = new ClaimStore(keys);
        this.requests = requests;
        this.settlements = settlements;
        this.checks = checks;
        this.ids = ids;
        this.clock = clock;
        filing = new ClaimFiling(checks, store, clock);
        lineReview = new LineReview(checks);
        approval = new Approval(checks, settlements);
    }

    /// Which claim, as it stood when the caller saw it.
    public record Of(String id, int version) {}

    /// A claim with all that was done to it, the first first.
    public record View(Claim claim, List<ClaimEvent> events) {}

    /// Files a claim (申请).
    public Answer file(Once<Claim> once, ClaimOrder order) {
        return requests.perform(once, connection -> file(connection, order));
    }

    /// Files it anew with what was lacking, while it is returned (补充材料). It keeps the day on which it was
    /// first filed.
    public Answer resubmit(Once<Claim> once, Of of, ClaimOrder order) {
        return act(once, of, EnumSet.of(State.RETURNED), (connection, claim) -> resubmit(connection, claim, order));
    }

    /// Returns it to the person: papers are lacking (退回补正).
    public Answer giveBack(Once<Claim> once, Of of, String clerk, String why) {
        return act(
                once,
                of,
                EnumSet.of(State.FILED, State.REVIEWED),
                (connection, claim) -> Result.done(new Act(claim.in(State.RETURNED), "returned", clerk, why, "")));
    }

    /// Sorts its lines (初审): each that counts has a code of the catalogue then.
    public Answer review(Once<Claim> once, Of of, String clerk, List<Finding> findings, String why) {
        return act(
                once,
                of,
                EnumSet.of(State.FILED, State.REVIEWED),
                (connection, claim) -> lineReview.review(connection, claim, clerk, findings, why));
    }

    /// Approves it by somebody else than who sorted its lines (复核): it is settled, in the same transaction.
    public Answer approve(Once<Claim> once, Of of, String reviewer) {
        return act(
                once,
                of,
                EnumSet.of(State.REVIEWED),
                (connection, claim) -> approval.approve(connection, claim, reviewer));
    }

    /// Rejects it (不予报销). Its invoice may be claimed anew.
    public Answer reject(Once<Claim> once, Of of, String who, String why) {
        return act(once, of, OPEN, (connection, claim) -> end(connection, claim, State.REJECTED, who, why));
    }

    /// Takes it back before it is decided (撤回). Its invoice may be claimed anew.
    public Answer withdraw(Once<Claim> once, Of of, String who, String why) {
        return act(once, of, OPEN, (connection, claim) -> end(connection, claim, State.WITHDRAWN, who, why));
    }

    /// Records that it was paid (支付).
    public Answer pay(Once<Claim> once, Of of, String clerk, Claim.Payment payment) {
        return act(once, of, EnumSet.of(State.APPROVED), (connection, claim) -> pay(claim, clerk, payment));
    }

    /// Records that the payment came back (退汇), and where it is to go now.
    public Answer payBack(Once<Claim> once, Of of, String clerk, Optional<Claim.Payee> payee, String why) {
        return act(
                once,
                of,
                EnumSet.of(State.PAID),
                (connection, claim) -> Result.done(new Act(
                        claim.unpaid(payee.orElse(claim.payee())),
                        "payment-returned",
                        clerk,
                        why,
                        claim.payment().map(Claim.Payment::reference).orElse(""))));
    }

    /// Takes the decision back, as long as nothing is paid (重新审核): its settlement is reversed, and a clerk
    /// begins anew.
    public Answer reopen(Once<Claim> once, Of of, String who, String why) {
        return act(
                once,
                of,
                EnumSet.of(State.APPROVED),
                (connection, claim) -> approval.reopen(connection, claim, who, why));
    }

    public Optional<View> find(String id) {
        return requests.read(connection -> {
            var claim = store.find(connection, id);
            return claim.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new View(claim.get(), store.events(connection, claim.get())));
        });
    }

    /// A person's claims in the order in which they were filed.
    public List<Claim> of(String person) {
        return requests.read(connection -> store.of(connection, person));
    }

    /// A region's claims in a state, by id: the next ones after `after`, `most` at most.
    public List<Claim> of(String region, State state, String after, int most) {
        return requests.read(connection -> store.of(connection, region, state, after, most));
    }

    /// The claims that an agency is to sort, approve or pay: `filed`, `reviewed`, `approved`.
    public List<Waiting> waiting(Queue queue) {
        return requests.read(connection -> QueueStore.waiting(connection, ClaimStore.WAITING, queue));
    }

    /// How many of them there are, by state.
    public Map<String, Long> waiting(String region) {
        return requests.read(connection -> QueueStore.counts(connection, ClaimStore.WAITING, region));
    }

    /// What would come of a claim if it were approved now.
    public Result<Receipt> preview(String id) {
        var previewed = requests.preview(connection -> {
            var claim = store.find(connection, id);
            if (claim.isEmpty()) {
                return Result.<Outcome.Settled>refused(unknown(id));
            }
            var refusal = LineReview.unsorted(claim.get());
            return refusal.isPresent()
                    ? Result.<Outcome.Settled>refused(refusal.get())
                    : approval.preview(connection, claim.get());
        });
        return switch (previewed) {
            case Result.Refused<Outcome.Settled>(var refusal) -> Result.refused(refusal);
            case Result.Done<Outcome.Settled>(var settled) -> Result.done(settlements.receipt(settled));
        };
    }

    /// What a claim that is not filed yet would come to. `unsorted`: of lines whose code in the catalogue is still to
    /// be found; they are not in `settled`.
    public record Estimate(Outcome.Settled settled, Fen unsorted) {}

    /// What would come of filing an order now, `returned` being the claim that it supplies, and of approving it with
    /// the lines whose codes are known. Refused where filing it would be; nothing is written.
    public Result<Estimate> preview(ClaimOrder order, Optional<String> returned) {
        return requests.preview(connection -> {
            var before = returned.isEmpty() ? Optional.<Claim>empty() : store.find(connection, returned.get());
            if (returned.isPresent()
                    && before.filter(claim -> claim.person().equals(order.person()))
                            .isEmpty()) {
                return Result.refused(unknown(returned.get()));
            }
            if (before.isPresent()) {
                store.release(connection, before.get());
            }
            return switch (filing.claim(connection, order, before.map(Claim::id).orElseGet(ids::nextText), before)) {
                case Result.Refused<Claim>(var refusal) -> Result.refused(refusal);
                case Result.Done<Claim>(var claim) -> estimate(connection, claim);
            };
        });
    }

    public Receipt receipt(Estimate estimate) {
        return settlements.receipt(estimate.settled());
    }

    private Result<Estimate> estimate(Connection connection, Claim claim) throws SQLException {
        return switch (approval.preview(connection, claim)) {
            case Result.Refused<Outcome.Settled>(var refusal) -> Result.refused(refusal);
            case Result.Done<Outcome.Settled>(var settled) ->
                Result.done(new Estimate(
                        settled, claim.claimed().minus(settled.settlement().total())));
        };
    }

    /// What is asked of the catalogue before a claim is filed: its care, without its bill.
    public record Care(
            String person,
            Optional<Scheme> scheme,
            VisitKind kind,
            String institution,
            LocalDate from,
            LocalDate until) {}

    /// The region by whose catalogue the lines of a claim would be sorted.
    public Result<String> catalogue(Care care) {
        return requests.preview(connection -> checks.catalogue(connection, care));
    }

    private interface Step {
        Result<Act> on(Connection connection, Claim claim) throws SQLException;
    }

    private Answer act(Once<Claim> once, Of of, Set<State> allowed, Step step) {
        return requests.perform(once, connection -> {
            var found = store.find(connection, of.id());
            if (found.isEmpty()) {
                return Result.refused(unknown(of.id()));
            }
            var claim = found.get();
            var refusal = refusal(connection, claim, of, allowed);
            if (refusal.isPresent()) {
                return Result.refused(refusal.get());
            }
            return switch (step.on(connection, claim)) {
                case Result.Refused<Act>(var why) -> Result.<Claim>refused(why);
                case Result.Done<Act>(var act) -> {
                    if (!store.update(connection, act.after())) {
                        throw new LostRaceException();
                    }
                    if (!act.after().lines().equals(claim.lines())) {
                        store.replaceLines(connection, act.after());
                    }
                    note(connection, act);
                    yield Result.done(act.after());
                }
            };
        });
    }

    private void note(Connection connection, Act act) throws SQLException {
        store.addEvent(
                connection,
                act.after(),
                new ClaimEvent(
                        act.after().version(), clock.instant(), act.what(), act.who(), act.why(), act.details()));
    }

    private static Refusal unknown(String id) {
        return Refusal.unknown("UNKNOWN_CLAIM", "claim", new Text("已有的报销申请编号", "the number of a claim"), id);
    }

    private Optional<Refusal> refusal(Connection connection, Claim claim, Of of, Set<State> allowed)
            throws SQLException {
        if (claim.version() != of.version()) {
            var last = store.events(connection, claim).getLast();
            return Optional.of(Refusal.conflict(
                            "CHANGED_MEANWHILE",
                            "version",
                            new Text(
                                    claim.version() + "（" + last.who() + " 已处理："
                                            + claim.state().text().zh() + "）",
                                    claim.version() + " (" + last.who() + " acted meanwhile: "
                                            + claim.state().text().en() + ")"),
                            Text.same(Integer.toString(of.version())))
                    .instead(new Text("请重新查看后再处理", "look again before you act")));
        }
        if (allowed.contains(claim.state())) {
            return Optional.empty();
        }
        var states = allowed.stream().map(State::toString).collect(Collectors.joining(", "));
        var zh = allowed.stream().map(state -> state.text().zh()).collect(Collectors.joining("；"));
        return Optional.of(Refusal.conflict(
                        "WRONG_STATE",
                        "claim",
                        new Text("处于以下状态的申请：" + zh, "a claim that is " + states),
                        new Text(claim.state().text().zh(), claim.state().toString()))
                .instead(next(claim.state())));
    }

    /// What can be done with a claim in a state.
    private static Text next(State state) {
        return switch (state) {
            case FILED -> new Text("先由经办人员初审", "a clerk reviews it first");
            case RETURNED -> new Text("先由本人补充材料后重新提交", "the person files it anew with what is lacking first");
            case REVIEWED -> new Text("先由另一人复核", "somebody else approves it first");
            case APPROVED -> new Text("先支付，或重新审核", "pay it, or reopen it");
            case PAID -> new Text("款项退回后方可更改", "it can be changed only after the payment has come back");
            case REJECTED, WITHDRAWN -> new Text("重新提出申请", "file a new claim");
        };
    }

    private Result<Claim> file(Connection connection, ClaimOrder order) throws SQLException {
        return switch (filing.claim(connection, order, ids.nextText(), Optional.empty())) {
            case Result.Refused<Claim>(var refusal) -> Result.refused(refusal);
            case Result.Done<Claim>(var claim) -> {
                store.insert(connection, claim);
                note(connection, new Act(claim, "filed", order.by(), "", papers(claim)));
                yield Result.done(claim);
            }
        };
    }

    private Result<Act> resubmit(Connection connection, Claim before, ClaimOrder order) throws SQLException {
        if (!order.person().equals(before.person())) {
            return Result.refused(Refusal.conflict(
                    "ANOTHER_PERSON",
                    "person",
                    new Text("原申请的人员", "the person of the claim"),
                    Text.same(order.person())));
        }
        store.release(connection, before);
        return switch (filing.claim(connection, order, before.id(), Optional.of(before))) {
            case Result.Refused<Claim>(var refusal) -> Result.refused(refusal);
            case Result.Done<Claim>(var claim) ->
                Result.done(new Act(claim, "resubmitted", order.by(), "", papers(claim)));
        };
    }

    private static String papers(Claim claim) {
        return claim.documents().stream()
                .map(document -> document.paper() + " " + document.id())
                .collect(Collectors.joining(", "));
    }

    private Result<Act> end(Connection connection, Claim claim, State state, String who, String why)
            throws SQLException {
        store.release(connection, claim);
        return Result.done(new Act(claim.in(state), state.toString(), who, why, ""));
    }

    private Result<Act> pay(Claim claim, String clerk, Claim.Payment payment) {
        var today = BusinessDay.of(clock.instant());
        if (claim.refund().isZero()) {
            return Result.refused(Refusal.conflict(
                    "NOTHING_TO_PAY",
                    "claim",
                    new Text("有应付金额的申请", "a claim from which something is paid"),
                    Text.same(claim.refund().toString())));
        }
        var approved = BusinessDay.of(claim.filedAt());
        if (payment.paidOn().isAfter(today) || payment.paidOn().isBefore(approved)) {
            return Result.refused(Refusal.badInput(
                    "WRONG_DAY",
                    "paidOn",
                    new Text(approved + " 至 " + today, approved + " to " + today),
                    Text.same(payment.paidOn().toString())));
        }
        return Result.done(new Act(
                claim.paid(payment),
                "paid",
                clerk,
                "",
                payment.reference() + " " + payment.paidOn() + " " + claim.refund()));
    }
}

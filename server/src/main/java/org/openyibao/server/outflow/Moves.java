package org.openyibao.server.outflow;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.MoveDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Accounts.Decided;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.account.Entry;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.account.Posting;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
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

/// A door of the room: accounts that move with the insurance of their owners, in two steps as [Withdrawals]. That the
/// insurance itself moves or ends is recorded with the participations, before: here only the money follows. Both steps
/// are decided by the packs, each on the books of its moment.
///
/// Within this server the money leaves the account for the region left and comes back from the new one, so that
/// what each of them owes the other can be summed from the journal; the balance stays. The wallet is no region's
/// and stays, too.
@Component
public class Moves {

    private static final Reviews REVIEWS = new Reviews("MOVE", "move", new Text("账户转移", "move"));

    private final Requests requests;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Policies policies;
    private final CitedRuleStore cited;
    private final Ids ids;
    private final Clock clock;
    private final MoveStore store = new MoveStore();

    Moves(
            Requests requests,
            Accounts accounts,
            Enrolment enrolment,
            Policies policies,
            CitedRuleStore cited,
            Ids ids,
            Clock clock) {
        this.requests = requests;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.policies = policies;
        this.cited = cited;
        this.ids = ids;
        this.clock = clock;
    }

    /// The first step. Refused where it could not be done either.
    public Answer ask(Once<AccountMove> once, MoveOrder order) {
        return requests.perform(once, connection -> ask(connection, order));
    }

    /// The second step, by somebody else than who asked: the money moves.
    public Answer approve(Once<AccountMove> once, String person, String move, String reviewer) {
        return requests.perform(once, connection -> {
            var found = store.find(connection, person, move);
            var refusal = REVIEWS.refusal(found, move, Optional.of(reviewer));
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : approve(connection, found.orElseThrow(), reviewer);
        });
    }

    /// The second step, too: nothing moves.
    public Answer reject(Once<AccountMove> once, String person, String move, String reviewer, String why) {
        return requests.perform(once, connection -> {
            var found = store.find(connection, person, move);
            var refusal = REVIEWS.refusal(found, move, Optional.of(reviewer));
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : end(connection, found.orElseThrow(), new Review.Rejected(reviewer, clock.instant(), why));
        });
    }

    /// Takes the asking back, as long as nobody reviewed it.
    public Answer cancel(Once<AccountMove> once, String person, String move, String clerk, String why) {
        return requests.perform(once, connection -> {
            var found = store.find(connection, person, move);
            var refusal = REVIEWS.refusal(found, move, Optional.empty());
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : end(connection, found.orElseThrow(), new Review.Cancelled(clerk, clock.instant(), why));
        });
    }

    /// The moves that wait for their review: `asked`.
    public List<Waiting> waiting(Queue queue) {
        return requests.read(connection -> REVIEWS.waiting(connection, queue));
    }

    /// How many of them there are, by state.
    public Map<String, Long> waiting(String region) {
        return requests.read(connection -> REVIEWS.waiting(connection, region));
    }

    /// A person's moves in the order in which they were asked for.
    public List<AccountMove> of(String person) {
        return requests.read(connection -> store.of(connection, person));
    }

    private static Result<AccountMove> end(Connection connection, AccountMove move, Review review) throws SQLException {
        Reviews.end(connection, move, review);
        return Result.done(move.in(review));
    }

    private LocalDate today() {
        return BusinessDay.of(clock.instant());
    }

    private Result<AccountMove> ask(Connection connection, MoveOrder order) throws SQLException {
        var person = order.person();
        var enrolled = enrolment.byNumbers(connection, Set.of(person));
        var moves = store.of(connection, person);
        var refusal = Owners.unknown(enrolled, "person", person)
                .or(() -> REVIEWS.waits(moves))
                .or(() -> wrong(order, moves));
        if (refusal.isPresent()) {
            return Result.refused(refusal.get());
        }
        return switch (route(Owners.known(enrolled, person), order)) {
            case Result.Refused<Route>(var why) -> Result.refused(why);
            case Result.Done<Route>(var route) -> {
                var elsewhere = elsewhere(moves, order, route);
                yield elsewhere.isPresent()
                        ? Result.refused(elsewhere.get())
                        : accounts.change(
                                connection,
                                Set.of(person),
                                (ledgers, same, now) ->
                                        ask(same, move(order, route, now), route, Owners.known(ledgers, person)));
            }
        };
    }

    private Decided<Result<AccountMove>> ask(Connection connection, AccountMove move, Route route, Ledger ledger)
            throws SQLException {
        return switch (decide(move, route, ledger)) {
            case Result.Refused<Review.Done>(var why) -> nothing(why);
            case Result.Done<Review.Done> _ -> {
                store.insert(connection, move);
                REVIEWS.begin(connection, move, move.agencyRegion());
                // No money moves, but the version does: of two clerks at once the second sees the first's.
                yield new Decided<>(Result.done(move), List.of(new Posting(ledger, List.of())));
            }
        };
    }

    private Result<AccountMove> approve(Connection connection, AccountMove move, String reviewer) throws SQLException {
        var enrolled = Owners.known(enrolment.byNumbers(connection, Set.of(move.person())), move.person());
        return switch (route(enrolled, order(move))) {
            case Result.Refused<Route>(var why) -> Result.refused(why);
            case Result.Done<Route>(var route) ->
                accounts.change(
                        connection,
                        Set.of(move.person()),
                        (ledgers, same, now) ->
                                approve(same, move, route, Owners.known(ledgers, move.person()), reviewer));
        };
    }

    private Decided<Result<AccountMove>> approve(
            Connection connection, AccountMove move, Route route, Ledger ledger, String reviewer) throws SQLException {
        return switch (decide(move, route, ledger)) {
            case Result.Refused<Review.Done>(var why) -> nothing(why);
            case Result.Done<Review.Done>(var decided) -> {
                var done =
                        new Review.Done(reviewer, clock.instant(), decided.current(), decided.prior(), decided.rule());
                yield new Decided<>(end(connection, move, done), List.of(new Posting(ledger, entries(move, done))));
            }
        };
    }

    private static Decided<Result<AccountMove>> nothing(Refusal refusal) {
        return new Decided<>(Result.refused(refusal), List.of());
    }

    /// The order that a move was asked for with.
    private static MoveOrder order(AccountMove move) {
        return switch (move.direction()) {
            case OUT ->
                new MoveOrder.Out(move.person(), move.toRegion(), move.agency(), move.reference(), move.clerk());
            case IN ->
                new MoveOrder.In(
                        move.person(),
                        move.fromRegion(),
                        move.agency(),
                        move.reference(),
                        move.brought(),
                        move.moneyYear(),
                        move.clerk());
            case WITHIN -> new MoveOrder.Within(move.person(), move.fromRegion(), move.clerk());
        };
    }

    private AccountMove move(MoveOrder order, Route route, Instant now) {
        var none = Balances.NONE;
        var year = BusinessDay.of(now).getYear();
        return switch (order) {
            case MoveOrder.Out out ->
                move(out, AccountMove.Direction.OUT, route, out.agency(), out.reference(), none, year, now);
            case MoveOrder.In in ->
                move(
                        in,
                        AccountMove.Direction.IN,
                        route,
                        in.agency(),
                        in.reference(),
                        in.brought(),
                        in.moneyYear(),
                        now);
            case MoveOrder.Within within -> move(within, AccountMove.Direction.WITHIN, route, "", "", none, year, now);
        };
    }

    private AccountMove move(
            MoveOrder order,
            AccountMove.Direction direction,
            Route route,
            String agency,
            String reference,
            Balances brought,
            int moneyYear,
            Instant now) {
        return new AccountMove(
                order.person(),
                ids.nextText(),
                direction,
                route.from(),
                route.to(),
                agency,
                reference,
                brought,
                moneyYear,
                now,
                order.clerk(),
                new Review.Asked());
    }

    /// From where to where, and as what the person is insured in those of both regions that this server serves.
    private record Route(String from, Optional<Insured> left, String to, Optional<Insured> entered) {}

    private Result<Route> route(Enrolled enrolled, MoveOrder order) {
        var today = today();
        var parts = enrolled.participations().stream()
                .filter(part ->
                        part.scheme() == Scheme.EMPLOYEE && !part.validFrom().isAfter(today))
                .sorted(Comparator.comparing(Participation::validFrom).reversed())
                .toList();
        if (parts.isEmpty()) {
            return Result.refused(Refusal.notAllowed(Reason.NO_ACCOUNT, Optional.empty()));
        }
        var last = parts.getFirst();
        return switch (order) {
            case MoveOrder.Out out ->
                last.validTo().isAfter(today)
                        ? Result.refused(Refusal.conflict(
                                "STILL_INSURED",
                                "person",
                                new Text("已终止职工医保参保的人", "somebody whose employee insurance has ended"),
                                new Text(
                                        "在 " + last.region() + " 参保的人（请先办理终止）",
                                        "somebody insured in " + last.region() + "; end that first")))
                        : between(
                                enrolled,
                                Optional.of(last),
                                Optional.empty(),
                                last.region(),
                                out.toRegion(),
                                "toRegion");
            case MoveOrder.In in ->
                last.holdsOn(today)
                        ? between(
                                enrolled,
                                Optional.empty(),
                                Optional.of(last),
                                in.fromRegion(),
                                last.region(),
                                "fromRegion")
                        : Result.refused(Refusal.notAllowed(Reason.STATUS_NOT_NORMAL, Optional.empty()));
            case MoveOrder.Within within -> within(enrolled, within, parts);
        };
    }

    private Result<Route> within(Enrolled enrolled, MoveOrder.Within order, List<Participation> parts) {
        var last = parts.getFirst();
        var before = parts.stream()
                .skip(1)
                .filter(part -> part.region().equals(order.fromRegion()))
                .findFirst();
        if (!last.holdsOn(today())) {
            return Result.refused(Refusal.notAllowed(Reason.STATUS_NOT_NORMAL, Optional.empty()));
        }
        return before.isEmpty()
                ? Result.refused(Refusal.conflict(
                        "NOT_INSURED_THERE",
                        "fromRegion",
                        new Text("此前参加职工医保的统筹区", "a region of the person's employee insurance before today's"),
                        Text.same(order.fromRegion())))
                : between(enrolled, before, Optional.of(last), order.fromRegion(), last.region(), "fromRegion");
    }

    private Result<Route> between(
            Enrolled enrolled,
            Optional<Participation> left,
            Optional<Participation> entered,
            String from,
            String to,
            String field) {
        return from.equals(to)
                ? Result.refused(
                        Refusal.badInput("WRONG_VALUE", field, new Text("另一统筹区", "another region"), Text.same(from)))
                : Result.done(new Route(
                        from,
                        left.map(part -> enrolled.insured(part, policies.current(), today(), today())),
                        to,
                        entered.map(part -> enrolled.insured(part, policies.current(), today(), today()))));
    }

    /// What is wrong with what is said to come in: it is of no year, or came already.
    private Optional<Refusal> wrong(MoveOrder order, List<AccountMove> moves) {
        if (!(order instanceof MoveOrder.In in)) {
            return Optional.empty();
        }
        var year = today().getYear();
        if (in.moneyYear() > year) {
            return Optional.of(Refusal.badInput(
                    "WRONG_VALUE",
                    "moneyYear",
                    new Text("不晚于 " + year + " 的年份", "a year not after " + year),
                    Text.same(Integer.toString(in.moneyYear()))));
        }
        if (in.brought().total().isZero()) {
            return Optional.of(Refusal.badInput(
                    "WRONG_VALUE",
                    "prior",
                    new Text("与 current 合计大于 0", "above 0 together with current"),
                    Text.same("0.00")));
        }
        return moves.stream()
                .filter(move -> move.direction() == AccountMove.Direction.IN
                        && move.done().isPresent()
                        && move.fromRegion().equals(in.fromRegion())
                        && move.reference().equals(in.reference()))
                .findFirst()
                .map(move -> Refusal.conflict(
                        "MOVED_ALREADY",
                        "reference",
                        new Text("尚未转入的凭证", "a document by which nothing came yet"),
                        new Text("已由 " + move.id() + " 转入的凭证", "one that came as " + move.id())));
    }

    /// Why what is to leave a region is not there: it moved on before.
    private static Optional<Refusal> elsewhere(List<AccountMove> moves, MoveOrder order, Route route) {
        var last = moves.stream().filter(move -> move.done().isPresent()).reduce((_, later) -> later);
        return order instanceof MoveOrder.In
                ? Optional.empty()
                : last.filter(move -> !move.toRegion().equals(route.from()))
                        .map(move -> Refusal.conflict(
                                "MOVED_ALREADY",
                                order instanceof MoveOrder.Out ? "person" : "fromRegion",
                                new Text(
                                        "账户所在的统筹区 " + move.toRegion(),
                                        "the region that the account is in, " + move.toRegion()),
                                Text.same(route.from())));
    }

    /// What would move, and by which rule.
    private Result<Review.Done> decide(AccountMove move, Route route, Ledger ledger) {
        var year = ledger.year();
        var moving = move.direction() == AccountMove.Direction.IN ? arriving(move, year) : ledger.balances();
        if (moving.total().isZero()) {
            return Result.refused(Refusal.conflict(
                    "NOTHING_TO_MOVE",
                    "person",
                    new Text("有余额的账户", "an account that holds something"),
                    new Text("余额为 0 的账户", "one that holds nothing")));
        }
        var rules = new ArrayList<CitedRule>(2);
        for (var outcome : outcomes(route)) {
            switch (outcome) {
                case MoveDecider.Outcome.Refused refused -> {
                    return Result.refused(Refusal.notAllowed(refused.reason(), refused.rule()));
                }
                case MoveDecider.Outcome.Moves moves -> rules.add(CitedRule.of(moves.rule()));
            }
        }
        return Result.done(
                new Review.Done("", clock.instant(), moving.current(), moving.prior(), cited.key(rules.getFirst())));
    }

    private List<MoveDecider.Outcome> outcomes(Route route) {
        var outcomes = new ArrayList<MoveDecider.Outcome>(2);
        var book = policies.current();
        var today = today();
        route.left()
                .ifPresent(insured -> outcomes.add(
                        MoveDecider.leaves(book.on(insured.region(), insured.scheme(), today), insured, route.to())));
        route.entered()
                .ifPresent(insured ->
                        outcomes.add(MoveDecider.arrives(book.on(insured.region(), insured.scheme(), today), insured)));
        return outcomes;
    }

    /// What came of a year that is over is money of prior years by now.
    private static Balances arriving(AccountMove move, int year) {
        return move.moneyYear() == year
                ? move.brought()
                : new Balances(Fen.ZERO, move.brought().total());
    }

    private static List<Entry> entries(AccountMove move, Review.Done done) {
        var entries = new ArrayList<Entry>(4);
        if (move.direction() != AccountMove.Direction.IN) {
            var left = Entry.relation(move.fromRegion());
            add(entries, Entry.CURRENT, left, done.current(), move);
            add(entries, Entry.PRIOR, left, done.prior(), move);
        }
        if (move.direction() != AccountMove.Direction.OUT) {
            var entered = Entry.relation(move.toRegion());
            add(entries, entered, Entry.CURRENT, done.current(), move);
            add(entries, entered, Entry.PRIOR, done.prior(), move);
        }
        return entries;
    }

    private static void add(List<Entry> entries, String from, String to, Fen amount, AccountMove move) {
        if (!amount.isZero()) {
            entries.add(new Entry(from, to, amount, Entry.Why.TRANSFER, move.entryReference()));
        }
    }
}

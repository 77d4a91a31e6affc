package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.clearing.Application.Asked;
import org.openyibao.server.clearing.Application.Kind;
import org.openyibao.server.clearing.Application.Step;
import org.openyibao.server.database.Ids;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Queue;
import org.openyibao.server.request.QueueStore;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.request.Waiting;
import org.openyibao.server.settlement.SettlementExport;
import org.springframework.stereotype.Component;

/// A door of the room: applications of institutions to be paid what they settled. The sums must be ours, and no
/// settlement is applied for twice. A clerk of the agency accepts, another one approves, as long as the sums
/// are still the same; either rejects. The institution withdraws what is not decided.
@Component
public class Applications {

    /// Most that are listed at once.
    public static final int MOST = 1_000;

    private static final int MOST_DAYS = 366;

    private final Requests requests;
    private final Registry registry;
    private final Clock clock;
    private final Ids ids;
    private final ApplicationStore store = new ApplicationStore();

    Applications(Requests requests, Registry registry, Clock clock, Ids ids) {
        this.requests = requests;
        this.registry = registry;
        this.clock = clock;
        this.ids = ids;
    }

    /// What we have of the settlements applied for; `rows` are settlements and reversals.
    private record Ours(long rows, long persons, Fen total, Fen funds, Fen account, Fen cash) {

        static final Ours NONE = new Ours(0, 0, Fen.ZERO, Fen.ZERO, Fen.ZERO, Fen.ZERO);

        Ours plus(SettlementExport.Totals totals) {
            return new Ours(
                    rows + totals.count(),
                    persons + (totals.reversals() ? -totals.count() : totals.count()),
                    total.plus(totals.total()),
                    funds.plus(totals.funds()),
                    account.plus(totals.account()),
                    cash.plus(totals.cash()));
        }
    }

    public Answer apply(Once<Application> once, Asked asked, String operator) {
        return requests.perform(once, connection -> apply(connection, asked, operator));
    }

    private Result<Application> apply(Connection connection, Asked asked, String operator) throws SQLException {
        var refusal = wrongSpan(asked);
        if (refusal.isPresent()) {
            return Result.refused(refusal.get());
        }
        store.lock(connection);
        var earlier = store.of(connection, asked.institution(), asked.from(), asked.to()).stream()
                .filter(each -> (each.isOpen() || each.state() == Kind.APPROVED) && overlaps(each.asked(), asked))
                .findFirst();
        if (earlier.isPresent()) {
            return Result.refused(appliedAlready(asked, earlier.get()));
        }
        var ours = ours(connection, asked);
        var mismatch = mismatch(asked, ours);
        if (mismatch.isPresent()) {
            return Result.refused(mismatch.get());
        }
        var region = registry.institution(asked.institution(), BusinessDay.of(clock.instant()))
                .orElseThrow(() -> new IllegalStateException("an institution that was there is gone"))
                .region();
        var made = new Application(
                ids.nextText(), region, asked, ours.persons(), List.of(step(Kind.APPLIED, operator, "")));
        store.insert(connection, made);
        return Result.done(made);
    }

    private Step step(Kind kind, String who, String why) {
        return new Step(kind, who, why, clock.instant());
    }

    private Optional<Refusal> wrongSpan(Asked asked) {
        var today = BusinessDay.of(clock.instant());
        var days = ChronoUnit.DAYS.between(asked.from(), asked.to());
        return days < 0 || days >= MOST_DAYS || asked.to().isAfter(today)
                ? Optional.of(Refusal.badInput(
                        "WRONG_VALUE",
                        "to",
                        new Text(
                                asked.from() + " 起至多 " + MOST_DAYS + " 天内、不晚于今天 " + today + " 的日期",
                                "a date within " + MOST_DAYS + " days from " + asked.from() + ", not after today, "
                                        + today),
                        Text.same(asked.to().toString())))
                : Optional.empty();
    }

    private static boolean overlaps(Asked earlier, Asked asked) {
        return earlier.kind() == asked.kind()
                && (earlier.scheme().isEmpty()
                        || asked.scheme().isEmpty()
                        || earlier.scheme().equals(asked.scheme()));
    }

    private static Refusal appliedAlready(Asked asked, Application earlier) {
        var of = earlier.asked();
        return Refusal.conflict(
                "APPLIED_ALREADY",
                "from",
                new Text("未申请清算的期间", "days that nobody applied for"),
                new Text(
                        asked.from() + "（申请 " + earlier.id() + " 含 " + of.from() + " 至 " + of.to() + "）",
                        asked.from() + ", application " + earlier.id() + " has " + of.from() + " to " + of.to()));
    }

    private static Ours ours(Connection connection, Asked asked) throws SQLException {
        var ours = Ours.NONE;
        for (var totals : SettlementExport.totals(connection, asked.institution(), asked.from(), asked.to())) {
            if (totals.kind() == asked.kind() && asked.scheme().orElse(totals.scheme()) == totals.scheme()) {
                ours = ours.plus(totals);
            }
        }
        return ours;
    }

    /// The first sum that is not ours.
    private static Optional<Refusal> mismatch(Asked asked, Ours ours) {
        if (ours.rows() == 0) {
            return Optional.of(Refusal.unknown(
                    "NOTHING_SETTLED",
                    "from",
                    new Text("该类别有结算的期间", "days on which this was settled"),
                    asked.from() + " - " + asked.to()));
        }
        var persons = asked.persons().orElse(ours.persons());
        if (persons != ours.persons()) {
            return Optional.of(differs("persons", Long.toString(ours.persons()), persons.toString()));
        }
        return differs("total", ours.total(), asked.total())
                .or(() -> differs("funds", ours.funds(), asked.funds()))
                .or(() -> differs("account", ours.account(), asked.account()))
                .or(() -> differs("cash", ours.cash(), asked.cash()))
                .or(() -> asked.recognised().isNegative() || asked.recognised().compareTo(asked.total()) > 0
                        ? Optional.of(Refusal.badInput(
                                "TOO_MUCH",
                                "recognised",
                                new Text("0 至医疗费总额 " + asked.total(), "0 to the total, " + asked.total()),
                                Text.same(asked.recognised().toString())))
                        : Optional.empty());
    }

    private static Optional<Refusal> differs(String field, Fen ours, Fen theirs) {
        return ours.equals(theirs) ? Optional.empty() : Optional.of(differs(field, ours.toString(), theirs.toString()));
    }

    private static Refusal differs(String field, String ours, String theirs) {
        return Refusal.conflict(
                "SUMS_DIFFER",
                field,
                new Text("本方该期间的合计 " + ours, "our sum of these days, " + ours),
                Text.same(theirs));
    }

    /// Takes an application back; an institution takes back its own only.
    public Answer withdraw(Once<Application> once, String institution, String id, String operator) {
        return requests.perform(once, connection -> {
            var found = store.find(connection, id)
                    .filter(each -> each.asked().institution().equals(institution));
            var refusal = closed(found, id);
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : take(connection, found.orElseThrow(), step(Kind.WITHDRAWN, operator, ""));
        });
    }

    /// The first step at the agency.
    public Answer accept(Once<Application> once, String id, String clerk) {
        return requests.perform(once, connection -> {
            var found = store.find(connection, id);
            var refusal =
                    closed(found, id).or(() -> notIn(found, Kind.APPLIED, "未受理的申请", "an application not accepted"));
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : take(connection, found.orElseThrow(), step(Kind.ACCEPTED, clerk, ""));
        });
    }

    /// The second step, by somebody else than who accepted, while the sums are still ours.
    public Answer approve(Once<Application> once, String id, String reviewer) {
        return requests.perform(once, connection -> {
            var found = store.find(connection, id);
            var refusal = closed(found, id)
                    .or(() -> notIn(found, Kind.ACCEPTED, "已受理的申请", "an application that was accepted"))
                    .or(() -> sameHands(found, reviewer));
            if (refusal.isPresent()) {
                return Result.refused(refusal.get());
            }
            var changed = mismatch(
                    found.orElseThrow().asked(),
                    ours(connection, found.orElseThrow().asked()));
            return changed.isPresent()
                    ? Result.refused(changed.get())
                    : take(connection, found.orElseThrow(), step(Kind.APPROVED, reviewer, ""));
        });
    }

    /// Instead of either step.
    public Answer reject(Once<Application> once, String id, String clerk, String why) {
        return requests.perform(once, connection -> {
            var found = store.find(connection, id);
            var refusal = closed(found, id);
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : take(connection, found.orElseThrow(), step(Kind.REJECTED, clerk, why));
        });
    }

    private Result<Application> take(Connection connection, Application application, Step step) throws SQLException {
        var steps = new ArrayList<>(application.steps());
        steps.add(step);
        var after = new Application(
                application.id(), application.region(), application.asked(), application.persons(), List.copyOf(steps));
        if (!store.append(connection, after)) {
            throw new LostRaceException();
        }
        return Result.done(after);
    }

    private static Optional<Refusal> closed(Optional<Application> found, String id) {
        if (found.isEmpty()) {
            return Optional.of(Refusal.unknown(
                    "UNKNOWN_APPLICATION", "application", new Text("已有的清算申请编号", "the id of an application"), id));
        }
        return found.get().isOpen()
                ? Optional.empty()
                : Optional.of(taken(found.get(), "未决定的申请", "an application that is not decided"));
    }

    private static Optional<Refusal> notIn(Optional<Application> found, Kind wanted, String zh, String en) {
        return found.filter(each -> each.state() != wanted).map(each -> taken(each, zh, en));
    }

    private static Refusal taken(Application application, String zh, String en) {
        var last = application.last();
        return Refusal.conflict(
                "STEP_TAKEN",
                "application",
                new Text(zh, en),
                new Text("已由 " + last.who() + " " + last.kind().chinese(), last.kind() + " by " + last.who()));
    }

    private static Optional<Refusal> sameHands(Optional<Application> found, String reviewer) {
        return found.map(Application::last)
                .filter(last -> last.who().equals(reviewer))
                .map(last -> Refusal.conflict(
                        "REVIEWED_BY_ITS_CLERK",
                        "reviewer",
                        new Text("受理人以外的人", "somebody else than the clerk who accepted"),
                        Text.same(reviewer)));
    }

    /// The applications that an agency is to accept or decide: `applied`, `accepted`.
    public List<Waiting> waiting(Queue queue) {
        return requests.read(connection -> QueueStore.waiting(connection, ApplicationStore.WAITING, queue));
    }

    /// How many of them there are, by state.
    public Map<String, Long> waiting(String region) {
        return requests.read(connection -> QueueStore.counts(connection, ApplicationStore.WAITING, region));
    }

    public Optional<Application> find(String id) {
        return requests.read(connection -> store.find(connection, id));
    }

    /// Those of an institution for a month, the first first.
    public List<Application> of(String institution, YearMonth month) {
        return requests.read(connection -> store.of(connection, institution, month));
    }

    /// Those of an institution with days in a span, the first first.
    public List<Application> of(String institution, LocalDate from, LocalDate to) {
        return requests.read(connection -> store.of(connection, institution, from, to));
    }

    /// At most `most` of an agency that are in a state, those after `after`, the first first.
    public List<Application> of(String region, Kind state, String after, int most) {
        return requests.read(connection -> store.of(connection, region, state, after, most));
    }
}

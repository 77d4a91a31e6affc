package org.openyibao.server.family;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.account.Posting;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// A door of the room: whose account a person may draw on.
///
/// Each change of a person's bindings advances the version of the person's ledger, so that a settlement decided on the
/// bindings before is decided again.
@Component
public class Bindings {

    private static final int ROWS_AT_ONCE = 500;

    /// Who ends what has come to its end by itself.
    private static final String NOBODY = "";

    private final Requests requests;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Policies policies;
    private final Clock clock;
    private final Ids ids;
    private final BindingStore store = new BindingStore();

    Bindings(Requests requests, Accounts accounts, Enrolment enrolment, Policies policies, Clock clock, Ids ids) {
        this.requests = requests;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.policies = policies;
        this.clock = clock;
        this.ids = ids;
    }

    /// That the owner's account be bound to the user: `relation` is what the owner is to the user; from today on and
    /// without a term where `from` and `until` are empty. `clerk` is who takes the request.
    public record Wish(
            String user,
            String owner,
            Relation relation,
            Optional<Fen> yearLimit,
            Optional<LocalDate> from,
            Optional<LocalDate> until,
            String clerk) {}

    /// A binding as it stands today. `unusable`: why nothing may be drawn today though nobody ended it.
    public record View(Binding binding, Optional<Refusal> unusable, List<Event> events) {}

    /// What was done to a binding: `bound`, `placed`, `limited` or `ended`; `details` is the relation, the place, the
    /// limit (empty: none) or the reason. `clerk` is empty for what came about by itself.
    public record Event(Instant at, String what, String details, String clerk) {}

    /// Binds an account, behind those that the user has bound already.
    public Answer bind(Once<Binding> once, Wish wish) {
        return requests.perform(once, connection -> bind(connection, wish));
    }

    /// What became of a binding brought from elsewhere.
    public enum Taken {
        BOUND,
        /// By the same terms.
        BOUND_ALREADY
    }

    /// Binds an account that was bound elsewhere, maybe in force there already. Whether it may be is judged by the
    /// rules of today, or of the first day where that is still to come.
    public Result<Taken> take(Wish wish) {
        return requests.perform(connection -> {
            var before = read(connection, wish.user(), Set.of(wish.owner()));
            if (before.standing().stream().anyMatch(binding -> isAsked(binding, wish))) {
                return Result.done(Taken.BOUND_ALREADY);
            }
            return switch (bind(connection, before, wish, LocalDate.MIN)) {
                case Result.Done<Binding> _ -> Result.done(Taken.BOUND);
                case Result.Refused<Binding>(var refusal) -> Result.refused(refusal);
            };
        });
    }

    private static boolean isAsked(Binding binding, Wish wish) {
        return binding.owner().equals(wish.owner())
                && binding.relation() == wish.relation()
                && binding.yearLimit().equals(wish.yearLimit())
                && wish.from().map(binding.from()::equals).orElse(true)
                && binding.until().equals(wish.until().orElse(Binding.NO_TERM));
    }

    /// As [#bind(Once, Wish)], in the caller's transaction.
    public Result<Binding> bind(Connection connection, Wish wish) throws SQLException {
        var before = read(connection, wish.user(), Set.of(wish.owner()));
        return bind(connection, before, wish, before.insurance().today());
    }

    /// Why an account would not be bound now; empty where it would.
    public Optional<Refusal> whyNot(Connection connection, Wish wish) throws SQLException {
        var before = read(connection, wish.user(), Set.of(wish.owner()));
        return whyNot(before, wish, before.insurance().today());
    }

    private static Optional<Refusal> whyNot(Read before, Wish wish, LocalDate earliest) {
        var today = before.insurance().today();
        var from = wish.from().orElse(today);
        var judged = from.isBefore(today) ? today : from;
        return before.insurance()
                .unknown("user", wish.user())
                .or(() -> before.insurance().unknown("owner", wish.owner()))
                .or(() -> wrongTerm(earliest, judged, from, wish.until().orElse(Binding.NO_TERM)))
                .or(() -> alreadyBound(before, wish.owner()))
                .or(() -> before.insurance().whyNotBound(wish.owner(), wish.user(), wish.relation(), judged));
    }

    private Result<Binding> bind(Connection connection, Read before, Wish wish, LocalDate earliest)
            throws SQLException {
        var refusal = whyNot(before, wish, earliest);
        if (refusal.isPresent()) {
            return Result.refused(refusal.get());
        }
        guard(connection, before);
        var binding = new Binding(
                wish.user(),
                ids.nextText(),
                wish.owner(),
                wish.relation(),
                before.open().isEmpty() ? 1 : before.open().getLast().position() + 1,
                wish.yearLimit(),
                wish.from().orElse(before.insurance().today()),
                wish.until().orElse(Binding.NO_TERM),
                Optional.empty());
        store.insert(connection, binding);
        store.addEvent(
                connection,
                binding,
                new Event(before.now(), "bound", wish.relation().toString(), wish.clerk()));
        return Result.done(binding);
    }

    /// A user's bindings that nobody ended, in their order, as they are found at `now`.
    private record Read(Instant now, Ledger ledger, List<Binding> open, Insurance insurance) {

        /// Those that have not come to their end by themselves.
        List<Binding> standing() {
            return open.stream()
                    .filter(binding -> insurance.end(binding).isEmpty())
                    .toList();
        }
    }

    /// The ledger first: its version then guards whatever is read after it.
    private Read read(Connection connection, String user, Set<String> others) throws SQLException {
        var now = clock.instant();
        var ledger = accounts.ledger(connection, user, now);
        var open = store.open(connection, List.of(user)).getOrDefault(user, List.of());
        var persons = persons(open);
        persons.add(user);
        persons.addAll(others);
        return new Read(now, ledger, open, insurance(connection, persons));
    }

    private Insurance insurance(Connection connection, Set<String> persons) throws SQLException {
        return new Insurance(
                policies.current(), BusinessDay.of(clock.instant()), enrolment.byNumbers(connection, persons));
    }

    private static Set<String> persons(List<Binding> bindings) {
        return bindings.stream()
                .flatMap(binding -> Stream.of(binding.user(), binding.owner()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// Keeps everybody from changing anything on what was read; and records the end of what has come to it by itself.
    private int guard(Connection connection, Read before) throws SQLException {
        accounts.postAll(connection, List.of(new Posting(before.ledger(), List.of())), before.now());
        var ended = 0;
        for (var binding : before.open()) {
            var end = before.insurance().end(binding);
            if (end.isPresent()) {
                var because = end.get().because().toString();
                store.update(connection, List.of(binding.ended(end.get())));
                store.addEvent(connection, binding, new Event(before.now(), "ended", because, NOBODY));
                ended++;
            }
        }
        return ended;
    }

    private static Optional<Refusal> wrongTerm(LocalDate earliest, LocalDate judged, LocalDate from, LocalDate until) {
        if (from.isBefore(earliest)) {
            return Optional.of(Refusal.badInput(
                    "WRONG_VALUE",
                    "from",
                    new Text("不早于今天 " + earliest, "today, " + earliest + ", or later"),
                    Text.same(from.toString())));
        }
        return until.isBefore(judged)
                ? Optional.of(Refusal.badInput(
                        "WRONG_VALUE",
                        "until",
                        new Text("不早于 " + judged, "not before " + judged),
                        Text.same(until.toString())))
                : Optional.empty();
    }

    private static Optional<Refusal> alreadyBound(Read before, String owner) {
        return before.standing().stream()
                .filter(binding -> binding.owner().equals(owner))
                .findFirst()
                .map(binding -> Refusal.conflict(
                        "ALREADY_BOUND",
                        "owner",
                        new Text("尚未与该使用人绑定的人员", "a person not bound to the user yet"),
                        Text.same(binding.owner())));
    }

    /// What is done to a binding that has not ended.
    public sealed interface Change {}

    /// Puts it at a place in the order in which the user draws, from 1; the others make room.
    public record Place(int position) implements Change {}

    /// Sets what the owner's account pays for the user in a calendar year at most; empty: no limit.
    public record Limit(Optional<Fen> yearLimit) implements Change {}

    /// Ends it from now on: [Binding.Because#REQUESTED] or [Binding.Because#RELATION_ENDED]. The other reasons
    /// come about by themselves.
    public record Ending(Binding.Because because) implements Change {
        public Ending {
            if (because != Binding.Because.REQUESTED && because != Binding.Because.RELATION_ENDED) {
                throw new IllegalArgumentException("because=" + because + ", expected requested or relation-ended");
            }
        }
    }

    /// Changes a binding of the user.
    public Answer change(Once<Binding> once, String user, String id, Change change, String clerk) {
        return requests.perform(once, connection -> change(connection, user, id, change, clerk));
    }

    /// As [#change(Once, String, String, Change, String)], in the caller's transaction.
    public Result<Binding> change(Connection connection, String user, String id, Change change, String clerk)
            throws SQLException {
        var before = read(connection, user, Set.of());
        return switch (decided(before, id, change, clerk)) {
            case Result.Refused<Decided>(var refusal) -> Result.refused(refusal);
            case Result.Done<Decided>(var decided) -> {
                guard(connection, before);
                store.update(connection, decided.rows());
                store.addEvent(connection, decided.binding(), decided.event());
                yield Result.done(decided.binding());
            }
        };
    }

    /// Why a change would not be carried out now; empty where it would.
    public Optional<Refusal> whyNot(Connection connection, String user, String id, Change change) throws SQLException {
        return switch (decided(read(connection, user, Set.of()), id, change, NOBODY)) {
            case Result.Refused<Decided>(var refusal) -> Optional.of(refusal);
            case Result.Done<Decided> _ -> Optional.empty();
        };
    }

    /// What a change comes to: the binding that was asked about, those whose rows change, what to keep of it.
    private record Decided(Binding binding, List<Binding> rows, Event event) {
        static Result<Decided> of(Binding binding, Event event) {
            return Result.done(new Decided(binding, List.of(binding), event));
        }
    }

    private static Result<Decided> decided(Read before, String id, Change change, String clerk) {
        var open = before.standing();
        var found = open.stream().filter(each -> each.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            return Result.refused(unknown(id));
        }
        var binding = found.get();
        var now = before.now();
        return switch (change) {
            case Place(var position) ->
                placed(binding, open, position, new Event(now, "placed", Integer.toString(position), clerk));
            case Limit(var limit) ->
                Decided.of(
                        binding.limited(limit),
                        new Event(now, "limited", limit.map(Fen::toString).orElse(""), clerk));
            case Ending(var because) ->
                Decided.of(
                        binding.ended(new Binding.End(BusinessDay.of(now), because)),
                        new Event(now, "ended", because.toString(), clerk));
        };
    }

    private static Result<Decided> placed(Binding binding, List<Binding> open, int position, Event event) {
        if (position < 1 || position > open.size()) {
            return Result.refused(Refusal.badInput(
                    "WRONG_VALUE",
                    "position",
                    new Text("1 到 " + open.size() + " 的整数", "a whole number from 1 to " + open.size()),
                    Text.same(Integer.toString(position))));
        }
        var order = new ArrayList<>(open);
        order.remove(binding);
        order.add(position - 1, binding);
        var moved = new ArrayList<Binding>();
        for (var index = 0; index < order.size(); index++) {
            moved.add(order.get(index).at(index + 1));
        }
        return Result.done(new Decided(moved.get(position - 1), moved, event));
    }

    private static Refusal unknown(String id) {
        return Refusal.unknown(
                "UNKNOWN_BINDING",
                "id",
                new Text("该使用人未解除的绑定的编号", "the id of a binding of the user that has not ended"),
                id);
    }

    /// What a person uses and owns, ended bindings too, with what was done to each. One that has come to its end by
    /// itself is shown ended, recorded or not.
    public List<View> of(String person) {
        return requests.read(connection -> {
            var found = store.of(connection, person);
            var insurance = insurance(connection, persons(found));
            var views = new ArrayList<View>();
            for (var binding : found) {
                var events = store.events(connection, binding.user(), binding.id());
                views.add(view(binding, insurance, events));
            }
            return List.copyOf(views);
        });
    }

    private static View view(Binding binding, Insurance insurance, List<Event> events) {
        if (binding.end().isPresent()) {
            return new View(binding, Optional.empty(), events);
        }
        var end = insurance.end(binding);
        return end.isPresent()
                ? new View(binding.ended(end.get()), Optional.empty(), events)
                : new View(
                        binding,
                        insurance.whyNotBound(binding.owner(), binding.user(), binding.relation(), insurance.today()),
                        events);
    }

    /// Records the end of every binding that has come to it by itself; how many those were.
    int endOver() {
        var ended = 0;
        var after = Optional.of(new Key("", ""));
        while (after.isPresent()) {
            var from = after.get();
            var page = requests.read(connection -> over(connection, from));
            for (var user : page.over()) {
                ended += requests.always(connection -> guard(connection, read(connection, user, Set.of())));
            }
            after = page.last();
        }
        return ended;
    }

    private record Key(String user, String id) {}

    /// The users of a page that have a binding which is over; `last` is empty on the last page.
    private record Page(Set<String> over, Optional<Key> last) {}

    private Page over(Connection connection, Key after) throws SQLException {
        var rows = store.openAfter(connection, after.user(), after.id(), ROWS_AT_ONCE);
        var insurance = insurance(connection, persons(rows));
        var over = rows.stream()
                .filter(binding -> insurance.end(binding).isPresent())
                .map(Binding::user)
                .collect(Collectors.toSet());
        return new Page(
                over,
                rows.size() < ROWS_AT_ONCE
                        ? Optional.empty()
                        : Optional.of(
                                new Key(rows.getLast().user(), rows.getLast().id())));
    }
}

package org.openyibao.server.crossregion;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.FilingMaker;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.account.Posting;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.document.Attached;
import org.openyibao.server.document.Documents;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// The door of the room.
///
/// Each change of a person's filings advances the version of the person's ledger, so that a settlement decided
/// on the filings before is decided again.
@Component
public class Filings {

    private final Requests requests;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Policies policies;
    private final Documents documents;
    private final Clock clock;
    private final Ids ids;
    private final FilingStore store;

    Filings(
            Requests requests,
            Accounts accounts,
            Enrolment enrolment,
            Policies policies,
            Documents documents,
            Clock clock,
            Ids ids,
            DataKeys keys) {
        store = new FilingStore(keys);
        this.requests = requests;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.policies = policies;
        this.documents = documents;
        this.clock = clock;
        this.ids = ids;
    }

    /// That a filing be made: in the scheme that the person is in where `scheme` is empty, from today on where
    /// `from` is, as long as the rules say where `until` is. `documents`: what is handed in; `byCommitment`: a
    /// promise stands for the rest. `clerk`: who takes it. `institution`: the one that makes it, else empty;
    /// `details`: what it says beside, kept as it came.
    public record Wish(
            String person,
            Optional<Scheme> scheme,
            FilingGround ground,
            String place,
            Optional<LocalDate> from,
            Optional<LocalDate> until,
            Set<String> documents,
            boolean byCommitment,
            String reason,
            String clerk,
            String institution,
            String details) {}

    /// A filing with the rules that it rests on: `papers` says what it must bring, `terms` how long it holds.
    public record Made(FilingRecord filing, Optional<Rule> papers, Optional<Rule> terms) {}

    /// What was done to a filing: `filed`, `extended`, `documents`, `place` or `cancelled`; `details` is the
    /// day, the documents or the place.
    public record Event(Instant at, String what, String details, String reason, String clerk) {}

    /// What a change comes to: what to tell, the rows to add and to change, and what to keep of it. Decided
    /// first, written together with what guards it.
    public record Change(Made made, List<FilingRecord> added, List<FilingRecord> changed, List<Kept> events) {}

    /// An event and the filing that it happened to.
    record Kept(FilingRecord filing, Event event) {}

    /// A filing with its trail, the first event first.
    public record View(FilingRecord filing, List<Event> events) {}

    /// All of a person's filings, the first made first, with their trails.
    public List<View> of(String person) {
        return requests.read(connection -> {
            var events = store.events(connection, person);
            return store.of(connection, List.of(person)).getOrDefault(person, List.of()).stream()
                    .map(filing -> new View(filing, events.getOrDefault(filing.id(), List.of())))
                    .toList();
        });
    }

    /// Changes a person's filings. `files`: the papers handed in with it that were sent as documents.
    public Answer change(Once<Made> once, String person, List<Attached> files, Changing changing) {
        return requests.perform(once, connection -> change(connection, person, files, changing));
    }

    /// What making a filing comes to; nothing is written.
    public Result<Change> make(Known before, Wish wish) {
        var from = wish.from().orElse(before.today());
        if (from.isBefore(before.today())) {
            return Result.refused(Refusal.badInput(
                    "WRONG_VALUE",
                    "from",
                    new Text("不早于今天 " + before.today(), "today, " + before.today() + ", or later"),
                    Text.same(from.toString())));
        }
        var insured = before.insured(wish.scheme(), from);
        if (insured.isEmpty()) {
            return Result.refused(notInsured(wish.scheme(), from));
        }
        return made(before, wish, insured.get(), from, Optional.empty());
    }

    private static Refusal notInsured(Optional<Scheme> scheme, LocalDate day) {
        return Refusal.badInput(
                "WRONG_VALUE",
                "scheme",
                new Text("该人员在 " + day + " 参加的医保险种", "a medical scheme that the person is in on " + day),
                scheme.map(each -> new Text(each.chinese(), each.toString()))
                        .orElse(new Text("未参保", "insured in none")));
    }

    private static Refusal wrongEnd(LocalDate until, LocalDate from, Optional<LocalDate> longest) {
        return Refusal.badInput(
                "WRONG_VALUE",
                "until",
                new Text(
                        "不早于 " + from + longest.map(last -> "、不晚于 " + last).orElse("") + " 的日期",
                        "a date not before " + from
                                + longest.map(last -> " and not after " + last).orElse("")),
                Text.same(until.toString()));
    }

    private Result<Change> made(Known before, Wish wish, Insured insured, LocalDate from, Optional<String> replaces) {
        var same = before.filings().stream()
                .filter(filing -> filing.ground() == wish.ground()
                        && filing.place().equals(wish.place())
                        && filing.scheme() == insured.scheme()
                        && filing.holdsFrom(from))
                .findFirst();
        if (same.isPresent()) {
            return Result.refused(Refusal.conflict(
                    "FILED_ALREADY",
                    "place",
                    new Text("没有同类有效备案的地区；延长请用延期", "a place without such a filing; to prolong it, extend it"),
                    Text.same(wish.place() + " (" + same.get().id() + ")")));
        }
        var policy = policies.current().on(insured.region(), insured.scheme(), from);
        var question = new FilingMaker.Question(
                insured, wish.ground(), wish.place(), from, wish.documents(), wish.byCommitment());
        return switch (FilingMaker.decide(policy, question)) {
            case FilingMaker.Outcome.Refused refused ->
                Result.refused(Refusal.notAllowed(refused.reason(), refused.rule())
                        .with(refused.missing().stream().map(Text::same).toList()));
            case FilingMaker.Outcome.Taken taken -> {
                var until = wish.until().isPresent() ? wish.until() : taken.until();
                if (until.filter(last -> last.isBefore(from)
                                || taken.until().filter(last::isAfter).isPresent())
                        .isPresent()) {
                    yield Result.refused(wrongEnd(until.get(), from, taken.until()));
                }
                var filing = new FilingRecord(
                        wish.person(),
                        ids.nextText(),
                        insured.scheme(),
                        insured.region(),
                        wish.ground(),
                        wish.place(),
                        before.today(),
                        from,
                        until,
                        wish.byCommitment() && !taken.complete(),
                        taken.complete(),
                        List.copyOf(new LinkedHashSet<>(wish.documents())),
                        replaces,
                        Optional.empty(),
                        wish.institution(),
                        wish.details());
                var event = new Event(before.now(), "filed", wish.place(), wish.reason(), wish.clerk());
                yield Result.done(new Change(
                        new Made(filing, taken.papers(), taken.terms()),
                        List.of(filing),
                        List.of(),
                        List.of(new Kept(filing, event))));
            }
        };
    }

    /// What it comes to that a temporary filing hold until a later day, at most as long from today as the rules give a
    /// new one; nothing is written.
    public Result<Change> extend(Known known, String id, LocalDate until, String reason, String clerk) {
        return one(known, id, (before, filing) -> {
            if (filing.until().isEmpty()) {
                return Result.refused(Refusal.conflict(
                        "WITHOUT_TERM", "filing", new Text("有期限的备案", "a filing with a term"), Text.same(id)));
            }
            var insured = before.insured(Optional.of(filing.scheme()), before.today());
            if (insured.isEmpty()) {
                return Result.refused(notInsured(Optional.of(filing.scheme()), before.today()));
            }
            var last = longest(insured.get(), filing, before.today());
            if (!until.isAfter(filing.until().get()) || until.isAfter(last)) {
                return Result.refused(Refusal.badInput(
                        "WRONG_VALUE",
                        "until",
                        new Text(
                                "晚于 " + filing.until().get() + "、不晚于 " + last + " 的日期",
                                "a date after " + filing.until().get() + " and not after " + last),
                        Text.same(until.toString())));
            }
            var longer = filing.until(until);
            var next = before.filings().stream()
                    .filter(other -> !other.id().equals(id) && longer.holdsTogetherWith(other))
                    .findFirst();
            if (next.isPresent()) {
                return Result.refused(Refusal.conflict(
                        "FILED_ALREADY",
                        "until",
                        new Text("早于下一项同类备案的起始日", "a date before the next such filing begins"),
                        Text.same(next.get().from() + " (" + next.get().id() + ")")));
            }
            return changed(longer, new Event(before.now(), "extended", until.toString(), reason, clerk));
        });
    }

    /// The last day that a new filing of the kind would hold.
    private LocalDate longest(Insured insured, FilingRecord filing, LocalDate today) {
        var policy = policies.current().on(insured.region(), insured.scheme(), today);
        var outcome = FilingMaker.decide(
                policy,
                new FilingMaker.Question(
                        insured,
                        filing.ground(),
                        filing.place(),
                        today,
                        Set.copyOf(filing.documents()),
                        filing.byCommitment()));
        return outcome instanceof FilingMaker.Outcome.Taken taken
                ? taken.until().orElse(LocalDate.MAX)
                : filing.until().orElse(LocalDate.MAX);
    }

    /// What it comes to that papers are handed in that a promise stood for; nothing is written.
    public Result<Change> supply(Known known, String id, Set<String> papers, String reason, String clerk) {
        return one(known, id, (before, filing) -> {
            var all = new LinkedHashSet<>(filing.documents());
            all.addAll(papers);
            var insured = before.insured(Optional.of(filing.scheme()), before.today());
            if (insured.isEmpty()) {
                return Result.refused(notInsured(Optional.of(filing.scheme()), before.today()));
            }
            var policy =
                    policies.current().on(insured.get().region(), insured.get().scheme(), before.today());
            var question = new FilingMaker.Question(
                    insured.get(), filing.ground(), filing.place(), before.today(), all, false);
            if (FilingMaker.decide(policy, question) instanceof FilingMaker.Outcome.Refused refused) {
                return Result.refused(Refusal.notAllowed(refused.reason(), refused.rule())
                        .with(refused.missing().stream().map(Text::same).toList()));
            }
            return changed(
                    filing.with(List.copyOf(all), true),
                    new Event(before.now(), "documents", String.join(" ", papers), reason, clerk));
        });
    }

    /// What a change of the place from today on comes to: the filing ends, and another begins for the new place on the
    /// same ground; nothing is written.
    public Result<Change> move(Known known, String id, String place, String reason, String clerk) {
        return one(known, id, (before, filing) -> {
            if (filing.place().equals(place)) {
                return Result.refused(Refusal.conflict(
                        "FILED_ALREADY",
                        "place",
                        new Text("不同于 " + place + " 的地区", "a place other than " + place),
                        Text.same(place)));
            }
            var insured = before.insured(Optional.of(filing.scheme()), before.today());
            if (insured.isEmpty()) {
                return Result.refused(notInsured(Optional.of(filing.scheme()), before.today()));
            }
            var wish = new Wish(
                    filing.person(),
                    Optional.of(filing.scheme()),
                    filing.ground(),
                    place,
                    Optional.of(before.today()),
                    filing.until(),
                    Set.copyOf(filing.documents()),
                    filing.byCommitment(),
                    reason,
                    clerk,
                    filing.institution(),
                    filing.details());
            var ended = filing.cancelledOn(before.today());
            var left = new Kept(ended, new Event(before.now(), "place", place, reason, clerk));
            return switch (made(before, wish, insured.get(), before.today(), Optional.of(id))) {
                case Result.Refused<Change> refused -> refused;
                case Result.Done<Change>(var change) ->
                    Result.done(new Change(
                            change.made(),
                            change.added(),
                            List.of(ended),
                            Stream.concat(Stream.of(left), change.events().stream())
                                    .toList()));
            };
        });
    }

    /// What it comes to that a filing be cancelled from today on, while care that began before is settled as filed;
    /// nothing is written.
    public Result<Change> cancel(Known before, String id, String reason, String clerk) {
        return one(
                before,
                id,
                (known, filing) -> changed(
                        filing.cancelledOn(known.today()),
                        new Event(known.now(), "cancelled", known.today().toString(), reason, clerk)));
    }

    private static Result<Change> changed(FilingRecord filing, Event event) {
        return Result.done(new Change(
                new Made(filing, Optional.empty(), Optional.empty()),
                List.of(),
                List.of(filing),
                List.of(new Kept(filing, event))));
    }

    /// What a change of a person's filings is decided on. `enrolled`: in the standing of the day.
    public record Known(Instant now, Enrolment.Enrolled enrolled, List<FilingRecord> filings) {

        LocalDate today() {
            return BusinessDay.of(now);
        }

        /// In the scheme, or in the medical one that holds, on a day.
        Optional<Insured> insured(Optional<Scheme> scheme, LocalDate day) {
            return enrolled.participations().stream()
                    .filter(part -> part.holdsOn(day)
                            && part.scheme() != Scheme.PENSION
                            && scheme.map(part.scheme()::equals).orElse(true))
                    .findFirst()
                    .map(part -> part.insured(enrolled.person(), day));
        }
    }

    /// Decides a change of a person's filings; nothing is written.
    public interface Changing {
        Result<Change> on(Known before);
    }

    private interface ChangingOne {
        Result<Change> on(Known before, FilingRecord filing);
    }

    /// As [#change(Once, String, List, Changing)], in the caller's transaction.
    public Result<Made> change(Connection connection, String person, List<Attached> files, Changing changing)
            throws SQLException {
        return change(connection, person, files, changing, true);
    }

    /// Why a change would not be carried out now; empty where it would.
    public Optional<Refusal> whyNot(Connection connection, String person, List<Attached> files, Changing changing)
            throws SQLException {
        return switch (change(connection, person, files, changing, false)) {
            case Result.Refused<Made>(var refusal) -> Optional.of(refusal);
            case Result.Done<Made> _ -> Optional.empty();
        };
    }

    /// The ledger first: its version then guards whatever is read after it.
    private Result<Made> change(
            Connection connection, String person, List<Attached> files, Changing changing, boolean lasts)
            throws SQLException {
        var now = clock.instant();
        var ledger = accounts.ledger(connection, person, now);
        var enrolled = enrolment.byNumbers(connection, Set.of(person), BusinessDay.of(now));
        if (!enrolled.containsKey(person)) {
            return Result.refused(Refusal.unknownPerson("person", person));
        }
        var filings = records(connection, Set.of(person)).getOrDefault(person, List.of());
        return switch (changing.on(new Known(now, enrolled.get(person), filings))) {
            case Result.Refused<Change>(var refusal) -> Result.refused(refusal);
            case Result.Done<Change>(var change) -> {
                var made = change.made();
                var refusal = lasts
                        ? documents.attach(
                                connection,
                                person,
                                Documents.About.FILING,
                                made.filing().id(),
                                files)
                        : documents.whyNot(connection, person, files);
                if (refusal.isPresent()) {
                    yield Result.refused(refusal.get());
                }
                if (lasts) {
                    accounts.postAll(connection, List.of(new Posting(ledger, List.of())), now);
                    write(connection, List.of(change));
                }
                yield Result.done(made);
            }
        };
    }

    private static Result<Change> one(Known before, String id, ChangingOne changing) {
        var filing =
                before.filings().stream().filter(each -> each.id().equals(id)).findFirst();
        if (filing.isEmpty()) {
            return Result.refused(Refusal.unknown(
                    "UNKNOWN_FILING", "filing", new Text("该人员的备案编号", "the id of a filing of the person"), id));
        }
        if (!filing.get().holdsFrom(before.today())) {
            return Result.refused(Refusal.conflict(
                    "FILING_OVER",
                    "filing",
                    new Text("未过期、未撤销的备案；请重新备案", "a filing that is neither over nor cancelled; file again"),
                    Text.same(id)));
        }
        return changing.on(before, filing.get());
    }

    /// The filings of the persons as they stand, by person, in the caller's transaction.
    public Map<String, List<FilingRecord>> records(Connection connection, Collection<String> persons)
            throws SQLException {
        return store.of(connection, persons);
    }

    /// Writes what was decided, in the caller's transaction, which advances the persons' ledgers.
    public void write(Connection connection, List<Change> changes) throws SQLException {
        for (var change : changes) {
            for (var filing : change.added()) {
                store.insert(connection, filing);
            }
            for (var filing : change.changed()) {
                store.update(connection, filing);
            }
            for (var kept : change.events()) {
                store.addEvent(connection, kept.filing(), kept.event());
            }
        }
    }
}

package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// What a clerk changes of a person's insurance, each with a row that says who, when, why, what was and what became.
///
/// A clerk changes what was seen: a change names the number of the person's last change as it was read, and is told if
/// there was another meanwhile. While a change is made nobody else changes the person.
@Component
public class Changes {

    /// Who says so, and why.
    public record Said(String clerk, String reason) {}

    /// Whom a change is about; `version`: the number of the person's last change when the clerk read what is there.
    public record Of(String person, int version) {}

    /// Where somebody moves to. `insuredSince` empty: in the same scheme as before, in another one from `from`.
    public record Destination(Scheme scheme, LocalDate from, Optional<LocalDate> insuredSince, Terms terms) {}

    /// What was changed, and what that touches; `version` is the number of the person's last change now.
    public record Made(String person, int version, List<Change> changes, Consequences.Found found) {}

    /// A person with the number of the last change.
    public record Seen(Enrolled enrolled, int version) {}

    private final EnrolmentStore store;
    private final ChangeStore trail;
    private final ContributionStore contributionStore = new ContributionStore();
    private final Contributions contributions;
    private final Consequences consequences;
    private final Requests requests;
    private final Clock clock;

    Changes(EnrolmentStore store, Consequences consequences, Requests requests, Clock clock, DataKeys keys) {
        trail = new ChangeStore(keys);
        this.store = store;
        this.consequences = consequences;
        this.requests = requests;
        this.clock = clock;
        contributions = new Contributions(store, clock);
    }

    public Optional<Seen> see(String person) {
        return requests.read(connection -> {
            var enrolled = store.byNumbers(connection, List.of(person)).get(person);
            return enrolled == null
                    ? Optional.empty()
                    : Optional.of(new Seen(enrolled, trail.last(connection, person)));
        });
    }

    /// The changes of a person, the first first.
    public List<Change> of(String person) {
        return requests.read(connection -> trail.of(connection, person));
    }

    /// The contributions of a person that hold, by scheme and month.
    public List<Contribution> contributions(String person) {
        return requests.read(connection -> contributionStore.heldOf(connection, person));
    }

    /// A change without its number and time.
    private record Draft(Change.Kind kind, String subject, List<Change.Value> values) {
        static Draft of(Edits.Edit edit) {
            var part = edit.after();
            return new Draft(edit.kind(), part.scheme() + " " + part.validFrom(), Fields.changed(edit.before(), part));
        }
    }

    private interface Step {
        Result<List<Draft>> on(Connection connection, Enrolled enrolled) throws SQLException;
    }

    private Answer change(Once<Made> once, Of of, Said said, Step step) {
        return requests.perform(once, connection -> {
            var person = of.person();
            store.lock(connection, List.of(person));
            var enrolled = store.byNumbers(connection, List.of(person)).get(person);
            if (enrolled == null) {
                return Result.refused(Refusal.unknownPerson("person", person));
            }
            var last = trail.last(connection, person);
            if (last != of.version()) {
                return Result.refused(Refusal.conflict(
                        "CHANGED_MEANWHILE",
                        "version",
                        new Text(last + "（此人的资料已被他人更改，请重新查看）", last + " (changed by somebody else: look again)"),
                        Text.same(Integer.toString(of.version()))));
            }
            return switch (step.on(connection, enrolled)) {
                case Result.Refused<List<Draft>>(var refusal) -> Result.<Made>refused(refusal);
                case Result.Done<List<Draft>>(var drafts) -> made(connection, person, last, drafts, said);
            };
        });
    }

    private Result<Made> made(Connection connection, String person, int last, List<Draft> drafts, Said said)
            throws SQLException {
        if (drafts.stream().allMatch(draft -> draft.values().isEmpty())) {
            return Result.refused(Refusal.of(
                    Refusal.Kind.CONFLICT,
                    "NOTHING_CHANGES",
                    new Text("与现有登记相同，没有要更改的内容", "this is what is registered already: nothing changes")));
        }
        var changes = keep(connection, person, last, drafts, said);
        var found = consequences.of(connection, person);
        return Result.done(new Made(person, last + changes.size(), changes, found));
    }

    private List<Change> keep(Connection connection, String person, int last, List<Draft> drafts, Said said)
            throws SQLException {
        var now = clock.instant();
        var changes = new ArrayList<Change>(drafts.size());
        for (var draft : drafts) {
            changes.add(
                    new Change(last + changes.size() + 1, now, draft.kind(), draft.subject(), draft.values(), said));
        }
        trail.insert(connection, person, changes);
        return List.copyOf(changes);
    }

    /// Registers a person who is not registered yet (参保登记).
    public Answer register(Once<Made> once, Person person, Said said) {
        return requests.perform(once, connection -> {
            var refusal = refused(connection, person, Optional.empty());
            if (refusal.isPresent()) {
                return Result.refused(refusal.get());
            }
            if (!store.insert(connection, person)) {
                return Result.refused(Refusal.conflict(
                        "REGISTERED_ALREADY",
                        "number",
                        new Text("未登记的人员编号", "a number that nobody has"),
                        Text.same(person.number())));
            }
            var values = Fields.changed(Optional.empty(), person);
            return made(connection, person.number(), 0, List.of(new Draft(Change.Kind.REGISTERED, "", values)), said);
        });
    }

    /// Puts a person's details right (信息变更).
    public Answer correct(Once<Made> once, Of of, Person right, Said said) {
        return change(once, of, said, (connection, enrolled) -> {
            var refusal = refused(connection, right, Optional.of(enrolled));
            if (refusal.isPresent()) {
                return Result.refused(refusal.get());
            }
            store.update(connection, right);
            var values = Fields.changed(Optional.of(enrolled.person()), right);
            return Result.done(List.of(new Draft(Change.Kind.CORRECTED, "", values)));
        });
    }

    private Optional<Refusal> refused(Connection connection, Person person, Optional<Enrolled> enrolled)
            throws SQLException {
        var last = enrolled.flatMap(Enrolled::died).orElse(LocalDate.now(clock));
        if (person.birth().isAfter(last)) {
            return Optional.of(notUntil("birth", last, person.birth()));
        }
        return store.holderOf(connection, person)
                .filter(holder -> !holder.equals(person.number()))
                .map(holder -> Refusal.conflict(
                        "CERTIFICATE_TAKEN",
                        "certificate",
                        new Text("无人登记的证件号码", "a certificate that nobody is registered with"),
                        Text.same(person.certificate())));
    }

    private static Refusal notUntil(String field, LocalDate last, LocalDate got) {
        return Refusal.badInput(
                "WRONG_VALUE",
                field,
                new Text("不晚于 " + last + " 的日期", "a date not after " + last),
                Text.same(got.toString()));
    }

    /// Has a person take part in a scheme (参保). `insuredSince` empty: from `from` on.
    public Answer open(
            Once<Made> once,
            Of of,
            Scheme scheme,
            LocalDate from,
            Optional<LocalDate> to,
            Optional<LocalDate> insuredSince,
            Terms terms,
            Said said) {
        return edit(
                once,
                of,
                said,
                edits -> edits.open(scheme, from, to.orElse(Edits.NO_END), insuredSince, terms, "from"));
    }

    /// Changes where or as what a person takes part, from a day of the participation that begins on `first`; from
    /// `first` itself: it never was otherwise. `insuredSince` empty: as before.
    public Answer change(
            Once<Made> once,
            Of of,
            Scheme scheme,
            LocalDate first,
            LocalDate from,
            Optional<LocalDate> insuredSince,
            Terms terms,
            Said said) {
        return edit(once, of, said, edits -> edits.change(scheme, first, from, insuredSince, terms));
    }

    /// Ends a participation with a last day, sooner or later than before; empty: without end (停保、恢复).
    public Answer end(Once<Made> once, Of of, Scheme scheme, LocalDate first, Optional<LocalDate> lastDay, Said said) {
        return edit(once, of, said, edits -> edits.end(scheme, first, lastDay.orElse(Edits.NO_END)));
    }

    /// Moves a person's insurance to another region or scheme (关系转移接续): the one participation ends, the other
    /// begins, and months paid count on. The account's money stays where it is.
    public Answer move(
            Once<Made> once, Of of, Scheme scheme, LocalDate first, LocalDate lastDay, Destination to, Said said) {
        return edit(once, of, said, edits -> edits.move(scheme, first, lastDay, to));
    }

    private interface Editing {
        Result<List<Edits.Edit>> by(Edits edits);
    }

    private Answer edit(Once<Made> once, Of of, Said said, Editing editing) {
        return change(once, of, said, (connection, enrolled) -> switch (editing.by(
                new Edits(enrolled, LocalDate.now(clock)))) {
            case Result.Refused<List<Edits.Edit>>(var refusal) -> Result.refused(refusal);
            case Result.Done<List<Edits.Edit>>(var edits) -> Result.done(drafts(connection, edits));
        });
    }

    private List<Draft> drafts(Connection connection, List<Edits.Edit> edits) throws SQLException {
        store.save(connection, edits.stream().map(Edits.Edit::after).toList());
        return edits.stream().map(Draft::of).toList();
    }

    /// Ends a person's insurance in every scheme with `lastDay`, in the transaction of a caller who moves the person's
    /// books on too. What ends sooner stays as it is.
    public void end(Connection connection, String person, LocalDate lastDay, Said said) throws SQLException {
        store.lock(connection, List.of(person));
        var enrolled = store.byNumbers(connection, List.of(person)).get(person);
        if (enrolled != null) {
            var drafts = drafts(connection, new Edits(enrolled, LocalDate.now(clock)).endAll(lastDay));
            keep(connection, person, trail.last(connection, person), drafts, said);
        }
    }

    /// Records what was paid for one month or year, in time or afterwards; `corrects`: in place of what is held.
    public Answer contribute(Once<Made> once, int version, Contribution contribution, boolean corrects, Said said) {
        var person = contribution.person();
        return change(once, new Of(person, version), said, (connection, enrolled) -> {
            var held = contributionStore.held(connection, contribution);
            var offered = List.of(new Enrolment.Offered(contribution, corrects));
            var taken = contributions.take(connection, offered, said.clerk(), said.reason());
            if (!taken.refused().isEmpty()) {
                return Result.refused(refusal(taken.refused().getFirst().wrong()));
            }
            var subject = contribution.scheme() + " " + contribution.month();
            return Result.done(
                    List.of(new Draft(Change.Kind.CONTRIBUTION, subject, Fields.changed(held, contribution))));
        });
    }

    private static Refusal refusal(Enrolment.Wrong wrong) {
        return Refusal.badInput("CONTRIBUTION", wrong.field(), wrong.expected(), Text.same(wrong.got()));
    }

    /// Records the day of a person's death, from the day after which nothing is insured any more.
    public Answer reportDeath(Once<Made> once, Of of, LocalDate day, Said said) {
        return change(once, of, said, (connection, enrolled) -> {
            var today = LocalDate.now(clock);
            var born = enrolled.person().birth();
            if (day.isAfter(today) || day.isBefore(born)) {
                return Result.refused(Refusal.badInput(
                        "WRONG_VALUE",
                        "day",
                        new Text(born + "（出生）至 " + today + " 的日期", "a date from birth, " + born + ", to " + today),
                        Text.same(day.toString())));
            }
            return died(connection, enrolled, Change.Kind.DEATH, Optional.of(day));
        });
    }

    /// Takes back a death that was reported by mistake.
    public Answer takeBackDeath(Once<Made> once, Of of, Said said) {
        return change(
                once,
                of,
                said,
                (connection, enrolled) -> enrolled.died().isEmpty()
                        ? Result.refused(Refusal.of(
                                Refusal.Kind.CONFLICT,
                                "NO_DEATH",
                                new Text("没有登记此人死亡，无从撤回", "no death is recorded of the person: nothing to take back")))
                        : died(connection, enrolled, Change.Kind.DEATH_TAKEN_BACK, Optional.empty()));
    }

    private Result<List<Draft>> died(
            Connection connection, Enrolled enrolled, Change.Kind kind, Optional<LocalDate> day) throws SQLException {
        store.died(connection, enrolled.person().number(), day);
        return Result.done(List.of(new Draft(kind, "", Fields.died(enrolled.died(), day))));
    }
}

package org.openyibao.server.family;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openyibao.engine.text.Text;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// A door of the room: who lives in one household (户), for caps that a family shares.
@Component
public class Households {

    private final Requests requests;
    private final Enrolment enrolment;
    private final Clock clock;
    private final HouseholdStore store = new HouseholdStore();

    Households(Requests requests, Enrolment enrolment, Clock clock) {
        this.requests = requests;
        this.enrolment = enrolment;
        this.clock = clock;
    }

    /// Puts a person into a household from a day on; the person leaves a former one the day before.
    public Answer join(Once<HouseholdMember> once, String household, String person, LocalDate from, String clerk) {
        return requests.perform(once, connection -> join(connection, household, person, from, clerk));
    }

    private Result<HouseholdMember> join(
            Connection connection, String household, String person, LocalDate from, String clerk) throws SQLException {
        if (!enrolment.byNumbers(connection, List.of(person)).containsKey(person)) {
            return Result.refused(Refusal.unknownPerson("person", person));
        }
        var latest = store.latest(connection, person);
        var notAfter = latest.filter(before -> !from.isAfter(before.from()));
        if (notAfter.isPresent()) {
            return Result.refused(Refusal.conflict(
                    "HOUSEHOLD_SINCE",
                    "from",
                    new Text(
                            "晚于上次入户日 " + notAfter.get().from(),
                            "after " + notAfter.get().from() + ", when the person joined the last household"),
                    Text.same(from.toString())));
        }
        var now = clock.instant();
        if (latest.filter(before -> before.holdsOn(from)).isPresent()) {
            store.leave(connection, latest.get().until(from.minusDays(1)), clerk, now);
        }
        var member = new HouseholdMember(household, person, from, HouseholdMember.NO_END);
        store.insert(connection, member, clerk, now);
        return Result.done(member);
    }

    /// Takes a person out of a household after a last day.
    public Answer leave(Once<HouseholdMember> once, String household, String person, LocalDate last, String clerk) {
        return requests.perform(once, connection -> leave(connection, household, person, last, clerk));
    }

    private Result<HouseholdMember> leave(
            Connection connection, String household, String person, LocalDate last, String clerk) throws SQLException {
        var member = store.latest(connection, person)
                .filter(latest -> latest.household().equals(household) && latest.holdsOn(last));
        if (member.isEmpty()) {
            return Result.refused(Refusal.unknown(
                    "NO_MEMBER", "person", new Text("该日在该户的人员", "a member of the household on the day"), person));
        }
        var left = member.get().until(last);
        store.leave(connection, left, clerk, clock.instant());
        return Result.done(left);
    }

    /// The member at `index` of those offered cannot be taken: the field, what was expected of it, what came.
    public record Wrong(int index, String field, Text expected, String got) {}

    private record Key(String person, LocalDate from) {
        static Key of(HouseholdMember member) {
            return new Key(member.person(), member.from());
        }
    }

    /// What is wrong with members brought from elsewhere: who is neither registered nor among `registering`, and
    /// who would live in two households on a day. One from the same first day is replaced.
    public List<Wrong> wrong(List<HouseholdMember> offered, Set<String> registering) {
        var persons = offered.stream().map(HouseholdMember::person).collect(Collectors.toSet());
        var replaced = offered.stream().map(Key::of).collect(Collectors.toSet());
        return requests.read(connection -> {
            var known = new HashSet<>(registering);
            known.addAll(enrolment.byNumbers(connection, persons).keySet());
            var lives = new HashMap<String, List<HouseholdMember>>();
            for (var member : store.ofPersons(connection, persons)) {
                if (!replaced.contains(Key.of(member))) {
                    lives.computeIfAbsent(member.person(), person -> new ArrayList<>())
                            .add(member);
                }
            }
            var wrong = new ArrayList<Wrong>();
            for (var index = 0; index < offered.size(); index++) {
                var member = offered.get(index);
                var others = lives.computeIfAbsent(member.person(), person -> new ArrayList<>());
                var complaint = known.contains(member.person())
                        ? elsewhere(index, member, others)
                        : Optional.of(unknown(index, member));
                complaint.ifPresentOrElse(wrong::add, () -> others.add(member));
            }
            return List.copyOf(wrong);
        });
    }

    private static Wrong unknown(int index, HouseholdMember member) {
        return new Wrong(index, "number", new Text("已登记人员的编号", "the number of a registered person"), member.person());
    }

    private static Optional<Wrong> elsewhere(int index, HouseholdMember member, List<HouseholdMember> others) {
        return others.stream()
                .filter(member::overlaps)
                .findFirst()
                .map(other -> new Wrong(
                        index,
                        "from",
                        new Text(
                                "不在 " + other.from() + " 至 " + other.to() + " 内（在户 " + other.household() + "）的日期",
                                "days outside " + other.from() + " to " + other.to() + ", when the person lives in "
                                        + other.household()),
                        member.from().toString()));
    }

    /// Takes members brought from elsewhere, with whom nothing is [#wrong].
    public void save(List<HouseholdMember> members, String clerk) {
        requests.always(connection -> {
            store.save(connection, members, clerk, clock.instant());
            return members.size();
        });
    }

    /// All who live or lived in a household, those still there first.
    public List<HouseholdMember> of(String household) {
        return requests.read(connection -> store.of(connection, household));
    }
}

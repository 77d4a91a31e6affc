package org.openyibao.server.family;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
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

    /// All who live or lived in a household, those still there first.
    public List<HouseholdMember> of(String household) {
        return requests.read(connection -> store.of(connection, household));
    }
}

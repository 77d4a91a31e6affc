package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.openyibao.engine.text.Text;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// What a clerk changes of a person's insurance, each with a row that says who, when and why.
@Component
public class Changes {

    private final EnrolmentStore store;
    private final Contributions contributions;
    private final Requests requests;
    private final Clock clock;

    Changes(EnrolmentStore store, Requests requests, Clock clock) {
        this.store = store;
        this.requests = requests;
        this.clock = clock;
        contributions = new Contributions(store, clock);
    }

    /// Who says so, and why.
    public record Said(String clerk, String reason) {}

    /// Records what was paid for one month or year, in time or afterwards; `corrects`: in place of what is held.
    public Answer contribute(Once<Contribution> once, Contribution contribution, boolean corrects, Said said) {
        return requests.perform(once, connection -> {
            var offered = List.of(new Enrolment.Offered(contribution, corrects));
            var taken = contributions.take(connection, offered, said.clerk(), said.reason());
            if (!taken.refused().isEmpty()) {
                return Result.refused(refusal(taken.refused().getFirst().wrong()));
            }
            keep(connection, contribution.person(), said, "contribution", contribution.toString());
            return Result.done(contribution);
        });
    }

    private static Refusal refusal(Enrolment.Wrong wrong) {
        return Refusal.badInput("CONTRIBUTION", wrong.field(), wrong.expected(), Text.same(wrong.got()));
    }

    /// Records the day of a person's death, from the day after which nothing is insured any more.
    public Answer reportDeath(Once<LocalDate> once, String person, LocalDate day, Said said) {
        return requests.perform(once, connection -> {
            store.lock(connection, List.of(person));
            var enrolled = store.byNumbers(connection, List.of(person)).get(person);
            if (enrolled == null) {
                return Result.refused(Refusal.unknown(
                        "PERSON", "person", new Text("已参保登记的人员编号", "the number of a registered person"), person));
            }
            var today = LocalDate.now(clock);
            var born = enrolled.person().birth();
            if (day.isAfter(today) || day.isBefore(born)) {
                return Result.refused(Refusal.badInput(
                        "DEATH",
                        "day",
                        new Text("出生日期至今日之间的日期", "a date from birth to today"),
                        Text.same(day.toString())));
            }
            store.died(connection, person, day);
            keep(
                    connection,
                    person,
                    said,
                    "death",
                    enrolled.died().map(LocalDate::toString).orElse("-") + " -> " + day);
            return Result.done(day);
        });
    }

    private void keep(Connection connection, String person, Said said, String kind, String what) throws SQLException {
        store.keepChange(connection, person, clock.instant(), said, kind, what);
    }
}

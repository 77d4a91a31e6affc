package org.openyibao.server.settlementlist;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.SettlementExport;
import org.openyibao.server.settlement.SettlementExport.Care;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// The door of the room.
@Component
public class SettlementLists {

    /// What the status of a list is to be. The person is empty where the sender does not say it.
    public record Status(Optional<String> person, String settlement, boolean submitted) {}

    /// A list with its person.
    public record Found(Kept list, Person person) {}

    /// Of those that were asked for, the ones of a page, and how many there are.
    public record FoundPage(List<Found> lists, long all) {}

    /// Which lists of a month are asked for; with `level`, those with a finding of it.
    public record Asked(
            YearMonth month, Optional<String> settlement, Optional<String> person, Optional<Finding.Level> level) {}

    /// Settlements of which a list is due, and those that have one.
    public record Counts(long due, long uploaded) {}

    private final Requests requests;
    private final Settlements settlements;
    private final Enrolment enrolment;
    private final Clock clock;
    private final Ids ids;
    private final ListStore store;

    SettlementLists(
            Requests requests, Settlements settlements, Enrolment enrolment, Clock clock, Ids ids, DataKeys keys) {
        store = new ListStore(keys);
        this.requests = requests;
        this.settlements = settlements;
        this.enrolment = enrolment;
        this.clock = clock;
        this.ids = ids;
    }

    /// Keeps a list, or a further version of it, and says under which number.
    public Answer upload(Once<String> once, String institution, String operator, SettlementList list) {
        return requests.perform(once, connection -> upload(connection, institution, operator, list));
    }

    private Result<String> upload(Connection connection, String institution, String operator, SettlementList list)
            throws SQLException {
        var settled = settled(institution, list);
        if (settled.isEmpty()) {
            return Result.refused(Refusal.unknown(
                    "UNKNOWN_SETTLEMENT",
                    "settlement",
                    new Text("本机构为该人员该次就诊所作、未撤销的结算", "a settlement of this visit made here and not reversed"),
                    list.settlement()));
        }
        var before = store.find(connection, list.settlement());
        if (before.filter(Kept::submitted).isPresent()) {
            return Result.refused(Refusal.conflict(
                    "LIST_SUBMITTED",
                    "settlement",
                    new Text("结算清单未提交的结算（已提交的先改为未提交）", "a settlement whose list is not submitted"),
                    new Text(list.settlement() + "（清单已提交）", list.settlement() + " (submitted)")));
        }
        var checks = new Checks(list, settled.get());
        var refusal = checks.refusal();
        if (refusal.isPresent()) {
            return Result.refused(refusal.get());
        }
        var settlement = settled.get().settlement();
        var kept = new Kept(
                settlement.person(),
                settlement.id(),
                before.map(Kept::version).orElse(0) + 1,
                before.map(Kept::id).orElseGet(ids::nextText),
                settlement.visit(),
                institution,
                clock.instant(),
                Checks.VERSION,
                checks.findings(),
                list.submitted(),
                list.content());
        if (!store.insert(connection, kept, settlement.settledAt())) {
            throw new LostRaceException();
        }
        if (list.submitted()) {
            submit(connection, kept, true, operator);
        }
        return Result.done(kept.id());
    }

    private Optional<Outcome.Settled> settled(String institution, SettlementList list) {
        return settlements
                .find(list.settlement())
                .filter(found -> !found.settlement().isClaimed()
                        && !found.settlement().isReversal()
                        && found.settlement().institution().equals(institution)
                        && found.settlement().visit().equals(list.visit())
                        && settlements.stands(found.settlement()));
    }

    private void submit(Connection connection, Kept list, boolean submitted, String operator) throws SQLException {
        if (!store.submit(connection, list, submitted, clock.instant(), operator)) {
            throw new LostRaceException();
        }
    }

    /// Changes the status of lists, of all or of none.
    public Answer submit(Once<Integer> once, String institution, String operator, List<Status> statuses) {
        return requests.perform(once, connection -> {
            for (var status : statuses) {
                var list = store.find(connection, status.settlement())
                        .filter(found -> found.institution().equals(institution)
                                && status.person().orElse(found.person()).equals(found.person()));
                if (list.isEmpty()) {
                    return Result.refused(Refusal.unknown(
                            "UNKNOWN_LIST",
                            "settlement",
                            new Text("本机构已上传结算清单的结算", "a settlement with a list uploaded here"),
                            status.settlement()));
                }
                if (list.get().submitted() != status.submitted()) {
                    submit(connection, list.get(), status.submitted(), operator);
                }
            }
            return Result.done(statuses.size());
        });
    }

    /// The list of a settlement that the institution made.
    public Optional<Kept> find(String institution, String settlement) {
        return requests.read(connection -> store.find(connection, settlement))
                .filter(list -> list.institution().equals(institution));
    }

    /// An institution's lists with what our checks noted of them.
    public FoundPage found(String institution, Asked asked, long offset, int size) {
        return requests.read(connection -> {
            var all = store.of(connection, institution, asked.month()).stream()
                    .filter(list -> asked.settlement().orElse(list.settlement()).equals(list.settlement())
                            && asked.person().orElse(list.person()).equals(list.person())
                            && (asked.level().isEmpty()
                                    || has(list, asked.level().get())))
                    .toList();
            var page = all.stream().skip(offset).limit(size).toList();
            var persons = page.stream().map(Kept::person).collect(Collectors.toSet());
            var known =
                    persons.isEmpty() ? Map.<String, Enrolment.Enrolled>of() : enrolment.byNumbers(connection, persons);
            return new FoundPage(
                    page.stream()
                            .map(list -> new Found(
                                    list,
                                    Optional.ofNullable(known.get(list.person()))
                                            .orElseThrow(() ->
                                                    new IllegalStateException("a list's person is not registered"))
                                            .person()))
                            .toList(),
                    all.size());
        });
    }

    private static boolean has(Kept list, Finding.Level level) {
        return list.findings().stream().anyMatch(finding -> finding.check().level() == level);
    }

    /// Of the settlements that an institution made in a time of some care; reversals and what they reverse count where
    /// `withReversals`.
    public Counts counts(
            String institution, Predicate<Care> care, LocalDateTime from, LocalDateTime to, boolean withReversals) {
        return requests.read(connection -> {
            var due = new ArrayList<String>();
            SettlementExport.ofCare(connection, institution, from, to, made -> {
                if (care.test(made.care()) && (withReversals || made.stands())) {
                    due.add(made.settlement());
                }
                return true;
            });
            return new Counts(due.size(), store.count(connection, due));
        });
    }
}

package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Requests;
import org.openyibao.server.settlement.SettlementExport.Care;
import org.springframework.stereotype.Component;

/// A door of the room: what institutions ask for afterwards of visits, bills and the year. Changes nothing. Claims are
/// the agency's, and not told here, but that they count in the year.
@Component
public class CareRecords {

    /// A visit, and its person as insured when it began. `kind`: empty of what is no stay and was not settled yet.
    public record Visited(VisitRecord visit, Optional<VisitKind> kind, Person person, Participation participation) {}

    /// What a person's settlements of a year in a scheme add up to for some care. `count`: how many stand. `burden`:
    /// compliant burden that counts towards a layer for catastrophic bills; nothing where the region has no such
    /// layer.
    public record Accumulated(
            Scheme scheme,
            int year,
            Care care,
            long count,
            Fen total,
            Fen inScope,
            Fen deductible,
            Fen pool,
            Fen burden,
            Fen account,
            Map<LayerKind, Fen> layers) {}

    private final Requests requests;
    private final Enrolment enrolment;
    private final Policies policies;
    private final CareStore care = new CareStore();
    private final VisitStore visits = new VisitStore();
    private final FeeStore fees = new FeeStore();
    private final SettlementStore settlements = new SettlementStore();

    CareRecords(Requests requests, Enrolment enrolment, Policies policies) {
        this.requests = requests;
        this.enrolment = enrolment;
        this.policies = policies;
    }

    /// A person's visits at an institution that began in a time and were not cancelled, by their beginning.
    public List<Visited> visits(String institution, String person, LocalDateTime from, LocalDateTime to) {
        return requests.read(
                connection -> withPersons(connection, care.visits(connection, person, institution, from, to)));
    }

    /// A person's visit at an institution, unless it was cancelled.
    public Optional<VisitRecord> visit(String institution, String person, String visit) {
        return requests.read(connection -> find(connection, person, visit))
                .filter(found -> found.institution().equals(institution) && !found.cancelled());
    }

    private Optional<VisitRecord> find(Connection connection, String person, String visit) throws SQLException {
        return visits.find(connection, List.of(new VisitStore.Key(person, visit))).stream()
                .findFirst();
    }

    /// The stays at an institution that began in a time and have not ended, of all persons or of one.
    public List<Visited> inHospital(String institution, Optional<String> person, LocalDateTime from, LocalDateTime to) {
        return requests.read(
                connection -> withPersons(connection, care.inHospital(connection, institution, person, from, to)));
    }

    /// The stays at an institution that have not ended, and those that ended since a day and are not settled, by their
    /// beginning.
    public List<Visited> openStays(String institution, LocalDate endedSince) {
        return requests.read(connection ->
                withPersons(connection, care.openStays(connection, institution, endedSince.atStartOfDay())));
    }

    /// A stay with what was charged and not withdrawn. `settlement`: that settled it to its end and stands.
    public record StayAccount(VisitRecord visit, Person person, List<ChargedLine> lines, Optional<String> settlement) {

        /// What the lines come to that are to be settled.
        public Fen unsettled() {
            return lines.stream()
                    .filter(line -> !line.settled())
                    .map(line -> line.line().amount())
                    .reduce(Fen.ZERO, Fen::plus);
        }
    }

    /// A line of a stay. `details`: what was sent with its upload, of whose lines it is the one at `line.place()`.
    /// `settled`: by a settlement that stands.
    public record ChargedLine(Bill.Line line, LocalDate day, String details, boolean settled) {}

    /// A stay at an institution, unless it was cancelled. Its lines are as they were charged, by day; their parts are
    /// by catalogue alone, below zero of those that take something back.
    public Optional<StayAccount> stay(String institution, String id) {
        return requests.read(connection -> {
            var visit = care.stay(connection, institution, id).filter(found -> !found.cancelled());
            if (visit.isEmpty()) {
                return Optional.empty();
            }
            var person = visit.get().person();
            var key = new FeeStore.Key(person, id, StayChanges.NO_BATCH);
            var parts = SettlementRef.parts(settlements.refs(connection, List.of(key)));
            var lines = fees.find(connection, List.of(key)).stream()
                    .flatMap(upload -> Bill.charged(upload)
                            .map(line -> new ChargedLine(
                                    line,
                                    line.day().orElseThrow(),
                                    upload.details(),
                                    parts.stream().anyMatch(part -> part.settles(upload)))))
                    .sorted(Comparator.comparing(ChargedLine::day))
                    .toList();
            return Optional.of(new StayAccount(
                    visit.get(),
                    Optional.ofNullable(enrolment
                                    .byNumbers(connection, List.of(person))
                                    .get(person))
                            .orElseThrow(() -> new IllegalStateException("the person of a stay is not registered"))
                            .person(),
                    lines,
                    parts.stream()
                            .filter(part -> !part.isInterim())
                            .map(SettlementRef::id)
                            .findFirst()));
        });
    }

    private List<Visited> withPersons(Connection connection, List<VisitRecord> found) throws SQLException {
        var persons = new HashSet<String>();
        found.forEach(visit -> persons.add(visit.person()));
        var enrolled =
                persons.isEmpty() ? Map.<String, Enrolment.Enrolled>of() : enrolment.byNumbers(connection, persons);
        var kinds = care.kinds(connection, found);
        return found.stream()
                .map(visit -> {
                    var of = Optional.ofNullable(enrolled.get(visit.person()))
                            .orElseThrow(() -> new IllegalStateException("the person of a visit is not registered"));
                    return new Visited(
                            visit,
                            visit.inpatient()
                                    .map(_ -> VisitKind.INPATIENT)
                                    .or(() -> Optional.ofNullable(
                                            kinds.get(new VisitStore.Key(visit.person(), visit.id())))),
                            of.person(),
                            of.nearest(visit.scheme(), visit.openedAt().toLocalDate())
                                    .orElseThrow(
                                            () -> new IllegalStateException("the participation of a visit is gone")));
                })
                .toList();
    }

    /// What a settlement of a person at an institution settled, or what a reversal took back. Empty also where it was
    /// reversed and its lines were changed since.
    public Optional<Bill> bill(String institution, String person, String visit, String settlement) {
        return requests.read(connection -> {
            var found = settlements
                    .find(connection, person, settlement)
                    .filter(one -> !one.isClaimed()
                            && one.visit().equals(visit)
                            && one.institution().equals(institution));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var batch = new FeeStore.Key(person, visit, found.get().batch());
            var bill = Bill.of(
                    found.get(),
                    find(connection, person, visit).orElseThrow(CareRecords::gone),
                    fees.find(connection, List.of(batch)));
            if (bill.isEmpty() && stands(connection, batch, found.get())) {
                throw gone();
            }
            return bill;
        });
    }

    /// One of an institution's settlements of a day, with its person.
    public record Made(SettlementExport.OfDay settlement, Person person) {}

    /// Some of an institution's settlements and reversals of a day, the last first, and how many there are in all.
    public record Day(List<Made> some, long all) {}

    public Day day(String institution, LocalDate day, long offset, int most) {
        return requests.read(connection -> {
            var some = SettlementExport.ofDay(connection, institution, day, offset, most);
            var persons = enrolment.byNumbers(
                    connection,
                    some.stream().map(SettlementExport.OfDay::person).distinct().toList());
            var all = SettlementExport.totals(connection, institution, day, day).stream()
                    .mapToLong(SettlementExport.Totals::count)
                    .sum();
            return new Day(
                    some.stream()
                            .map(made -> new Made(
                                    made,
                                    Objects.requireNonNull(persons.get(made.person()), "a settlement's person")
                                            .person()))
                            .toList(),
                    all);
        });
    }

    private boolean stands(Connection connection, FeeStore.Key batch, SettlementRecord settlement) throws SQLException {
        return !settlement.isReversal()
                && settlements.refs(connection, List.of(batch)).stream()
                        .noneMatch(ref -> ref.reverses().equals(Optional.of(settlement.id())));
    }

    private static IllegalStateException gone() {
        return new IllegalStateException("the visit or the lines of a settlement are gone");
    }

    /// The bills of a person's chronic care of some days that were settled and not reversed, at whatever institution,
    /// by day.
    public List<Bill> chronic(String person, LocalDate from, LocalDate to) {
        return requests.read(connection -> {
            var settled = care.chronic(connection, person, from, to);
            var visitsById = new HashMap<String, VisitRecord>();
            var keys = settled.stream()
                    .map(one -> new VisitStore.Key(person, one.visit()))
                    .distinct()
                    .toList();
            visits.find(connection, keys).forEach(visit -> visitsById.put(visit.id(), visit));
            var batches = settled.stream()
                    .map(one -> new FeeStore.Key(person, one.visit(), one.batch()))
                    .distinct()
                    .toList();
            var uploads = fees.find(connection, batches).stream()
                    .collect(Collectors.groupingBy(upload -> new FeeStore.Key(person, upload.visit(), upload.batch())));
            return settled.stream()
                    .map(one -> Bill.of(
                                    one,
                                    Optional.ofNullable(visitsById.get(one.visit()))
                                            .orElseThrow(CareRecords::gone),
                                    uploads.getOrDefault(new FeeStore.Key(person, one.visit(), one.batch()), List.of()))
                            .orElseThrow(CareRecords::gone))
                    .toList();
        });
    }

    /// By scheme, year and class of care; of all years, or of what was of one month.
    public List<Accumulated> accumulated(String person, Optional<YearMonth> month) {
        var sums = requests.read(connection -> care.sums(connection, person, month));
        return sums.stream().map(this::accumulated).toList();
    }

    private Accumulated accumulated(CareStore.Sum sum) {
        var layers = new EnumMap<LayerKind, Fen>(LayerKind.class);
        for (var kind : LayerKind.values()) {
            layers.put(kind, Fen.of(sum.layersFen()[kind.ordinal()]));
        }
        var known =
                policies.current().on(sum.region(), sum.scheme(), sum.last()).layers().length > 0;
        return new Accumulated(
                sum.scheme(),
                sum.year(),
                sum.care(),
                sum.count(),
                sum.total(),
                sum.inScope(),
                sum.deductible(),
                sum.pool(),
                known ? sum.burden() : Fen.ZERO,
                sum.account(),
                layers);
    }
}

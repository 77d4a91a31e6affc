package org.openyibao.server.agency;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.claim.Claims;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.crossregion.Registrations;
import org.openyibao.server.enrolment.Change;
import org.openyibao.server.enrolment.Changes;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.outflow.Moves;
import org.openyibao.server.outflow.Review;
import org.openyibao.server.outflow.Withdrawals;
import org.openyibao.server.request.Requests;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// A door of the room: what happened to a person's insurance, the latest first, whichever room keeps it.
@Component
public class Timeline {

    /// The settlements that are told of a person; older ones are told by their own list alone.
    private static final int MOST_SETTLEMENTS = 5_000;

    private static final int LAST_YEAR = 9999;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(LAST_YEAR, 12, 31);

    public enum Kind {
        PARTICIPATION("participation"),
        CONTRIBUTION("contribution"),
        CHANGE("change"),
        FILING("filing"),
        REGISTRATION("registration"),
        BINDING("binding"),
        SETTLEMENT("settlement"),
        CLAIM("claim"),
        WITHDRAWAL("withdrawal"),
        MOVE("move"),
        PROPOSAL("proposal");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// The code in answers.
        @Override
        public String toString() {
            return code;
        }
    }

    /// Something that happened: on a day, or at a time of it. `id`: of what it is about, among those of its kind;
    /// `details` and `by` (who did it) may be empty.
    public record Entry(
            Instant at,
            boolean isWholeDay,
            Kind kind,
            String id,
            Text what,
            String details,
            Optional<Fen> amount,
            String by) {

        private static Entry dated(LocalDate day, Kind kind, String id, Text what, String details) {
            return new Entry(
                    day.atStartOfDay(BusinessDay.ZONE).toInstant(),
                    true,
                    kind,
                    id,
                    what,
                    details,
                    Optional.empty(),
                    "");
        }

        private static Entry timed(Instant at, Kind kind, String id, Text what, String details, String by) {
            return new Entry(at, false, kind, id, what, details, Optional.empty(), by);
        }

        private Entry of(Fen sum) {
            return new Entry(at, isWholeDay, kind, id, what, details, Optional.of(sum), by);
        }

        public LocalDate day() {
            return BusinessDay.of(at);
        }
    }

    private final Requests requests;
    private final Changes changes;
    private final Filings filings;
    private final Registrations registrations;
    private final Bindings bindings;
    private final Settlements settlements;
    private final Claims claims;
    private final Withdrawals withdrawals;
    private final Moves moves;
    private final Proposals proposals;

    Timeline(
            Requests requests,
            Changes changes,
            Filings filings,
            Registrations registrations,
            Bindings bindings,
            Settlements settlements,
            Claims claims,
            Withdrawals withdrawals,
            Moves moves,
            Proposals proposals) {
        this.requests = requests;
        this.changes = changes;
        this.filings = filings;
        this.registrations = registrations;
        this.bindings = bindings;
        this.settlements = settlements;
        this.claims = claims;
        this.withdrawals = withdrawals;
        this.moves = moves;
        this.proposals = proposals;
    }

    /// Everything, the latest first; empty where there is no such person.
    public Optional<List<Entry>> of(String person) {
        return changes.see(person).map(seen -> {
            var all = new ArrayList<Entry>();
            seen.enrolled().participations().forEach(part -> participation(all, part));
            contributions(all, changes.contributions(person));
            changes.of(person).forEach(change -> all.add(change(change)));
            filings(all, person);
            registrations(all, person);
            bindings(all, person);
            settlements(all, person);
            claims.of(person)
                    .forEach(claim -> all.add(Entry.timed(
                                    claim.filedAt(),
                                    Kind.CLAIM,
                                    claim.id(),
                                    new Text(
                                            "零星报销：" + claim.state().text().zh(),
                                            "claim: " + claim.state().text().en()),
                                    claim.institution(),
                                    claim.clerk())
                            .of(claim.invoice().total())));
            withdrawals(all, person);
            moves(all, person);
            proposals(all, person);
            all.sort(Comparator.comparing(Entry::at)
                    .thenComparing(Entry::kind)
                    .thenComparing(Entry::id)
                    .reversed());
            return List.copyOf(all);
        });
    }

    private static void participation(List<Entry> all, Participation part) {
        var scheme = part.scheme();
        var id = scheme + " " + part.validFrom();
        all.add(Entry.dated(
                part.validFrom(),
                Kind.PARTICIPATION,
                id,
                new Text("参加" + scheme.chinese(), "begins in the " + scheme + " scheme"),
                part.region()));
        if (part.validTo().getYear() < LAST_YEAR) {
            all.add(Entry.dated(
                    part.validTo(),
                    Kind.PARTICIPATION,
                    id,
                    new Text(scheme.chinese() + "参保的最后一天", "last day in the " + scheme + " scheme"),
                    part.region()));
        }
    }

    private record Year(Scheme scheme, int year) {}

    /// One entry for the months of a year, on the day of the last payment.
    private static void contributions(List<Entry> all, List<Contribution> paid) {
        var years = new LinkedHashMap<Year, List<Contribution>>();
        for (var each : paid) {
            years.computeIfAbsent(new Year(each.scheme(), each.month().getYear()), first -> new ArrayList<>())
                    .add(each);
        }
        years.forEach((year, months) -> {
            var sum = Fen.ZERO;
            var last = LocalDate.MIN;
            for (var month : months) {
                sum = sum.plus(month.employee()).plus(month.employer()).plus(month.fixed());
                last = month.paidOn().isAfter(last) ? month.paidOn() : last;
            }
            var count = months.size();
            all.add(Entry.dated(
                            last,
                            Kind.CONTRIBUTION,
                            year.scheme() + " " + year.year(),
                            new Text(
                                    year.scheme().chinese() + " " + year.year() + " 年缴费 " + count + " 笔",
                                    "contributions of " + year.year() + " to the " + year.scheme() + " scheme: "
                                            + count),
                            "")
                    .of(sum));
        });
    }

    private static Entry change(Change change) {
        return Entry.timed(
                change.at(),
                Kind.CHANGE,
                Integer.toString(change.number()),
                change(change.kind()),
                change.subject(),
                change.said().clerk());
    }

    private static Text change(Change.Kind kind) {
        return switch (kind) {
            case REGISTERED -> new Text("人员登记", "registered");
            case CORRECTED -> new Text("信息变更", "details corrected");
            case OPENED -> new Text("参保登记", "participation opened");
            case CHANGED -> new Text("参保信息变更", "participation changed");
            case ENDED -> new Text("停保", "participation ended");
            case MOVED -> new Text("关系转移", "participation moved");
            case CONTRIBUTION -> new Text("缴费登记", "contribution recorded");
            case DEATH -> new Text("死亡登记", "death reported");
            case DEATH_TAKEN_BACK -> new Text("撤销死亡登记", "death taken back");
        };
    }

    private void filings(List<Entry> all, String person) {
        for (var view : filings.of(person)) {
            for (var event : view.events()) {
                all.add(Entry.timed(
                        event.at(),
                        Kind.FILING,
                        view.filing().id(),
                        filing(event.what()),
                        event.details(),
                        event.clerk()));
            }
        }
    }

    private static Text filing(String what) {
        return switch (what) {
            case "filed" -> new Text("异地就医备案", "filed for care away from home");
            case "extended" -> new Text("备案延期", "filing extended");
            case "documents" -> new Text("备案补齐材料", "documents of the filing supplied");
            case "place" -> new Text("变更备案就医地", "place of the filing changed");
            case "cancelled" -> new Text("撤销备案", "filing cancelled");
            default -> throw new IllegalStateException("filing_event.what=" + what);
        };
    }

    private void registrations(List<Entry> all, String person) {
        var held = requests.read(connection -> registrations.of(connection, Set.of(person)));
        for (var each : held.getOrDefault(person, List.of())) {
            var what = switch (each.kind()) {
                case CHRONIC -> new Text("门诊慢特病登记", "chronic disease registered");
                case CHOSEN -> new Text("定点机构登记", "institution chosen");
                case ACCIDENT -> new Text("意外伤害登记", "accidental injury registered");
            };
            all.add(Entry.timed(each.madeAt(), Kind.REGISTRATION, each.id(), what, each.name(), each.clerk()));
            each.cancelled()
                    .ifPresent(no -> all.add(Entry.timed(
                            no.at(),
                            Kind.REGISTRATION,
                            each.id(),
                            new Text("撤销" + what.zh(), "cancelled: " + what.en()),
                            no.because(),
                            "")));
        }
    }

    private void bindings(List<Entry> all, String person) {
        for (var view : bindings.of(person)) {
            var binding = view.binding();
            var other = binding.user().equals(person) ? binding.owner() : binding.user();
            for (var event : view.events()) {
                all.add(Entry.timed(
                        event.at(), Kind.BINDING, binding.id(), binding(event.what()), other, event.clerk()));
            }
        }
    }

    private static Text binding(String what) {
        return switch (what) {
            case "bound" -> new Text("家庭共济绑定", "account bound");
            case "placed" -> new Text("共济支付顺序调整", "order of the bound accounts changed");
            case "limited" -> new Text("共济限额调整", "limit of a bound account changed");
            case "ended" -> new Text("解除家庭共济绑定", "binding ended");
            default -> throw new IllegalStateException("binding_event.what=" + what);
        };
    }

    private void withdrawals(List<Entry> all, String person) {
        for (var each : withdrawals.of(person)) {
            all.add(Entry.timed(
                    each.askedAt(),
                    Kind.WITHDRAWAL,
                    each.id(),
                    new Text("申请账户支取", "withdrawal asked for"),
                    each.reason().toString(),
                    each.clerk()));
            ended(all, Kind.WITHDRAWAL, each.id(), each.state(), new Text("账户支取", "withdrawal"));
        }
    }

    private void moves(List<Entry> all, String person) {
        for (var each : moves.of(person)) {
            all.add(Entry.timed(
                    each.askedAt(),
                    Kind.MOVE,
                    each.id(),
                    new Text(
                            "申请账户" + each.direction().text().zh(),
                            "asked for: account " + each.direction().text().en()),
                    each.fromRegion() + " → " + each.toRegion(),
                    each.clerk()));
            ended(all, Kind.MOVE, each.id(), each.state(), new Text("账户转移", "move of the account"));
        }
    }

    private static void ended(List<Entry> all, Kind kind, String id, Review review, Text what) {
        switch (review) {
            case Review.Asked _ -> {}
            case Review.Done done ->
                all.add(Entry.timed(
                                done.at(),
                                kind,
                                id,
                                new Text(what.zh() + "复核通过", what.en() + " approved"),
                                "",
                                done.reviewer())
                        .of(done.current().plus(done.prior())));
            case Review.Rejected no ->
                all.add(Entry.timed(
                        no.at(),
                        kind,
                        id,
                        new Text(what.zh() + "驳回", what.en() + " rejected"),
                        no.why(),
                        no.reviewer()));
            case Review.Cancelled no ->
                all.add(Entry.timed(
                        no.at(), kind, id, new Text(what.zh() + "撤回", what.en() + " cancelled"), no.why(), no.clerk()));
        }
    }

    private void proposals(List<Entry> all, String person) {
        for (var each : proposals.of(person)) {
            var what = each.what().kind().text();
            all.add(Entry.timed(
                    each.proposedAt(),
                    Kind.PROPOSAL,
                    each.id(),
                    new Text("录入纸质申请：" + what.zh(), "entered from paper: " + what.en()),
                    each.paper(),
                    each.clerk()));
            each.end()
                    .ifPresent(end -> all.add(Entry.timed(
                            end.at(),
                            Kind.PROPOSAL,
                            each.id(),
                            new Text(
                                    "纸质申请" + end.outcome().text().zh() + "：" + what.zh(),
                                    "from paper " + end.outcome().text().en() + ": " + what.en()),
                            end.why(),
                            end.who())));
        }
    }

    private void settlements(List<Entry> all, String person) {
        for (var each : settlements
                .list(person, FIRST_DAY, LAST_DAY, 0, MOST_SETTLEMENTS)
                .settlements()) {
            var settled = each.settlement();
            all.add(new Entry(
                    settled.settledAt().atZone(BusinessDay.ZONE).toInstant(),
                    false,
                    Kind.SETTLEMENT,
                    settled.id(),
                    settled.reverses().isPresent()
                            ? new Text("结算撤销", "settlement reversed")
                            : new Text("结算：" + settled.kind().chinese(), "settled: " + settled.kind()),
                    each.institutionName(),
                    Optional.of(settled.total()),
                    ""));
        }
    }
}

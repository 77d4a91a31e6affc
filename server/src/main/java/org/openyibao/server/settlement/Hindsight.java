package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.decision.Spell;
import org.openyibao.engine.decision.Step;
import org.openyibao.engine.decision.StepKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.text.Text;
import org.openyibao.server.crossregion.FilingRecord;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.settlement.Assessor.Asked;
import org.openyibao.server.settlement.Assessor.Assessed;
import org.openyibao.server.settlement.Assessor.Held;
import org.openyibao.server.settlement.Difference.Cause;
import org.openyibao.server.settlement.Difference.What;
import org.openyibao.server.settlement.SettlementRecord.KeptStep;

/// Decides a person's settlements again, in the order in which they were made, on what is known of the person today.
///
/// Each is decided on the books as they stood before it, moved by what the earlier ones would have left otherwise: a
/// deductible is borne once, a cap reached once, and an account pays no more than it held. Where nothing is known
/// otherwise nothing moves, and each comes out as it was.
final class Hindsight {

    /// What is known today. `registered`: the person and those whose accounts might pay, by number; `years`: the
    /// years to date as they stand; `filings`, `registrations`: the person's; `firstYear`: in which the
    /// person's books were opened.
    record Today(
            PolicyBook book,
            LocalDate day,
            Map<String, Enrolled> registered,
            Map<YearKey, YearToDate> years,
            List<FilingRecord> filings,
            List<Registration> registrations,
            int firstYear) {}

    private final Assessor assessor;
    private final Today today;
    private final Enrolled person;

    private final Map<YearKey, Moved> years = new HashMap<>();
    private final Map<String, List<SettledPart>> stays = new HashMap<>();
    private final Map<Day, Fen> days = new HashMap<>();
    private final Purse own = new Purse();
    private final Map<String, Purse> purses = new HashMap<>();
    private Fen wallet = Fen.ZERO;
    private final List<Difference> differences = new ArrayList<>();
    private final List<SettlementRecord> notComparable = new ArrayList<>();

    Hindsight(Assessor assessor, Today today, Enrolled person) {
        this.assessor = assessor;
        this.today = today;
        this.person = person;
    }

    /// A day of a year: what is paid for care of one day may have a cap of its own.
    private record Day(YearKey year, LocalDate day) {}

    /// What is found of a person. `notComparable`: settlements of which too little is kept to decide them again.
    record Found(List<Difference> differences, List<SettlementRecord> notComparable) {}

    /// `settlements`: all of the person and their reversals, in their order. `lines`: of those that stand, by id.
    Found look(List<SettlementRecord> settlements, Map<String, List<FeeLine>> lines) {
        standing(settlements)
                .forEach(settlement -> settlement
                        .grounds()
                        .ifPresentOrElse(
                                grounds -> look(
                                        settlement,
                                        grounds,
                                        Objects.requireNonNull(
                                                lines.get(settlement.id()), "a settlement's lines are gone")),
                                () -> notComparable.add(settlement)));
        return new Found(List.copyOf(differences), List.copyOf(notComparable));
    }

    /// Those that were not reversed.
    static List<SettlementRecord> standing(List<SettlementRecord> settlements) {
        Set<String> reversed = settlements.stream()
                .flatMap(settlement -> settlement.reverses().stream())
                .collect(Collectors.toSet());
        return settlements.stream()
                .filter(settlement -> !settlement.isReversal() && !reversed.contains(settlement.id()))
                .toList();
    }

    private void look(SettlementRecord settlement, Grounds grounds, List<FeeLine> lines) {
        var key = new YearKey(settlement.person(), settlement.scheme(), settlement.benefitYear());
        var held = held(settlement, grounds, key);
        var asked = new Asked(
                settlement.person(),
                settlement.serviceDate(),
                settlement.institution(),
                settlement.scheme(),
                settlement.kind(),
                grounds.disease(),
                lines,
                grounds.accountUse(),
                settlement.settledBy(),
                settlement.stay(),
                List.copyOf(stays.getOrDefault(settlement.visit(), List.of())));
        switch (assessor.assess(today.book(), person, asked, today.day(), new AsTheyStood(held))) {
            case Assessed.Refused(var refusal) -> {
                settled(settlement, new SettledPart(lines, key.year(), false, Fen.ZERO, YearToDate.NONE));
                refused(settlement, grounds, key, Optional.empty(), said(refusal));
            }
            case Assessed.Decided decided -> {
                var impossible = decided.impossible();
                if (!decided.year().equals(key)) {
                    notComparable.add(settlement);
                    var byFund = settlement.steps().stream().map(KeptStep::kind).anyMatch(SettledPart::isOfFund);
                    var counted = Counts.of(settlement).toDate();
                    settled(settlement, new SettledPart(lines, key.year(), byFund, settlement.pool(), counted));
                } else if (impossible.isPresent()) {
                    settled(settlement, new SettledPart(lines, key.year(), false, Fen.ZERO, YearToDate.NONE));
                    refused(
                            settlement,
                            grounds,
                            key,
                            Optional.of(decided),
                            impossible.get().text());
                } else {
                    var decision = decided.decision();
                    var byFund = decision.steps().stream().map(Step::kind).anyMatch(SettledPart::isOfFund);
                    var counted = Counts.of(decision, settlement).toDate();
                    settled(settlement, new SettledPart(lines, key.year(), byFund, decision.pool(), counted));
                    decided(settlement, grounds, key, decided);
                }
            }
        }
    }

    /// Remembers what later settlements of the same stay go on from.
    private void settled(SettlementRecord settlement, SettledPart part) {
        if (settlement.stay().isPresent()) {
            stays.computeIfAbsent(settlement.visit(), first -> new ArrayList<>())
                    .add(part);
        }
    }

    /// The books before a settlement. Of other years those are shown that stand now, moved.
    private final class AsTheyStood implements Assessor.Books {

        private final Held held;

        AsTheyStood(Held held) {
            this.held = held;
        }

        @Override
        public Held held(Insured insured, CompiledPolicy policy, YearKey year) {
            return held;
        }

        @Override
        public List<FilingRecord> filings() {
            return today.filings();
        }

        @Override
        public List<Registration> registrations() {
            return today.registrations();
        }

        @Override
        public YearToDate year(YearKey key) {
            return moved(key).from(today.years().getOrDefault(key, YearToDate.NONE), Fen.ZERO);
        }

        @Override
        public int firstYear() {
            return today.firstYear();
        }
    }

    private static Text said(Refusal refusal) {
        return new Text(
                "应为" + refusal.expected().zh() + "，实为" + refusal.got(),
                "expected " + refusal.expected().en() + ", got " + refusal.got());
    }

    private void refused(
            SettlementRecord settlement, Grounds grounds, YearKey key, Optional<Assessed.Decided> decided, Text why) {
        note(
                settlement,
                Shares.cash(settlement.total()),
                () -> causes(settlement, grounds, decided, key),
                Optional.of(why));
        moved(key).add(Counts.NONE, Counts.of(settlement));
        moveDay(settlement, key, Fen.ZERO);
        var year = settlement.settledAt().getYear();
        own.give(settlement.accountCurrent(), settlement.accountPrior(), year);
        settlement.family().forEach(draw -> purse(draw.id()).give(draw.current(), draw.prior(), year));
        wallet = wallet.plus(settlement.wallet());
    }

    private void decided(SettlementRecord settlement, Grounds grounds, YearKey key, Assessed.Decided decided) {
        var decision = decided.decision();
        var insured = decided.claim().insured();
        note(
                settlement,
                Shares.of(insured.region(), decision),
                () -> causes(settlement, grounds, Optional.of(decided), key),
                Optional.empty());
        moved(key).add(Counts.of(decision, settlement), Counts.of(settlement));
        moveDay(settlement, key, decision.pool());
        var year = settlement.settledAt().getYear();
        own.give(
                settlement.accountCurrent().minus(decision.accountCurrent()),
                settlement.accountPrior().minus(decision.accountPrior()),
                year);
        settlement.family().forEach(draw -> purse(draw.id()).give(draw.current(), draw.prior(), year));
        decision.familyDraws()
                .forEach(draw -> purse(draw.id())
                        .give(draw.current().negated(), draw.prior().negated(), year));
        wallet = wallet.plus(settlement.wallet()).minus(decision.wallet());
    }

    private void moveDay(SettlementRecord settlement, YearKey key, Fen pool) {
        if (settlement.kind() != VisitKind.INPATIENT) {
            days.merge(new Day(key, settlement.serviceDate()), pool.minus(settlement.pool()), Fen::plus);
        }
    }

    private void note(SettlementRecord settlement, Shares now, Supplier<List<Cause>> causes, Optional<Text> refused) {
        var was = Shares.of(settlement);
        if (!was.areThoseOf(now)) {
            differences.add(new Difference(
                    settlement.person(),
                    settlement.id(),
                    settlement.serviceDate(),
                    settlement.institution(),
                    settlement.region(),
                    settlement.scheme(),
                    settlement.total(),
                    was.and(now),
                    causes.get(),
                    refused));
        }
    }

    private Held held(SettlementRecord settlement, Grounds grounds, YearKey key) {
        var year = settlement.settledAt().getYear();
        var stood = new Balances(
                settlement.balances().current().plus(settlement.accountCurrent()),
                settlement.balances().prior().plus(settlement.accountPrior()));
        return new Held(
                moved(key)
                        .from(
                                grounds.yearToDate(),
                                days.getOrDefault(new Day(key, settlement.serviceDate()), Fen.ZERO)),
                own.from(stood, year),
                grounds.wallet().plus(wallet).max(Fen.ZERO),
                grounds.relatives().stream()
                        .map(member -> now(member, settlement.serviceDate(), year))
                        .toList(),
                grounds.insured().insuredFamilyMembers());
    }

    private FamilyMember now(FamilyMember member, LocalDate day, int year) {
        var purse = purse(member.id());
        var part = participation(member, day);
        return new FamilyMember(
                member.id(),
                member.relation(),
                part.region(),
                part.standing(),
                member.bound(),
                purse.from(member.account(), year),
                member.limit().equals(FamilyMember.NO_LIMIT)
                        ? member.limit()
                        : member.limit().plus(purse.givenIn(year)).max(Fen.ZERO));
    }

    /// Of a relative in the scheme that has accounts, ended where it does not hold on the day.
    private Participation participation(FamilyMember member, LocalDate day) {
        var owner =
                Objects.requireNonNull(today.registered().get(member.id()), "a relative is not registered any more");
        return Relatives.withAccount(owner.on(today.book(), day, today.day()), day);
    }

    private Moved moved(YearKey key) {
        return years.computeIfAbsent(key, first -> new Moved());
    }

    private Purse purse(String owner) {
        return purses.computeIfAbsent(owner, first -> new Purse());
    }

    private List<Cause> causes(
            SettlementRecord settlement, Grounds grounds, Optional<Assessed.Decided> decided, YearKey key) {
        var causes = new ArrayList<Cause>();
        var then = grounds.insured();
        var day = settlement.serviceDate();
        if (decided.isPresent()) {
            compare(then, decided.get().claim().insured(), day, causes);
            compare(
                    What.BOUND_INSTITUTION,
                    grounds.boundInstitution(),
                    String.join(" ", decided.get().bound()),
                    causes);
            if (decided.get().claim().visit().registered().equals(Optional.of(false))) {
                causes.add(new Cause(What.REGISTRATION, "", grounds.disease(), "", Optional.empty()));
            }
            var filed = settlement.steps().stream()
                    .filter(step -> step.kind() == StepKind.AWAY)
                    .map(KeptStep::detail);
            var filedNow = decided.get().decision().steps().stream()
                    .filter(step -> step.kind() == StepKind.AWAY)
                    .map(Step::detail);
            compare(What.FILING, filing(filed), filing(filedNow), causes);
        } else if (isUninsured(settlement.scheme(), day)) {
            compare(What.STANDING, then.standing(), Standing.ENDED, spell(settlement.scheme(), day), causes);
        }
        for (var member : grounds.relatives()) {
            var now = participation(member, day).standing();
            if (now != member.standing()) {
                causes.add(new Cause(
                        What.RELATIVE, member.id(), member.standing().toString(), now.toString(), Optional.empty()));
            }
        }
        if (hasMoved(key)) {
            causes.add(new Cause(What.EARLIER, "", "", "", Optional.empty()));
        }
        if (causes.isEmpty()) {
            causes.add(new Cause(What.RULES, "", "", "", Optional.empty()));
        }
        return List.copyOf(causes);
    }

    /// The kind of filing that counted, with which the step of care away from home ends; none for care at home.
    private static String filing(Stream<String> detailsOfAway) {
        return detailsOfAway
                .findFirst()
                .map(detail -> detail.substring(detail.lastIndexOf(' ') + 1))
                .orElse(FilingKind.NONE.toString());
    }

    private boolean hasMoved(YearKey key) {
        return !moved(key).isNothing()
                || !own.isNothing()
                || !wallet.isZero()
                || purses.values().stream().anyMatch(purse -> !purse.isNothing());
    }

    private boolean isUninsured(Scheme scheme, LocalDate day) {
        return person.participations().stream().noneMatch(part -> part.scheme() == scheme && part.holdsOn(day));
    }

    private Optional<Spell> spell(Scheme scheme, LocalDate day) {
        return person.timeline(today.book(), scheme, today.day()).stream()
                .filter(spell -> spell.covers(day))
                .findFirst();
    }

    private void compare(Insured then, Insured now, LocalDate day, List<Cause> causes) {
        if (then.standing() != now.standing()) {
            compare(What.STANDING, then.standing(), now.standing(), spell(now.scheme(), day), causes);
        }
        compare(What.REGION, then.region(), now.region(), causes);
        compare(What.STATUS, then.status(), now.status(), causes);
        compare(What.TIER, then.tier(), now.tier(), causes);
        compare(What.ASSISTANCE, then.assistance(), now.assistance(), causes);
        compare(What.CIVIL_SERVANT, then.civilServant(), now.civilServant(), causes);
        compare(What.AGE, then.age(), now.age(), causes);
        compare(What.SEX, then.sex(), now.sex(), causes);
        compare(What.CONTINUITY, then.continuity(), now.continuity(), causes);
    }

    private static void compare(What what, Object then, Object now, List<Cause> causes) {
        compare(what, then, now, Optional.empty(), causes);
    }

    private static void compare(What what, Object then, Object now, Optional<Spell> spell, List<Cause> causes) {
        if (!then.equals(now)) {
            causes.add(new Cause(what, "", then.toString(), now.toString(), spell));
        }
    }

    /// What a settlement counts towards its year, in fen: deductible, pool, inpatient pool, burden, the layers; and
    /// admissions.
    private record Counts(long deductible, long pool, long inpatient, long admissions, long burden, long[] layers) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, new long[LayerKind.values().length]);

        static Counts of(SettlementRecord settlement) {
            return new Counts(
                    settlement.yearDeductible().value(),
                    settlement.outpatientPool().value(),
                    settlement.inpatientPool().value(),
                    settlement.admissions(),
                    settlement.yearBurden().value(),
                    settlement.layersFen());
        }

        static Counts of(Decision decision, SettlementRecord settlement) {
            var inpatient = settlement.kind() == VisitKind.INPATIENT;
            return new Counts(
                    SettlementChanges.yearDeductible(decision).value(),
                    inpatient ? 0 : decision.poolFen(),
                    inpatient ? decision.poolFen() : 0,
                    settlement.admissions(),
                    decision.compliantBurden().value(),
                    decision.layersFen());
        }

        YearToDate toDate() {
            var moved = new Moved();
            moved.add(this, NONE);
            return moved.from(YearToDate.NONE, Fen.ZERO);
        }
    }

    /// By how much a year to date would stand otherwise.
    private static final class Moved {

        private static final int LAYERS = 5;
        private final long[] by = new long[LAYERS + LayerKind.values().length];

        void add(Counts now, Counts was) {
            by[0] += now.deductible() - was.deductible();
            by[1] += now.pool() - was.pool();
            by[2] += now.inpatient() - was.inpatient();
            by[3] += now.admissions() - was.admissions();
            by[4] += now.burden() - was.burden();
            for (var i = 0; i < now.layers().length; i++) {
                by[LAYERS + i] += now.layers()[i] - was.layers()[i];
            }
        }

        boolean isNothing() {
            for (var each : by) {
                if (each != 0) {
                    return false;
                }
            }
            return true;
        }

        YearToDate from(YearToDate stood, Fen ofTheDay) {
            return new YearToDate(
                    stood.deductible().plus(Fen.of(by[0])),
                    stood.pool().plus(Fen.of(by[1])),
                    stood.inpatientPool().plus(Fen.of(by[2])),
                    stood.familyPool().plus(Fen.of(by[1])),
                    Math.toIntExact(stood.admissions() + by[3]),
                    stood.burden().plus(Fen.of(by[4])),
                    stood.catastrophic().plus(layer(LayerKind.CATASTROPHIC)),
                    stood.largeSum().plus(layer(LayerKind.LARGE_SUM)),
                    stood.civilServant().plus(layer(LayerKind.CIVIL_SERVANT)),
                    stood.assistance().plus(layer(LayerKind.ASSISTANCE)),
                    stood.today().plus(ofTheDay));
        }

        private Fen layer(LayerKind kind) {
            return Fen.of(by[LAYERS + kind.ordinal()]);
        }
    }

    /// By how much an account would hold otherwise. Of a year that is over, all is money of prior years.
    private static final class Purse {

        private Fen current = Fen.ZERO;
        private Fen prior = Fen.ZERO;
        private int year;
        private final Map<Integer, Fen> given = new HashMap<>();

        void give(Fen toCurrent, Fen toPrior, int inYear) {
            turn(inYear);
            given.merge(inYear, toCurrent.plus(toPrior), Fen::plus);
            current = current.plus(toCurrent);
            prior = prior.plus(toPrior);
        }

        private void turn(int newYear) {
            if (newYear > year) {
                prior = prior.plus(current);
                current = Fen.ZERO;
                year = newYear;
            }
        }

        Balances from(Balances stood, int inYear) {
            turn(inYear);
            return new Balances(
                    stood.current().plus(current).max(Fen.ZERO),
                    stood.prior().plus(prior).max(Fen.ZERO));
        }

        /// Of what was given, the part that was given in a year.
        Fen givenIn(int inYear) {
            return given.getOrDefault(inYear, Fen.ZERO);
        }

        boolean isNothing() {
            return current.isZero() && prior.isZero();
        }
    }
}

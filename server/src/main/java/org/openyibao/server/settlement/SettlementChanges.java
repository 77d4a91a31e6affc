package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.Away;
import org.openyibao.engine.decision.CatalogueDecider;
import org.openyibao.engine.decision.ClaimLimitDecider;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.decision.FilingDecider;
import org.openyibao.engine.decision.Step;
import org.openyibao.engine.decision.StepKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect.Deductible;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Per;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.receipt.ReceiptStep;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Entry;
import org.openyibao.server.crossregion.FilingRecord;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.policy.CitedRuleStore;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Assessor.Asked;
import org.openyibao.server.settlement.Assessor.Assessed;
import org.openyibao.server.settlement.Assessor.Held;
import org.openyibao.server.settlement.SettlementRecord.KeptStep;

/// Decides what the commands about money change: settle, buy, reverse, undo.
final class SettlementChanges {

    private final Registry registry;
    private final Assessor assessor;
    private final CitedRuleStore cited;
    private final VisitChanges visits;
    private final Ids ids;

    SettlementChanges(Registry registry, CitedRuleStore cited, VisitChanges visits, Ids ids) {
        this.registry = registry;
        assessor = new Assessor(registry);
        this.cited = cited;
        this.visits = visits;
        this.ids = ids;
    }

    /// What is settled: a batch of a visit or a purchase, on the day of service.
    private record Subject(
            String person,
            String visit,
            String batch,
            LocalDate day,
            String institution,
            String disease,
            Optional<Stay> stay,
            List<SettledPart> earlier,
            List<FeeLine> lines,
            Command.SettleTerms terms,
            SettledBy settledBy,
            String message,
            LocalDateTime now) {

        Asked asked() {
            return new Asked(
                    person,
                    day,
                    institution,
                    terms.scheme(),
                    terms.kind(),
                    disease,
                    lines,
                    terms.accountUse(),
                    settledBy,
                    stay,
                    earlier);
        }
    }

    Effect settle(Command.Settle command, Gathered gathered, String message, LocalDateTime now) {
        return VisitChanges.onVisit(gathered, command.institution(), command.visit(), visit -> {
            var settled = gathered.standing(command.batch());
            if (settled.isPresent()) {
                return Effect.refused(Refusal.of(
                        Field.BATCH,
                        "未结算的收费批次号",
                        "a batch that is not settled",
                        command.batch() + "（已结算，结算ID " + settled.get().id() + "）"));
            }
            if (gathered.uploads().isEmpty()) {
                return Effect.refused(
                        Refusal.of(Field.BATCH, "已上传费用明细的收费批次号", "a batch with uploaded lines", command.batch()));
            }
            if (visit.scheme() != command.terms().scheme()) {
                return Effect.refused(otherScheme(visit, command.terms().scheme()));
            }
            var lines = gathered.uploads().stream()
                    .flatMap(upload -> upload.lines().stream())
                    .toList();
            return settle(
                    new Subject(
                            command.person(),
                            visit.id(),
                            command.batch(),
                            visit.openedAt().toLocalDate(),
                            command.institution(),
                            visit.diseaseCode(),
                            Optional.empty(),
                            List.of(),
                            lines,
                            command.terms(),
                            SettledBy.DIRECT,
                            message,
                            now),
                    gathered,
                    List.of(),
                    Optional.empty());
        });
    }

    static Refusal otherScheme(VisitRecord visit, Scheme scheme) {
        return Refusal.of(
                Field.SCHEME,
                "办理就诊时的险种 " + visit.scheme().chinese(),
                "the scheme of the visit, " + visit.scheme(),
                scheme.chinese());
    }

    Effect settle(Command.SettleStay command, Gathered gathered, String message, LocalDateTime now) {
        return command.discharged().isEmpty()
                ? StayChanges.onStay(
                        gathered,
                        command.institution(),
                        command.visit(),
                        visit -> settle(command, visit, gathered, message, now))
                : StayChanges.ending(
                        gathered,
                        command,
                        now,
                        ended -> settle(command, ended, gathered, message, now).also(ended));
    }

    private Effect settle(
            Command.SettleStay command, VisitRecord visit, Gathered gathered, String message, LocalDateTime now) {
        if (command.interim() && visit.dischargedAt().isPresent()) {
            return Effect.refused(Refusal.of(
                    Field.VISIT,
                    "在院的住院就诊ID（已出院的办理出院结算）",
                    "the id of a stay that has not ended (settle one that has ended for good)",
                    visit.id() + "（已出院）"));
        }
        if (!command.interim() && !command.evenBefore() && visit.dischargedAt().isEmpty()) {
            return Effect.refused(
                    Refusal.of(Field.VISIT, "已办理出院的住院就诊ID", "the id of a stay that has ended", visit.id() + "（在院）"));
        }
        if (visit.scheme() != command.terms().scheme()) {
            return Effect.refused(otherScheme(visit, command.terms().scheme()));
        }
        var unsettled = gathered.unsettled();
        var lines = Charges.bill(unsettled);
        var parts = gathered.parts();
        if (lines.isEmpty()) {
            return Effect.refused(noLines(visit, !parts.isEmpty()));
        }
        var today = now.toLocalDate();
        var part = new Stay.Part(
                parts.size() + 1,
                command.interim(),
                unsettled.stream().map(FeeUpload::id).toList(),
                new Charges(unsettled).days());
        return settle(
                new Subject(
                        command.person(),
                        visit.id(),
                        StayChanges.NO_BATCH,
                        visit.day(today),
                        command.institution(),
                        visit.diseaseCode(),
                        visit.stay(today, part),
                        earlier(parts, gathered.uploads()),
                        lines,
                        command.terms(),
                        SettledBy.DIRECT,
                        message,
                        now),
                gathered,
                List.of(),
                Optional.empty());
    }

    private static Refusal noLines(VisitRecord visit, boolean settledInPart) {
        return settledInPart
                ? Refusal.of(
                        Field.VISIT,
                        "上次结算后有费用明细的住院就诊ID",
                        "the id of a stay with fee lines since its last settlement",
                        visit.id() + "（费用明细均已结算）")
                : Refusal.of(Field.VISIT, "有费用明细的住院就诊ID", "the id of a stay with fee lines", visit.id() + "（无费用明细）");
    }

    private static List<SettledPart> earlier(List<SettlementRef> parts, List<FeeUpload> uploads) {
        return parts.stream()
                .map(part -> {
                    var of = part.stay().orElseThrow();
                    var theirs = uploads.stream().filter(part::settles).toList();
                    return new SettledPart(Charges.bill(theirs), of.year(), of.byFund(), of.pool(), of.counted());
                })
                .toList();
    }

    Effect buy(Command.Buy command, Gathered gathered, String message, LocalDateTime now) {
        var institution =
                registry.institution(command.institution(), command.at().toLocalDate());
        if (institution.isPresent() && institution.get().kind() != InstitutionKind.PHARMACY) {
            return Effect.refused(Refusal.of(
                    Field.INSTITUTION,
                    "零售药店",
                    "a pharmacy",
                    institution.get().kind().chinese()));
        }
        return treat(
                new Command.Treat(
                        command.person(), command.institution(), command.at(), "", command.items(), command.terms()),
                gathered,
                message,
                now);
    }

    Effect treat(Command.Treat command, Gathered gathered, String message, LocalDateTime now) {
        var day = command.at().toLocalDate();
        var institution = registry.institution(command.institution(), day);
        if (institution.isEmpty()) {
            return Effect.refused(VisitChanges.unknownInstitution(command.institution()));
        }
        var split = visits.split(institution.get().region(), command.items());
        if (split.refusal().isPresent()) {
            return Effect.refused(split.refusal().get());
        }
        var id = ids.nextText();
        var visit = new VisitRecord(
                command.person(),
                id,
                command.institution(),
                command.terms().scheme(),
                command.at(),
                id,
                command.terms().category(),
                command.disease(),
                "",
                false,
                command.terms().details());
        return settle(
                new Subject(
                        command.person(),
                        id,
                        id,
                        day,
                        command.institution(),
                        command.disease(),
                        Optional.empty(),
                        List.of(),
                        split.items().stream().map(SplitItem::line).toList(),
                        command.terms(),
                        SettledBy.DIRECT,
                        message,
                        now),
                gathered,
                split.items(),
                Optional.of(visit));
    }

    /// Decides what buying it would come to, and keeps the visit and its lines alone.
    Effect order(Command.Order command, Gathered gathered, String message, LocalDateTime now) {
        var bought = buy(command.purchase(), gathered, message, now);
        return bought.isRefusal()
                ? bought
                : new Effect(
                        bought.outcome(),
                        bought.visit().map(visit -> visit.asOrder(command.number())),
                        bought.upload(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of());
    }

    private Effect settle(Subject subject, Gathered gathered, List<SplitItem> items, Optional<VisitRecord> newVisit) {
        var terms = subject.terms();
        if (gathered.enrolled().isEmpty()) {
            return Effect.refused(VisitChanges.unknownPerson(subject.person()));
        }
        var sum = subject.lines().stream()
                .mapToLong(line -> line.amount().value())
                .sum();
        var wrongTotal = mismatch(Field.TOTAL, "费用明细合计", "the sum of the lines", Optional.of(terms.total()), sum);
        if (wrongTotal.isPresent()) {
            return Effect.refused(wrongTotal.get());
        }
        return switch (assess(subject, gathered, gathered.enrolled().get())) {
            case Assessed.Refused(var refusal) -> Effect.refused(refusal);
            case Assessed.Decided decided -> settle(subject, gathered, decided, items, newVisit);
        };
    }

    private Assessed assess(Subject subject, Gathered gathered, Enrolled enrolled) {
        return assessor.assess(
                gathered.book(),
                enrolled,
                subject.asked(),
                subject.now().toLocalDate(),
                new GatheredBooks(gathered, subject.day()));
    }

    private Effect settle(
            Subject subject,
            Gathered gathered,
            Assessed.Decided decided,
            List<SplitItem> items,
            Optional<VisitRecord> newVisit) {
        var terms = subject.terms();
        var party = decided.party();
        var decision = decided.decision();
        var refusal = mismatch(terms, decision);
        if (refusal.isPresent()) {
            return Effect.refused(refusal.get());
        }
        var impossible = decided.impossible();
        if (impossible.isPresent()) {
            var reason = impossible.get();
            return Effect.refused(notHere(reason, decision.away(), subject, party.participation()));
        }
        var settlement = record(subject, gathered, decided);
        return new Effect(
                new Outcome.Settled(settlement, party, items),
                newVisit,
                newVisit.map(visit -> upload(visit, items)),
                List.of(),
                Optional.of(settlement),
                entries(settlement, Entry.Why.SETTLEMENT),
                gathered.relatives()
                        .sharingWith(decided.claim().insured(), decided.policy(), subject.day())
                        .postings(settlement));
    }

    /// Settles a bill that was paid and is claimed. The visit is opened with it.
    Effect claim(Command.Claim command, Gathered gathered, LocalDateTime now) {
        return switch (look(command, gathered, now)) {
            case Assessed.Refused(var refusal) -> Effect.refused(refusal);
            case Assessed.Decided decided -> {
                var split = visits.split(catalogue(decided, command.until()), command.items());
                var lines = split.items().stream().map(SplitItem::line).toList();
                var visit = visit(command);
                yield split.refusal().isPresent()
                        ? Effect.refused(split.refusal().get())
                        : settle(subject(command, visit.id(), lines, now), gathered, split.items(), Optional.of(visit));
            }
        };
    }

    /// What holds of a claim whatever its lines are.
    Settlements.Claimable claimable(Command.Claim command, Gathered gathered, LocalDateTime now) {
        return switch (look(command, gathered, now)) {
            case Assessed.Refused(var refusal) -> new Settlements.Claimable.No(refusal);
            case Assessed.Decided decided ->
                new Settlements.Claimable.Yes(
                        catalogue(decided, command.until()),
                        ClaimLimitDecider.decide(decided.policy(), question(decided, command.until())));
        };
    }

    /// Who claims for which care, the lines left out.
    private Assessed look(Command.Claim command, Gathered gathered, LocalDateTime now) {
        return gathered.enrolled().isEmpty()
                ? new Assessed.Refused(VisitChanges.unknownPerson(command.person()))
                : assess(
                        subject(command, "", List.of(), now),
                        gathered,
                        gathered.enrolled().get());
    }

    private static Subject subject(Command.Claim command, String visit, List<FeeLine> lines, LocalDateTime now) {
        return new Subject(
                command.person(),
                visit,
                command.claim(),
                command.until(),
                command.institution(),
                command.disease(),
                command.terms().kind() == VisitKind.INPATIENT
                        ? Optional.of(new Stay(
                                command.from(),
                                command.until(),
                                false,
                                command.terms().category(),
                                Stay.Part.WHOLE))
                        : Optional.empty(),
                List.of(),
                lines,
                command.terms(),
                SettledBy.MANUAL_CLAIM,
                command.claim(),
                now);
    }

    private VisitRecord visit(Command.Claim command) {
        return new VisitRecord(
                command.person(),
                ids.nextText(),
                command.institution(),
                command.terms().scheme(),
                command.from().atStartOfDay(),
                command.claim(),
                command.terms().category(),
                command.disease(),
                "",
                false,
                command.terms().details());
    }

    private static String catalogue(Assessed.Decided decided, LocalDate day) {
        return switch (CatalogueDecider.decide(decided.policy(), question(decided, day))
                .of()) {
            case HOME -> decided.claim().insured().region();
            case PLACE_OF_CARE -> decided.claim().visit().place();
        };
    }

    private static FilingDecider.Question question(Assessed.Decided decided, LocalDate day) {
        var claim = decided.claim();
        return new FilingDecider.Question(claim.insured(), claim.visit(), claim.filing(), day);
    }

    /// Takes the settlement of a claim back.
    Effect reverse(Command.ReverseClaim command, Gathered gathered, LocalDateTime now) {
        var target = gathered.target().filter(SettlementRecord::isClaimed);
        return target.isEmpty()
                ? Effect.refused(Refusal.of(
                        Field.SETTLEMENT,
                        "该人员零星报销的结算ID",
                        "the settlement of a claim of the person",
                        command.settlement()))
                : reverse(
                        target.get(),
                        gathered,
                        target.get().batch(),
                        now,
                        target.get().details());
    }

    /// The reason says what can be done instead; the rule, where one is behind it, stands after it.
    private static Refusal notHere(Reason reason, Away away, Subject subject, Participation participation) {
        var also = away.whyNotDirect()
                .filter(other -> other != reason && subject.settledBy() == SettledBy.DIRECT)
                .map(Reason::text);
        var byRule = away.rule()
                .filter(rule -> !reason.isNoRule() || also.isPresent())
                .map(rule -> " " + rule.key())
                .orElse("");
        var why = new Text(
                reason.text().zh() + also.map(text -> "；" + text.zh()).orElse("") + byRule,
                reason.text().en() + also.map(text -> "; " + text.en()).orElse("") + byRule);
        if (subject.settledBy() == SettledBy.MANUAL_CLAIM) {
            return Refusal.of(
                    Field.HOME_REGION,
                    "有已知报销规则的参保地（" + why.zh() + "）",
                    "a home region whose rules are known (" + why.en() + ")",
                    participation.region() + " " + subject.terms().kind().chinese() + " " + subject.day());
        }
        if (reason == Reason.NOT_DESIGNATED || reason == Reason.NOT_NETWORKED) {
            return Refusal.of(
                    Field.INSTITUTION,
                    "联网的医保定点机构（" + why.zh() + "）",
                    "a designated institution on the network (" + why.en() + ")",
                    subject.institution());
        }
        if (reason == Reason.NOT_REGISTERED || reason == Reason.DISEASE_NOT_DIRECT) {
            return Refusal.of(
                    Field.DISEASE,
                    "可以按门诊慢特病在此结算的病种（" + why.zh() + "）",
                    "a disease settled here as chronic care (" + why.en() + ")",
                    subject.disease().isEmpty() ? "未送" : subject.disease());
        }
        return Refusal.of(
                Field.HOME_REGION,
                "可以在此直接结算的参保地（" + why.zh() + "）",
                "a home region whose bills are settled here (" + why.en() + ")",
                participation.region() + " " + subject.terms().kind().chinese() + " " + subject.day());
    }

    private FeeUpload upload(VisitRecord visit, List<SplitItem> items) {
        return new FeeUpload(
                visit.person(),
                visit.id(),
                ids.next(),
                visit.id(),
                false,
                items.stream().map(split -> split.item().serial()).toList(),
                items.stream().map(split -> split.item().code()).toList(),
                items.stream().map(SplitItem::line).toList(),
                List.of(),
                visit.details());
    }

    /// The books as they were gathered for a command, for a bill of a day.
    record GatheredBooks(Gathered gathered, LocalDate day) implements Assessor.Books {

        @Override
        public Held held(Insured insured, CompiledPolicy policy, YearKey year) {
            var relatives = gathered.relatives().sharingWith(insured, policy, day);
            return new Held(
                    yearToDate(gathered, relatives, year),
                    gathered.ledger().balances(),
                    gathered.ledger().wallet(),
                    relatives.members(day),
                    relatives.household().size() + 1);
        }

        @Override
        public List<FilingRecord> filings() {
            return gathered.filings();
        }

        @Override
        public List<Registration> registrations() {
            return gathered.registrations();
        }

        @Override
        public YearToDate year(YearKey key) {
            return gathered.year(key);
        }

        @Override
        public int firstYear() {
            return gathered.ledger().firstYear();
        }
    }

    private static YearToDate yearToDate(Gathered gathered, Relatives relatives, YearKey key) {
        var own = gathered.year(key);
        var familyPool = own.pool();
        for (var mate : relatives.household()) {
            var theirs = new YearKey(mate.person(), key.scheme(), key.year());
            familyPool = familyPool.plus(gathered.year(theirs).pool());
        }
        return own.withFamilyPool(familyPool);
    }

    /// The first part of the bill that the institution sees otherwise than we do; the total was compared
    /// before.
    private static Optional<Refusal> mismatch(Command.SettleTerms terms, Decision decision) {
        var bill = decision.bill();
        return mismatch(Field.OWN_PAY, "全自费金额", "own pay of the lines", terms.expectedOwnPay(), bill.ownPayFen())
                .or(() -> mismatch(
                        Field.OVER_LIMIT,
                        "超限价金额",
                        "over-limit of the lines",
                        terms.expectedOverLimit(),
                        bill.overLimitFen()))
                .or(() -> mismatch(
                        Field.FIRST_PAY,
                        "先行自付金额",
                        "first pay of the lines",
                        terms.expectedFirstPay(),
                        bill.firstPayFen()))
                .or(() -> mismatch(
                        Field.IN_SCOPE,
                        "符合政策范围金额",
                        "in-scope amount of the lines",
                        terms.expectedInScope(),
                        bill.inScopeFen()));
    }

    private static Optional<Refusal> mismatch(Field field, String zh, String en, Optional<Fen> expected, long ours) {
        return expected.filter(amount -> amount.value() != ours)
                .map(amount -> Refusal.of(field, zh + " " + Fen.yuan(ours), en + ", " + Fen.yuan(ours), amount));
    }

    private SettlementRecord record(Subject subject, Gathered gathered, Assessed.Decided decided) {
        var decision = decided.decision();
        var bill = decision.bill();
        var parts = new long[bill.lines().size() * 4];
        for (var i = 0; i < bill.lines().size(); i++) {
            parts[i * 4] = bill.ownPayFen(i);
            parts[i * 4 + 1] = bill.overLimitFen(i);
            parts[i * 4 + 2] = bill.firstPayFen(i);
            parts[i * 4 + 3] = bill.inScopeFen(i);
        }
        var balances = gathered.ledger().balances();
        return new SettlementRecord(
                subject.person(),
                ids.nextText(),
                subject.visit(),
                subject.batch(),
                Optional.empty(),
                subject.institution(),
                decided.party().participation().region(),
                subject.terms().scheme(),
                subject.terms().kind(),
                subject.day(),
                decided.year().year(),
                subject.now(),
                subject.message(),
                decision.total(),
                Fen.of(bill.ownPayFen()),
                Fen.of(bill.overLimitFen()),
                Fen.of(bill.firstPayFen()),
                Fen.of(bill.inScopeFen()),
                decision.deductible(),
                yearDeductible(decision),
                decision.compliantBurden(),
                decision.pool(),
                decision.poolRatio(),
                decision.layersFen(),
                decision.accountCurrent(),
                decision.accountPrior(),
                decision.familyDraws(),
                decision.wallet(),
                decision.cash(),
                new Balances(
                        balances.current().minus(decision.accountCurrent()),
                        balances.prior().minus(decision.accountPrior())),
                decision.reason(),
                decision.away().treatedAsFiled(),
                ReceiptStep.of(decision).stream().map(this::kept).toList(),
                parts,
                subject.terms().details(),
                subject.stay(),
                subject.settledBy(),
                Optional.of(decided.grounds(subject.terms().accountUse(), subject.disease())));
    }

    static Fen yearDeductible(Decision decision) {
        return decision.steps().stream()
                .filter(step -> step.kind() == StepKind.DEDUCTIBLE
                        && step.rule()
                                .filter(rule ->
                                        rule.effect() instanceof Deductible deductible && deductible.per() == Per.YEAR)
                                .isPresent())
                .map(Step::amount)
                .findFirst()
                .orElse(Fen.ZERO);
    }

    private KeptStep kept(ReceiptStep step) {
        return new KeptStep(
                step.kind(),
                step.rule().map(cited::key).orElse(""),
                step.baseFen(),
                step.amountFen(),
                step.ratio(),
                step.reason(),
                step.detail());
    }

    /// The entries of a settlement in its person's books: each payer to the institution, or for a claim funds and
    /// accounts to the person, who has paid the institution. With what relatives' accounts pay their amounts add
    /// up to the total.
    private static List<Entry> entries(SettlementRecord settlement, Entry.Why why) {
        var entries = new ArrayList<Entry>(4);
        var counter = Entry.institution(settlement.institution());
        var target = settlement.isClaimed() ? Entry.refund(settlement.region()) : counter;
        var region = settlement.region();
        var scheme = settlement.scheme().toString();
        add(entries, Entry.fund(region, scheme, "pool"), target, settlement.pool(), why, settlement.id());
        for (var kind : LayerKind.values()) {
            add(
                    entries,
                    Entry.fund(region, scheme, kind.toString()),
                    target,
                    settlement.layer(kind),
                    why,
                    settlement.id());
        }
        add(entries, Entry.CURRENT, target, settlement.accountCurrent(), why, settlement.id());
        add(entries, Entry.PRIOR, target, settlement.accountPrior(), why, settlement.id());
        add(entries, Entry.WALLET, target, settlement.wallet(), why, settlement.id());
        add(entries, Entry.CASH, counter, settlement.cash(), why, settlement.id());
        var sum = settlement.familyPaid().value();
        for (var entry : entries) {
            sum += entry.amount().value();
        }
        if (sum != settlement.total().value()) {
            throw new IllegalStateException("entries do not add up to the settlement: total=" + settlement.total()
                    + " entries=" + Fen.yuan(sum));
        }
        return List.copyOf(entries);
    }

    private static void add(
            List<Entry> entries, String source, String target, Fen amount, Entry.Why why, String reference) {
        if (!amount.isZero()) {
            entries.add(new Entry(source, target, amount, why, reference));
        }
    }

    Effect reverse(Command.Reverse command, Gathered gathered, String message, LocalDateTime now) {
        var target = gathered.target()
                .filter(found -> !found.isClaimed()
                        && found.institution().equals(command.institution())
                        && found.visit().equals(command.visit()));
        if (target.isEmpty()) {
            return Effect.refused(Refusal.of(
                    Field.SETTLEMENT,
                    "该人员该次就诊在本机构的结算ID",
                    "the id of a settlement of this visit of the person here",
                    command.settlement()));
        }
        return reverse(
                target.get(),
                gathered,
                message,
                now,
                command.details().apply(target.get().details()));
    }

    private Effect reverse(
            SettlementRecord original, Gathered gathered, String message, LocalDateTime now, String details) {
        if (original.isReversal() || gathered.isReversed(original.id())) {
            return Effect.refused(
                    Refusal.of(Field.SETTLEMENT, "未撤销的结算ID", "a settlement not reversed", original.id() + "（已撤销）"));
        }
        var later = gathered.parts().stream()
                .filter(part -> part.visit().equals(original.visit())
                        && original.stay()
                                .filter(of -> of.part().number() < part.number())
                                .isPresent())
                .toList();
        if (!later.isEmpty()) {
            var last = later.getLast().id();
            return Effect.refused(Refusal.of(
                    Field.SETTLEMENT,
                    "本次住院最后一次结算的结算ID " + last + "（由后向前撤销）",
                    "the id of the last settlement of the stay, " + last + " (the later are reversed first)",
                    original.id()));
        }
        var party = Party.of(original, gathered.enrolled(), registry);
        var sameYear = original.settledAt().getYear() == gathered.ledger().year();
        var reversal = negated(original, gathered, sameYear, message, now, details);
        var entries = entries(original, Entry.Why.REVERSAL).stream()
                .map(entry -> entry.reversed(reversal.id(), sameYear))
                .toList();
        return new Effect(
                new Outcome.Settled(reversal, party, List.of()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(reversal),
                entries,
                gathered.relatives().returns(original, reversal.id()));
    }

    /// What the account paid out of the money of a year that is over comes back to prior years' money.
    private SettlementRecord negated(
            SettlementRecord original,
            Gathered gathered,
            boolean sameYear,
            String message,
            LocalDateTime now,
            String details) {
        var layers = original.layersFen().clone();
        for (var i = 0; i < layers.length; i++) {
            layers[i] = -layers[i];
        }
        var parts = original.lineParts().clone();
        for (var i = 0; i < parts.length; i++) {
            parts[i] = -parts[i];
        }
        var balances = gathered.ledger().balances();
        var toCurrent = sameYear ? original.accountCurrent() : Fen.ZERO;
        var toPrior = original.accountCurrent().plus(original.accountPrior()).minus(toCurrent);
        return new SettlementRecord(
                original.person(),
                ids.nextText(),
                original.visit(),
                original.batch(),
                Optional.of(original.id()),
                original.institution(),
                original.region(),
                original.scheme(),
                original.kind(),
                original.serviceDate(),
                original.benefitYear(),
                now,
                message,
                original.total().negated(),
                original.ownPay().negated(),
                original.overLimit().negated(),
                original.firstPay().negated(),
                original.inScope().negated(),
                original.deductible().negated(),
                original.yearDeductible().negated(),
                original.yearBurden().negated(),
                original.pool().negated(),
                original.poolRatio(),
                layers,
                toCurrent.negated(),
                toPrior.negated(),
                gathered.relatives().returned(original),
                original.wallet().negated(),
                original.cash().negated(),
                new Balances(
                        balances.current().plus(toCurrent), balances.prior().plus(toPrior)),
                original.reason(),
                original.treatedAsFiled(),
                original.steps().stream()
                        .map(step -> new KeptStep(
                                step.kind(),
                                step.rule(),
                                -step.baseFen(),
                                -step.amountFen(),
                                step.ratio(),
                                step.reason(),
                                step.detail()))
                        .toList(),
                parts,
                details,
                original.stay(),
                original.settledBy(),
                Optional.empty());
    }

    /// Undoes what a message settled, if it settled anything and that still stands, or the stay that it opened.
    Effect undo(Command.Undo command, Gathered gathered, String message, LocalDateTime now) {
        if (command.originalMessage().equals(message)) {
            return Effect.refused(
                    Refusal.of(Field.ORIGINAL_MESSAGE, "另一报文的报文ID", "the id of another message", message));
        }
        var target = gathered.target();
        var carriedOut = gathered.originalTransaction();
        if (carriedOut.filter(command.originalTransaction()::equals).isPresent()) {
            var admitted = StayChanges.admittedBy(gathered.stays(), command.institution(), command.originalMessage());
            if (admitted.isPresent()) {
                return StayChanges.undoAdmission(admitted.get(), gathered);
            }
        }
        if (carriedOut.isPresent() && (target.isEmpty() || !carriedOut.get().equals(command.originalTransaction()))) {
            return Effect.refused(Refusal.of(
                    Field.ORIGINAL_MESSAGE,
                    "该人员的结算或入院交易的报文ID",
                    "the id of a message that settled something for the person, or admitted the person",
                    command.originalMessage()));
        }
        if (target.isEmpty() || gathered.isReversed(target.get().id())) {
            return Effect.nothing(new Outcome.Done());
        }
        var reversed =
                reverse(target.get(), gathered, message, now, target.get().details());
        return reversed.isRefusal()
                ? reversed
                : new Effect(
                        new Outcome.Done(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        reversed.settlement(),
                        reversed.entries(),
                        reversed.relatives());
    }
}

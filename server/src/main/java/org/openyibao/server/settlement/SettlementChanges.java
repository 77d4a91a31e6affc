package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.decision.Away;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.decision.Step;
import org.openyibao.engine.decision.StepKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Effect.Deductible;
import org.openyibao.engine.policy.Per;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.receipt.ReceiptStep;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Entry;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.policy.CitedRuleStore;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Assessor.Asked;
import org.openyibao.server.settlement.Assessor.Assessed;
import org.openyibao.server.settlement.SettlementRecord.KeptStep;

/// Decides what settling changes: a batch of a visit, a stay, or a bill that other changes put together.
final class SettlementChanges {

    private final Assessor assessor;
    private final CitedRuleStore cited;
    private final Ids ids;

    SettlementChanges(Registry registry, CitedRuleStore cited, Ids ids) {
        assessor = new Assessor(registry);
        this.cited = cited;
        this.ids = ids;
    }

    /// What is settled: a batch of a visit or a purchase, on the day of service.
    record Subject(
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

    Effect settle(Subject subject, Gathered gathered, List<SplitItem> items, Optional<VisitRecord> newVisit) {
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

    Assessed assess(Subject subject, Gathered gathered, Enrolled enrolled) {
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
                SettlementEntries.of(settlement, Entry.Why.SETTLEMENT),
                gathered.relatives()
                        .sharingWith(decided.claim().insured(), decided.policy(), subject.day())
                        .postings(settlement));
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
}

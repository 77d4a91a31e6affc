package org.openyibao.server.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.ClaimLimitDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.claim.Claim.Paper;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.policy.CitedRuleStore;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Result;
import org.openyibao.server.settlement.AccountUse;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.FeeItem;
import org.openyibao.server.settlement.Field;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.SettlementRecord;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// Finds out what is wrong with a claim, before anything is written.
@Component
final class Checks {

    private static final Set<Paper> NEEDED = EnumSet.of(Paper.INVOICE, Paper.FEE_LIST, Paper.CARE_RECORD);
    private static final Text ASK_AGENCY =
            new Text("请联系参保地医保经办机构", "ask the healthcare-security agency of the home region");

    private final Enrolment enrolment;
    private final Registry registry;
    private final Settlements settlements;
    private final CitedRuleStore cited;

    Checks(Enrolment enrolment, Registry registry, Settlements settlements, CitedRuleStore cited) {
        this.enrolment = enrolment;
        this.registry = registry;
        this.settlements = settlements;
        this.cited = cited;
    }

    /// What an order is wrong with by itself: nothing in the books could put it right.
    static Optional<Refusal> wrong(ClaimOrder order, LocalDate today) {
        var invoice = order.invoice();
        return notAfter("until", order.until(), today)
                .or(() -> notAfter("invoice.date", invoice.date(), today))
                .or(() -> span(order))
                .or(() -> papers(order))
                .or(() -> lines(order))
                .or(() -> sum(order));
    }

    private static Optional<Refusal> notAfter(String field, LocalDate day, LocalDate today) {
        return day.isAfter(today)
                ? Optional.of(Refusal.badInput(
                        "IN_THE_FUTURE",
                        field,
                        new Text("不晚于今天 " + today + " 的日期", "a day not after today, " + today),
                        Text.same(day.toString())))
                : Optional.empty();
    }

    private static Optional<Refusal> span(ClaimOrder order) {
        if (order.until().isBefore(order.from())) {
            return Optional.of(Refusal.badInput(
                    "ENDS_BEFORE_IT_BEGINS",
                    "until",
                    new Text("不早于 " + order.from(), "not before " + order.from()),
                    Text.same(order.until().toString())));
        }
        return order.kind() == VisitKind.INPATIENT || order.until().equals(order.from())
                ? Optional.empty()
                : Optional.of(Refusal.badInput(
                                "ONE_DAY_A_CLAIM",
                                "until",
                                new Text(
                                        order.from() + "（除住院外，一次申请对应一天的就医）",
                                        order.from() + ": but for a stay, care of one day"),
                                Text.same(order.until().toString()))
                        .instead(new Text("每天的就医分别申请", "claim the care of each day by itself")));
    }

    private static Optional<Refusal> papers(ClaimOrder order) {
        var brought = order.documents().stream().map(Claim.Document::paper).collect(Collectors.toSet());
        var missing = NEEDED.stream().filter(paper -> !brought.contains(paper)).toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.badInput(
                        "DOCUMENTS_MISSING",
                        "documents",
                        new Text("发票、费用清单、病历或出院小结", "invoice, fee list and record of care"),
                        new Text("缺少材料", "some are missing"))
                .with(missing.stream().map(Paper::text).toList())
                .instead(new Text("补齐后重新提交", "file again with all of them")));
    }

    private static Optional<Refusal> lines(ClaimOrder order) {
        for (var i = 0; i < order.lines().size(); i++) {
            var line = order.lines().get(i);
            var priced = item(line, order.until()).priced();
            if (line.amount().isZero() || Math.abs(priced.minus(line.amount()).value()) > 1) {
                return Optional.of(Refusal.badInput(
                        "AMOUNT_DIFFERS",
                        "lines[" + i + "].amount",
                        new Text(
                                "单价×数量 " + priced + "（相差不超过 0.01）",
                                "price times quantity, " + priced + " (within 0.01)"),
                        Text.same(line.amount().toString())));
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> sum(ClaimOrder order) {
        var sum = order.lines().stream().map(Claim.Line::amount).reduce(Fen.ZERO, Fen::plus);
        return sum.equals(order.invoice().total())
                ? Optional.empty()
                : Optional.of(Refusal.badInput(
                                "SUM_DIFFERS",
                                "invoice.total",
                                new Text("费用明细合计 " + sum, "the sum of the lines, " + sum),
                                Text.same(order.invoice().total().toString()))
                        .instead(new Text("核对发票与费用清单", "compare the invoice with the fee list")));
    }

    static FeeItem item(Claim.Line line, LocalDate day) {
        return new FeeItem(
                Integer.toString(line.number()),
                line.code(),
                line.quantity(),
                line.price(),
                line.amount(),
                day,
                line.approval());
    }

    /// How the person is insured on the last day of care, which decides.
    Result<Participation> insured(Connection connection, Claims.Care care) throws SQLException {
        var enrolled = enrolment.byNumbers(connection, Set.of(care.person())).get(care.person());
        if (enrolled == null) {
            return Result.refused(Refusal.unknownPerson("person", care.person()));
        }
        if (registry.institution(care.institution(), care.until()).isEmpty()) {
            return Result.refused(Refusal.unknown(
                            "UNKNOWN_INSTITUTION",
                            "institution",
                            new Text(
                                    care.until() + " 已登记的医药机构编号",
                                    "the code of an institution registered on " + care.until()),
                            care.institution())
                    .instead(ASK_AGENCY));
        }
        return enrolled.participations().stream()
                .filter(part -> part.scheme() != Scheme.PENSION
                        && part.holdsOn(care.until())
                        && care.scheme()
                                .filter(wanted -> wanted != part.scheme())
                                .isEmpty())
                .min(Comparator.comparing(part -> part.scheme() != Scheme.EMPLOYEE))
                .map(Result::done)
                .orElseGet(() -> Result.refused(Refusal.conflict(
                                "NOT_INSURED",
                                care.scheme().isPresent() ? "scheme" : "until",
                                new Text("该人员参保期间的就医", "care while the person was insured"),
                                Text.same(care.until().toString()))
                        .instead(ASK_AGENCY)));
    }

    /// By which region's catalogue the lines of a claim for such care are sorted.
    Result<String> catalogue(Connection connection, Claims.Care care) throws SQLException {
        return switch (insured(connection, care)) {
            case Result.Refused<Participation>(var refusal) -> Result.refused(refusal);
            case Result.Done<Participation>(var part) ->
                switch (settlements.claimable(connection, command(care, part.scheme(), "", "", List.of(), true))) {
                    case Settlements.Claimable.No(var why) -> Result.refused(of(why));
                    case Settlements.Claimable.Yes(var catalogue, var _) -> Result.done(catalogue);
                };
        };
    }

    /// Why a claim cannot be as it stands, whatever a clerk finds of lines that have no code yet.
    Optional<Refusal> refusal(Connection connection, Claim claim) throws SQLException {
        var already = settledDirectly(connection, claim);
        if (already.isPresent()) {
            return already;
        }
        var command = command(claim);
        return switch (settlements.claimable(connection, command)) {
            case Settlements.Claimable.No(var why) -> Optional.of(of(why));
            case Settlements.Claimable.Yes(var catalogue, var limit) -> {
                var wrong = limit.flatMap(found -> tooLate(claim, found)).or(() -> unknownCode(claim, catalogue));
                yield wrong.isPresent() ? wrong : preview(connection, command);
            }
        };
    }

    private static Optional<Refusal> tooLate(Claim claim, ClaimLimitDecider.Outcome limit) {
        var filed = BusinessDay.of(claim.filedAt());
        return filed.isAfter(limit.last())
                ? Optional.of(Refusal.notAllowed(Reason.CLAIM_TOO_LATE, Optional.of(limit.rule()))
                        .about(
                                "until",
                                new Text(limit.last() + " 前（含当日）提出的申请", "a claim filed by " + limit.last()),
                                Text.same(filed.toString())))
                : Optional.empty();
    }

    private Optional<Refusal> preview(Connection connection, Command.Claim command) throws SQLException {
        return switch (settlements.previewClaim(connection, command)) {
            case Outcome.Settled settled -> barred(connection, settled.settlement());
            case Outcome.Refused(var why) -> Optional.of(of(why));
            case Outcome.Done other -> throw unexpected(other);
            case Outcome.Opened other -> throw unexpected(other);
            case Outcome.FeesTaken other -> throw unexpected(other);
            case Outcome.Filed other -> throw unexpected(other);
            case Outcome.MessageReused other -> throw unexpected(other);
        };
    }

    static IllegalStateException unexpected(Outcome other) {
        return new IllegalStateException("a claim came to " + other.getClass().getSimpleName());
    }

    /// Why nothing at all is paid for such care, by which rule.
    Optional<Refusal> barred(Connection connection, SettlementRecord settlement) throws SQLException {
        if (settlement.reason().isEmpty() || !settlement.refund().isZero()) {
            return Optional.empty();
        }
        var reason = settlement.reason().get();
        var rule = settlement.steps().stream()
                .filter(step -> step.reason().equals(Optional.of(reason))
                        && !step.rule().isEmpty())
                .map(SettlementRecord.KeptStep::rule)
                .findFirst();
        var words = cited.words(connection, rule.stream().toList());
        return Optional.of(Refusal.notAllowed(reason, Optional.empty()).by(rule.map(words::get)));
    }

    private Optional<Refusal> unknownCode(Claim claim, String region) {
        for (var i = 0; i < claim.lines().size(); i++) {
            var line = claim.lines().get(i);
            if (line.counts()
                    && !line.code().isEmpty()
                    && registry.entry(region, line.code(), claim.until()).isEmpty()) {
                return Optional.of(Refusal.badInput(
                                "UNKNOWN_CODE",
                                "lines[" + i + "].code",
                                new Text(
                                        region + " 医保目录中 " + claim.until() + " 有效的编码",
                                        "a code of the catalogue of " + region + " on " + claim.until()),
                                Text.same(line.code()))
                        .instead(new Text(
                                "不知道编码时留空，由经办人员对照目录", "leave it out where it is not known: a clerk will find it")));
            }
        }
        return Optional.empty();
    }

    /// A visit that the institution settled with the funds is not paid twice.
    Optional<Refusal> settledDirectly(Connection connection, Claim claim) throws SQLException {
        return settlements.direct(connection, claim.person(), claim.institution(), claim.from(), claim.until()).stream()
                .filter(direct -> direct.total().equals(claim.invoice().total()))
                .findFirst()
                .map(direct -> Refusal.conflict(
                                "SETTLED_DIRECTLY",
                                "invoice.total",
                                new Text("未在医疗机构直接结算的费用", "a bill that was not settled at the institution"),
                                new Text(
                                        direct.day() + " 已直接结算 " + direct.total() + " 元（结算ID " + direct.settlement()
                                                + "）",
                                        direct.total() + " settled at the institution on " + direct.day()
                                                + " (settlement " + direct.settlement() + ")"))
                        .instead(new Text(
                                "如直接结算有误，请先到医疗机构撤销", "if that was wrong, have the institution reverse it first")));
    }

    /// What settles the lines of which it is known what becomes of them.
    static Command.Claim command(Claim claim) {
        List<FeeItem> items = claim.lines().stream()
                .filter(line -> line.counts() && !line.code().isEmpty())
                .map(line -> item(line, claim.until()))
                .toList();
        return command(claim.care(), claim.scheme(), claim.id(), claim.disease(), items, claim.useAccount());
    }

    private static Command.Claim command(
            Claims.Care care, Scheme scheme, String claim, String disease, List<FeeItem> items, boolean useAccount) {
        return new Command.Claim(
                care.person(),
                claim,
                care.institution(),
                care.from(),
                care.until(),
                disease,
                items,
                new Command.SettleTerms(
                        scheme,
                        care.kind(),
                        "",
                        items.stream().map(FeeItem::amount).reduce(Fen.ZERO, Fen::plus),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        useAccount ? AccountUse.OWN_FIRST : AccountUse.NONE,
                        ""));
    }

    /// What the settlement refuses, by the fields of a claim.
    static Refusal of(org.openyibao.server.settlement.Refusal refusal) {
        return Refusal.conflict(
                        refusal.field() == Field.HOME_REGION ? "NO_KNOWN_RULE" : "CANNOT_BE_SETTLED",
                        field(refusal.field()),
                        refusal.expected(),
                        Text.same(refusal.got()))
                .instead(ASK_AGENCY);
    }

    private static String field(Field field) {
        return switch (field) {
            case INSTITUTION -> "institution";
            case PERSON, HOME_REGION -> "person";
            case SCHEME -> "scheme";
            case TOTAL -> "invoice.total";
            case LINE_SERIAL, LINE_CODE, LINE_AMOUNT -> "lines";
            case DISEASE -> "disease";
            case SETTLEMENT -> "claim";
            case VISIT,
                    VISIT_NUMBER,
                    BATCH,
                    OWN_PAY,
                    OVER_LIMIT,
                    FIRST_PAY,
                    IN_SCOPE,
                    LINE_DAY,
                    LINE_NOTED,
                    LINE_QUANTITY,
                    LINE_TAKES_BACK,
                    CATEGORY,
                    ADMITTED,
                    DISCHARGED,
                    ORIGINAL_MESSAGE,
                    FILING,
                    FILING_GROUND,
                    FILING_PLACE,
                    FILING_FROM,
                    FILING_UNTIL,
                    REGISTERED_CODE,
                    REGISTERED_HOME -> throw new IllegalStateException("no claim has a field " + field);
        };
    }
}

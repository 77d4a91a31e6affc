package org.openyibao.engine.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.cases.Case.Expectation;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.DaySums;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.CanIUse;
import org.openyibao.engine.decision.CapBonusDecider;
import org.openyibao.engine.decision.CatastrophicDecider;
import org.openyibao.engine.decision.ContributionDecider;
import org.openyibao.engine.decision.EntitlementDecider;
import org.openyibao.engine.decision.FilingDecider;
import org.openyibao.engine.decision.FormulaDecider;
import org.openyibao.engine.decision.InflowDecider;
import org.openyibao.engine.decision.PremiumDecider;
import org.openyibao.engine.decision.RetirementDecider;
import org.openyibao.engine.decision.UseDecider;
import org.openyibao.engine.decision.WalletDecider;
import org.openyibao.engine.decision.WithdrawalDecider;
import org.openyibao.engine.decision.YearEndDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.engine.policy.WithdrawalReason;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.text.Wording;
import org.openyibao.engine.yaml.YamlMap;
import org.openyibao.engine.yaml.YamlNode;

/// Reads one case. Common keys are read for every kind; the kind's own keys only for it, so that one which
/// does not belong is found.
final class CaseReader {

    private final YamlMap map;
    private final LocalDate on;
    private final Insured insured;
    private final Balances account;
    private final List<FamilyMember> family;
    private final Fen wallet;
    private final Assumptions assume;

    private CaseReader(YamlMap map) {
        this.map = map;
        on = map.date("on");
        insured = ClaimReader.insured(map.get("insured").map());
        account = map.map("account").map(ClaimReader::balances).orElse(Balances.NONE);
        family = map.each("family", ClaimReader::familyMember);
        wallet = map.fen("wallet", Fen.ZERO);
        assume = map.map("assume").map(ClaimReader::assumptions).orElse(Assumptions.NONE);
    }

    static Case read(YamlNode node) {
        var id = node.map().text("id");
        if (id.isBlank()) {
            throw node.map().get("id").expected(new Text("案例编号", "the id of the case"));
        }
        return new CaseReader(node.named(id).map()).read(id);
    }

    /// A question of kind `can-i-use` that is no case.
    static CanIUse.Question canIUse(YamlMap map) {
        var question = new CaseReader(map).canIUse();
        map.finish();
        return question;
    }

    private Case read(String id) {
        map.text("id");
        var kind = map.oneOf("kind", Kind.class);
        var question = question(kind);
        var read = new Case(
                id,
                map.node().file() + ":" + map.node().line(),
                on,
                insured,
                question,
                expectations(kind),
                map.text("title", ""),
                map.each("rules", YamlNode::text),
                map.text("arithmetic", ""),
                map.flag("soft", false));
        map.finish();
        return read;
    }

    private List<Expectation> expectations(Kind kind) {
        var expect = map.get("expect").map();
        var read = new ArrayList<Expectation>();
        kind.answers().keySet().forEach(expect::find);
        for (var key : expect.keys()) {
            var shape = kind.answers().get(key);
            if (shape != null) {
                read.addAll(shape.read(key, expect.get(key)));
            }
        }
        expect.finish();
        if (read.isEmpty()) {
            throw map.get("expect").expected(new Text("至少一个期望值", "at least one expected value"));
        }
        return List.copyOf(read);
    }

    private Question question(Kind kind) {
        return switch (kind) {
            case VISIT -> new Question.Visit(claim());
            case CATASTROPHIC ->
                new Question.Catastrophic(new CatastrophicDecider.Question(insured, map.fen("burden"), yearToDate()));
            case FILING ->
                new Question.Filing(new FilingDecider.Question(
                        insured, ClaimReader.visit(map.get("visit").map(), insured.region()), filing(), on));
            case CAN_I_USE -> new Question.CanIUse(canIUse());
            case USE -> new Question.Use(use(map.get("use").map()));
            case YEAR_END -> new Question.YearEnd(yearEnd());
            case INFLOW -> new Question.Inflow(inflow());
            case STANDING -> standing();
            case WITHDRAWAL ->
                new Question.Withdrawal(withdrawal(map.get("withdrawal").map()));
            case WALLET ->
                new Question.Wallet(new WalletDecider.Question(
                        insured,
                        account,
                        0,
                        map.get("transfers").elements().stream()
                                .map(CaseReader::transfer)
                                .toList(),
                        assume));
            case CONTRIBUTION -> contribution();
            case RETIREMENT -> new Question.Retirement(retirement());
            case FORMULA -> new Question.Formula(formula());
        };
    }

    private Claim claim() {
        return new Claim(
                on,
                insured,
                ClaimReader.visit(map.get("visit").map(), insured.region()),
                filing(),
                ClaimReader.bill(map),
                yearToDate(),
                account,
                family,
                wallet,
                true,
                assume);
    }

    private CanIUse.Question canIUse() {
        return new CanIUse.Question(
                on,
                insured,
                ClaimReader.visit(map.get("visit").map(), insured.region()),
                filing(),
                map.find("account").map(given -> account),
                family,
                map.find("wallet").map(given -> wallet),
                assume);
    }

    private Filing filing() {
        return map.map("filing").map(ClaimReader::filing).orElse(Filing.NONE);
    }

    private YearToDate yearToDate() {
        return map.map("yearToDate").map(ClaimReader::yearToDate).orElse(YearToDate.NONE);
    }

    private UseDecider.Question use(YamlMap use) {
        var question = new UseDecider.Question(
                insured,
                account,
                purpose(use.get("for")),
                use.oneOf("of", Relation.class),
                use.fen("amount"),
                true,
                assume);
        use.finish();
        return question;
    }

    /// A purpose that no rule speaks of may be asked about; one that is nearly a known one was misspelt.
    private static Purpose purpose(YamlNode value) {
        var known = Arrays.stream(Purpose.values()).map(Purpose::toString).toList();
        var misspelt = Wording.nearest(value.text(), known)
                .filter(near -> Math.abs(near.length() - value.text().length()) <= 2);
        return known.contains(value.text()) || misspelt.isPresent()
                ? YamlMap.oneOf(value, Purpose.class)
                : Purpose.OTHER;
    }

    private YearEndDecider.Question yearEnd() {
        var averageDaily = ClaimReader.balances(map.get("averageDaily").map());
        var rates = map.get("rates").map();
        var byKind = new EnumMap<Effect.RateKind, Ratio>(Effect.RateKind.class);
        byKind.put(Effect.RateKind.DEMAND, ClaimReader.share(rates.get("demand")));
        byKind.put(Effect.RateKind.THREE_MONTH, ClaimReader.share(rates.get("threeMonth")));
        rates.finish();
        return new YearEndDecider.Question(
                insured, account, DaySums.of(averageDaily, on.lengthOfYear()), on.lengthOfYear(), Map.copyOf(byKind));
    }

    private InflowDecider.Question inflow() {
        var base = map.find("base").map(YamlMap::fen);
        var rates = map.map("rates");
        if (base.isPresent() != rates.isPresent()) {
            throw map.node().invalid(new Text("“base” 和 “rates” 应同时给出", "\"base\" and \"rates\" go together"));
        }
        var employee = rates.flatMap(given -> given.find("employee"))
                .map(ClaimReader::share)
                .orElse(Ratio.ZERO);
        var employer = rates.flatMap(given -> given.find("employer"))
                .map(ClaimReader::share)
                .orElse(Ratio.ZERO);
        rates.ifPresent(YamlMap::finish);
        var levied = base.orElse(Fen.ZERO);
        return new InflowDecider.Question(
                insured,
                levied,
                employee.of(levied),
                employer.of(levied),
                map.find("fixedAmount").map(YamlMap::fen));
    }

    private static final List<String> STANDINGS = List.of("coverageYear", "gap", "missedYears", "born", "capBonus");

    /// Exactly one of the questions that the kind knows.
    private Question standing() {
        return switch (map.oneKeyOf(STANDINGS)) {
            case "born" ->
                new Question.Standing(new EntitlementDecider.Question.Birth(map.date("born"), map.date("paid")));
            case "coverageYear" ->
                new Question.Standing(new EntitlementDecider.Question.YearPaid(
                        YamlMap.whole(map.get("coverageYear")), map.date("paid")));
            case "missedYears" -> new Question.Standing(missed(map.findDate("paid")));
            case "gap" -> new Question.Standing(gap(map.get("gap").map()));
            default -> new Question.CapBonus(capBonus(map.get("capBonus").map()));
        };
    }

    private CapBonusDecider.Question capBonus(YamlMap asked) {
        var question = new CapBonusDecider.Question(
                insured,
                asked.oneOf("kind", LayerKind.class, LayerKind.CATASTROPHIC),
                asked.find("cap").map(YamlMap::fen));
        asked.finish();
        return question;
    }

    private EntitlementDecider.Question.YearsMissed missed(Optional<LocalDate> paid) {
        var missedYears = YamlMap.whole(map.get("missedYears"));
        var repaidYears = map.whole("repaidYears", 0);
        if (repaidYears > missedYears) {
            throw map.get("repaidYears").expected(new Text("不超过 missedYears", "at most \"missedYears\""));
        }
        return new EntitlementDecider.Question.YearsMissed(missedYears, repaidYears, paid);
    }

    private static EntitlementDecider.Question.Break gap(YamlMap gap) {
        var question = new EntitlementDecider.Question.Break(
                gap.month("from"),
                gap.month("to"),
                gap.findDate("repaid"),
                gap.find("resumed").map(YamlMap::month),
                gap.find("because").map(YamlNode::text));
        if (question.to().isBefore(question.from())) {
            throw gap.get("to").expected(new Text("不早于 from 的年月", "a month not before \"from\""));
        }
        gap.finish();
        return question;
    }

    private WithdrawalDecider.Question withdrawal(YamlMap withdrawal) {
        Set<String> documents = new LinkedHashSet<>(withdrawal.each("documents", YamlNode::text));
        var question = new WithdrawalDecider.Question(
                insured, account, withdrawal.oneOf("for", WithdrawalReason.class), Set.copyOf(documents));
        withdrawal.finish();
        return question;
    }

    private static WalletDecider.Transfer transfer(YamlNode node) {
        var transfer = node.map();
        var read = new WalletDecider.Transfer(
                YamlMap.time(transfer.get("at")), transfer.fen("amount"), transfer.flag("accepted", true));
        transfer.finish();
        return read;
    }

    private static final List<String> CONTRIBUTIONS = List.of("wage", "base", "coverageYear");

    private Question contribution() {
        return switch (map.oneKeyOf(CONTRIBUTIONS)) {
            case "wage" ->
                new Question.Contribution(new ContributionDecider.Question.OfWage(
                        insured, map.fen("wage"), map.find("averageWage").map(YamlMap::fen)));
            case "base" -> new Question.Contribution(new ContributionDecider.Question.OfBase(insured, map.fen("base")));
            default ->
                new Question.Premium(new PremiumDecider.Question(insured, YamlMap.whole(map.get("coverageYear"))));
        };
    }

    private RetirementDecider.Question retirement() {
        var months = YamlMap.whole(map.get("months"));
        return new RetirementDecider.Question(
                insured,
                months,
                map.find("actualMonths").map(node -> atMost(node, months)).orElse(months),
                map.find("localMonths").map(node -> atMost(node, months)).orElse(months),
                map.findDate("workBegan"));
    }

    private static int atMost(YamlNode value, int months) {
        var part = YamlMap.whole(value);
        if (part > months) {
            throw value.expected(new Text("不超过 months 的 " + months, "at most \"months\", " + months));
        }
        return part;
    }

    private FormulaDecider.Question formula() {
        var name = map.text("formula");
        var given = map.get("values").map();
        var values = new LinkedHashMap<String, Long>();
        for (var key : given.keys()) {
            values.put(key, YamlMap.millionths(given.get(key)));
        }
        return new FormulaDecider.Question(insured, name, Map.copyOf(values));
    }
}

package org.openyibao.engine.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openyibao.engine.claim.AccountOrder;
import org.openyibao.engine.claim.AccountScope;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.Filing.MadeWhen;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.yaml.YamlMap;
import org.openyibao.engine.yaml.YamlNode;

/// Reads the parts of a claim from the maps of a case. A key left out means the ordinary: at home, designated,
/// networked, settled directly, nothing paid yet this year.
final class ClaimReader {

    private static final int OLDEST = 150;
    private static final int LARGEST_FAMILY = 99;
    private static final Pattern DAY = Pattern.compile("\\d{4}-.*");
    private static final Pattern FRACTION = Pattern.compile("[01](\\.\\d{1,6})?");

    private ClaimReader() {}

    static Insured insured(YamlMap map) {
        var scheme = map.oneOf("scheme", Scheme.class);
        var standing = scheme == Scheme.PENSION
                ? map.oneOf("standing", Standing.class, Standing.NORMAL)
                : map.oneOf("standing", Standing.class);
        var status = scheme == Scheme.PENSION
                ? map.oneOf("status", Status.class, Status.ACTIVE)
                : map.oneOf("status", Status.class);
        var insured = new Insured(
                map.region("region"),
                scheme,
                status,
                standing,
                map.find("age").map(ClaimReader::age).orElse(Insured.AGE_UNKNOWN),
                map.oneOf("sex", Sex.class, Sex.UNKNOWN),
                map.oneOf("tier", Tier.class, Tier.NONE),
                map.oneOf("assistance", Assistance.class, Assistance.NONE),
                map.flag("civilServant", false),
                map.find("insuredFamilyMembers").map(ClaimReader::familyMembers).orElse(1),
                new Continuity(map.whole("continuousYears", 0), map.whole("noClaimYears", 0), map.whole("breaks", 0)));
        map.finish();
        return insured;
    }

    private static int age(YamlNode value) {
        var age = YamlMap.whole(value);
        if (age > OLDEST) {
            throw value.expected(new Text("0 到 " + OLDEST + " 岁", "0 to " + OLDEST + " years"));
        }
        return age;
    }

    private static int familyMembers(YamlNode value) {
        var members = YamlMap.whole(value);
        if (members < 1 || members > LARGEST_FAMILY) {
            throw value.expected(new Text(
                    "1 到 " + LARGEST_FAMILY + " 的整数（含本人）",
                    "a whole number from 1 to " + LARGEST_FAMILY + ", the person too"));
        }
        return members;
    }

    static Visit visit(YamlMap map, String home) {
        var kind = map.oneOf("kind", VisitKind.class);
        var admitted = map.findDate("admitted");
        var discharged = map.findDate("discharged");
        if (admitted.isPresent()
                && discharged.filter(day -> day.isBefore(admitted.get())).isPresent()) {
            throw map.get("discharged").expected(new Text("不早于入院日期的日期", "a date not before \"admitted\""));
        }
        var visit = new Visit(
                kind,
                map.oneOf("institution", InstitutionKind.class),
                map.oneOf("level", Level.class),
                map.find("place").map(place -> place(place, home)).orElse(home),
                map.flag("designated", true),
                map.flag("networked", true),
                map.find("bound").map(YamlMap::flag),
                map.flag("referred", false),
                map.flag("emergency", kind == VisitKind.EMERGENCY),
                map.oneOf("cause", Cause.class, Cause.NONE),
                map.each("disease", YamlNode::text),
                map.find("registered").map(YamlMap::flag),
                admitted,
                discharged,
                map.oneOf("settledBy", SettledBy.class, SettledBy.DIRECT));
        map.finish();
        return visit;
    }

    private static String place(YamlNode value, String home) {
        return switch (value.text()) {
            case "home" -> home;
            case Visit.OVERSEAS -> Visit.OVERSEAS;
            default ->
                region(value, new Text("六位区划代码、home 或 overseas", "a region code of six digits, home or overseas"));
        };
    }

    private static String region(YamlNode value, Text expected) {
        if (!value.text().matches("\\d{6}")) {
            throw value.expected(expected);
        }
        return value.text();
    }

    private static String region(YamlNode value) {
        return region(value, new Text("六位医保区划代码", "a region code of six digits"));
    }

    static Filing filing(YamlMap map) {
        var made = map.find("made");
        var onDay = made.filter(value -> DAY.matcher(value.text()).matches());
        var byCommitment = map.find("basis").map(ClaimReader::byCommitment).orElse(false);
        var filing = new Filing(
                map.oneOf("kind", FilingKind.class),
                onDay.map(YamlMap::date),
                made.filter(value -> onDay.isEmpty()).map(ClaimReader::madeWhen).orElse(MadeWhen.BEFORE),
                map.find("validMonths").map(YamlMap::whole),
                map.find("place").map(ClaimReader::region),
                byCommitment,
                map.flag("documents", !byCommitment));
        map.finish();
        return filing;
    }

    private static MadeWhen madeWhen(YamlNode value) {
        return switch (value.text()) {
            case "before-admission" -> MadeWhen.BEFORE;
            case "during-stay", "before-discharge" -> MadeWhen.DURING_STAY;
            case "after-discharge" -> MadeWhen.AFTER_DISCHARGE;
            default ->
                throw value.expected(new Text(
                        "日期（yyyy-MM-dd）、before-admission、before-discharge、during-stay 或 after-discharge",
                        "a date (yyyy-MM-dd), before-admission, before-discharge, during-stay or after-discharge"));
        };
    }

    private static boolean byCommitment(YamlNode value) {
        return switch (value.text()) {
            case "commitment" -> true;
            case "documents" -> false;
            default -> throw value.expected(new Text("commitment 或 documents", "commitment or documents"));
        };
    }

    static YearToDate yearToDate(YamlMap map) {
        var yearToDate = new YearToDate(
                map.fen("deductible", Fen.ZERO),
                map.fen("pool", Fen.ZERO),
                map.fen("inpatientPool", Fen.ZERO),
                map.fen("familyPool", Fen.ZERO),
                map.whole("admissions", 0),
                map.fen("burden", Fen.ZERO),
                map.fen("catastrophic", Fen.ZERO),
                map.fen("largeSum", Fen.ZERO),
                map.fen("civilServant", Fen.ZERO),
                map.fen("assistance", Fen.ZERO),
                map.fen("today", Fen.ZERO));
        map.finish();
        return yearToDate;
    }

    static Balances balances(YamlMap map) {
        var balances = new Balances(map.fen("current", Fen.ZERO), map.fen("prior", Fen.ZERO));
        map.finish();
        return balances;
    }

    static FamilyMember familyMember(YamlNode node) {
        var map = node.map();
        var member = new FamilyMember(
                node.path(),
                map.oneOf("relation", Relation.class),
                map.region("region"),
                map.oneOf("standing", Standing.class),
                map.flag("bound", true),
                new Balances(map.fen("current", Fen.ZERO), map.fen("prior", Fen.ZERO)),
                FamilyMember.NO_LIMIT);
        map.finish();
        return member;
    }

    /// `fees` or `bill`, exactly one of them.
    static Bill bill(YamlMap map) {
        return switch (map.oneKeyOf(List.of("fees", "bill"))) {
            case "fees" -> lines(map.get("fees"));
            default -> split(map.get("bill").map());
        };
    }

    private static Bill.Lines lines(YamlNode fees) {
        var lines = new ArrayList<FeeLine>();
        var total = Fen.ZERO;
        for (var node : fees.elements()) {
            var line = line(node.map());
            total = total.plus(line.amount());
            lines.add(line);
        }
        if (lines.isEmpty() || total.compareTo(Fen.LARGEST) > 0) {
            throw fees.expected(new Text(
                    "至少一条费用，合计不超过 " + Fen.LARGEST + " 元",
                    "at least one line, " + Fen.LARGEST + " yuan at most in all"));
        }
        return new Bill.Lines(List.copyOf(lines));
    }

    private static FeeLine line(YamlMap map) {
        var amount = map.fen("amount");
        var firstPay = map.fen("firstPay", Fen.ZERO);
        if (firstPay.compareTo(amount) > 0) {
            throw map.get("firstPay").expected(new Text("不超过该条金额 " + amount, "at most the line's amount " + amount));
        }
        var line = new FeeLine(
                map.text("name", ""),
                map.oneOf("category", FeeCategory.class, FeeCategory.DRUG),
                map.oneOf("grade", Grade.class),
                amount,
                map.fen("ceiling", FeeLine.NO_CEILING),
                Ratio.ZERO,
                firstPay);
        map.finish();
        return line;
    }

    private static Bill.Split split(YamlMap map) {
        var total = map.fen("total");
        var ownPay = map.fen("ownPay");
        var overLimit = map.fen("overLimit");
        var firstPay = map.fen("firstPay");
        var inScope = map.fen("inScope");
        map.finish();
        var sum = ownPay.plus(overLimit).plus(firstPay).plus(inScope);
        if (!sum.equals(total)) {
            throw map.get("total")
                    .expected(new Text(
                            "四部分（ownPay、overLimit、firstPay、inScope）之和 " + sum,
                            "the sum of ownPay, overLimit, firstPay and inScope, " + sum));
        }
        return new Bill.Split(total, ownPay, overLimit, firstPay, inScope);
    }

    static Assumptions assumptions(YamlMap map) {
        var assume = new Assumptions(
                map.find("poolPays").map(YamlMap::fen),
                map.find("deductible").map(YamlMap::fen),
                map.find("pay").map(ClaimReader::share),
                map.find("bracketsOf").map(ClaimReader::region),
                map.find("accountScope").map(value -> YamlMap.oneOf(value, AccountScope.class)),
                map.find("accountOrder").map(value -> YamlMap.oneOf(value, AccountOrder.class)));
        map.finish();
        return assume;
    }

    /// `85%`, or `0.85` for the same.
    static Ratio share(YamlNode value) {
        var expected = new Text("0% 到 100% 之间的比例（如 85%，或 0.85）", "a ratio from 0% to 100%, such as 85%, or 0.85");
        if (!FRACTION.matcher(value.text()).matches()) {
            return Ratio.parse(value.text()).filter(Ratio::isShare).orElseThrow(() -> value.expected(expected));
        }
        var decimals = value.text().length() > 2 ? value.text().substring(2) : "";
        var share = Ratio.ofMillionths(Integer.parseInt(value.text().substring(0, 1)) * 1_000_000
                + Integer.parseInt((decimals + "000000").substring(0, 6)));
        if (!share.isShare()) {
            throw value.expected(expected);
        }
        return share;
    }
}

package org.openyibao.engine.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.openyibao.engine.claim.AccountOrder;
import org.openyibao.engine.claim.AccountScope;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.yaml.YamlMap;
import org.openyibao.engine.yaml.YamlNode;

/// Reads the one effect of a rule; its kind is the key that it stands under.
final class EffectReader {

    /// Stands for a figure that exists but that no source gives.
    private static final String UNKNOWN = "unknown";

    private static final long ONE = 1_000_000;
    private static final Pattern LIST = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9.]{2,30}");
    private static final List<String> RESERVED = List.of(Diseases.NONE, Diseases.UNLISTED);

    private static final Map<String, Function<YamlMap, Effect>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put(
                "disease-list",
                map -> new Effect.DiseaseList(
                        listName(map.get("list")),
                        codes(map.get("codes")),
                        map.find("and").map(EffectReader::codes).orElse(Set.of())));
        KINDS.put("exclusion", EffectReader::exclusion);
        KINDS.put("deductible", map -> new Effect.Deductible(deductible(map), map.oneOf("per", Per.class)));
        KINDS.put(
                "pool-tilt",
                map -> new Effect.PoolTilt(
                        map.ratio("deductible-factor", Ratio.ONE),
                        map.ratio("points", Ratio.ZERO),
                        map.flag("uncapped", false)));
        KINDS.put(
                "pool",
                map -> new Effect.Pool(
                        brackets(map),
                        map.oneOf("measured-in", Measure.class, Measure.IN_SCOPE),
                        PackReader.items(map),
                        map.fen("item-limit", Effect.Pool.NO_ITEM_LIMIT)));
        KINDS.put("reduction", map -> new Effect.Reduction(reduction(map)));
        KINDS.put("partial", map -> new Effect.Partial(map.ratio("share")));
        KINDS.put(
                "cap",
                map -> new Effect.Cap(
                        map.fen("amount"), map.oneOf("counts", Counter.class), map.flag("per-family-member", false)));
        KINDS.put(
                "layer",
                map -> new Effect.Layer(
                        map.oneOf("kind", LayerKind.class),
                        map.oneOf("measured-in", LayerBasis.class, LayerBasis.BURDEN),
                        map.fen("deductible"),
                        brackets(map),
                        map.fen("cap", Effect.Layer.NO_CAP)));
        KINDS.put(
                "cap-bonus",
                map -> new Effect.CapBonus(
                        map.oneOf("kind", LayerKind.class),
                        YamlMap.whole(map.get("after-years")),
                        map.fen("per-year"),
                        map.fen("no-claim", Fen.ZERO),
                        map.fen("per-break", Fen.ZERO),
                        map.ratio("at-most", Ratio.ONE)));
        KINDS.put(
                "tilt",
                map -> new Effect.Tilt(
                        map.oneOf("kind", LayerKind.class),
                        map.ratio("deductible-factor", Ratio.ONE),
                        map.ratio("points", Ratio.ZERO),
                        map.flag("uncapped", false)));
        KINDS.put("account", map -> new Effect.Account(buckets(map), map.oneOf("scope", AccountScope.class)));
        KINDS.put(
                "account-items",
                map -> new Effect.AccountItems(buckets(map), PackReader.items(map), YamlMap.flag(map.get("allowed"))));
        KINDS.put("account-order", map -> new Effect.Order(map.oneOf("order", AccountOrder.class)));
        KINDS.put("relatives", map -> new Effect.Relatives(set(map, "groups", Relation.Group.class)));
        KINDS.put("family", map -> new Effect.Family(buckets(map)));
        KINDS.put("claim-limit", map -> new Effect.ClaimLimit(YamlMap.whole(map.get("months"))));
        KINDS.put("manual-claim", map -> new Effect.ManualClaim(YamlMap.flag(map.get("account-refund"))));
        KINDS.put(
                "filing",
                map -> new Effect.FilingTerms(
                        set(map, "kinds", FilingKind.class),
                        map.whole("valid-months", 0),
                        map.flag("emergency-counts-as-filed", false)));
        KINDS.put("filing-need", map -> new Effect.FilingNeed(YamlMap.flag(map.get("required"))));
        KINDS.put("not-direct", map -> new Effect.NotDirect(map.oneOf("reason", Reason.class)));
        KINDS.put(
                "filing-documents",
                map -> new Effect.FilingDocuments(
                        set(map, "for", FilingGround.class),
                        map.each("documents", YamlNode::text),
                        map.flag("or-commitment", false)));
        KINDS.put("catalogue", map -> new Effect.Catalogue(map.oneOf("of", CatalogueOf.class)));
        KINDS.put(
                "purpose",
                map -> new Effect.PurposeTerms(
                        set(map, "for", Purpose.class),
                        YamlMap.flag(map.get("allowed")),
                        map.find("of").isPresent()
                                ? set(map, "of", Relation.Group.class)
                                : Set.of(Relation.Group.values()),
                        map.oneOf("reason", Reason.class, Reason.PURPOSE_NOT_ALLOWED),
                        buckets(map),
                        map.fen("least-balance", Fen.ZERO)));
        KINDS.put(
                "inflow",
                map -> new Effect.Inflow(
                        YamlMap.flag(map.get("has-account")),
                        map.ratio("employee-share", Ratio.ZERO),
                        map.ratio("employer-share", Ratio.ZERO),
                        map.flag("fixed-amount", false)));
        KINDS.put(
                "interest",
                map -> new Effect.Interest(
                        map.oneOf("current", Effect.RateKind.class), map.oneOf("prior", Effect.RateKind.class)));
        KINDS.put(
                "withdrawal",
                map -> new Effect.Withdrawal(
                        set(map, "for", WithdrawalReason.class),
                        map.each("documents", YamlNode::text),
                        map.text("payee")));
        KINDS.put("account-move", map -> new Effect.AccountMove(YamlMap.flag(map.get("moves"))));
        KINDS.put(
                "wallet",
                map -> new Effect.Wallet(
                        YamlMap.whole(map.get("transfers-per-day")),
                        map.fen("per-transfer"),
                        YamlMap.time(map.get("closed-from")),
                        YamlMap.time(map.get("closed-to")),
                        map.find("returned-at").map(YamlMap::time)));
        KINDS.put(
                "window",
                map -> new Effect.Window(
                        YamlMap.whole(map.get("coverage-year")),
                        map.date("opens"),
                        map.date("closes"),
                        map.oneOf("kind", Effect.WindowKind.class),
                        map.whole("waiting-months", 0)));
        KINDS.put(
                "waiting",
                map -> new Effect.Waiting(
                        YamlMap.whole(map.get("fixed-months")),
                        map.whole("per-missed-year", 0),
                        map.whole("repair-per-year", 0),
                        map.whole("floor-months", 0),
                        map.whole("floor-from-years", 0)));
        KINDS.put("newborn", map -> new Effect.Newborn(YamlMap.whole(map.get("days"))));
        KINDS.put(
                "gap",
                map -> new Effect.Gap(
                        YamlMap.whole(map.get("up-to-months")),
                        map.flag("retroactive", false),
                        map.whole("waiting-months", 0),
                        map.whole("waiting-months-repaid", map.whole("waiting-months", 0)),
                        Set.copyOf(map.each("because", YamlNode::text))));
        KINDS.put("benefit-year", map -> new Effect.BenefitYear(YamlMap.monthDay(map.get("starts"))));
        KINDS.put(
                "contribution",
                map -> new Effect.Contribution(
                        map.fen("floor", Fen.ZERO),
                        map.fen("ceiling", Effect.Contribution.NO_CEILING),
                        map.find("floor-of-average").map(YamlMap::percent).orElse(Ratio.ZERO),
                        map.find("ceiling-of-average").map(YamlMap::percent).orElse(Ratio.ZERO),
                        map.ratio("employer", Ratio.ZERO),
                        map.ratio("employee", Ratio.ZERO)));
        KINDS.put(
                "premium",
                map -> new Effect.Premium(
                        YamlMap.whole(map.get("coverage-year")), map.fen("person"), map.fen("subsidy", Fen.ZERO)));
        KINDS.put(
                "retirement",
                map -> new Effect.Retirement(
                        map.whole("years", 0),
                        map.whole("actual-years", 0),
                        map.whole("local-years", 0),
                        map.findDate("work-began-from").orElse(Rule.ALWAYS),
                        map.findDate("work-began-before").orElse(Rule.FOREVER)));
        KINDS.put(
                "formula",
                map -> new Effect.Formula(
                        map.text("name"),
                        map.each("terms", EffectReader::term),
                        map.fen("at-most", Effect.Formula.NO_LIMIT)));
    }

    private EffectReader() {}

    /// The keys under which an effect may stand.
    static Set<String> kinds() {
        return KINDS.keySet();
    }

    static Effect read(YamlMap rule) {
        var read = new ArrayList<Effect>();
        for (var kind : KINDS.entrySet()) {
            rule.map(kind.getKey()).ifPresent(map -> {
                read.add(kind.getValue().apply(map));
                map.finish();
            });
        }
        if (read.size() != 1) {
            var kinds = String.join(", ", KINDS.keySet());
            throw rule.node()
                    .invalid(new Text(
                            "规则应恰有一种效果（" + kinds + "），实有 " + read.size() + " 种",
                            "a rule has exactly one effect of " + kinds + "; this one has " + read.size()));
        }
        return read.getFirst();
    }

    private static <E extends Enum<E>> Set<E> set(YamlMap map, String key, Class<E> type) {
        var values = new LinkedHashSet<E>();
        map.get(key).elements().forEach(node -> values.add(YamlMap.oneOf(node, type)));
        return Set.copyOf(values);
    }

    private static Effect.Formula.Term term(YamlNode node) {
        var map = node.map();
        var term = new Effect.Formula.Term(
                map.each("times", YamlNode::text),
                map.find("by").map(YamlMap::factor).orElse(ONE));
        map.finish();
        return term;
    }

    private static String listName(YamlNode value) {
        if (!LIST.matcher(value.text()).matches() || RESERVED.contains(value.text())) {
            throw value.expected(new Text(
                    "病种目录的名字：小写英文、数字和连字符，不为 " + String.join("、", RESERVED),
                    "a name of small letters, digits and hyphens, other than " + String.join(", ", RESERVED)));
        }
        return value.text();
    }

    /// What accounts pay of single lines is said by `account-items`.
    private static Effect.Exclusion exclusion(YamlMap map) {
        var exclusion = new Effect.Exclusion(
                map.oneOf("reason", Reason.class), set(map, "bars", Payer.class), PackReader.items(map));
        if (!exclusion.items().equals(Items.ALL) && exclusion.bars().contains(Payer.ACCOUNT)) {
            throw map.get("bars")
                    .invalid(
                            new Text(
                                    "写明 items 的，只能是 fund；账户是否支付这些项目由 account-items 规定",
                                    "with items it can only be fund; whether accounts pay for such lines is said by account-items"));
        }
        return exclusion;
    }

    private static Set<String> codes(YamlNode value) {
        var codes = new LinkedHashSet<String>();
        for (var node : value.elements()) {
            if (!CODE.matcher(node.text()).matches()) {
                throw node.expected(new Text("病种编码（大写字母和数字）", "the code of a disease: capital letters and digits"));
            }
            codes.add(node.text());
        }
        if (codes.isEmpty()) {
            throw value.expected(new Text("至少一个病种编码", "at least one code of a disease"));
        }
        return codes;
    }

    private static Fen deductible(YamlMap map) {
        var amount = map.get("amount");
        if (amount.text().equals(UNKNOWN)) {
            return Effect.Deductible.UNKNOWN;
        }
        return Fen.parse(amount.text())
                .filter(fen -> !fen.isNegative())
                .orElseThrow(() -> amount.expected(new Text(
                        "金额（元，至多两位小数，不小于 0）或 unknown",
                        "an amount in yuan, at most two decimals, 0 or more; or unknown")));
    }

    private static Ratio reduction(YamlMap map) {
        var points = map.get("points");
        if (points.text().equals(UNKNOWN)) {
            return Effect.Reduction.UNKNOWN;
        }
        return Ratio.parse(points.text())
                .filter(Ratio::isShare)
                .orElseThrow(() -> points.expected(new Text(
                        "0% 到 100% 之间的比例（如 85%）或 unknown", "a ratio from 0% to 100%, such as 85%; or unknown")));
    }

    private static Set<Bucket> buckets(YamlMap map) {
        return map.find("buckets").isPresent() ? set(map, "buckets", Bucket.class) : Set.of(Bucket.values());
    }

    /// `ratio: 70%` for all, or `brackets:` as a list of `{up-to: 30000.00, ratio: 85%}`, the last one without `up-to`
    /// unless nothing is paid above.
    private static Brackets brackets(YamlMap map) {
        if (map.find("ratio").isPresent()) {
            return Brackets.flat(map.ratio("ratio"));
        }
        var nodes = map.get("brackets").elements();
        var brackets = new ArrayList<Brackets.Bracket>();
        var below = 0L;
        for (var node : nodes) {
            var bracket = node.map();
            var upTo = bracket.find("up-to").map(YamlMap::fen).map(Fen::value).orElse(Brackets.OPEN);
            if (upTo <= below) {
                throw node.invalid(new Text("各段上限应递增，且不为 0", "upper bounds must ascend from above 0"));
            }
            brackets.add(new Brackets.Bracket(upTo, bracket.ratio("ratio")));
            bracket.finish();
            below = upTo;
        }
        return new Brackets(List.copyOf(brackets));
    }
}

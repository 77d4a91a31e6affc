package org.openyibao.engine.receipt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.CanIUse;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.CatalogueOf;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Columns;
import org.openyibao.engine.text.Text;

/// The answer to whether insurance and accounts can be used at a place, said to people. `home` and `place` name
/// the regions.
public record Advice(Text home, Text place, CanIUse.Question question, CanIUse.Outcome outcome) {

    private static final Text TITLE = new Text("医保能不能用", "Can it be used?");
    private static final int LABEL = 20;
    private static final String UNKNOWN = "unknown";

    private static final Map<String, Text> DOCUMENTS = Map.of(
            "household-register", new Text("户口簿首页和本人常住人口登记卡", "the household register"),
            "proof-of-residence", new Text("居住证明", "proof of residence there"),
            "proof-of-work", new Text("派出证明、异地工作单位证明或工作合同", "proof of the posting or of the work there"),
            "referral", new Text("转诊转院证明", "the referral of a designated hospital at home"));

    /// The answer of the packs.
    public static Advice of(PolicyBook book, CanIUse.Question question) {
        var insured = question.insured();
        var at = question.visit().place();
        return new Advice(
                book.name(insured.region()),
                at.equals(Visit.OVERSEAS) ? new Text("境外", "abroad") : book.name(at),
                question,
                CanIUse.decide(book.on(insured.region(), insured.scheme(), question.on()), question));
    }

    /// How the bill is paid.
    public Text conclusion() {
        return switch (outcome.route()) {
            case DIRECT -> new Text("可以在机构直接结算", "Settled at the institution");
            case CLAIM ->
                new Text("不能直接结算：先垫付，再回参保地零星报销", "Not settled at the institution: pay first, claim at home afterwards");
            case NONE ->
                isFundUnknown()
                        ? new Text("不能直接结算；能否零星报销没有查到规则", "Not settled at the institution; no rule is known of a claim")
                        : new Text(
                                "不能使用：不能直接结算，也没有可以报销的", "Cannot be used: neither settled there nor claimed afterwards");
        };
    }

    private boolean isFundUnknown() {
        return outcome.of(CanIUse.Source.FUND).reason().filter(Reason::isNoRule).isPresent();
    }

    /// Where that is seen from home, what filing counts, and why the bill cannot be settled there.
    public Text care() {
        var away = outcome.away();
        var where = Words.of(away.place());
        var filing = Words.of(away.filing());
        var why = away.whyNotDirect()
                .map(Reason::text)
                .map(text -> new Text("；" + text.zh(), "; " + text.en()))
                .orElse(Text.same(""));
        return new Text(
                "就医地属于" + where.zh() + "；备案：" + filing.zh() + why.zh(),
                "Care " + where.en() + "; " + filing.en() + why.en());
    }

    /// What is taken off the fund's ratios.
    public Text reduction() {
        return outcome.reduction()
                .map(points -> points.equals(Ratio.ZERO)
                        ? new Text("统筹支付比例不降低", "Nothing is taken off the fund's ratios")
                        : new Text(
                                "统筹支付比例降低 " + points(points) + " 个百分点",
                                points(points) + " percentage points off the fund's ratios"))
                .orElse(new Text("统筹支付比例是否降低、降多少没有查到", "What is taken off the fund's ratios is not known"));
    }

    private static String points(Ratio ratio) {
        var shown = ratio.toString();
        return shown.substring(0, shown.length() - 1);
    }

    /// Whose catalogue sorts the bill.
    public Text catalogue() {
        var rest = new Text("起付线、比例、限额按参保地", "; deductible, ratios and caps are those of home");
        return outcome.catalogue().of() == CatalogueOf.HOME
                ? new Text("目录按参保地；" + rest.zh(), "The catalogue of home" + rest.en())
                : new Text("目录按就医地；" + rest.zh(), "The catalogue of the place of care" + rest.en());
    }

    /// Who a payer is.
    public static Text name(CanIUse.Paying paying) {
        return switch (paying.source()) {
            case FUND -> new Text("统筹基金", "Pooled fund");
            case OWN_CURRENT -> new Text("本人当年账户", "Own, this year's");
            case OWN_PRIOR -> new Text("本人历年账户", "Own, prior years'");
            case FAMILY ->
                paying.relation()
                        .map(Words::of)
                        .map(who -> new Text(who.zh() + "的账户", "Account of " + who.en()))
                        .orElse(new Text("亲属的账户", "Relatives' accounts"));
            case WALLET -> new Text("医保钱包", "Insurance wallet");
        };
    }

    /// Whether it pays, and if not, why.
    public static Text answer(CanIUse.Paying paying) {
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        zh.add(paying.allowed() ? "可以" : "不可以");
        en.add(paying.allowed() ? "yes" : "no");
        paying.reason().ifPresent(why -> {
            zh.add(why.text().zh());
            en.add(why.text().en());
        });
        if (!paying.allowed() && paying.reason().isEmpty()) {
            zh.add("按规则不支付");
            en.add("by the rule it does not pay");
        }
        if (paying.source() == CanIUse.Source.FAMILY && paying.allowed()) {
            zh.add("须已绑定，用其" + names(paying.buckets(), bucket -> bucket == Bucket.CURRENT ? "当年" : "历年", "、") + "账户");
            en.add("once bound, out of "
                    + names(
                            paying.buckets(),
                            bucket -> bucket == Bucket.CURRENT ? "this year's" : "prior years'",
                            " and ")
                    + " money");
        }
        if (isOwn(paying)) {
            var beyond = paying.beyondScope();
            zh.add(
                    beyond.isEmpty()
                            ? "只付政策范围内的个人负担"
                            : "付政策范围内的个人负担，以及范围外的："
                                    + names(beyond, each -> Words.of(each).zh(), "、"));
            en.add(
                    beyond.isEmpty()
                            ? "only what is in scope"
                            : "what is in scope, and beyond it: "
                                    + names(beyond, each -> Words.of(each).en(), ", "));
        }
        paying.balance().ifPresent(balance -> {
            zh.add("余额 " + Money.shown(balance) + " 元");
            en.add("balance " + Money.shown(balance));
        });
        return new Text(String.join("；", zh), String.join("; ", en));
    }

    private static boolean isOwn(CanIUse.Paying paying) {
        return paying.allowed()
                && (paying.source() == CanIUse.Source.OWN_CURRENT || paying.source() == CanIUse.Source.OWN_PRIOR);
    }

    private static <T> String names(Collection<T> values, Function<T, String> name, String between) {
        return values.stream().map(name).collect(Collectors.joining(between));
    }

    /// What the person can do.
    public Text act(CanIUse.ToDo toDo) {
        return switch (toDo.act()) {
            case FILE -> filing("办理异地就医备案", "file for care away from home", toDo);
            case FILE_AGAIN -> filing("重新备案", "file again", toDo);
            case CHANGE_PLACE -> filing("把备案地变更为就医地", "have the filing changed to the place of care", toDo);
            case SUPPLY_DOCUMENTS ->
                new Text(
                        "向参保地（" + home.zh() + "）补交承诺制备案的材料，补齐后按本地待遇",
                        "hand in to " + home.en() + " the documents that were promised; then as for care at home");
            case SAY_EMERGENCY ->
                new Text(
                        "告知医院是急诊抢救，由医院上传急诊标志，视同已备案",
                        "tell the hospital that it is an emergency: it flags the visit, which then counts as filed");
            case USE_NETWORKED -> new Text("到已联网的定点机构就医购药", "go to an institution that is on the network");
            case USE_DESIGNATED -> new Text("到医保定点机构就医购药", "go to a designated institution");
            case USE_BOUND -> new Text("到绑定（选定）的机构就医，或先办理转诊", "go to the bound institution, or be referred first");
            case REGISTER_DISEASE ->
                new Text(
                        "请有鉴定资格的定点机构办理门诊慢特病备案；或者按普通门诊结算",
                        "have the disease registered by a hospital that may assess it, or settle as ordinary outpatient care");
            case CLAIM ->
                new Text(
                        "凭发票、费用清单和病历（出院小结）向参保地（" + home.zh() + "）申请零星报销",
                        "claim from " + home.en() + " with invoice, fee list and record of care");
            case RESTORE_STANDING ->
                new Text("到参保地经办机构恢复参保", "have the insurance restored by the agency of the home region");
            case BIND_RELATIVE -> new Text("先办理家庭共济绑定", "bind the relative's account first");
            case ASK_AGENCY ->
                new Text(
                        "没有查到参保地的规则，请拨打 12393 询问参保地经办机构",
                        "no rule of the home region is known: ask its agency, telephone 12393");
        };
    }

    private Text filing(String zh, String en, CanIUse.ToDo toDo) {
        var stay = question.visit().kind() == VisitKind.INPATIENT;
        var untilZh =
                toDo.until().map(day -> (stay ? "出院（" : "当日（") + day + "）结算前").orElse("出院结算前");
        var untilEn = toDo.until()
                .map(day -> stay ? "before the discharge on " + day : "on " + day + ", before settling")
                .orElse("before the discharge");
        return new Text(
                "在" + untilZh + "向参保地（" + home.zh() + "）" + zh + "：国家医保服务平台 APP、参保地线上渠道或经办窗口",
                en + " with " + home.en() + ", " + untilEn
                        + ": national platform app, its own channels or its counter");
    }

    /// A filing that would do better.
    public static Text option(CanIUse.Option option) {
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        zh.add(
                option.documents().isEmpty()
                        ? "不需要其他材料"
                        : "材料："
                                + names(
                                        option.documents(),
                                        code -> document(code).zh(),
                                        "、") + (option.orCommitment() ? "，或承诺书" : ""));
        en.add(
                option.documents().isEmpty()
                        ? "no further documents"
                        : "documents: "
                                + names(
                                        option.documents(),
                                        code -> document(code).en(),
                                        ", ") + (option.orCommitment() ? ", or a written promise" : ""));
        zh.add(option.validMonths() == 0 ? "长期有效" : "有效 " + option.validMonths() + " 个月");
        en.add(option.validMonths() == 0 ? "until cancelled" : "for " + option.validMonths() + " months");
        zh.add(option.directSettlement() ? "可以直接结算" : "仍不能直接结算");
        en.add(option.directSettlement() ? "settled there" : "still not settled there");
        zh.add(option.reduction()
                .map(points -> points.equals(Ratio.ZERO) ? "比例不降低" : "比例降低 " + points(points) + " 个百分点")
                .orElse("比例降低多少没有查到"));
        en.add(option.reduction()
                .map(points -> points.equals(Ratio.ZERO) ? "nothing off" : points(points) + " points off")
                .orElse("how much is taken off is not known"));
        return new Text(
                Words.of(option.ground()).zh() + "：" + String.join("；", zh),
                Words.of(option.ground()).en() + ": " + String.join("; ", en));
    }

    public static Text name(FilingGround ground) {
        return Words.of(ground);
    }

    public static Text name(VisitKind kind) {
        return Words.of(kind);
    }

    /// What a paper of a filing is called, by the code that the rules have for it.
    public static Text document(String code) {
        return DOCUMENTS.getOrDefault(code, Text.same(code));
    }

    /// The rules that it rests on.
    public List<CitedRule> rules() {
        var cited = new LinkedHashSet<CitedRule>();
        outcome.rules().forEach(rule -> cited.add(CitedRule.of(rule)));
        return List.copyOf(cited);
    }

    /// What must be said first; empty where every rule is official.
    public Optional<Text> warning() {
        return CitedRule.warning(rules());
    }

    /// For a terminal, as [Receipt#text].
    public String text(Locale locale) {
        var page = new Page(locale);
        page.title(TITLE, warning());
        page.known(page.in("参保地", "Insured in"), Optional.of(page.in(home)));
        page.known(page.in("就医地", "Place of care"), Optional.of(page.in(place)));
        page.known(
                page.in("就医", "Care"),
                Optional.of(page.in(Words.of(question.visit().kind())) + "  " + question.on()));
        page.rule('-');
        page.wrapped("", page.in(conclusion()));
        page.wrapped("", page.in(care()));
        page.wrapped("", page.in(reduction()));
        page.wrapped("", page.in(catalogue()));
        page.rule('-');
        for (var paying : outcome.payers()) {
            page.wrapped(Columns.padRight(page.in(name(paying)), LABEL) + "  ", page.in(answer(paying)));
            paying.rule().map(CitedRule::of).ifPresent(page::citation);
            paying.itemRules().forEach(rule -> page.citation(CitedRule.of(rule)));
        }
        if (!outcome.toDo().isEmpty()) {
            page.rule('-');
            page.line(page.in("可以这样做", "What to do"));
            outcome.toDo().forEach(act -> {
                page.wrapped("  - ", page.in(act(act)));
                act.rule().map(CitedRule::of).ifPresent(page::citation);
            });
        }
        if (!outcome.options().isEmpty()) {
            page.rule('-');
            page.line(page.in("可以办的备案", "Filings that would help"));
            outcome.options().forEach(option -> {
                page.wrapped("  - ", page.in(option(option)));
                page.citation(CitedRule.of(option.rule()));
            });
        }
        page.rule('-');
        page.line(page.in("依据", "Rules"));
        Stream.of(
                        outcome.away().rule(),
                        outcome.away().need(),
                        outcome.reductionRule(),
                        outcome.catalogue().rule())
                .flatMap(Optional::stream)
                .distinct()
                .forEach(rule -> page.citation(CitedRule.of(rule)));
        page.notes(rules());
        return page.text();
    }

    /// For machines, as [Receipt#asTree].
    public Map<String, Object> asTree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("on", question.on().toString());
        tree.put("lowConfidence", warning().isPresent());
        warning().ifPresent(warning -> tree.put("warning", TreeReceipt.text(warning)));
        tree.put("home", question.insured().region());
        tree.put("place", question.visit().place());
        tree.put("route", outcome.route().toString());
        tree.put("conclusion", TreeReceipt.text(conclusion()));
        outcome.away().whyNotDirect().ifPresent(why -> tree.put("whyNotDirect", why.name()));
        tree.put("countsAs", outcome.away().place().toString());
        tree.put("filing", outcome.away().filing().toString());
        tree.put("treatedAsFiled", outcome.away().treatedAsFiled());
        tree.put("reduction", reductionCode());
        tree.put("catalogueOf", outcome.catalogue().of().toString());
        tree.put("payers", outcome.payers().stream().map(Advice::tree).toList());
        tree.put("toDo", outcome.toDo().stream().map(this::tree).toList());
        tree.put("filings", outcome.options().stream().map(Advice::tree).toList());
        tree.put("rules", rules().stream().map(TreeReceipt::rule).toList());
        return Collections.unmodifiableMap(tree);
    }

    /// What is taken off: `10%`, `unknown` where no source gives it.
    public String reductionCode() {
        return outcome.reduction().map(Ratio::toString).orElse(UNKNOWN);
    }

    private static Map<String, Object> tree(CanIUse.Paying paying) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("payer", paying.source().toString());
        paying.relation().ifPresent(relation -> tree.put("relation", relation.toString()));
        tree.put("allowed", paying.allowed());
        paying.reason().ifPresent(why -> tree.put("reason", why.name()));
        tree.put("answer", TreeReceipt.text(answer(paying)));
        paying.balance().ifPresent(balance -> tree.put("balance", balance.toString()));
        tree.put("money", paying.buckets().stream().map(Object::toString).toList());
        tree.put(
                "beyondScope",
                paying.beyondScope().stream().map(Object::toString).toList());
        paying.rule().ifPresent(rule -> tree.put("rule", rule.key()));
        tree.put("itemRules", paying.itemRules().stream().map(Rule::key).toList());
        return Collections.unmodifiableMap(tree);
    }

    private Map<String, Object> tree(CanIUse.ToDo toDo) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("act", toDo.act().toString());
        toDo.until().ifPresent(day -> tree.put("until", day.toString()));
        tree.put("words", TreeReceipt.text(act(toDo)));
        toDo.rule().ifPresent(rule -> tree.put("rule", rule.key()));
        return Collections.unmodifiableMap(tree);
    }

    private static Map<String, Object> tree(CanIUse.Option option) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("ground", option.ground().toString());
        tree.put("documents", option.documents());
        tree.put("orCommitment", option.orCommitment());
        tree.put("validMonths", option.validMonths());
        tree.put("directSettlement", option.directSettlement());
        tree.put("reduction", option.reduction().map(Ratio::toString).orElse(UNKNOWN));
        tree.put("words", TreeReceipt.text(option(option)));
        tree.put("rule", option.rule().key());
        return Collections.unmodifiableMap(tree);
    }
}

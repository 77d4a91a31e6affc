package org.openyibao.engine.receipt;

import static org.openyibao.engine.receipt.Money.shown;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openyibao.engine.claim.AccountScope;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Brackets;
import org.openyibao.engine.policy.CatalogueOf;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.Diseases;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Items;
import org.openyibao.engine.policy.Payer;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.policy.WithdrawalReason;
import org.openyibao.engine.text.Text;

/// A rule as a law would read: under which chapter it stands, for whom and when it holds, what it says, and the shares
/// of each part of an amount where it has brackets. All of it is made from what decides, so it cannot say anything
/// else.
public record Provision(Chapter chapter, List<Term> terms, List<Text> sentences, List<Part> parts) {

    /// What a rule is about, in the order of a law.
    public enum Chapter {
        STANDING("standing", "参保与待遇享受", "Insured persons and when benefits begin"),
        CONTRIBUTION("contribution", "缴费", "Contributions"),
        SCOPE("scope", "支付范围", "What is covered"),
        FUND("fund", "统筹基金支付", "What the pooled fund pays"),
        LAYERS("layers", "大病、大额补助与医疗救助", "Layers above the pooled fund"),
        ACCOUNT("account", "个人账户", "Personal accounts"),
        FAMILY("family", "家庭共济与医保钱包", "Shared accounts and wallets"),
        AWAY("away", "异地就医", "Care away from home"),
        CLAIM("claim", "零星报销", "Claims afterwards"),
        FORMULA("formula", "计算公式", "Formulas");

        private final String code;
        private final Text text;

        Chapter(String code, String zh, String en) {
            this.code = code;
            text = new Text(zh, en);
        }

        public Text text() {
            return text;
        }

        /// The code in answers.
        @Override
        public String toString() {
            return code;
        }
    }

    /// One condition: what is asked, and the answers that it takes.
    public record Term(Text asked, Text answers) {}

    /// A part of an amount, and the share of it that is paid.
    public record Part(Text of, Ratio share) {}

    public Provision {
        terms = List.copyOf(terms);
        sentences = List.copyOf(sentences);
        parts = List.copyOf(parts);
    }

    public static Provision of(Rule rule) {
        return new Provision(chapter(rule.effect()), terms(rule), sentences(rule.effect()), parts(rule.effect()));
    }

    private static Chapter chapter(Effect effect) {
        return switch (effect) {
            case Effect.Window _,
                    Effect.Waiting _,
                    Effect.Newborn _,
                    Effect.Gap _,
                    Effect.BenefitYear _,
                    Effect.Retirement _ -> Chapter.STANDING;
            case Effect.Contribution _, Effect.Premium _ -> Chapter.CONTRIBUTION;
            case Effect.DiseaseList _, Effect.Exclusion _, Effect.Catalogue _ -> Chapter.SCOPE;
            case Effect.Deductible _,
                    Effect.Pool _,
                    Effect.PoolTilt _,
                    Effect.Reduction _,
                    Effect.Partial _,
                    Effect.Cap _ -> Chapter.FUND;
            case Effect.Layer _, Effect.CapBonus _, Effect.Tilt _ -> Chapter.LAYERS;
            case Effect.Account _,
                    Effect.AccountItems _,
                    Effect.Order _,
                    Effect.PurposeTerms _,
                    Effect.Inflow _,
                    Effect.Interest _,
                    Effect.Withdrawal _,
                    Effect.AccountMove _ -> Chapter.ACCOUNT;
            case Effect.Relatives _, Effect.Family _, Effect.Wallet _ -> Chapter.FAMILY;
            case Effect.FilingTerms _, Effect.FilingNeed _, Effect.NotDirect _, Effect.FilingDocuments _ ->
                Chapter.AWAY;
            case Effect.ManualClaim _, Effect.ClaimLimit _ -> Chapter.CLAIM;
            case Effect.Formula _ -> Chapter.FORMULA;
        };
    }

    // ------------------------------------------------------------------------------------------- conditions

    private static List<Term> terms(Rule rule) {
        var terms = new ArrayList<Term>();
        if (rule.schemes().size() < Scheme.values().length) {
            terms.add(new Term(
                    new Text("险种", "Scheme"),
                    list(rule.schemes().stream().sorted().toList(), Words::of)));
        }
        var when = rule.when();
        for (var dimension : Dimension.values()) {
            var bits = dimension.ofPerson() ? when.person() : when.visit();
            if ((bits & dimension.mask()) != dimension.mask()) {
                var answers = IntStream.range(0, dimension.answers().size())
                        .filter(index -> (bits & dimension.bit(index)) != 0)
                        .boxed()
                        .toList();
                terms.add(new Term(Words.of(dimension), list(answers, index -> Words.answer(dimension, index))));
            }
        }
        if (when.ageFrom() > 0 || when.ageTo() != Condition.NO_AGE_LIMIT) {
            terms.add(new Term(new Text("年龄", "Age"), ages(when)));
        }
        if (!when.diseases().equals(Diseases.ANY)) {
            terms.add(new Term(new Text("病种目录", "Disease list"), diseases(when.diseases())));
        }
        return terms;
    }

    private static Text ages(Condition when) {
        if (when.ageTo() == Condition.NO_AGE_LIMIT) {
            return new Text(when.ageFrom() + " 周岁及以上", when.ageFrom() + " and older");
        }
        return when.ageFrom() == 0
                ? new Text(when.ageTo() + " 周岁及以下", "up to " + when.ageTo())
                : new Text(when.ageFrom() + " 至 " + when.ageTo() + " 周岁", when.ageFrom() + " to " + when.ageTo());
    }

    private static Text diseases(Diseases diseases) {
        var lists = list(diseases.lists().stream().sorted().toList(), name -> switch (name) {
            case Diseases.NONE -> new Text("未申明病种", "none named");
            case Diseases.UNLISTED -> new Text("不在目录的病种", "on no list");
            default -> Text.same(name);
        });
        return diseases.except() ? new Text("除 " + lists.zh() + " 以外", "all but " + lists.en()) : lists;
    }

    // -------------------------------------------------------------------------------------------- sentences

    private static List<Text> sentences(Effect effect) {
        return switch (effect) {
            case Effect.DiseaseList list -> diseaseList(list);
            case Effect.Exclusion exclusion -> exclusion(exclusion);
            case Effect.Deductible deductible -> one(deductible(deductible));
            case Effect.PoolTilt tilt ->
                kinder(new Text("统筹基金", "the pooled fund"), tilt.deductibleFactor(), tilt.points(), tilt.uncapped());
            case Effect.Pool pool -> pool(pool);
            case Effect.Reduction reduction ->
                one(
                        reduction.isKnown()
                                ? new Text(
                                        "统筹基金支付比例降低 " + points(reduction.points()) + " 个百分点",
                                        "The ratios of the pooled fund are lowered by " + points(reduction.points())
                                                + " percentage points")
                                : new Text(
                                        "统筹基金支付比例降低，降幅未见于任何来源",
                                        "The ratios of the pooled fund are lowered; no source says by how much"));
            case Effect.Partial(var share) -> one(new Text("待遇按 " + share + " 支付", "Benefits are paid at " + share));
            case Effect.Cap cap -> one(cap(cap));
            case Effect.Layer layer -> layer(layer);
            case Effect.CapBonus bonus -> capBonus(bonus);
            case Effect.Tilt tilt ->
                kinder(tilt.kind().text(), tilt.deductibleFactor(), tilt.points(), tilt.uncapped());
            case Effect.Account(var buckets, var scope) -> one(account(buckets, scope));
            case Effect.AccountItems(var buckets, var items, var allowed) ->
                one(
                        allowed
                                ? sentence(buckets(buckets), "可以支付", " may pay for ", items(items))
                                : sentence(buckets(buckets), "不得支付", " must not pay for ", items(items)));
            case Effect.Order(var order) ->
                one(new Text(
                        "个人账户" + order.chinese() + "支付",
                        switch (order) {
                            case CURRENT_FIRST -> "This year's money of the account pays before prior years' money";
                            case PRIOR_FIRST -> "Prior years' money of the account pays before this year's money";
                        }));
            case Effect.Relatives(var groups) ->
                one(sentence(
                        new Text("个人账户可以由近亲属共用：", "Accounts may be shared among near relatives: "),
                        "",
                        "",
                        list(groups.stream().sorted().toList(), Words::of)));
            case Effect.Family(var buckets) ->
                one(sentence(
                        new Text("近亲属共用的是账户中的", "Of a relative's account may be drawn on: "),
                        "",
                        "",
                        buckets(buckets)));
            case Effect.ManualClaim(var refund) ->
                one(
                        refund
                                ? new Text("零星报销可以返还个人账户资金", "A claim afterwards may be refunded from the account too")
                                : new Text("零星报销不返还个人账户资金", "A claim afterwards refunds nothing from an account"));
            case Effect.ClaimLimit(var months) ->
                one(new Text(
                        "应在就医（出院）之日后 " + months + " 个月内申请报销",
                        "A bill is claimed within " + months + " months after the day on which care ended"));
            case Effect.FilingTerms terms -> filing(terms);
            case Effect.FilingNeed(var required) ->
                one(
                        required
                                ? new Text("须先办理备案，方可直接结算", "Care must be filed for to be settled at the institution")
                                : new Text("无须备案即可直接结算", "Care is settled at the institution without filing"));
            case Effect.NotDirect(var reason) ->
                one(new Text(
                        "不直接结算：" + reason.text().zh(),
                        "Not settled at the institution: " + reason.text().en()));
            case Effect.FilingDocuments documents -> filingDocuments(documents);
            case Effect.Catalogue(var of) ->
                one(
                        of == CatalogueOf.HOME
                                ? new Text("执行参保地目录", "The catalogue of the home region sorts the bill")
                                : new Text("执行就医地目录", "The catalogue of the place of care sorts the bill"));
            case Effect.PurposeTerms terms -> purpose(terms);
            case Effect.Inflow inflow -> inflow(inflow);
            case Effect.Interest(var current, var prior) ->
                one(new Text(
                        "个人账户计息：当年资金按" + rate(current).zh() + "，历年资金按"
                                + rate(prior).zh(),
                        "The account bears interest: this year's money at "
                                + rate(current).en() + ", prior years' money at "
                                + rate(prior).en()));
            case Effect.Withdrawal withdrawal -> withdrawal(withdrawal);
            case Effect.AccountMove(var moves) ->
                one(
                        moves
                                ? new Text("医保关系转移时个人账户随之划转", "The account moves along when the insurance moves")
                                : new Text("医保关系转移时个人账户不划转", "The account stays when the insurance moves"));
            case Effect.Wallet wallet -> wallet(wallet);
            case Effect.Window window -> one(window(window));
            case Effect.Waiting waiting -> waiting(waiting);
            case Effect.Newborn(var days) ->
                one(new Text(
                        "新生儿出生后 " + days + " 日内参保缴费的，待遇自出生之日起",
                        "A child registered and paid for within " + days + " days of birth has benefits from birth"));
            case Effect.Gap gap -> gap(gap);
            case Effect.BenefitYear(var starts) ->
                one(new Text(
                        "待遇年度自每年 " + starts.getMonthValue() + " 月 " + starts.getDayOfMonth() + " 日起",
                        "The benefit year begins on " + starts.toString().substring(2)));
            case Effect.Contribution contribution -> contribution(contribution);
            case Effect.Premium(var year, var person, var subsidy) ->
                one(new Text(
                        year + " 年度个人缴费 " + shown(person) + " 元，财政补助 " + shown(subsidy) + " 元",
                        "For " + year + " a person pays " + shown(person) + " yuan and the budget adds "
                                + shown(subsidy)));
            case Effect.Retirement retirement -> retirement(retirement);
            case Effect.Formula formula -> formula(formula);
        };
    }

    private static List<Text> one(Text sentence) {
        return List.of(sentence);
    }

    private static Text sentence(Text who, String zh, String en, Text what) {
        return new Text(who.zh() + zh + what.zh(), Words.capitalised(who.en() + en + what.en()));
    }

    private static <T> Text list(Collection<T> all, Function<T, Text> words) {
        var texts = all.stream().map(words).toList();
        return new Text(
                texts.stream().map(Text::zh).collect(Collectors.joining("、")),
                texts.stream().map(Text::en).collect(Collectors.joining(", ")));
    }

    private static Text buckets(Collection<Bucket> buckets) {
        return list(buckets.stream().sorted().toList(), Words::of);
    }

    private static String points(Ratio ratio) {
        var percent = ratio.toString();
        return percent.substring(0, percent.length() - 1);
    }

    private static Text items(Items items) {
        if (items.isAll()) {
            return new Text("全部费用", "everything");
        }
        var categories = Stream.of(FeeCategory.values())
                .filter(category -> (items.categories() & 1 << category.ordinal()) != 0)
                .toList();
        var grades = Stream.of(Grade.values())
                .filter(grade -> (items.grades() & 1 << grade.ordinal()) != 0)
                .toList();
        var named = categories.size() == FeeCategory.values().length
                ? new Text("各类费用", "charges of any kind")
                : list(categories, Words::of);
        return grades.size() == Grade.values().length
                ? named
                : new Text(
                        named.zh() + "中的"
                                + list(grades, grade -> Text.same(grade.chinese()))
                                        .zh(),
                        named.en() + " of grade "
                                + list(grades, grade -> Text.same(grade.toString()))
                                        .en());
    }

    private static List<Text> diseaseList(Effect.DiseaseList list) {
        var sentences = new ArrayList<Text>();
        var codes = String.join("、", list.codes().stream().sorted().toList());
        sentences.add(new Text(
                "病种目录 " + list.list() + "：" + codes, "Disease list " + list.list() + ": " + codes.replace("、", ", ")));
        if (!list.and().isEmpty()) {
            var and = String.join("、", list.and().stream().sorted().toList());
            sentences.add(new Text("并须同时有：" + and, "Together with one of: " + and.replace("、", ", ")));
        }
        return sentences;
    }

    private static List<Text> exclusion(Effect.Exclusion exclusion) {
        var payers = list(exclusion.bars().stream().sorted().toList(), Payer::text);
        var what = exclusion.items().isAll() ? new Text("", "") : items(exclusion.items());
        var why = exclusion.reason().text();
        return List.of(new Text(
                payers.zh() + "不支付" + what.zh() + "：" + why.zh(),
                Words.capitalised(payers.en()) + " do not pay" + (what.en().isEmpty() ? "" : " for " + what.en()) + ": "
                        + why.en()));
    }

    private static Text deductible(Effect.Deductible deductible) {
        var per = deductible.per().text();
        return deductible.isKnown()
                ? new Text(
                        "起付线" + per.zh() + " " + shown(deductible.amount()) + " 元，由个人负担",
                        "The person bears the first " + shown(deductible.amount()) + " yuan " + per.en())
                : new Text(
                        "有起付线（" + per.zh() + "），数额未见于任何来源",
                        "There is a deductible " + per.en() + "; no source says how much");
    }

    private static List<Text> pool(Effect.Pool pool) {
        var sentences = new ArrayList<Text>();
        var what = pool.items().isAll() ? new Text("政策范围内费用", "what is in scope") : items(pool.items());
        if (pool.brackets().equals(Brackets.flat(Ratio.ZERO))) {
            sentences.add(new Text("起付线以上的" + what.zh() + "，统筹基金不支付", "The pooled fund pays nothing of " + what.en()));
        } else if (isFlat(pool.brackets())) {
            var ratio = pool.brackets().ratio(0);
            sentences.add(new Text(
                    "起付线以上的" + what.zh() + "，统筹基金支付 " + ratio,
                    "Above the deductible the pooled fund pays " + ratio + " of " + what.en()));
        } else {
            sentences.add(new Text(
                    "起付线以上的" + what.zh() + "，统筹基金按" + pool.measure().text().zh() + "分段支付",
                    "Above the deductible the pooled fund pays shares of " + what.en() + " by brackets of what is "
                            + measured(pool)));
        }
        if (pool.limitsItems()) {
            sentences.add(new Text(
                    "每项最多支付 " + shown(pool.itemLimit()) + " 元",
                    "At most " + shown(pool.itemLimit()) + " yuan an item"));
        }
        return sentences;
    }

    private static String measured(Effect.Pool pool) {
        return switch (pool.measure()) {
            case IN_SCOPE -> "in scope of this settlement";
            case FUND_PAID -> "paid by the fund in the year";
        };
    }

    private static boolean isFlat(Brackets brackets) {
        return brackets.size() == 1 && brackets.upTo(0) == Brackets.OPEN;
    }

    private static Text cap(Effect.Cap cap) {
        var family = cap.perFamilyMember()
                ? new Text("，乘以参保家庭成员人数", ", times the insured members of the family")
                : Text.same("");
        var counted = cap.counts().text();
        return new Text(
                counted.zh() + "最高支付 " + shown(cap.amount()) + " 元" + family.zh(),
                "At most " + shown(cap.amount()) + " yuan: " + counted.en() + family.en());
    }

    private static List<Text> layer(Effect.Layer layer) {
        var sentences = new ArrayList<Text>();
        var kind = layer.kind().text();
        var basis = layer.basis().text();
        var above = layer.deductible().isZero()
                ? new Text(basis.zh(), "the " + basis.en())
                : new Text(
                        basis.zh() + "超过 " + shown(layer.deductible()) + " 元的部分",
                        "what exceeds " + shown(layer.deductible()) + " yuan of the " + basis.en());
        sentences.add(
                isFlat(layer.brackets())
                        ? new Text(
                                above.zh() + "，" + kind.zh() + "支付 "
                                        + layer.brackets().ratio(0),
                                Words.capitalised(kind.en()) + " pays "
                                        + layer.brackets().ratio(0) + " of " + above.en())
                        : new Text(
                                above.zh() + "，" + kind.zh() + "分段支付",
                                Words.capitalised(kind.en()) + " pays shares by brackets of " + above.en()));
        if (!layer.cap().equals(Effect.Layer.NO_CAP)) {
            sentences.add(
                    new Text("年度最高支付 " + shown(layer.cap()) + " 元", "At most " + shown(layer.cap()) + " yuan a year"));
        }
        return sentences;
    }

    private static List<Text> kinder(Text payer, Ratio factor, Ratio more, boolean uncapped) {
        var sentences = new ArrayList<Text>();
        if (!factor.equals(Ratio.ONE)) {
            sentences.add(new Text(
                    payer.zh() + "起付线按 " + factor + " 执行",
                    "The deductible of " + payer.en() + " is taken at " + factor));
        }
        if (!more.equals(Ratio.ZERO)) {
            sentences.add(new Text(
                    payer.zh() + "支付比例提高 " + points(more) + " 个百分点",
                    "The ratios of " + payer.en() + " are raised by " + points(more) + " percentage points"));
        }
        if (uncapped) {
            sentences.add(new Text(payer.zh() + "不设封顶线", "There is no cap to " + payer.en()));
        }
        return sentences;
    }

    private static List<Text> capBonus(Effect.CapBonus bonus) {
        var sentences = new ArrayList<Text>();
        var kind = bonus.kind().text();
        sentences.add(new Text(
                "连续参保满 " + bonus.afterYears() + " 年后，每多一年" + kind.zh() + "封顶线提高 " + shown(bonus.perYear()) + " 元",
                "For each year without a break beyond " + bonus.afterYears() + " the cap of " + kind.en() + " rises by "
                        + shown(bonus.perYear()) + " yuan"));
        if (!bonus.noClaim().isZero()) {
            sentences.add(new Text(
                    "每一零报销年度提高 " + shown(bonus.noClaim()) + " 元",
                    "By " + shown(bonus.noClaim()) + " yuan for each year without a claim"));
        }
        if (!bonus.atMost().equals(Ratio.ONE)) {
            sentences.add(
                    new Text("累计提高不超过封顶线的 " + bonus.atMost(), "Together at most " + bonus.atMost() + " of the cap"));
        }
        if (!bonus.perBreak().isZero()) {
            sentences.add(new Text(
                    "每断保一次降低 " + shown(bonus.perBreak()) + " 元",
                    "Each break lowers it by " + shown(bonus.perBreak()) + " yuan"));
        }
        return sentences;
    }

    private static Text account(Collection<Bucket> buckets, AccountScope scope) {
        return new Text(
                buckets(buckets).zh() + "可以支付" + scope.chinese(),
                Words.capitalised(buckets(buckets).en())
                        + switch (scope) {
                            case IN_SCOPE_ONLY -> " may pay what the person bears in scope";
                            case ALL_PERSONAL_BURDEN -> " may pay all that the person bears";
                        });
    }

    private static List<Text> filing(Effect.FilingTerms terms) {
        var sentences = new ArrayList<Text>();
        var kinds = list(
                terms.kinds().stream()
                        .filter(kind -> kind != FilingKind.NONE)
                        .sorted()
                        .toList(),
                Words::of);
        sentences.add(
                terms.validMonths() == 0
                        ? new Text(
                                kinds.zh() + "：备案长期有效，直至撤销", Words.capitalised(kinds.en()) + ": holds until cancelled")
                        : new Text(
                                kinds.zh() + "：备案有效期 " + terms.validMonths() + " 个月",
                                Words.capitalised(kinds.en()) + ": holds " + terms.validMonths() + " months"));
        if (terms.emergencyCountsAsFiled()) {
            sentences.add(new Text("急诊抢救视同已备案", "Emergency care counts as filed"));
        }
        return sentences;
    }

    private static List<Text> filingDocuments(Effect.FilingDocuments documents) {
        var grounds = list(documents.grounds().stream().sorted().toList(), (FilingGround ground) -> Words.of(ground));
        return List.of(new Text(
                grounds.zh() + "备案须提供：" + documents(documents.documents()).zh()
                        + (documents.orCommitment() ? "；或先作书面承诺" : ""),
                grounds.en() + ": to be filed with "
                        + documents(documents.documents()).en()
                        + (documents.orCommitment() ? ", or at first with a written promise" : "")));
    }

    private static Text documents(List<String> codes) {
        return codes.isEmpty()
                ? new Text("无须其他材料", "no further documents")
                : list(codes, code -> Text.same(code.replace('-', ' ')));
    }

    private static List<Text> purpose(Effect.PurposeTerms terms) {
        var sentences = new ArrayList<Text>();
        var what = list(terms.purposes().stream().sorted().toList(), Purpose::text);
        if (!terms.allowed()) {
            return one(new Text(
                    "个人账户不得支付" + what.zh() + "：" + terms.reason().text().zh(),
                    "An account must not pay for " + what.en() + ": "
                            + terms.reason().text().en()));
        }
        var whom = terms.of().size() == Relation.Group.values().length
                ? Text.same("")
                : list(terms.of().stream().sorted().toList(), Words::of);
        sentences.add(new Text(
                buckets(terms.buckets()).zh() + "可以支付" + (whom.zh().isEmpty() ? "" : "（" + whom.zh() + "的）")
                        + what.zh(),
                Words.capitalised(buckets(terms.buckets()).en()) + " may pay for " + what.en()
                        + (whom.en().isEmpty() ? "" : " of " + whom.en())));
        if (!terms.leastBalance().isZero()) {
            sentences.add(new Text(
                    "账户余额须不低于 " + shown(terms.leastBalance()) + " 元",
                    "If the account holds at least " + shown(terms.leastBalance()) + " yuan"));
        }
        return sentences;
    }

    private static List<Text> inflow(Effect.Inflow inflow) {
        if (!inflow.hasAccount()) {
            return one(new Text("不设个人账户", "There is no personal account"));
        }
        if (inflow.fixedAmount()) {
            return one(new Text("个人账户按定额划入", "A fixed amount is credited to the account"));
        }
        return one(new Text(
                "个人账户划入：个人缴费部分为基数的 " + inflow.employeeShare() + "，单位缴费部分为基数的 " + inflow.employerShare(),
                "Credited to the account: " + inflow.employeeShare() + " of the base from the employee's contribution, "
                        + inflow.employerShare() + " from the employer's"));
    }

    private static Text rate(Effect.RateKind kind) {
        return switch (kind) {
            case DEMAND -> new Text("活期存款利率", "the demand deposit rate");
            case THREE_MONTH -> new Text("三个月定期存款利率", "the three-month deposit rate");
        };
    }

    private static List<Text> withdrawal(Effect.Withdrawal withdrawal) {
        var why = list(withdrawal.reasons().stream().sorted().toList(), WithdrawalReason::text);
        var payee = switch (withdrawal.payee()) {
            case "self" -> new Text("本人", "the person");
            case "heir" -> new Text("继承人", "the heir");
            default -> Text.same(withdrawal.payee());
        };
        return one(new Text(
                why.zh() + "：账户资金可以支取，付给" + payee.zh() + "；材料："
                        + documents(withdrawal.documents()).zh(),
                Words.capitalised(why.en()) + ": the money may leave the account, paid to " + payee.en()
                        + "; documents: " + documents(withdrawal.documents()).en()));
    }

    private static List<Text> wallet(Effect.Wallet wallet) {
        var sentences = new ArrayList<Text>();
        sentences.add(new Text(
                "医保钱包每日至多 " + wallet.perDay() + " 笔，每笔至多 " + shown(wallet.perTransfer()) + " 元",
                "At most " + wallet.perDay() + " transfers to wallets a day, each of at most "
                        + shown(wallet.perTransfer()) + " yuan"));
        if (!wallet.closedFrom().equals(wallet.closedTo())) {
            sentences.add(new Text(
                    wallet.closedFrom() + " 至 " + wallet.closedTo() + " 不办理转账",
                    "None from " + wallet.closedFrom() + " to " + wallet.closedTo()));
        }
        wallet.returnedAt()
                .ifPresent(at -> sentences.add(new Text(
                        "未接收的于次日 " + at + " 退回", "What is not accepted goes back at " + at + " of the next day")));
        return sentences;
    }

    private static Text window(Effect.Window window) {
        var paid = new Text(
                window.coverageYear() + " 年度缴费期 " + window.opens() + " 至 " + window.closes() + "：",
                "Paid for " + window.coverageYear() + " from " + window.opens() + " to " + window.closes() + ": ");
        return switch (window.kind()) {
            case MAIN ->
                new Text(paid.zh() + "自当年 1 月 1 日享受待遇", paid.en() + "benefits begin on 1 January of that year");
            case EXTENSION -> new Text(paid.zh() + "自缴费之日享受待遇", paid.en() + "benefits begin on the day of payment");
            case LATE ->
                new Text(
                        paid.zh() + "等待 " + window.waitingMonths() + " 个月后享受待遇",
                        paid.en() + "benefits begin after " + window.waitingMonths() + " months of waiting");
        };
    }

    private static List<Text> waiting(Effect.Waiting waiting) {
        var sentences = new ArrayList<Text>();
        sentences.add(new Text(
                "断保后再参保，固定等待期 " + waiting.fixedMonths() + " 个月，每多断保一年增加 " + waiting.perMissedYear() + " 个月",
                "After missed years benefits wait " + waiting.fixedMonths() + " months, and " + waiting.perMissedYear()
                        + " more for each further year"));
        if (waiting.repairPerYear() > 0) {
            sentences.add(new Text(
                    "每补缴一年减少 " + waiting.repairPerYear() + " 个月",
                    waiting.repairPerYear() + " fewer for each year paid afterwards"));
        }
        if (waiting.floorMonths() > 0) {
            sentences.add(new Text(
                    "断保 " + waiting.floorFromYears() + " 年及以上的，不少于 " + waiting.floorMonths() + " 个月",
                    "Never under " + waiting.floorMonths() + " months once " + waiting.floorFromYears()
                            + " years were missed"));
        }
        return sentences;
    }

    private static List<Text> gap(Effect.Gap gap) {
        var sentences = new ArrayList<Text>();
        sentences.add(
                gap.retroactive()
                        ? new Text(
                                "中断缴费不超过 " + gap.upToMonths() + " 个月并补缴的，待遇追溯",
                                "A break of at most " + gap.upToMonths() + " months, paid afterwards: benefits hold for"
                                        + " it too")
                        : new Text(
                                "中断缴费不超过 " + gap.upToMonths() + " 个月并补缴的，自补缴次月起恢复待遇",
                                "A break of at most " + gap.upToMonths() + " months, paid afterwards: benefits from the"
                                        + " month after that"));
        sentences.add(new Text(
                "超过的：补缴后连续缴费 " + gap.waitingMonthsRepaid() + " 个月，不补缴 " + gap.waitingMonths() + " 个月后恢复待遇",
                "A longer one: benefits after " + gap.waitingMonthsRepaid() + " months of renewed contribution if paid"
                        + " afterwards, else after " + gap.waitingMonths()));
        if (!gap.because().isEmpty()) {
            var because = list(gap.because().stream().sorted().toList(), Text::same);
            sentences.add(new Text("限于：" + because.zh(), "Only for: " + because.en()));
        }
        return sentences;
    }

    private static List<Text> contribution(Effect.Contribution contribution) {
        var sentences = new ArrayList<Text>();
        sentences.add(new Text(
                "缴费费率：单位 " + contribution.employer() + "，个人 " + contribution.employee(),
                "Of the base the employer pays " + contribution.employer() + ", the employee "
                        + contribution.employee()));
        var floor = bound(contribution.floor(), contribution.floorOfAverage(), Fen.ZERO);
        if (!floor.zh().isEmpty()) {
            sentences.add(new Text("缴费基数不低于" + floor.zh(), "The base is at least " + floor.en()));
        }
        var ceiling = bound(contribution.ceiling(), contribution.ceilingOfAverage(), Effect.Contribution.NO_CEILING);
        if (!ceiling.zh().isEmpty()) {
            sentences.add(new Text("缴费基数不高于" + ceiling.zh(), "The base is at most " + ceiling.en()));
        }
        return sentences;
    }

    private static Text bound(Fen amount, Ratio ofAverage, Fen none) {
        var parts = new ArrayList<Text>();
        if (!amount.equals(none)) {
            parts.add(new Text(" " + shown(amount) + " 元", shown(amount) + " yuan"));
        }
        if (!ofAverage.equals(Ratio.ZERO)) {
            parts.add(new Text("平均工资的 " + ofAverage, ofAverage + " of the average wage"));
        }
        return list(parts, part -> part);
    }

    private static List<Text> retirement(Effect.Retirement retirement) {
        var sentences = new ArrayList<Text>();
        var actual = retirement.actualYears() == 0
                ? Text.same("")
                : new Text(
                        "，其中实际缴费 " + retirement.actualYears() + " 年",
                        ", " + retirement.actualYears() + " of them really paid");
        var local = retirement.localYears() == 0
                ? Text.same("")
                : new Text(
                        "，本地缴费 " + retirement.localYears() + " 年",
                        ", " + retirement.localYears() + " of them paid here");
        sentences.add(new Text(
                "累计缴费满 " + retirement.years() + " 年" + actual.zh() + local.zh() + "，退休后享受待遇",
                retirement.years() + " years of contribution" + actual.en() + local.en()
                        + " open benefits in retirement"));
        if (retirement.asksWork()) {
            var from = retirement.workBeganFrom().equals(Rule.ALWAYS)
                    ? Text.same("")
                    : new Text("自 " + retirement.workBeganFrom() + " 起", " from " + retirement.workBeganFrom());
            var before = retirement.workBeganBefore().equals(Rule.FOREVER)
                    ? Text.same("")
                    : new Text(retirement.workBeganBefore() + " 前", " before " + retirement.workBeganBefore());
            sentences.add(new Text(
                    "适用于" + from.zh() + before.zh() + "参加工作的人员",
                    "For those who began to work" + from.en() + before.en()));
        }
        return sentences;
    }

    private static List<Text> formula(Effect.Formula formula) {
        var terms = formula.terms().stream().map(Provision::term).collect(Collectors.joining(" + "));
        var sentences = new ArrayList<Text>();
        sentences.add(Text.same(formula.name() + " = " + terms));
        if (!formula.atMost().equals(Effect.Formula.NO_LIMIT)) {
            sentences.add(
                    new Text("最多 " + shown(formula.atMost()) + " 元", "At most " + shown(formula.atMost()) + " yuan"));
        }
        return sentences;
    }

    private static String term(Effect.Formula.Term term) {
        var factor = term.by() % 1_000_000 == 0
                ? Long.toString(term.by() / 1_000_000)
                : (term.by() / 1_000_000 + "." + String.format("%06d", term.by() % 1_000_000)).replaceAll("0+$", "");
        return Stream.concat(term.times().stream(), Stream.of(factor)).collect(Collectors.joining(" × "));
    }

    // ---------------------------------------------------------------------------------------------- brackets

    private static List<Part> parts(Effect effect) {
        if (effect instanceof Effect.Pool pool) {
            return parts(pool.brackets());
        }
        return effect instanceof Effect.Layer layer ? parts(layer.brackets()) : List.of();
    }

    /// None where one share is for all of it, which the sentence says.
    private static List<Part> parts(Brackets brackets) {
        if (isFlat(brackets)) {
            return List.of();
        }
        var parts = new ArrayList<Part>();
        for (var i = 0; i < brackets.size(); i++) {
            var above = i == 0 ? 0 : brackets.upTo(i - 1);
            parts.add(new Part(part(above, brackets.upTo(i)), brackets.ratio(i)));
        }
        return parts;
    }

    private static Text part(long above, long upTo) {
        if (upTo == Brackets.OPEN) {
            return new Text("超过 " + shown(above) + " 元的部分", "above " + shown(above));
        }
        return above == 0
                ? new Text(shown(upTo) + " 元（含）以下", "up to " + shown(upTo))
                : new Text(
                        shown(above) + " 元以上至 " + shown(upTo) + " 元（含）",
                        "above " + shown(above) + " up to " + shown(upTo));
    }
}

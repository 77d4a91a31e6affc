package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.openyibao.engine.claim.Admission;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Payer;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Answers whether insurance and accounts may be used for care at a place (异地能不能用): who of the payers
/// pays, at the institution or after a claim, what is taken off, and what the person can do.
///
/// Nothing is decided here a second time: small trial bills are put to [Waterfall], one for each payer, and
/// what it does with them is the answer. So the answer and a settlement cannot differ.
public final class CanIUse {

    /// What opens settlement at the institution.
    private static final Map<Reason, Act> OPENING = Map.of(
            Reason.NOT_FILED, Act.FILE,
            Reason.FILING_EXPIRED, Act.FILE_AGAIN,
            Reason.FILING_CANCELLED, Act.FILE_AGAIN,
            Reason.FILING_OTHER_PLACE, Act.CHANGE_PLACE,
            Reason.NOT_NETWORKED, Act.USE_NETWORKED,
            Reason.NOT_DESIGNATED, Act.USE_DESIGNATED,
            Reason.NOT_REGISTERED, Act.REGISTER_DISEASE);

    /// What makes a payer pay.
    private static final Map<Reason, Act> ENABLING = Map.of(
            Reason.NOT_BOUND_INSTITUTION, Act.USE_BOUND,
            Reason.STATUS_NOT_NORMAL, Act.RESTORE_STANDING,
            Reason.RELATIVE_NOT_BOUND, Act.BIND_RELATIVE,
            Reason.NO_RULE_FOR_REGION, Act.ASK_AGENCY,
            Reason.NO_RULE_FOR_DATE, Act.ASK_AGENCY);

    private static final Fen LARGE = Fen.of(10_000_000);
    private static final Fen SMALL = Fen.of(100);

    private CanIUse() {}

    /// `account` and `wallet` are empty where the balances are not known. `family`: whose accounts are bound;
    /// where it is empty, the answer is about relatives in general. `yearToDate`: what the year has seen before.
    public record Question(
            LocalDate on,
            Insured insured,
            Visit visit,
            Filing filing,
            Optional<Balances> account,
            List<FamilyMember> family,
            Optional<Fen> wallet,
            YearToDate yearToDate,
            Assumptions assume) {

        /// Of somebody of whom this year nothing was settled yet, as far as is known.
        public Question(
                LocalDate on,
                Insured insured,
                Visit visit,
                Filing filing,
                Optional<Balances> account,
                List<FamilyMember> family,
                Optional<Fen> wallet,
                Assumptions assume) {
            this(on, insured, visit, filing, account, family, wallet, YearToDate.NONE, assume);
        }

        private Admission admission() {
            return yearToDate.admissions() == 0 ? Admission.FIRST : Admission.LATER;
        }
    }

    /// How money comes to the institution.
    public enum Route {
        /// Settled at the institution.
        DIRECT("direct"),
        /// Paid first and claimed at home.
        CLAIM("claim"),
        /// Neither.
        NONE("none");

        private final String code;

        Route(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /// Whose money.
    public enum Source {
        FUND("fund"),
        OWN_CURRENT("own-current"),
        OWN_PRIOR("own-prior"),
        FAMILY("family"),
        WALLET("wallet");

        private final String code;

        Source(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /// Whether one payer pays. `reason` and `rule` say why, or by what; `reason` is empty where the rule itself
    /// says all. `balance`: what is there, where that is known. `relation`: whose account, where relatives were
    /// named. `buckets`: the money that pays. `beyondScope`: of which lines the part that the policy does not
    /// recognise may be paid too, by `itemRules` beside the rule.
    public record Paying(
            Source source,
            boolean allowed,
            Optional<Reason> reason,
            Optional<Rule> rule,
            Optional<Fen> balance,
            Optional<Relation> relation,
            Set<Bucket> buckets,
            Set<FeeCategory> beyondScope,
            List<Rule> itemRules) {}

    /// A filing that would do better than what is in force: `validMonths` 0 is until cancelled; `orCommitment`:
    /// a promise may stand in for the documents. `reduction` is empty where it is not known.
    public record Option(
            FilingGround ground,
            List<String> documents,
            boolean orCommitment,
            int validMonths,
            boolean directSettlement,
            Optional<Ratio> reduction,
            Rule rule) {}

    /// What the person can do.
    public enum Act {
        FILE("file"),
        FILE_AGAIN("file-again"),
        CHANGE_PLACE("change-place"),
        SUPPLY_DOCUMENTS("supply-documents"),
        SAY_EMERGENCY("say-emergency"),
        USE_NETWORKED("use-networked"),
        USE_DESIGNATED("use-designated"),
        USE_BOUND("use-bound"),
        REGISTER_DISEASE("register-disease"),
        CLAIM("claim"),
        RESTORE_STANDING("restore-standing"),
        BIND_RELATIVE("bind-relative"),
        ASK_AGENCY("ask-agency");

        private final String code;

        Act(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /// One thing to do. `until`: the last day, where one is known. `rule`: why; empty where it follows from no
    /// rule.
    public record ToDo(Act act, Optional<LocalDate> until, Optional<Rule> rule) {}

    /// `reductionRule` takes `reduction` off every ratio of the fund, which is empty where it is not known: no
    /// source gives it, or nothing at all is known of the fund. `payers` in the order in which they pay.
    public record Outcome(
            Away away,
            Route route,
            Optional<Rule> reductionRule,
            Optional<Ratio> reduction,
            CatalogueDecider.Outcome catalogue,
            List<Paying> payers,
            List<Option> options,
            List<ToDo> toDo) {

        /// The answer about the first account of this kind, or about the fund.
        public Paying of(Source source) {
            return payers.stream()
                    .filter(paying -> paying.source() == source)
                    .findFirst()
                    .orElseThrow(() -> new DecisionFault("no answer about " + source));
        }

        /// All rules that the answer rests on, each once.
        public List<Rule> rules() {
            var rules = new ArrayList<Rule>();
            away.rule().ifPresent(rules::add);
            away.need().ifPresent(rules::add);
            reductionRule.ifPresent(rules::add);
            catalogue.rule().ifPresent(rules::add);
            payers.forEach(paying -> {
                paying.rule().ifPresent(rules::add);
                rules.addAll(paying.itemRules());
            });
            options.forEach(option -> rules.add(option.rule()));
            toDo.forEach(act -> act.rule().ifPresent(rules::add));
            return rules.stream().distinct().toList();
        }
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var away = away(policy, question, question.filing());
        var claimed =
                away.directSettlement() ? question.visit() : question.visit().settledBy(SettledBy.MANUAL_CLAIM);
        var trial = new Trial(policy, question, away, claimed);
        var payers = trial.payers();
        var route = away.directSettlement()
                ? Route.DIRECT
                : payers.stream().anyMatch(Paying::allowed) ? Route.CLAIM : Route.NONE;
        var reduction = reduction(policy, trial.facts);
        var known = isFundKnown(policy, payers);
        var options = options(policy, question, away, known);
        return new Outcome(
                away,
                route,
                reduction,
                points(reduction, known),
                CatalogueDecider.decide(
                        policy,
                        new FilingDecider.Question(question.insured(), claimed, question.filing(), question.on())),
                payers,
                options,
                toDo(policy, question, away, route, reduction, payers));
    }

    private static Away away(CompiledPolicy policy, Question question, Filing filing) {
        return Away.of(policy, question.insured(), question.visit(), filing, question.on());
    }

    private static Optional<Rule> reduction(CompiledPolicy policy, Facts facts) {
        return Optional.ofNullable(CompiledPolicy.first(policy.reductions(), facts));
    }

    private static boolean isFundKnown(CompiledPolicy policy, List<Paying> payers) {
        return policy.reductions().length > 0
                || payers.stream()
                        .noneMatch(paying -> paying.source() == Source.FUND
                                && paying.reason().filter(Reason::isNoRule).isPresent());
    }

    /// Nothing without a rule, where the region has rules.
    private static Optional<Ratio> points(Optional<Rule> rule, boolean isFundKnown) {
        if (rule.isEmpty()) {
            return isFundKnown ? Optional.of(Ratio.ZERO) : Optional.empty();
        }
        var effect = (Effect.Reduction) rule.get().effect();
        return effect.isKnown() ? Optional.of(effect.points()) : Optional.empty();
    }

    // ---------------------------------------------------------------------------------------------- trial bills

    /// One visit, billed again and again, with money in one place at a time.
    private static final class Trial {

        private static final Set<FeeCategory> PREVENTION =
                EnumSet.of(FeeCategory.VACCINE, FeeCategory.CHECKUP, FeeCategory.TCM_PREVENTIVE);

        private final CompiledPolicy policy;
        private final Question question;
        private final Away away;
        private final Visit visit;
        private final Facts facts;

        Trial(CompiledPolicy policy, Question question, Away away, Visit visit) {
            this.policy = policy;
            this.question = question;
            this.away = away;
            this.visit = visit;
            facts = away.facts(policy, question.insured(), visit, question.filing(), question.admission());
        }

        List<Paying> payers() {
            var payers = new ArrayList<Paying>();
            payers.add(fund());
            payers.add(own(Bucket.CURRENT));
            payers.add(own(Bucket.PRIOR));
            if (question.family().isEmpty()) {
                payers.add(family(anyRelative(), false));
            }
            question.family().forEach(member -> payers.add(family(member, true)));
            payers.add(wallet());
            return List.copyOf(payers);
        }

        private Decision decide(Bill bill, Balances account, List<FamilyMember> family, Fen wallet) {
            return Waterfall.decide(
                    policy,
                    new Claim(
                            question.on(),
                            question.insured(),
                            visit,
                            question.filing(),
                            bill,
                            question.yearToDate(),
                            account,
                            family,
                            wallet,
                            true,
                            question.assume()));
        }

        /// A large bill of everything that a catalogue may list.
        private static Bill large() {
            var lines = new ArrayList<FeeLine>();
            for (var category : FeeCategory.values()) {
                if (!PREVENTION.contains(category)) {
                    lines.add(new FeeLine("", category, Grade.A, LARGE));
                    lines.add(new FeeLine("", category, Grade.B, LARGE));
                }
            }
            return new Bill.Lines(lines);
        }

        private Paying fund() {
            var decision = decide(large(), Balances.NONE, List.of(), Fen.ZERO);
            var allowed = !decision.funds().isZero();
            var refused = allowed ? Optional.<Step>empty() : step(decision, this::keepsFundAway);
            var used = allowed || refused.isPresent()
                    ? Optional.<Step>empty()
                    : step(decision, step -> step.kind() == StepKind.CAP);
            var rule = allowed || refused.isEmpty() && used.isEmpty()
                    ? step(decision, step -> step.kind() == StepKind.POOL).flatMap(Step::rule)
                    : refused.or(() -> used).flatMap(Step::rule);
            return new Paying(
                    Source.FUND,
                    allowed,
                    refused.flatMap(Step::reason).or(() -> used.map(step -> Reason.CAP_REACHED)),
                    rule,
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Set.of(),
                    List.of());
        }

        private boolean keepsFundAway(Step step) {
            return step.kind() == StepKind.REFUSED
                    && step.rule().filter(rule -> !bars(rule, Payer.FUND)).isEmpty();
        }

        private static boolean bars(Rule rule, Payer payer) {
            return !(rule.effect() instanceof Effect.Exclusion exclusion)
                    || exclusion.bars().contains(payer);
        }

        private static Optional<Step> step(Decision decision, Predicate<Step> wanted) {
            return decision.steps().stream().filter(wanted).findFirst();
        }

        private Paying own(Bucket bucket) {
            var current = bucket == Bucket.CURRENT;
            var source = current ? Source.OWN_CURRENT : Source.OWN_PRIOR;
            var balance = question.account().map(known -> current ? known.current() : known.prior());
            var money = current ? new Balances(SMALL, Fen.ZERO) : new Balances(Fen.ZERO, SMALL);
            var none = policy.find(Effect.Inflow.class, Facts.of(question.insured()))
                    .filter(found -> !found.effect().hasAccount());
            if (none.isPresent()) {
                return refused(source, Reason.NO_ACCOUNT, none.map(CompiledPolicy.Applied::rule), balance);
            }
            var kind = current ? StepKind.ACCOUNT_CURRENT : StepKind.ACCOUNT_PRIOR;
            var decision = decide(large(), money, List.of(), Fen.ZERO);
            var paid = step(decision, step -> step.kind() == kind);
            if (paid.isEmpty()) {
                return refused(source, whyNoAccount(decision, Effect.Account.class, policy.accounts(bucket)), balance);
            }
            return new Paying(
                    source,
                    true,
                    Optional.empty(),
                    paid.get().rule(),
                    balance,
                    Optional.empty(),
                    Set.of(bucket),
                    beyondScope(money),
                    Arrays.stream(policy.accountItems(bucket))
                            .filter(rule -> rule.when().matches(facts))
                            .toList());
        }

        private Set<FeeCategory> beyondScope(Balances money) {
            var paid = EnumSet.noneOf(FeeCategory.class);
            for (var category : FeeCategory.values()) {
                var bill = new Bill.Lines(List.of(new FeeLine("", category, Grade.C, SMALL)));
                if (!decide(bill, money, List.of(), Fen.ZERO).account().isZero()) {
                    paid.add(category);
                }
            }
            return paid;
        }

        /// Why nothing was drawn though there was money: everybody's account is barred from the visit, accounts
        /// pay nothing afterwards, or they do not pay such care.
        private Refusal whyNoAccount(Decision decision, Class<? extends Effect> permission, Rule[] rules) {
            var barred = step(
                    decision,
                    step -> step.rule()
                            .filter(rule -> rule.effect() instanceof Effect.Exclusion && bars(rule, Payer.ACCOUNT))
                            .isPresent());
            if (barred.isPresent() && barred.get().kind() == StepKind.REFUSED) {
                return new Refusal(
                        barred.get().reason().orElseThrow(), barred.get().rule());
            }
            if (!away.directSettlement()) {
                return new Refusal(
                        Reason.ACCOUNT_NOT_REFUNDED,
                        policy.find(Effect.ManualClaim.class, facts).map(CompiledPolicy.Applied::rule));
            }
            return rules.length == 0
                    ? new Refusal(policy.whyNone(permission, facts), Optional.empty())
                    : new Refusal(Reason.PURPOSE_NOT_ALLOWED, Optional.of(rules[0]));
        }

        private record Refusal(Reason reason, Optional<Rule> rule) {}

        private static Paying refused(Source source, Refusal why, Optional<Fen> balance) {
            return refused(source, why.reason(), why.rule(), balance);
        }

        private static Paying refused(Source source, Reason reason, Optional<Rule> rule, Optional<Fen> balance) {
            return new Paying(
                    source, false, Optional.of(reason), rule, balance, Optional.empty(), Set.of(), Set.of(), List.of());
        }

        /// A spouse at home whose account is bound.
        private FamilyMember anyRelative() {
            return new FamilyMember(
                    "",
                    Relation.SPOUSE,
                    question.insured().region(),
                    Standing.NORMAL,
                    true,
                    Balances.NONE,
                    FamilyMember.NO_LIMIT);
        }

        private Paying family(FamilyMember member, boolean named) {
            var relation = named ? Optional.of(member.relation()) : Optional.<Relation>empty();
            var balance = named ? Optional.of(member.account().total()) : Optional.<Fen>empty();
            var rich = new FamilyMember(
                    member.id(),
                    member.relation(),
                    member.region(),
                    member.standing(),
                    member.bound(),
                    new Balances(SMALL, SMALL),
                    FamilyMember.NO_LIMIT);
            var decision = decide(large(), Balances.NONE, List.of(rich), Fen.ZERO);
            if (decision.familyDraws().isEmpty()) {
                var why = step(decision, Trial::keepsRelativeAway)
                        .map(step -> new Refusal(step.reason().orElseThrow(), step.rule()))
                        .orElseGet(() -> whyNoAccount(decision, Effect.Family.class, policy.all(Effect.Family.class)));
                return new Paying(
                        Source.FAMILY,
                        false,
                        Optional.of(why.reason()),
                        why.rule(),
                        balance,
                        relation,
                        Set.of(),
                        Set.of(),
                        List.of());
            }
            var drawn = decision.familyDraws().getFirst();
            var buckets = EnumSet.noneOf(Bucket.class);
            if (!drawn.current().isZero()) {
                buckets.add(Bucket.CURRENT);
            }
            if (!drawn.prior().isZero()) {
                buckets.add(Bucket.PRIOR);
            }
            return new Paying(
                    Source.FAMILY,
                    true,
                    Optional.empty(),
                    step(decision, step -> step.kind() == StepKind.FAMILY).flatMap(Step::rule),
                    balance,
                    relation,
                    buckets,
                    Set.of(),
                    List.of());
        }

        /// By the rule on relatives; where none was in force the step has none.
        private static boolean keepsRelativeAway(Step step) {
            return step.kind() == StepKind.REFUSED
                    && step.rule()
                            .map(rule -> rule.effect() instanceof Effect.Relatives)
                            .orElseGet(
                                    () -> step.reason().filter(Reason::isNoRule).isEmpty());
        }

        /// Whoever fills it must be a near relative: that is the rule of the wallet.
        private Paying wallet() {
            var decision = decide(large(), Balances.NONE, List.of(), SMALL);
            var nearRelatives = policy.find(Effect.Relatives.class, Facts.of(question.insured()))
                    .map(CompiledPolicy.Applied::rule);
            if (!decision.wallet().isZero()) {
                return new Paying(
                        Source.WALLET,
                        true,
                        Optional.empty(),
                        nearRelatives,
                        question.wallet(),
                        Optional.empty(),
                        Set.of(),
                        Set.of(),
                        List.of());
            }
            var why = whyNoAccount(decision, Effect.Account.class, policy.accounts(Bucket.PRIOR));
            var suspended = question.insured().standing() != Standing.NORMAL && away.directSettlement();
            return suspended
                    ? refused(Source.WALLET, Reason.STATUS_NOT_NORMAL, nearRelatives, question.wallet())
                    : refused(Source.WALLET, why, question.wallet());
        }
    }

    // ------------------------------------------------------------------------------------------------- filings

    /// The filings that the person could make and that would open settlement at the institution, or lose less.
    /// An emergency needs none.
    private static List<Option> options(CompiledPolicy policy, Question question, Away now, boolean isFundKnown) {
        if (now.place() != Place.SAME_PROVINCE && now.place() != Place.OTHER_PROVINCE) {
            return List.of();
        }
        var options = new ArrayList<Option>();
        for (var ground : FilingGround.values()) {
            var papers = ground == FilingGround.EMERGENCY
                    ? Optional.<CompiledPolicy.Applied<Effect.FilingDocuments>>empty()
                    : FilingMaker.papers(policy, question.insured(), ground);
            papers.map(found -> option(policy, question, ground, found.effect(), found.rule(), isFundKnown))
                    .filter(option -> betters(policy, question, now, option))
                    .ifPresent(options::add);
        }
        return List.copyOf(options);
    }

    private static Option option(
            CompiledPolicy policy,
            Question question,
            FilingGround ground,
            Effect.FilingDocuments papers,
            Rule rule,
            boolean isFundKnown) {
        var filing = made(question, ground);
        var away = away(policy, question, filing);
        var reduction = reduction(
                policy, away.facts(policy, question.insured(), question.visit(), filing, question.admission()));
        return new Option(
                ground,
                papers.documents(),
                papers.orCommitment(),
                Away.terms(policy, question.insured(), ground.kind())
                        .map(found -> found.effect().validMonths())
                        .orElse(0),
                away.directSettlement(),
                points(reduction, isFundKnown),
                rule);
    }

    /// Made on the day, for the place, with its papers.
    private static Filing made(Question question, FilingGround ground) {
        return new Filing(
                ground.kind(),
                Optional.of(question.on()),
                Filing.MadeWhen.BEFORE,
                Optional.empty(),
                Optional.of(question.visit().place()),
                false,
                true);
    }

    private static boolean betters(CompiledPolicy policy, Question question, Away now, Option option) {
        if (option.directSettlement() && !now.directSettlement()) {
            return true;
        }
        var facts = now.facts(policy, question.insured(), question.visit(), question.filing(), question.admission());
        var taken = points(reduction(policy, facts), true).orElse(Ratio.ONE);
        return option.reduction()
                .filter(points -> points.millionths() < taken.millionths())
                .isPresent();
    }

    // ---------------------------------------------------------------------------------------------- what to do

    private static List<ToDo> toDo(
            CompiledPolicy policy,
            Question question,
            Away away,
            Route route,
            Optional<Rule> reduction,
            List<Paying> payers) {
        var acts = new ArrayList<ToDo>();
        away.whyNotDirect()
                .flatMap(why -> opening(why, question))
                .ifPresent(act -> acts.add(new ToDo(act, until(act, question), whyAct(act, away))));
        if (away.treatedAsFiled()) {
            acts.add(new ToDo(Act.SAY_EMERGENCY, Optional.empty(), away.rule()));
        }
        if (away.filing() == FilingKind.LONG_TERM && !question.filing().documents() && reduction.isPresent()) {
            acts.add(new ToDo(Act.SUPPLY_DOCUMENTS, Optional.empty(), reduction));
        }
        for (var paying : payers) {
            paying.reason()
                    .flatMap(why -> Optional.ofNullable(ENABLING.get(why)))
                    .filter(act -> acts.stream().noneMatch(done -> done.act() == act))
                    .ifPresent(act -> acts.add(new ToDo(act, Optional.empty(), paying.rule())));
        }
        if (route == Route.CLAIM) {
            var facts = away.facts(
                    policy,
                    question.insured(),
                    question.visit().settledBy(SettledBy.MANUAL_CLAIM),
                    question.filing(),
                    question.admission());
            acts.add(new ToDo(
                    Act.CLAIM,
                    Optional.empty(),
                    policy.find(Effect.ManualClaim.class, facts).map(CompiledPolicy.Applied::rule)));
        }
        return List.copyOf(acts);
    }

    private static Optional<Rule> whyAct(Act act, Away away) {
        return act == Act.REGISTER_DISEASE ? away.rule() : away.need().or(away::rule);
    }

    /// Where a filing was made after the visit it is too late for another.
    private static Optional<Act> opening(Reason whyNotDirect, Question question) {
        return Optional.ofNullable(OPENING.get(whyNotDirect))
                .filter(act -> act != Act.FILE || question.filing().kind() == FilingKind.NONE);
    }

    /// A filing counts that is made before the visit ends: before the discharge of a stay, on the day of any
    /// other.
    private static Optional<LocalDate> until(Act act, Question question) {
        return switch (act) {
            case FILE, FILE_AGAIN, CHANGE_PLACE ->
                question.visit().kind() == VisitKind.INPATIENT
                        ? question.visit().discharged()
                        : Optional.of(question.on());
            case SUPPLY_DOCUMENTS,
                    SAY_EMERGENCY,
                    USE_NETWORKED,
                    USE_DESIGNATED,
                    USE_BOUND,
                    REGISTER_DISEASE,
                    CLAIM,
                    RESTORE_STANDING,
                    BIND_RELATIVE,
                    ASK_AGENCY -> Optional.empty();
        };
    }
}

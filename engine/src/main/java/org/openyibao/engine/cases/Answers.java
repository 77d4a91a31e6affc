package org.openyibao.engine.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.decision.CanIUse;
import org.openyibao.engine.decision.CapBonusDecider;
import org.openyibao.engine.decision.CatalogueDecider;
import org.openyibao.engine.decision.CatastrophicDecider;
import org.openyibao.engine.decision.ClaimLimitDecider;
import org.openyibao.engine.decision.ContributionDecider;
import org.openyibao.engine.decision.EntitlementDecider;
import org.openyibao.engine.decision.FilingDecider;
import org.openyibao.engine.decision.FormulaDecider;
import org.openyibao.engine.decision.InflowDecider;
import org.openyibao.engine.decision.PremiumDecider;
import org.openyibao.engine.decision.RetirementDecider;
import org.openyibao.engine.decision.Step;
import org.openyibao.engine.decision.UseDecider;
import org.openyibao.engine.decision.WalletDecider;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.decision.WithdrawalDecider;
import org.openyibao.engine.decision.YearEndDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// What the engine answers to a case: a text for each key that its kind knows, written as in [Expectation].
final class Answers {

    private static final String NONE = "-";
    private static final String ENTITLED = "entitled ";

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private Optional<Reason> reason = Optional.empty();
    private List<Step> steps = List.of();
    private Map<LayerKind, Fen> layers = Map.of();

    private Answers() {}

    static Answers of(PolicyBook book, Case asked) {
        var answers = new Answers();
        var policy = book.on(asked.insured().region(), asked.insured().scheme(), asked.on());
        switch (asked.question()) {
            case Question.Visit visit -> answers.visit(book, policy, visit);
            case Question.Catastrophic catastrophic -> answers.catastrophic(policy, catastrophic);
            case Question.Filing filing -> answers.filing(policy, filing);
            case Question.CanIUse canIUse -> answers.canIUse(policy, canIUse);
            case Question.Use use -> answers.use(policy, use);
            case Question.YearEnd yearEnd -> answers.yearEnd(policy, yearEnd);
            case Question.Inflow inflow -> answers.inflow(policy, inflow);
            case Question.Standing standing -> answers.standing(policy, asked, standing);
            case Question.Withdrawal withdrawal -> answers.withdrawal(policy, withdrawal);
            case Question.Wallet wallet -> answers.wallet(policy, asked, wallet);
            case Question.Contribution contribution -> answers.contribution(policy, contribution);
            case Question.Premium premium -> answers.premium(policy, premium);
            case Question.CapBonus capBonus -> answers.capBonus(policy, capBonus);
            case Question.Retirement retirement -> answers.retirement(policy, retirement);
            case Question.Formula formula -> answers.formula(policy, formula);
        }
        return answers;
    }

    /// The value of a key, `-` where there is none.
    String get(String key) {
        return values.getOrDefault(key, NONE);
    }

    /// All values that the decision has, in the order in which they are worked out, and what they rest on.
    Explained explained() {
        return new Explained(
                Collections.unmodifiableMap(values), reason, List.copyOf(steps), layers, List.copyOf(rules));
    }

    /// Set where the packs have no rule for the question, so that nothing was decided.
    Optional<Reason> noRule() {
        return reason.filter(Reason::isNoRule);
    }

    private void visit(PolicyBook book, CompiledPolicy policy, Question.Visit visit) {
        var claim = visit.claim();
        var decision = Waterfall.decide(book, claim);
        var layers = decision.funds().minus(decision.pool());
        var direct = decision.away().directSettlement();
        var question = new FilingDecider.Question(claim.insured(), claim.visit(), claim.filing(), claim.on());
        var catalogue = CatalogueDecider.decide(policy, question);
        put("deductible", decision.deductible());
        put("pool", decision.pool());
        put("catastrophic", layers);
        put("accountCurrent", decision.accountCurrent());
        put("accountPrior", decision.accountPrior());
        put("family", decision.family());
        put("cash", decision.cash());
        put("directSettlement", direct);
        put("treatedAsFiled", decision.away().treatedAsFiled());
        put("advancePayment", decision.advancePayment());
        put("catalogueOf", catalogue.of());
        if (decision.manualClaim()) {
            ClaimLimitDecider.decide(policy, question).ifPresent(limit -> put("claimUntil", limit.last()));
        }
        put("prepaid", direct ? Fen.ZERO : decision.total());
        put("reimbursed", direct ? Fen.ZERO : decision.funds());
        put("walletAfter", claim.wallet().minus(decision.wallet()));
        after(decision.accountAfter());
        reason(decision.reason());
    }

    private void catastrophic(CompiledPolicy policy, Question.Catastrophic question) {
        var outcome = CatastrophicDecider.decide(policy, question.asked());
        put("catastrophic", outcome.paid());
        put("cash", outcome.cash());
        steps = outcome.steps();
        layers = outcome.layers();
        reason(outcome.reason());
    }

    private void filing(CompiledPolicy policy, Question.Filing question) {
        var outcome = FilingDecider.decide(policy, question.asked());
        outcome.rule().ifPresent(rules::add);
        put("filingValid", outcome.valid());
        put("directSettlement", outcome.directSettlement());
        put("treatedAsFiled", outcome.treatedAsFiled());
        reason(outcome.reason());
    }

    private void canIUse(CompiledPolicy policy, Question.CanIUse question) {
        var outcome = CanIUse.decide(policy, question.asked());
        rules.addAll(outcome.rules());
        put("route", outcome.route());
        outcome.away().whyNotDirect().ifPresent(why -> put("whyNotDirect", why));
        put("treatedAsFiled", outcome.away().treatedAsFiled());
        put("catalogueOf", outcome.catalogue().of());
        put("reduction", outcome.reduction().map(Ratio::toString).orElse("unknown"));
        paying("fund", outcome.of(CanIUse.Source.FUND));
        paying("ownCurrent", outcome.of(CanIUse.Source.OWN_CURRENT));
        put(
                "ownCurrentBeyondScope",
                List.copyOf(outcome.of(CanIUse.Source.OWN_CURRENT).beyondScope()));
        paying("ownPrior", outcome.of(CanIUse.Source.OWN_PRIOR));
        put(
                "ownPriorBeyondScope",
                List.copyOf(outcome.of(CanIUse.Source.OWN_PRIOR).beyondScope()));
        paying("family", outcome.of(CanIUse.Source.FAMILY));
        put("familyMoney", List.copyOf(outcome.of(CanIUse.Source.FAMILY).buckets()));
        paying("wallet", outcome.of(CanIUse.Source.WALLET));
        put("filings", outcome.options().stream().map(Answers::option).toList());
        put("toDo", outcome.toDo().stream().map(CanIUse.ToDo::act).toList());
        outcome.toDo().stream()
                .flatMap(act -> act.until().stream())
                .findFirst()
                .ifPresent(day -> put("fileUntil", day));
        reason = outcome.of(CanIUse.Source.FUND).reason();
    }

    private void paying(String key, CanIUse.Paying paying) {
        put(key, paying.allowed());
        paying.reason().ifPresent(why -> put(key + "Reason", why));
    }

    /// `referred -10% referral`: the ground, what it takes off, the documents; ` or commitment` where that stands in.
    private static String option(CanIUse.Option option) {
        return option.ground() + " -" + option.reduction().map(Ratio::toString).orElse("unknown")
                + (option.documents().isEmpty() ? "" : " " + String.join(" ", option.documents()))
                + (option.orCommitment() ? " or commitment" : "");
    }

    private void use(CompiledPolicy policy, Question.Use question) {
        switch (UseDecider.decide(policy, question.asked())) {
            case UseDecider.Outcome.Allowed allowed -> {
                rules.add(allowed.rule());
                put("allowed", true);
                after(allowed.after());
            }
            case UseDecider.Outcome.Refused refused -> {
                refused.rule().ifPresent(rules::add);
                put("allowed", false);
                after(question.asked().account());
                reason(Optional.of(refused.reason()));
            }
        }
    }

    private void yearEnd(CompiledPolicy policy, Question.YearEnd question) {
        switch (YearEndDecider.decide(policy, question.asked())) {
            case YearEndDecider.Outcome.Carried carried -> {
                rules.add(carried.rule());
                put("interestCurrent", carried.interestCurrent());
                put("interestPrior", carried.interestPrior());
                after(carried.after());
            }
            case YearEndDecider.Outcome.Refused refused -> {
                after(question.asked().account());
                reason(Optional.of(refused.reason()));
            }
        }
    }

    private void inflow(CompiledPolicy policy, Question.Inflow question) {
        switch (InflowDecider.decide(policy, question.asked())) {
            case InflowDecider.Outcome.Credited credited ->
                inflow(true, credited.account(), credited.pool(), credited.rule());
            case InflowDecider.Outcome.NoAccount none -> inflow(false, Fen.ZERO, none.pool(), none.rule());
            case InflowDecider.Outcome.Refused refused -> reason(Optional.of(refused.reason()));
        }
    }

    private void inflow(boolean hasAccount, Fen account, Fen pool, Rule rule) {
        rules.add(rule);
        put("hasAccount", hasAccount);
        put("accountInflow", account);
        put("poolInflow", pool);
    }

    private void standing(CompiledPolicy policy, Case asked, Question.Standing question) {
        var outcome = EntitlementDecider.decide(policy, asked.insured(), question.asked());
        outcome.rule().ifPresent(rules::add);
        outcome.start().ifPresent(start -> put("benefitStart", start));
        outcome.waitingMonths().ifPresent(months -> put("waitingMonths", months));
        put("retroactiveToBirth", outcome.retroactive());
        for (var expected : asked.expect()) {
            if (expected.key().startsWith(ENTITLED)) {
                var day = LocalDate.parse(expected.key().substring(ENTITLED.length()));
                put(expected.key(), outcome.entitledOn(day));
            }
        }
        reason(outcome.reason());
    }

    private void withdrawal(CompiledPolicy policy, Question.Withdrawal question) {
        switch (WithdrawalDecider.decide(policy, question.asked())) {
            case WithdrawalDecider.Outcome.Paid paid -> {
                rules.add(paid.rule());
                put("allowed", true);
                put("paid", paid.amount());
                put("payee", paid.payee());
                put("missing", List.of());
            }
            case WithdrawalDecider.Outcome.Refused refused -> {
                refused.rule().ifPresent(rules::add);
                put("allowed", false);
                put("paid", Fen.ZERO);
                put("missing", refused.missing());
                reason(Optional.of(refused.reason()));
            }
        }
    }

    private void wallet(CompiledPolicy policy, Case asked, Question.Wallet question) {
        switch (WalletDecider.decide(policy, question.asked())) {
            case WalletDecider.Outcome.Answered answered -> {
                rules.add(answered.rule());
                put("results", answered.results());
                if (answered.results().contains(WalletDecider.Result.RETURNED)) {
                    answered.returnedAt()
                            .ifPresent(at ->
                                    put("returnedAt", asked.on().plusDays(1).atTime(at)));
                }
                after(answered.after());
            }
            case WalletDecider.Outcome.Refused refused -> {
                after(question.asked().account());
                reason(Optional.of(refused.reason()));
            }
        }
    }

    private void contribution(CompiledPolicy policy, Question.Contribution question) {
        switch (ContributionDecider.decide(policy, question.asked())) {
            case ContributionDecider.Outcome.Levied levied -> {
                rules.add(levied.rule());
                put("base", levied.base());
                put("employer", levied.employer());
                put("employee", levied.employee());
                put("accountInflow", levied.accountInflow());
            }
            case ContributionDecider.Outcome.Refused refused -> reason(Optional.of(refused.reason()));
        }
    }

    private void premium(CompiledPolicy policy, Question.Premium question) {
        switch (PremiumDecider.decide(policy, question.asked())) {
            case PremiumDecider.Outcome.Due due -> {
                rules.add(due.rule());
                put("person", due.person());
                put("subsidy", due.subsidy());
            }
            case PremiumDecider.Outcome.Refused refused -> reason(Optional.of(refused.reason()));
        }
    }

    private void capBonus(CompiledPolicy policy, Question.CapBonus question) {
        switch (CapBonusDecider.decide(policy, question.asked())) {
            case CapBonusDecider.Outcome.Changed changed -> {
                rules.add(changed.rule());
                put("capBonus", changed.bonus());
            }
            case CapBonusDecider.Outcome.Refused refused -> reason(Optional.of(refused.reason()));
        }
    }

    private void retirement(CompiledPolicy policy, Question.Retirement question) {
        switch (RetirementDecider.decide(policy, question.asked())) {
            case RetirementDecider.Outcome.Opened opened -> {
                rules.add(opened.rule());
                missing(true, 0, 0, 0);
            }
            case RetirementDecider.Outcome.Short lacking -> {
                rules.add(lacking.rule());
                missing(false, lacking.missingMonths(), lacking.missingActualMonths(), lacking.missingLocalMonths());
                reason(Optional.of(Reason.YEARS_SHORT));
            }
            case RetirementDecider.Outcome.Refused refused -> reason(Optional.of(refused.reason()));
        }
    }

    private void missing(boolean opened, int months, int actualMonths, int localMonths) {
        put("opened", opened);
        put("missingMonths", months);
        put("missingActualMonths", actualMonths);
        put("missingLocalMonths", localMonths);
    }

    private void formula(CompiledPolicy policy, Question.Formula question) {
        switch (FormulaDecider.decide(policy, question.asked())) {
            case FormulaDecider.Outcome.Worked worked -> {
                rules.add(worked.rule());
                put("amount", worked.amount());
            }
            case FormulaDecider.Outcome.Missing missing -> {
                rules.add(missing.rule());
                put("missing", missing.values());
                reason(Optional.of(Reason.VALUE_MISSING));
            }
            case FormulaDecider.Outcome.Refused refused -> reason(Optional.of(refused.reason()));
        }
    }

    private void after(Balances account) {
        put("accountCurrentAfter", account.current());
        put("accountPriorAfter", account.prior());
    }

    private void reason(Optional<Reason> why) {
        why.ifPresent(given -> put("reason", given));
        reason = why;
    }

    private void put(String key, Object value) {
        values.put(key, value.toString());
    }
}

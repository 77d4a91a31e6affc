package org.openyibao.engine.decision;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Works out a named formula of a pack from the values given: exact, and rounded half up to the fen once.
public final class FormulaDecider {

    private static final BigInteger UNIT = BigInteger.valueOf(1_000_000);
    private static final BigInteger FEN = BigInteger.valueOf(100);

    private FormulaDecider() {}

    /// `values`: amounts in yuan and numbers, by name, 0 or more, in millionths.
    public record Question(Insured insured, String name, Map<String, Long> values) {}

    public sealed interface Outcome {

        /// `limited`: the terms come to more than the formula allows.
        record Worked(Fen amount, boolean limited, Rule rule) implements Outcome {}

        /// The formula asks for values that were not given, in the order in which it does.
        record Missing(List<String> values, Rule rule) implements Outcome {}

        record Refused(Reason reason) implements Outcome {}
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        for (var rule : policy.all(Effect.Formula.class)) {
            var formula = (Effect.Formula) rule.effect();
            if (formula.name().equals(question.name()) && rule.when().matches(facts)) {
                return work(rule, formula, question.values());
            }
        }
        return new Outcome.Refused(policy.whyNone(Effect.Formula.class, facts));
    }

    private static Outcome work(Rule rule, Effect.Formula formula, Map<String, Long> values) {
        var missing = formula.terms().stream()
                .flatMap(term -> term.times().stream())
                .filter(name -> !values.containsKey(name))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            return new Outcome.Missing(missing, rule);
        }
        var factors = 0;
        for (var term : formula.terms()) {
            factors = Math.max(factors, term.times().size());
        }
        var sum = BigInteger.ZERO;
        for (var term : formula.terms()) {
            var product = BigInteger.valueOf(term.by());
            for (var name : term.times()) {
                product = product.multiply(BigInteger.valueOf(values.getOrDefault(name, 0L)));
            }
            sum = sum.add(product.multiply(UNIT.pow(factors - term.times().size())));
        }
        var unit = UNIT.pow(factors + 1);
        var fen = sum.multiply(FEN).add(unit.shiftRight(1)).divide(unit);
        var limited = fen.compareTo(BigInteger.valueOf(formula.atMost().value())) > 0;
        return new Outcome.Worked(limited ? formula.atMost() : Fen.of(fen.longValueExact()), limited, rule);
    }
}

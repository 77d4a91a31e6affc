package org.openyibao.engine.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.decision.Step;
import org.openyibao.engine.decision.StepKind;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Measure;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Reads the steps of one decision into receipt steps: takes from each rule what its sentence will say of
/// it, so that the rule is not needed again.
final class StepReader {

    static final String DEDUCTIBLE = "deductible";
    static final String POOL = "pool";
    static final String FUND_PAID = "fund-paid";
    static final String EACH = "each";
    static final String UNCAPPED = "uncapped";
    static final String NET = "net";

    private final List<Step> steps;
    private final long deductible;
    private final ToLongFunction<LayerKind> layerPaid;
    private final List<ReceiptStep> read = new ArrayList<>();
    private long poolReached;
    private long layerSum;

    StepReader(Decision decision) {
        this(
                decision.steps(),
                decision.deductibleFen(),
                kind -> decision.layer(kind).value());
    }

    /// The steps of a decision that bore `deductible` fen and let each layer pay what `layerPaid` says, in fen.
    StepReader(List<Step> steps, long deductible, ToLongFunction<LayerKind> layerPaid) {
        this.steps = steps;
        this.deductible = deductible;
        this.layerPaid = layerPaid;
        poolReached = deductible;
    }

    List<ReceiptStep> read() {
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var receiptStep = new ReceiptStep(
                    step.kind(),
                    step.rule().map(CitedRule::of),
                    base(step),
                    step.amountFen(),
                    step.ratio(),
                    step.reason(),
                    detail(step));
            read.add(receiptStep);
            if (step.kind() == StepKind.CONTINUED) {
                poolReached += step.baseFen();
            }
            var kind = layer(step);
            if (kind.isPresent()) {
                layerSum += step.amountFen();
                if (i + 1 == steps.size() || !layer(steps.get(i + 1)).equals(kind)) {
                    closeLayer(kind.get(), receiptStep.rule());
                }
            }
        }
        return List.copyOf(read);
    }

    private static Optional<LayerKind> layer(Step step) {
        return step.kind() == StepKind.LAYER
                ? step.rule().map(rule -> ((Effect.Layer) rule.effect()).kind())
                : Optional.empty();
    }

    /// Says what a layer paid where that is not the sum of its brackets.
    private void closeLayer(LayerKind kind, Optional<CitedRule> rule) {
        var paid = layerPaid.applyAsLong(kind);
        if (layerSum != paid) {
            read.add(new ReceiptStep(
                    StepKind.LAYER, rule, layerSum, paid, Ratio.ZERO, Optional.empty(), kind + " " + NET));
        }
        layerSum = 0;
    }

    /// A relative's balance is not the patient's to see.
    private static long base(Step step) {
        var refusedRelative = step.kind() == StepKind.REFUSED
                && !step.reason().map(Reason::isNoRule).orElse(false)
                && !(step.rule().map(Rule::effect).orElse(null) instanceof Effect.Exclusion);
        return step.kind() == StepKind.FAMILY || refusedRelative ? step.amountFen() : step.baseFen();
    }

    private String detail(Step step) {
        var rule = step.rule();
        if (rule.isEmpty()) {
            return step.kind() == StepKind.ASSUMED ? assumed() : step.detail();
        }
        var effect = rule.get().effect();
        return switch (step.kind()) {
            case OWN_PAY -> category(step.detail());
            case DEDUCTIBLE -> ((Effect.Deductible) effect).per().toString();
            case POOL -> pool(step, (Effect.Pool) effect);
            case CAP -> cap((Effect.Cap) effect);
            case TILT -> tilt(effect);
            case OVER_LIMIT,
                    FIRST_PAY,
                    IN_SCOPE,
                    AWAY,
                    REFUSED,
                    ASSUMED,
                    CONTINUED,
                    REDUCTION,
                    PARTIAL,
                    CAP_BONUS,
                    LAYER,
                    ACCOUNT_CURRENT,
                    ACCOUNT_PRIOR,
                    FAMILY,
                    WALLET,
                    CASH -> step.detail();
        };
    }

    private String assumed() {
        var ofDeductible = deductible > 0 || steps.stream().anyMatch(other -> other.kind() == StepKind.POOL);
        return ofDeductible ? DEDUCTIBLE : POOL;
    }

    private String pool(Step step, Effect.Pool pool) {
        if (pool.measure() == Measure.FUND_PAID) {
            return FUND_PAID;
        }
        if (pool.brackets().size() == 1 || !pool.items().isAll() || pool.limitsItems()) {
            return "";
        }
        var from = poolReached;
        poolReached += step.baseFen();
        return from + " " + poolReached;
    }

    private static String cap(Effect.Cap cap) {
        return cap.counts() + " " + cap.amount().value() + (cap.perFamilyMember() ? " " + EACH : "");
    }

    private static String tilt(Effect effect) {
        return effect instanceof Effect.Tilt tilt
                ? tilt.kind() + (tilt.uncapped() ? " " + UNCAPPED : "")
                : POOL + (((Effect.PoolTilt) effect).uncapped() ? " " + UNCAPPED : "");
    }

    private static String category(String chinese) {
        for (var category : FeeCategory.values()) {
            if (category.chinese().equals(chinese)) {
                return category.toString();
            }
        }
        return chinese;
    }
}

package org.openyibao.engine.receipt;

import java.util.List;
import java.util.Optional;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.decision.StepKind;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.text.Text;

/// One step of a decision with everything that its sentence needs: what a settlement stores, and what a
/// receipt is made from.
///
/// `detail` holds codes and amounts in fen, parted by spaces; which ones depends on the kind, and a
/// sentence is whole without them:
///
/// | kind | detail |
/// | --- | --- |
/// | OWN_PAY | code of the fee category, where a rule excluded it |
/// | AWAY | code of the place, code of the filing |
/// | ASSUMED | `deductible` or `pool` |
/// | DEDUCTIBLE | `year` or `admission` |
/// | POOL | the range of the in-scope amount (from, to), or `fund-paid` where brackets lie on what the fund has paid |
/// | CAP | code of the counter, the cap, `each` where it is multiplied by the family members |
/// | TILT | code of the layer or `pool`, `uncapped` where there is no cap |
/// | CAP_BONUS | code of the layer |
/// | LAYER | code of the layer; `net` on the step that takes off what was paid before and keeps to the cap |
/// | FAMILY | code of the relation |
///
/// Of a relative's account a step shows what it paid, never its balance.
public record ReceiptStep(
        StepKind kind,
        Optional<CitedRule> rule,
        long baseFen,
        long amountFen,
        Ratio ratio,
        Optional<Reason> reason,
        String detail) {

    /// The steps of a decision, in their order.
    public static List<ReceiptStep> of(Decision decision) {
        return new StepReader(decision).read();
    }

    /// The rule itself with this case's numbers in it.
    public Text sentence() {
        return Sentences.of(this);
    }

    /// The code of the kind in answers: `own-pay`, `account-current`.
    public String kindCode() {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public boolean isLowConfidence() {
        return rule.filter(CitedRule::isLowConfidence).isPresent();
    }

    /// True where [#ratio] says something, also when it is 0%.
    boolean hasRatio() {
        return switch (kind) {
            case POOL, REDUCTION, PARTIAL, TILT -> true;
            case LAYER -> !detail.endsWith(StepReader.NET);
            case OWN_PAY,
                    OVER_LIMIT,
                    FIRST_PAY,
                    IN_SCOPE,
                    AWAY,
                    REFUSED,
                    ASSUMED,
                    CONTINUED,
                    DEDUCTIBLE,
                    CAP,
                    CAP_BONUS,
                    ACCOUNT_CURRENT,
                    ACCOUNT_PRIOR,
                    FAMILY,
                    WALLET,
                    CASH -> false;
        };
    }

    /// True where [#amountFen] is money that went somewhere or was set aside by this step.
    boolean hasAmount() {
        return switch (kind) {
            case AWAY, REFUSED, CONTINUED, REDUCTION, TILT, CAP_BONUS -> false;
            case OWN_PAY,
                    OVER_LIMIT,
                    FIRST_PAY,
                    IN_SCOPE,
                    ASSUMED,
                    DEDUCTIBLE,
                    POOL,
                    PARTIAL,
                    CAP,
                    LAYER,
                    ACCOUNT_CURRENT,
                    ACCOUNT_PRIOR,
                    FAMILY,
                    WALLET,
                    CASH -> true;
        };
    }
}

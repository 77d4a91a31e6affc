package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.Decision.FamilyDraw;
import org.openyibao.engine.decision.StepKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Reason;

/// A settlement as it is kept. A reversal is one too: its amounts are those of the settlement it `reverses`, negated.
/// `id` and `settledAt` are empty strings or the time of asking in a preview, which is kept nowhere.
///
/// total = pool + layers + accountCurrent + accountPrior + family + wallet + cash. `family` is what each relative's
/// account paid, by the owner's number. `yearDeductible` is what counts against the annual
/// deductible, `yearBurden` what counts as compliant burden of the year. `lineParts`: own pay, over limit, first pay,
/// in scope of each line, one line after the other, in fen.
/// `serviceDate`: of a stay the day that decides. `balances` are those after it. Of a claim (`settledBy`) `batch` is
/// its number. `grounds`: empty of a reversal, and of settlements from before they were kept.
public record SettlementRecord(
        String person,
        String id,
        String visit,
        String batch,
        Optional<String> reverses,
        String institution,
        String region,
        Scheme scheme,
        VisitKind kind,
        LocalDate serviceDate,
        int benefitYear,
        LocalDateTime settledAt,
        String message,
        Fen total,
        Fen ownPay,
        Fen overLimit,
        Fen firstPay,
        Fen inScope,
        Fen deductible,
        Fen yearDeductible,
        Fen yearBurden,
        Fen pool,
        Ratio poolRatio,
        long[] layersFen,
        Fen accountCurrent,
        Fen accountPrior,
        List<FamilyDraw> family,
        Fen wallet,
        Fen cash,
        Balances balances,
        Optional<Reason> reason,
        boolean treatedAsFiled,
        List<KeptStep> steps,
        long[] lineParts,
        String details,
        Optional<Stay> stay,
        SettledBy settledBy,
        Optional<Grounds> grounds) {

    /// A step as it is kept: `rule` is the key in `cited_rule`, empty where the step rests on none.
    public record KeptStep(
            StepKind kind,
            String rule,
            long baseFen,
            long amountFen,
            Ratio ratio,
            Optional<Reason> reason,
            String detail) {}

    public Fen layer(LayerKind kind) {
        return Fen.of(layersFen[kind.ordinal()]);
    }

    /// The pooled fund and the layers.
    public Fen funds() {
        var sum = pool.value();
        for (var layer : layersFen) {
            sum += layer;
        }
        return Fen.of(sum);
    }

    /// What the person's own account paid.
    public Fen account() {
        return accountCurrent.plus(accountPrior);
    }

    /// What relatives' accounts paid (家庭共济).
    public Fen familyPaid() {
        return family.stream().map(FamilyDraw::total).reduce(Fen.ZERO, Fen::plus);
    }

    public Fen personalBurden() {
        return total.minus(funds());
    }

    /// True of a bill that the person paid and claimed afterwards.
    public boolean isClaimed() {
        return settledBy == SettledBy.MANUAL_CLAIM;
    }

    /// What goes back to the person of a claim: all but the cash that the person is left with. Nothing of a bill that
    /// was settled at the institution.
    public Fen refund() {
        return isClaimed() ? total.minus(cash) : Fen.ZERO;
    }

    public boolean isReversal() {
        return reverses.isPresent();
    }

    Fen inpatientPool() {
        return kind == VisitKind.INPATIENT ? pool : Fen.ZERO;
    }

    Fen outpatientPool() {
        return kind == VisitKind.INPATIENT ? Fen.ZERO : pool;
    }

    /// 1 for an inpatient stay, -1 for its reversal, else 0; of a stay settled in parts the first counts.
    int admissions() {
        if (kind != VisitKind.INPATIENT
                || stay.filter(of -> of.part().number() > 1).isPresent()) {
            return 0;
        }
        return isReversal() ? -1 : 1;
    }
}

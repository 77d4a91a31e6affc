package org.openyibao.engine.decision;

import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Reason;

/// What is paid by whom of one bill, and why. Amounts in fen.
///
/// total = pool + layers + accountCurrent + accountPrior + family + wallet + cash, asserted on construction.
/// `reason` says why somebody did not pay; `whyNotDirect` why the bill cannot be settled at the institution.
/// `countsAsBurden`: the person's burden of this visit counts towards the layers. `advancePayment`: the fund pays for a
/// third party and may recover it.
public record Decision(
        BillSplit bill,
        long deductibleFen,
        long poolFen,
        Ratio poolRatio,
        long[] layersFen,
        long accountCurrentFen,
        long accountPriorFen,
        List<FamilyDraw> familyDraws,
        long walletFen,
        long cashFen,
        Balances accountAfter,
        Optional<Reason> reason,
        Away away,
        boolean countsAsBurden,
        boolean advancePayment,
        boolean manualClaim,
        List<Step> steps) {

    /// What was drawn from one relative's account, by bucket.
    public record FamilyDraw(String id, Fen current, Fen prior) {
        public Fen total() {
            return current.plus(prior);
        }
    }

    public Decision {
        var parts = poolFen + accountCurrentFen + accountPriorFen + walletFen + cashFen;
        for (var layer : layersFen) {
            parts += layer;
        }
        for (var draw : familyDraws) {
            parts += draw.total().value();
        }
        var split = bill.ownPayFen() + bill.overLimitFen() + bill.firstPayFen() + bill.inScopeFen();
        if (parts != bill.totalFen() || split != bill.totalFen() || cashFen < 0 || poolFen < 0) {
            throw new DecisionFault("parts do not add up to the bill: total=" + bill.totalFen() + " split=" + split
                    + " paid=" + parts + " cash=" + cashFen);
        }
    }

    public Fen total() {
        return Fen.of(bill.totalFen());
    }

    public Fen deductible() {
        return Fen.of(deductibleFen);
    }

    public Fen pool() {
        return Fen.of(poolFen);
    }

    public Fen layer(LayerKind kind) {
        return Fen.of(layersFen[kind.ordinal()]);
    }

    /// All funds together: the pooled fund and the layers.
    public Fen funds() {
        var sum = poolFen;
        for (var layer : layersFen) {
            sum += layer;
        }
        return Fen.of(sum);
    }

    public Fen accountCurrent() {
        return Fen.of(accountCurrentFen);
    }

    public Fen accountPrior() {
        return Fen.of(accountPriorFen);
    }

    /// Own account, both buckets.
    public Fen account() {
        return Fen.of(accountCurrentFen + accountPriorFen);
    }

    /// Relatives' accounts and the wallet.
    public Fen family() {
        var sum = walletFen;
        for (var draw : familyDraws) {
            sum += draw.total().value();
        }
        return Fen.of(sum);
    }

    public Fen wallet() {
        return Fen.of(walletFen);
    }

    public Fen cash() {
        return Fen.of(cashFen);
    }

    /// Everything that the funds did not pay.
    public Fen personalBurden() {
        return total().minus(funds());
    }

    /// In scope and not paid by the pooled fund: what counts towards the layers of the year. Nothing does where the
    /// fund is barred, or where layers are known and none is about such a visit.
    public Fen compliantBurden() {
        return countsAsBurden ? Fen.of(bill.inScopeFen() - poolFen) : Fen.ZERO;
    }

    /// True where a step rests on a rule that is not official.
    public boolean isLowConfidence() {
        for (var step : steps) {
            var rule = step.byRule();
            if (rule != null && rule.isLowConfidence()) {
                return true;
            }
        }
        return false;
    }
}

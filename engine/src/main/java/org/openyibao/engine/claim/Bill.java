package org.openyibao.engine.claim;

import java.util.List;
import org.openyibao.engine.money.Fen;

/// What is to be paid: lines that the engine splits, or a bill that was split before.
public sealed interface Bill {

    /// At least one line.
    record Lines(List<FeeLine> lines) implements Bill {}

    /// The four parts add up to the total.
    record Split(Fen total, Fen ownPay, Fen overLimit, Fen firstPay, Fen inScope) implements Bill {
        public Split {
            if (!ownPay.plus(overLimit).plus(firstPay).plus(inScope).equals(total)) {
                throw new IllegalArgumentException("the parts of the bill do not add up to total=" + total);
            }
        }
    }
}

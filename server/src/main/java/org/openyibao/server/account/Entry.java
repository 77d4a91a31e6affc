package org.openyibao.server.account;

import org.openyibao.engine.money.Fen;

/// One movement: `amount` (above zero) goes from `source` to `target`. `reference` is the settlement or batch it
/// belongs
/// to. Account names: [#CURRENT] and [#PRIOR] are the person's two buckets; [#CASH] what the person pays at the
/// counter; `fund:<region>:<scheme>:<layer>` and `institution:<code>` are summed from the journal, never stored.
public record Entry(String source, String target, Fen amount, Why why, String reference) {

    public static final String CURRENT = "current";
    public static final String PRIOR = "prior";
    public static final String CASH = "cash";

    /// Where balances come from that were brought from another system.
    public static final String OPENING = "opening";

    /// Why money moves.
    public enum Why {
        OPENING,
        SETTLEMENT,
        REVERSAL
    }

    public Entry {
        if (amount.value() <= 0) {
            throw new IllegalArgumentException("entry amount=" + amount + ", expected above 0");
        }
    }

    public static String fund(String region, String scheme, String layer) {
        return "fund:" + region + ":" + scheme + ":" + layer;
    }

    public static String institution(String code) {
        return "institution:" + code;
    }

    /// The movement the other way, for a reversal.
    public Entry reversed(String newReference) {
        return new Entry(target, source, amount, Why.REVERSAL, newReference);
    }
}

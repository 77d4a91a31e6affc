package org.openyibao.server.account;

import org.openyibao.engine.text.Text;

/// What a batch counts. Amounts are in fen.
public enum Figure {
    PERSONS("人数", "persons", false),
    CREDITED("划入人数", "persons credited", false),
    CREDITED_FEN("划入账户", "credited to accounts", true),
    POOLED_FEN("其余进入统筹基金", "the rest, the pooled fund's", true),
    TURNED("结转人数", "persons carried over", false),
    CARRIED_FEN("当年结转历年", "carried over to prior years", true),
    INTEREST("计息人数", "persons with interest settled", false),
    INTEREST_CURRENT_FEN("当年资金利息", "interest on the year's money", true),
    INTEREST_PRIOR_FEN("历年资金利息", "interest on prior years' money", true);

    private final Text text;
    private final boolean amount;

    Figure(String zh, String en, boolean amount) {
        text = new Text(zh, en);
        this.amount = amount;
    }

    public Text text() {
        return text;
    }

    /// Whether it is an amount in fen, and not a count.
    public boolean isAmount() {
        return amount;
    }
}

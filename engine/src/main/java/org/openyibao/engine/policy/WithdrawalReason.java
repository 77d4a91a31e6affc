package org.openyibao.engine.policy;

import org.openyibao.engine.text.Text;

/// Why money may be asked to leave an account (支取原因).
public enum WithdrawalReason {
    DEATH("death", "死亡", "death"),
    EMIGRATION("emigration", "出国（境）定居", "emigration"),
    TRANSFER_IMPOSSIBLE("transfer-impossible", "账户无法转移", "account cannot be transferred"),
    VOLUNTARY_EXIT("voluntary-exit", "主动退出参保", "voluntary exit"),
    WANTS_CASH("wants-cash", "提取现金", "wants cash");

    private final String code;
    private final Text text;

    WithdrawalReason(String code, String zh, String en) {
        this.code = code;
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }

    /// The code in packs, case files and answers.
    @Override
    public String toString() {
        return code;
    }
}

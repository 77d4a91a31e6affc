package org.openyibao.server.outflow;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.policy.WithdrawalReason;

/// That the whole balance of a person's account be paid out. `happenedOn`: the day of the death, the departure or the
/// exit, which is the last day of the insurance. `documents`: codes of the papers handed in. `clerk`: who takes the
/// order.
public record WithdrawalOrder(
        String person,
        WithdrawalReason reason,
        LocalDate happenedOn,
        List<String> documents,
        String payeeName,
        Optional<String> payeeAccount,
        String clerk) {

    /// Never shows whose order it is.
    @Override
    public String toString() {
        return "WithdrawalOrder[" + reason + "]";
    }
}

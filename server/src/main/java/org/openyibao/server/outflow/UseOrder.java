package org.openyibao.server.outflow;

import java.util.Optional;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Purpose;

/// That a person's account pay `amount` for something other than care.
///
/// `of`: whose premium or other cost it is, seen from the account's owner; `beneficiary` is that relative's number.
/// `coverageYear`: the year of a resident's premium. `institution`: who is paid, where it is an institution. `clerk`:
/// who takes the order.
public record UseOrder(
        String person,
        Purpose purpose,
        Relation of,
        Optional<String> beneficiary,
        Optional<Integer> coverageYear,
        Optional<String> institution,
        Fen amount,
        String clerk) {

    /// Never shows whose order it is.
    @Override
    public String toString() {
        return "UseOrder[" + purpose + "]";
    }
}

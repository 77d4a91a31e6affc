package org.openyibao.server.outflow;

import org.openyibao.engine.claim.Balances;

/// That a person's account move with the insurance. `clerk` takes the order.
public sealed interface MoveOrder {

    String person();

    String clerk();

    /// To a region elsewhere, where `agency` takes over what `reference`, its document, says.
    record Out(String person, String toRegion, String agency, String reference, String clerk) implements MoveOrder {}

    /// From a region elsewhere, whose `agency` sends what `reference`, its document, says: of `brought` the current
    /// money is of `moneyYear`.
    record In(
            String person,
            String fromRegion,
            String agency,
            String reference,
            Balances brought,
            int moneyYear,
            String clerk)
            implements MoveOrder {}

    /// From a region of this server to the one in which the person is insured today.
    record Within(String person, String fromRegion, String clerk) implements MoveOrder {}
}

package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;

/// What must be known of a person's other settlements: which batch they settled, what they reverse, and what part of a
/// stay they are.
record SettlementRef(
        String person, String id, String visit, String batch, Optional<String> reverses, Optional<OfStay> stay) {

    /// Those of a stay that stand, in the order in which they settled it.
    static List<SettlementRef> parts(List<SettlementRef> settlements) {
        return settlements.stream()
                .filter(settlement -> settlement.stay().isPresent()
                        && settlement.reverses().isEmpty()
                        && !isReversed(settlement.id(), settlements))
                .sorted(Comparator.comparing(SettlementRef::number))
                .toList();
    }

    static boolean isReversed(String id, List<SettlementRef> settlements) {
        return settlements.stream()
                .anyMatch(other -> other.reverses().filter(id::equals).isPresent());
    }

    int number() {
        return stay.map(of -> of.part().number()).orElse(1);
    }

    boolean settles(FeeUpload upload) {
        return stay.filter(of -> of.part().settles(upload)).isPresent();
    }

    boolean isInterim() {
        return stay.filter(of -> of.part().interim()).isPresent();
    }

    /// The settlement of a part of a stay. `day` decided it. `byFund`: the fund was not barred. `counted`: what it
    /// counts towards the `year`.
    record OfStay(Stay.Part part, LocalDate day, int year, boolean byFund, Fen pool, YearToDate counted) {}
}

package org.openyibao.server.advice;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.server.settlement.FeeItem;

/// A visit at an institution, as that describes it, with what is ordered. `patient` is the number of the person, if the
/// institution has it right; `sex` and `birth` are empty where they were not sent. `day` is the day of care.
public record Encounter(
        String patient,
        String sex,
        Optional<LocalDate> birth,
        String visit,
        Optional<Scheme> scheme,
        VisitKind kind,
        LocalDate day,
        Optional<LocalDate> admitted,
        List<String> diseases,
        List<Order> orders) {

    /// `item` as it would be charged; its serial is the number of the order. `current`: about to be made, not made
    /// before.
    public record Order(FeeItem item, String name, boolean current) {}

    /// What is about to be ordered.
    public List<Order> current() {
        return orders.stream().filter(Order::current).toList();
    }
}

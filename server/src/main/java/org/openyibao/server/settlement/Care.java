package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.Map;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.StepKind;

/// What a settlement was about, as far as those need to know whose account paid. `institutionName` is its name on the
/// day of service; `rules`: the keys in `cited_rule` of the rules by which accounts paid, by the kind of step.
public record Care(
        String settlement,
        String person,
        VisitKind kind,
        LocalDate serviceDate,
        String institution,
        String institutionName,
        SettledBy settledBy,
        Map<StepKind, String> rules) {

    Care at(String name) {
        return new Care(settlement, person, kind, serviceDate, institution, name, settledBy, rules);
    }

    /// Never shows whose care it is.
    @Override
    public String toString() {
        return "Care[" + settlement + "]";
    }
}

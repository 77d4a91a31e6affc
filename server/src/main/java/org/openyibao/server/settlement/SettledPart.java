package org.openyibao.server.settlement;

import java.util.List;
import org.openyibao.engine.claim.Earlier;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.StepKind;
import org.openyibao.engine.money.Fen;

/// A part of a stay that was settled before another: its lines, and what it came to. `byFund`: the fund was not barred,
/// so that its lines count towards the deductible and brackets of the stay.
record SettledPart(List<FeeLine> lines, int year, boolean byFund, Fen pool, YearToDate counted) {

    /// What the parts are to a bill that counts in a year.
    static Earlier before(List<SettledPart> parts, int year) {
        return parts.isEmpty()
                ? Earlier.NONE
                : new Earlier(
                        lines(parts.stream().filter(part -> part.year != year).toList()),
                        lines(parts.stream().filter(part -> part.year == year).toList()),
                        parts.stream().map(SettledPart::pool).reduce(Fen.ZERO, Fen::plus),
                        parts.stream()
                                .filter(part -> part.year == year)
                                .map(SettledPart::counted)
                                .reduce(YearToDate.NONE, YearToDate::plus));
    }

    private static List<FeeLine> lines(List<SettledPart> parts) {
        return parts.stream()
                .filter(SettledPart::byFund)
                .flatMap(part -> part.lines.stream())
                .toList();
    }

    /// True of a step that is there only where the fund was not barred.
    static boolean isOfFund(StepKind kind) {
        return kind == StepKind.DEDUCTIBLE || kind == StepKind.POOL;
    }
}

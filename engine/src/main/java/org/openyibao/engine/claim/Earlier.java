package org.openyibao.engine.claim;

import java.util.List;
import java.util.stream.Stream;
import org.openyibao.engine.money.Fen;

/// What was settled of the same stay before this bill (中途结算): the bill goes on where that stopped.
///
/// `inOtherYears`, `inThisYear`: its lines, by the benefit year in which they were settled; lines for which the
/// fund was barred are left out, for they count towards nothing. `pool`: what the pooled fund paid for them.
/// `counted`: the part of the claim's year to date that is theirs.
public record Earlier(List<FeeLine> inOtherYears, List<FeeLine> inThisYear, Fen pool, YearToDate counted) {

    public static final Earlier NONE = new Earlier(List.of(), List.of(), Fen.ZERO, YearToDate.NONE);

    public boolean hasLines() {
        return !inOtherYears.isEmpty() || !inThisYear.isEmpty();
    }

    /// All lines, those of other years first.
    public List<FeeLine> lines() {
        return Stream.concat(inOtherYears.stream(), inThisYear.stream()).toList();
    }
}

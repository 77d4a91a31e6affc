package org.openyibao.server.settlement;

import java.time.LocalDate;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.CapBonusDecider;
import org.openyibao.server.enrolment.Enrolment.Enrolled;

/// What raises or lowers a layer's cap: the years that somebody was insured without a break, those in which no fund
/// paid,
/// and the breaks.
///
/// A year without a claim counts if it is known to be one: the person's books were open all of it. What such years
/// earned is gone once it was used, that is after a year in which a layer paid more than its cap without them.
final class Faithful {

    private Faithful() {}

    static Continuity until(LocalDate day, Enrolled enrolled, Insured insured, Gathered gathered) {
        var first = firstThatCounts(day.getYear(), insured, gathered);
        return enrolled.continuity(
                insured.scheme(),
                day.getYear(),
                year -> year >= first && year(year, insured, gathered).isWithoutClaim());
    }

    private static int firstThatCounts(int thisYear, Insured insured, Gathered gathered) {
        var first = gathered.ledger().firstYear() + 1;
        for (var year = thisYear - 1; year >= first; year--) {
            var policy = gathered.book().on(insured.region(), insured.scheme(), LocalDate.of(year, 12, 31));
            if (CapBonusDecider.wasUsed(policy, year(year, insured, gathered))) {
                return year + 1;
            }
        }
        return first;
    }

    private static YearToDate year(int year, Insured insured, Gathered gathered) {
        return gathered.year(new YearKey(gathered.ledger().person(), insured.scheme(), year));
    }
}

package org.openyibao.server.settlement;

import java.time.LocalDate;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.CapBonusDecider;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.settlement.Assessor.Books;

/// What raises or lowers a layer's cap: the years that somebody was insured without a break, those in which no fund
/// paid, and the breaks.
///
/// A year without a claim counts if it is known to be one: the person's books were open all of it. What such years
/// earned is gone once it was used, that is after a year in which a layer paid more than its cap without them.
final class Faithful {

    private Faithful() {}

    static Continuity until(
            YearKey one, LocalDate day, Enrolled enrolled, Insured insured, PolicyBook book, Books books) {
        var first = firstThatCounts(one, day, insured, book, books);
        return enrolled.continuity(
                insured.scheme(),
                day.getYear(),
                year -> year >= first && year(year, one, books).isWithoutClaim());
    }

    private static int firstThatCounts(YearKey one, LocalDate day, Insured insured, PolicyBook book, Books books) {
        var first = books.firstYear() + 1;
        for (var year = day.getYear() - 1; year >= first; year--) {
            var policy = book.on(insured.region(), insured.scheme(), LocalDate.of(year, 12, 31));
            if (CapBonusDecider.wasUsed(policy, year(year, one, books))) {
                return year + 1;
            }
        }
        return first;
    }

    private static YearToDate year(int year, YearKey one, Books books) {
        return books.year(new YearKey(one.person(), one.scheme(), year));
    }
}

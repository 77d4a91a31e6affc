package org.openyibao.server.settlement;

import java.time.LocalDate;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.CapBonusDecider;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.settlement.Assessor.Asked;
import org.openyibao.server.settlement.Assessor.Books;

/// What raises or lowers a layer's cap: the years that somebody was insured without a break, those in which no fund
/// paid,
/// and the breaks.
///
/// A year without a claim counts if it is known to be one: the person's books were open all of it. What such years
/// earned is gone once it was used, that is after a year in which a layer paid more than its cap without them.
final class Faithful {

    private Faithful() {}

    static Continuity until(Asked asked, Enrolled enrolled, Insured insured, PolicyBook book, Books books) {
        var first = firstThatCounts(asked, insured, book, books);
        return enrolled.continuity(
                insured.scheme(),
                asked.day().getYear(),
                year -> year >= first && year(year, asked, books).isWithoutClaim());
    }

    private static int firstThatCounts(Asked asked, Insured insured, PolicyBook book, Books books) {
        var first = books.firstYear() + 1;
        for (var year = asked.day().getYear() - 1; year >= first; year--) {
            var policy = book.on(insured.region(), insured.scheme(), LocalDate.of(year, 12, 31));
            if (CapBonusDecider.wasUsed(policy, year(year, asked, books))) {
                return year + 1;
            }
        }
        return first;
    }

    private static YearToDate year(int year, Asked asked, Books books) {
        return books.year(new YearKey(asked.person(), asked.scheme(), year));
    }
}

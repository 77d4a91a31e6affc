package org.openyibao.server.enrolment;

import java.time.LocalDate;
import java.time.YearMonth;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;

/// What was paid for a person's insurance in a scheme for one month; in the resident scheme for the coverage year that
/// begins with `month`.
///
/// `base`: what the rates were applied to; `employee` and `employer`: what each paid of it, a resident's own premium
/// being `employee`; `fixed`: the month's fixed amount for somebody who pays nothing. All are zero or more.
public record Contribution(
        String person,
        Scheme scheme,
        YearMonth month,
        String region,
        ContributionKind kind,
        Fen base,
        Fen employee,
        Fen employer,
        Fen fixed,
        LocalDate paidOn) {

    /// The last month it pays for.
    public YearMonth lastMonth() {
        return lastMonth(scheme, month);
    }

    static YearMonth lastMonth(Scheme scheme, YearMonth month) {
        return switch (scheme) {
            case RESIDENT -> month.plusMonths(11);
            case EMPLOYEE, PENSION -> month;
        };
    }

    /// Never shows whose record it is: records end up in logs.
    @Override
    public String toString() {
        return "Contribution[" + scheme + " " + month + "]";
    }
}

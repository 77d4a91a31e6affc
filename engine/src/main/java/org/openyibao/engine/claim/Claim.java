package org.openyibao.engine.claim;

import java.time.LocalDate;
import java.util.List;
import org.openyibao.engine.money.Fen;

/// Everything that the decision on one bill depends on. `on` is the date of service; `useAccount` false where the
/// person asked not to use any account. `earlier`: what was settled of the same stay before; then the bill comes as
/// lines.
public record Claim(
        LocalDate on,
        Insured insured,
        Visit visit,
        Filing filing,
        Bill bill,
        YearToDate yearToDate,
        Balances account,
        List<FamilyMember> family,
        Fen wallet,
        boolean useAccount,
        Assumptions assume,
        Earlier earlier) {

    public Claim {
        if (earlier.hasLines() && !(bill instanceof Bill.Lines)) {
            throw new IllegalArgumentException("what goes on from an earlier settlement comes as lines");
        }
    }

    /// A bill of which nothing was settled before.
    public Claim(
            LocalDate on,
            Insured insured,
            Visit visit,
            Filing filing,
            Bill bill,
            YearToDate yearToDate,
            Balances account,
            List<FamilyMember> family,
            Fen wallet,
            boolean useAccount,
            Assumptions assume) {
        this(on, insured, visit, filing, bill, yearToDate, account, family, wallet, useAccount, assume, Earlier.NONE);
    }

    /// The same on another year to date.
    public Claim on(YearToDate other) {
        return new Claim(on, insured, visit, filing, bill, other, account, family, wallet, useAccount, assume, earlier);
    }

    /// The same for another visit.
    public Claim with(Visit other) {
        return new Claim(
                on, insured, other, filing, bill, yearToDate, account, family, wallet, useAccount, assume, earlier);
    }

    /// The same for another bill.
    public Claim with(Bill other) {
        return new Claim(
                on, insured, visit, filing, other, yearToDate, account, family, wallet, useAccount, assume, earlier);
    }
}

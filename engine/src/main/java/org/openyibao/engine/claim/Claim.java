package org.openyibao.engine.claim;

import java.time.LocalDate;
import java.util.List;
import org.openyibao.engine.money.Fen;

/// Everything that the decision on one bill depends on. `on` is the date of service; `useAccount` false where the
/// person
/// asked not to use any account.
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
        Assumptions assume) {}

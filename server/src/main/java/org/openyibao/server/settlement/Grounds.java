package org.openyibao.server.settlement;

import java.util.List;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;

/// What a settlement was decided on beside its bill: kept with it, so that it can be decided again on the same. As
/// what the person was insured, the institutions the person was bound to (codes, a space between) and the disease
/// (both perhaps empty), whose accounts might pay, and as they stood before it: the year to date, the wallet,
/// relatives' accounts in their order. What the own account held follows from the settlement.
record Grounds(
        Insured insured,
        String boundInstitution,
        String disease,
        AccountUse accountUse,
        YearToDate yearToDate,
        Fen wallet,
        List<FamilyMember> relatives) {}

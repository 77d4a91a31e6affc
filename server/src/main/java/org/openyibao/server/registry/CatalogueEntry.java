package org.openyibao.server.registry;

import java.time.LocalDate;
import java.util.OptionalLong;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Ratio;

/// An item of the catalogue of a region (`000000`: of the nation) from `validFrom` to `validTo` (inclusive).
/// `ceilingMicro`: the highest recognised unit price in millionths of a yuan; empty where there is none. `chargeType`:
/// the two-digit class of charge on bills (医疗收费项目类别). `limited`: in scope only
/// where the institution confirms that the conditions of use are met (限制使用).
public record CatalogueEntry(
        String region,
        String code,
        LocalDate validFrom,
        LocalDate validTo,
        String name,
        FeeCategory category,
        Grade grade,
        Ratio firstPay,
        OptionalLong ceilingMicro,
        String chargeType,
        boolean limited) {}

package org.openyibao.server.registry;

import java.time.LocalDate;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;

/// An institution as it stood from `validFrom` to `validTo` (inclusive). `region` is the six-digit code of its place,
/// `creditCode` its uniform social credit code (统一社会信用代码), empty where that is not known.
public record Institution(
        String code,
        LocalDate validFrom,
        LocalDate validTo,
        String name,
        String region,
        InstitutionKind kind,
        Level level,
        boolean designated,
        boolean networked,
        String creditCode) {

    /// One whose credit code is not known.
    public Institution(
            String code,
            LocalDate validFrom,
            LocalDate validTo,
            String name,
            String region,
            InstitutionKind kind,
            Level level,
            boolean designated,
            boolean networked) {
        this(code, validFrom, validTo, name, region, kind, level, designated, networked, "");
    }
}

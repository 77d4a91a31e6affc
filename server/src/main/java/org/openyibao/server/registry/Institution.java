package org.openyibao.server.registry;

import java.time.LocalDate;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;

/// An institution as it stood from `validFrom` to `validTo` (inclusive). `region` is the six-digit code of its place.
public record Institution(
        String code,
        LocalDate validFrom,
        LocalDate validTo,
        String name,
        String region,
        InstitutionKind kind,
        Level level,
        boolean designated,
        boolean networked) {}

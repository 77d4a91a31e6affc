package org.openyibao.server.registry;

import java.time.LocalDate;

/// The region an institution stood in from `validFrom` to `validTo` (inclusive).
public record InstitutionRegion(String code, LocalDate validFrom, LocalDate validTo, String region) {}

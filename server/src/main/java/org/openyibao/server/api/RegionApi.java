package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.openyibao.engine.policy.Pack;
import org.openyibao.server.identity.Role;
import org.openyibao.server.policy.Policies;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The regions whose rules are known.
@Tag(name = "regions", description = "统筹区: the regions whose rules are known")
@RestController
class RegionApi {

    private final Policies policies;

    RegionApi(Policies policies) {
        this.policies = policies;
    }

    @Schema(name = "Region")
    record RegionAnswer(
            @Schema(description = "six digits: 510000 a province, 510300 a city in it")
            String code,

            @Schema(description = "in the reader's language")
            String name) {}

    @Allowed({Role.INSURED, Role.CASHIER, Role.CLERK, Role.REVIEWER, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR})
    @Operation(summary = "the regions that have rules of their own, by code (统筹区)")
    @GetMapping("/api/regions")
    List<RegionAnswer> regions(Locale locale) {
        return policies.current().packs().stream()
                .filter(pack -> !pack.region().equals(Pack.NATION))
                .map(pack -> new RegionAnswer(pack.region(), pack.name().in(locale)))
                .sorted(Comparator.comparing(RegionAnswer::code))
                .toList();
    }
}

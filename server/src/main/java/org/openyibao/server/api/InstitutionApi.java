package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.Role;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Institutions, as the registry has them.
@Tag(name = "institutions", description = "医药机构: the register of hospitals and pharmacies")
@RestController
class InstitutionApi {

    private static final int PAGE = 50;
    private static final int MOST = 500;
    private static final String INSTITUTION = "H22020000001";

    private final Registry registry;
    private final Clock clock;

    InstitutionApi(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Schema(name = "Institution")
    record InstitutionAnswer(
            String institution,
            String name,
            String region,
            InstitutionKind kind,
            @Schema(description = "none: has no level") Level level,

            @Schema(description = "定点") boolean designated,

            @Schema(description = "联网") boolean networked,

            @Schema(description = "统一社会信用代码") Optional<String> creditCode,

            @Schema(description = "the first day on which it was so")
            LocalDate from,

            @Schema(description = "the last; none: no end is known")
            Optional<LocalDate> to) {

        static InstitutionAnswer of(Institution row) {
            return new InstitutionAnswer(
                    row.code(),
                    row.name(),
                    row.region(),
                    row.kind(),
                    row.level(),
                    row.designated(),
                    row.networked(),
                    Trail.filled(row.creditCode()),
                    row.validFrom(),
                    Optional.of(row.validTo()).filter(day -> day.getYear() < LAST_YEAR));
        }

        private static final int LAST_YEAR = 9999;
    }

    @Schema(name = "Institutions")
    record Page(
            @Schema(description = "how many there are in all")
            int found,

            List<InstitutionAnswer> institutions,

            @Schema(description = "`after` of the next page; none: this is the last")
            Optional<String> next) {}

    @Operation(summary = "the institutions of a region and those beneath it, by code")
    @Allowed({Role.CLERK, Role.REVIEWER, Role.ADMINISTRATOR})
    @GetMapping("/api/regions/{region}/institutions")
    Page list(
            @Parameter(example = "220200") @PathVariable String region,
            @Parameter(description = "in the name, or the code; none: all", example = "人民医院") @RequestParam
                    Optional<String> name,
            @Parameter(example = "hospital") @RequestParam Optional<InstitutionKind> kind,
            @Parameter(description = "`next` of the page before; none: from the beginning", example = INSTITUTION)
                    @RequestParam
                    Optional<String> after,
            @Parameter(description = "institutions of a page, 50 if not given", example = "50") @RequestParam
                    Optional<Integer> most) {
        var size = Inputs.within("most", most, 1, MOST, PAGE);
        var found = registry.within(Inputs.region(region), name.orElse(""), kind, BusinessDay.of(clock.instant()));
        var page = found.stream()
                .filter(row -> after.map(last -> row.code().compareTo(last) > 0).orElse(true))
                .limit(size + 1L)
                .toList();
        var shown = page.subList(0, Math.min(size, page.size()));
        return new Page(
                found.size(),
                shown.stream().map(InstitutionAnswer::of).toList(),
                page.size() > size ? Optional.of(shown.getLast().code()) : Optional.empty());
    }

    @Operation(summary = "an institution as it was from time to time, the latest first")
    @Allowed({Role.CASHIER, Role.CLERK, Role.REVIEWER, Role.ADMINISTRATOR})
    @GetMapping("/api/institutions/{institution}")
    List<InstitutionAnswer> one(@Parameter(example = INSTITUTION) @PathVariable String institution) {
        var rows = registry.history(institution);
        if (rows.isEmpty()) {
            throw new RefusedException(Refusal.unknown(
                    "UNKNOWN_INSTITUTION",
                    "institution",
                    new Text("已登记机构的编号", "the code of a registered institution"),
                    institution));
        }
        return rows.stream().map(InstitutionAnswer::of).toList();
    }
}

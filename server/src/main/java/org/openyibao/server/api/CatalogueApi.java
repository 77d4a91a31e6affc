package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.claim.Claims;
import org.openyibao.server.identity.Role;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Registry;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The catalogue, as cashiers, agencies and those who claim look items up in it.
@Tag(name = "desk", description = "收费窗口: persons before an institution's cashier, and what is settled there")
@RestController
class CatalogueApi {

    private static final int MOST_ENTRIES = 20;
    private static final int MOST_OF_AGENCY = 100;
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final int LONGEST_SEARCH = 50;
    private static final long YUAN_MICRO = 1_000_000;

    private final Registry registry;
    private final Claims claims;
    private final Places places;
    private final Clock clock;

    CatalogueApi(Registry registry, Claims claims, Places places, Clock clock) {
        this.registry = registry;
        this.claims = claims;
        this.places = places;
        this.clock = clock;
    }

    @Schema(name = "CatalogueEntry")
    record EntryAnswer(
            String code,
            String name,

            @Schema(description = "whose catalogue has it; 000000: the nation's")
            String region,

            @Schema(description = "the first day") LocalDate from,

            @Schema(description = "the last day; none: without end")
            Optional<LocalDate> to,

            FeeCategory category,
            Grade grade,

            @Schema(description = "the share that is self-paid first (先行自付比例)", example = "10%")
            String firstPay,

            @Schema(
                    description = "the highest recognised unit price in yuan (最高限价); none: there is no limit",
                    example = "240.00")
            Optional<String> ceiling,

            @Schema(description = "in scope only where its conditions of use are met (限制使用)")
            boolean limited) {

        static EntryAnswer of(CatalogueEntry entry) {
            return new EntryAnswer(
                    entry.code(),
                    entry.name(),
                    entry.region(),
                    entry.validFrom(),
                    Optional.of(entry.validTo()).filter(LAST_DAY::isAfter),
                    entry.category(),
                    entry.grade(),
                    entry.firstPay().toString(),
                    entry.ceilingMicro().isPresent()
                            ? Optional.of(price(entry.ceilingMicro().getAsLong()))
                            : Optional.empty(),
                    entry.limited());
        }
    }

    /// In yuan, with the decimals that it has and at least two.
    private static String price(long micro) {
        var decimals = String.format("%06d", micro % YUAN_MICRO).replaceFirst("0{1,4}$", "");
        return micro / YUAN_MICRO + "." + decimals;
    }

    @Allowed(Role.CASHIER)
    @Operation(
            summary = "entries of the catalogue that holds at an institution today, by what a cashier types",
            description = "The beginning of a code, a part of a name, or of the initials of its characters in pinyin "
                    + "(amxl for 阿莫西林); of several words all. The best first, at most 20.")
    @GetMapping("/api/institutions/{institution}/catalogue")
    List<EntryAnswer> search(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(example = "amxl") @RequestParam String search) {
        return found(places.today(institution).region(), search, BusinessDay.of(clock.instant()), MOST_ENTRIES);
    }

    @Allowed({Role.CLERK, Role.REVIEWER, Role.ADMINISTRATOR})
    @Operation(
            summary = "entries of the catalogue that holds in a region on a day (医保目录)",
            description = "As a cashier searches. The best first, at most 100.")
    @GetMapping("/api/regions/{region}/catalogue")
    List<EntryAnswer> search(
            @Parameter(example = "220200") @PathVariable String region,
            @Parameter(example = "amxl") @RequestParam String search,
            @Parameter(description = "today if not given", example = "2025-06-01") @RequestParam
                    Optional<LocalDate> on) {
        return found(
                Inputs.region(region), search, on.orElseGet(() -> BusinessDay.of(clock.instant())), MOST_OF_AGENCY);
    }

    @Allowed({Role.INSURED, Role.CLERK})
    @Operation(
            summary = "entries of the catalogue by which a claim's lines are sorted, by what the fee list says",
            description = "Of the home region or of the place of care, as its rules say; as of the last day of care.")
    @GetMapping("/api/persons/{person}/claims/catalogue")
    List<EntryAnswer> ofClaim(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person,
            @Parameter(description = "定点医药机构编号", example = Places.INSTITUTION) @RequestParam String institution,
            @Parameter(example = "outpatient") @RequestParam VisitKind kind,
            @Parameter(description = "the day of care; of a stay the admission", example = "2025-06-01") @RequestParam
                    LocalDate from,
            @Parameter(description = "of a stay the discharge; else not given", example = "2025-06-01") @RequestParam
                    Optional<LocalDate> until,
            @Parameter(example = "阿莫西林") @RequestParam String search) {
        var care = new Claims.Care(person, Optional.empty(), kind, institution, from, until.orElse(from));
        return found(RefusedException.unless(claims.catalogue(care)), search, care.until(), MOST_ENTRIES);
    }

    private List<EntryAnswer> found(String region, String search, LocalDate on, int most) {
        if (search.isBlank() || search.length() > LONGEST_SEARCH) {
            throw Inputs.wrong(
                    "search",
                    new Text("1 至 " + LONGEST_SEARCH + " 个字符的文本", "text of 1 to " + LONGEST_SEARCH + " characters"),
                    new Text(search.length() + " 个字符", search.length() + " characters"));
        }
        return registry.search(region, search, on, most).stream()
                .map(EntryAnswer::of)
                .toList();
    }
}

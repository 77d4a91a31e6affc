package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Positive;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.decision.Quote;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.receipt.Heading;
import org.openyibao.engine.receipt.Receipt;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.policy.Policies;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What one bill would cost in each region that has a pack. Changes nothing, so it takes no key.
@Tag(name = "policies", description = "政策包: the rules that the server decides by")
@RestController
class RegionQuoteApi {

    /// Codes from here on are of no province: packs for trying things.
    private static final String NO_PROVINCE = "900000";

    private final Questions questions;
    private final Policies policies;
    private final Clock clock;

    RegionQuoteApi(Questions questions, Policies policies, Clock clock) {
        this.questions = questions;
        this.policies = policies;
        this.clock = clock;
    }

    @Schema(name = "RegionsQuestion")
    record Asked(
            @Schema(description = "the day; today if not given")
            Optional<LocalDate> on,

            Scheme scheme,
            Status status,

            @Schema(description = "in years; 40 if not given, 65 for the retired")
            Optional<Integer> age,

            @Schema(description = "where a region has tiers (档次)")
            Optional<Tier> tier,

            VisitKind visit,
            Level level,

            @Schema(description = "a hospital, or a pharmacy for its visits, if not given")
            Optional<InstitutionKind> institution,

            @Schema(
                    description =
                            "what is in scope of the bill; the person has paid nothing yet this year and draws on no "
                                    + "account")
            @Positive
            Fen amount) {

        private int years() {
            return age.orElse(
                    switch (status) {
                        case RETIRED -> 65;
                        case CHILD -> 8;
                        case STUDENT -> 20;
                        case NEWBORN -> 0;
                        case ACTIVE, FLEXIBLE, ADULT -> 40;
                    });
        }

        /// The same as it is asked of anybody, in a region.
        private QuoteApi.QuoteRequest in(String region, LocalDate day) {
            var nothing = Optional.of(Fen.ZERO);
            return new QuoteApi.QuoteRequest(
                    CanIUseApi.Asked.ofAnybody(
                            day, region, scheme, status, years(), tier, CanIUseApi.Care.at(visit, institution, level)),
                    new QuoteApi.Billed(
                            Optional.empty(),
                            Optional.of(new QuoteApi.BilledParts(nothing, nothing, nothing, amount)),
                            Optional.empty()),
                    Optional.of(false));
        }
    }

    @Schema(name = "RegionsQuote")
    record Quoted(
            LocalDate on,
            Fen amount,

            @Schema(description = "those where the person pays least first, then those that have no rule for it")
            List<InRegion> regions) {}

    @Schema(name = "RegionQuote")
    record InRegion(
            @Schema(example = "510300") String region,

            Text name,

            @Schema(description = "the first two digits of its code", example = "51")
            String province,

            @Schema(description = "false: the packs have no rule for this, and none is guessed")
            boolean known,

            Fen deductible,
            Fen pool,

            @Schema(description = "catastrophic insurance and the other layers")
            Fen layers,

            Fen person,

            @Schema(description = "the share of the bill that the funds pay, in thousandths, cut off")
            int fundsPerMille,

            @Schema(description = "why the funds pay nothing, or not all")
            Optional<Text> reason,

            @Schema(description = "it rests on a rule that is from no official document")
            boolean lowConfidence) {}

    @Allowed({Role.ANALYST, Role.CLERK, Role.REVIEWER, Role.AUDITOR})
    @Operation(
            summary = "what one bill would cost in each region",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject("""
                            {"on": "2025-06-01", "scheme": "employee", "status": "active", "visit": "inpatient", \
                            "level": "3", "amount": "20000.00"}"""))))
    @PostMapping(path = "/api/quotes/regions", produces = MediaType.APPLICATION_JSON_VALUE)
    Quoted quote(@RequestBody Asked asked, Caller caller) {
        var book = policies.current();
        var on = asked.on().orElseGet(() -> BusinessDay.of(clock.instant()));
        return new Quoted(
                on,
                asked.amount(),
                book.packs().stream()
                        .filter(pack -> !pack.region().equals(Pack.NATION)
                                && pack.region().compareTo(NO_PROVINCE) < 0)
                        .map(pack -> inRegion(book, pack, questions.claim(caller, asked.in(pack.region(), on))))
                        .sorted(Comparator.comparing((InRegion each) -> !each.known())
                                .thenComparing(InRegion::person)
                                .thenComparing(InRegion::region))
                        .toList());
    }

    private static InRegion inRegion(PolicyBook book, Pack pack, Claim claim) {
        var decision = Quote.of(book, claim).decision();
        return new InRegion(
                pack.region(),
                pack.name(),
                pack.region().substring(0, 2),
                decision.reason().filter(Reason::isNoRule).isEmpty(),
                decision.deductible(),
                decision.pool(),
                decision.funds().minus(decision.pool()),
                decision.personalBurden(),
                perMille(decision),
                decision.reason().map(Reason::text),
                Receipt.of(Heading.of(claim, pack.name()), decision).isLowConfidence());
    }

    private static int perMille(Decision decision) {
        return Math.toIntExact(
                decision.funds().value() * 1000 / decision.total().value());
    }
}

package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.decision.PremiumDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.outflow.AccountUse;
import org.openyibao.server.outflow.UseOrder;
import org.openyibao.server.outflow.Used;
import org.openyibao.server.outflow.Uses;
import org.openyibao.server.request.Result;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What an account pays besides care.
@Tag(name = "uses", description = "账户使用: what an account pays besides care")
@RestController
class UseApi {

    private static final String EXAMPLE = """
            {"purpose": "resident-premium", "relation": "child", "beneficiary": "22020000000000000002",
             "coverageYear": 2026, "amount": "400.00"}""";

    private final Uses uses;

    UseApi(Uses uses) {
        this.uses = uses;
    }

    @Schema(name = "UseRequest")
    record Order(
            @Schema(description = "what it is for (用途)") Purpose purpose,

            @Schema(description = "whose cost it is, seen from the owner: self, spouse, child, ...")
            Relation relation,

            @Schema(description = "that relative's number (人员编号)") @Size(max = 30)
            Optional<String> beneficiary,

            @Schema(description = "the year of a resident's premium (参保年度)") @Positive
            Optional<Integer> coverageYear,

            @Schema(description = "who is paid, where it is an institution (定点医药机构编号)") @Size(max = 30)
            Optional<String> institution,

            @Positive Fen amount) {

        UseOrder of(String person, Caller caller) {
            return new UseOrder(
                    person, purpose, relation, beneficiary, coverageYear, institution, amount, caller.name());
        }
    }

    @Schema(name = "Use")
    record UseAnswer(
            @Schema(description = "its id; none in a preview")
            Optional<String> use,

            String person,
            Purpose purpose,
            Relation relation,
            Optional<String> beneficiary,
            Optional<Integer> coverageYear,
            Optional<String> institution,
            Fen amount,
            @Schema(description = "of this year's money") Fen fromCurrent,
            @Schema(description = "of prior years' money") Fen fromPrior,
            Optional<Fen> currentAfter,
            Optional<Fen> priorAfter,
            Optional<Problem.RuleCited> rule,
            OffsetDateTime at,
            String clerk,

            @Schema(description = "the use that this one takes back")
            Optional<String> takesBack,

            @Schema(description = "why it is taken back") Optional<String> reason) {

        static UseAnswer of(Used used, Locale locale) {
            var use = used.use();
            return of(
                    use,
                    Optional.of(use.id()),
                    Optional.of(used.after().current()),
                    Optional.of(used.after().prior()),
                    Optional.of(Problem.RuleCited.of(used.rule(), locale)));
        }

        /// The use is not made, so it has no id.
        static UseAnswer preview(Used used, Locale locale) {
            var made = of(used, locale);
            return of(used.use(), Optional.empty(), made.currentAfter, made.priorAfter, made.rule);
        }

        static UseAnswer of(AccountUse use) {
            return of(use, Optional.of(use.id()), Optional.empty(), Optional.empty(), Optional.empty());
        }

        private static UseAnswer of(
                AccountUse use,
                Optional<String> id,
                Optional<Fen> currentAfter,
                Optional<Fen> priorAfter,
                Optional<Problem.RuleCited> rule) {
            return new UseAnswer(
                    id,
                    use.person(),
                    use.purpose(),
                    use.of(),
                    given(use.beneficiary()),
                    Optional.of(use.coverageYear()).filter(year -> year != 0),
                    given(use.institution()),
                    use.amount(),
                    use.current(),
                    use.prior(),
                    currentAfter,
                    priorAfter,
                    rule,
                    BusinessDay.local(use.at()),
                    use.clerk(),
                    use.reverses(),
                    given(use.reason()));
        }
    }

    /// Empty text stands for none.
    static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    @Schema(name = "UseReversalRequest")
    record TakeBack(
            @Schema(description = "why (原因)") @Size(max = 200)
            String reason) {}

    @Operation(
            summary = "pay a premium or another cost from an account (个人账户代缴)",
            description = "A relative's resident premium is recorded with the relative's contributions.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/accounts/{person}/uses")
    Changed<UseAnswer> pay(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @RequestBody Order order,
            Call call) {
        return call.<Used, UseAnswer>once(
                order, UseAnswer::of, once -> uses.pay(once, order.of(person, call.caller())));
    }

    @Operation(summary = "what paying would come to now; nothing is paid")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/accounts/{person}/uses/preview")
    UseAnswer preview(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @RequestBody Order order,
            Caller caller,
            Locale locale) {
        return switch (uses.preview(order.of(person, caller))) {
            case Result.Done<Used>(var used) -> UseAnswer.preview(used, locale);
            case Result.Refused<Used>(var refusal) -> throw new RefusedException(refusal);
        };
    }

    @Schema(name = "PremiumToPay")
    record ToPay(
            @Schema(description = "none: no rule says it, and what is paid is taken")
            Optional<Fen> amount,

            Optional<Problem.RuleCited> rule) {}

    @Operation(
            summary = "what is to be paid for a relative's year as a resident (应缴保费)",
            description = "Paying another amount is refused. 409 or 422 where nothing can be paid for the year today.")
    @Allowed({Role.INSURED, Role.CLERK})
    @GetMapping("/api/accounts/{person}/uses/premium")
    ToPay premium(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @Parameter(description = "the relative's number (人员编号)", example = "22020000000000000002") @RequestParam
                    String beneficiary,
            @Parameter(description = "参保年度", example = "2026") @RequestParam int coverageYear,
            Locale locale) {
        var due = RefusedException.unless(uses.premium(beneficiary, coverageYear));
        return new ToPay(
                due.map(PremiumDecider.Outcome.Due::person),
                due.map(said -> Problem.RuleCited.of(CitedRule.of(said.rule()), locale)));
    }

    @Operation(summary = "take a use back; the money returns to where it came from")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"reason\": \"重复缴费\"}")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/accounts/{person}/uses/{use}/reversal")
    Changed<UseAnswer> takeBack(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @Parameter(example = "862938470234112") @PathVariable String use,
            @RequestBody TakeBack request,
            Call call) {
        return call.<Used, UseAnswer>once(
                request,
                UseAnswer::of,
                once -> uses.takeBack(once, person, use, call.caller().name(), request.reason()));
    }

    @Operation(summary = "what an account paid besides care, the first first")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/accounts/{person}/uses")
    List<UseAnswer> list(@Parameter(example = "22020000000000000001") @PathVariable String person) {
        return uses.of(person).stream().map(UseAnswer::of).toList();
    }
}

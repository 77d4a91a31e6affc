package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.decision.ContributionDecider;
import org.openyibao.engine.decision.PremiumDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.enrolment.Dues;
import org.openyibao.server.identity.Role;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What is to be paid for somebody's insurance. Nothing is recorded, so no key is asked for.
@Tag(name = "dues", description = "应缴: what is to be paid for somebody's insurance")
@RestController
class DuesApi {

    private static final int OLDEST = 150;

    private final Dues dues;

    DuesApi(Dues dues) {
        this.dues = dues;
    }

    @Schema(name = "Payer")
    record Payer(
            @Schema(description = "统筹区, six digits", example = "421300") @Pattern(regexp = "\\d{6}")
            String region,

            Scheme scheme,
            Status status,

            @Schema(description = "档次; 0 if not given, where the region has none")
            Optional<Tier> tier,

            @Schema(description = "医疗救助身份; none if not given")
            Optional<Assistance> assistance,

            @Schema(description = "whole years, where the region asks for them")
            Optional<Integer> age) {

        Insured insured() {
            return new Insured(
                    region,
                    scheme,
                    status,
                    Standing.NORMAL,
                    years(),
                    Sex.UNKNOWN,
                    tier.orElse(Tier.NONE),
                    assistance.orElse(Assistance.NONE),
                    false,
                    1,
                    Continuity.NONE);
        }

        private int years() {
            var years = age.orElse(Insured.AGE_UNKNOWN);
            if (age.isPresent() && (years < 0 || years > OLDEST)) {
                throw Inputs.wrong(
                        "payer.age",
                        new Text("0 到 " + OLDEST + " 的整数", "a whole number from 0 to " + OLDEST),
                        Text.same(Integer.toString(years)));
            }
            return years;
        }
    }

    @Schema(name = "ContributionQuestion")
    record OfMonth(
            Payer payer,

            @Schema(description = "the day whose rules count")
            LocalDate on,

            @Schema(description = "wage of the month, before floor and ceiling; this or `base`")
            Optional<Fen> wage,

            @Schema(description = "缴费基数 as set before; this or `wage`")
            Optional<Fen> base,

            @Schema(description = "社会平均工资 of the month, where floor and ceiling are shares of it")
            Optional<Fen> averageWage) {

        ContributionDecider.Question question() {
            if (wage.isPresent() == base.isPresent()) {
                throw Inputs.wrong(
                        "wage",
                        new Text("wage 与 base 恰有其一", "exactly one of wage and base"),
                        wage.isPresent() ? new Text("两者都有", "both") : new Text("两者皆无", "neither"));
            }
            return wage.isPresent()
                    ? new ContributionDecider.Question.OfWage(payer.insured(), wage.get(), averageWage)
                    : new ContributionDecider.Question.OfBase(payer.insured(), base.orElseThrow());
        }
    }

    @Schema(name = "ContributionDue")
    record MonthDue(
            @Schema(description = "缴费基数") Fen base,
            @Schema(description = "单位缴费") Fen employer,
            @Schema(description = "个人缴费") Fen employee,
            @Schema(description = "划入个人账户") Fen accountInflow,
            Problem.RuleCited rule) {}

    @Schema(name = "PremiumQuestion")
    record OfYear(
            Payer payer,

            @Schema(description = "the day whose rules count")
            LocalDate on,

            @Schema(description = "参保年度") int coverageYear) {}

    @Schema(name = "PremiumDue")
    record YearDue(
            @Schema(description = "个人缴费") Fen person,
            @Schema(description = "财政补助") Fen subsidy,
            Problem.RuleCited rule) {}

    @Operation(
            summary = "what a month's contribution comes to (应缴费额)",
            description = "422 where no rule of the region says it on the day.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"payer": {"region": "421300", "scheme": "employee", "status": "active"},
                             "on": "2025-03-01", "base": "6000.00"}""")))
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER, Role.ANALYST})
    @PostMapping("/api/contributions/due")
    MonthDue contribution(@RequestBody OfMonth asked, Locale locale) {
        var due = RefusedException.unless(dues.contribution(asked.question(), asked.on()));
        return new MonthDue(
                due.base(),
                due.employer(),
                due.employee(),
                due.accountInflow(),
                Problem.RuleCited.of(CitedRule.of(due.rule()), locale));
    }

    @Operation(
            summary = "what a year of residents' insurance costs the person, and what the budget adds (居民保费)",
            description = "422 where no rule of the region says it of the year.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"payer": {"region": "350000", "scheme": "resident", "status": "adult"},
                             "on": "2024-11-05", "coverageYear": 2025}""")))
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER, Role.ANALYST})
    @PostMapping("/api/premiums/due")
    YearDue premium(@RequestBody OfYear asked, Locale locale) {
        var due = RefusedException.unless(
                dues.premium(new PremiumDecider.Question(asked.payer().insured(), asked.coverageYear()), asked.on()));
        return new YearDue(due.person(), due.subsidy(), Problem.RuleCited.of(CitedRule.of(due.rule()), locale));
    }
}

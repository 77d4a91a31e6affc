package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.enrolment.Changes;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.Difference;
import org.openyibao.server.settlement.Differences;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Settlements that would now be decided otherwise.
@Tag(name = "differences", description = "待遇核查: settlements that would now be decided otherwise")
@RestController
class DifferenceApi {

    private static final int PERSONS = 200;

    private final Differences differences;
    private final Changes changes;
    private final Looks looks;

    DifferenceApi(Differences differences, Changes changes, Looks looks) {
        this.differences = differences;
        this.changes = changes;
        this.looks = looks;
    }

    @Schema(name = "DifferenceShare")
    record ShareAnswer(
            @Schema(description = "a fund: pool, or a layer; account, family, wallet or cash")
            Difference.Payer payer,

            @Schema(description = "the region of a fund, the owner of a relative's account")
            Optional<String> of,

            @Schema(description = "paid when it was settled")
            Fen was,

            @Schema(description = "would pay now") Fen now,

            @Schema(description = "now less was: above zero, it paid too little")
            Fen difference) {

        static ShareAnswer of(Difference.Share share) {
            return new ShareAnswer(
                    share.payer(), Trail.filled(share.of()), share.was(), share.now(), share.difference());
        }
    }

    @Schema(name = "DifferenceCause")
    record CauseAnswer(
            @Schema(
                    description =
                            "what is other now; earlier-settlement: the books that an earlier one would have left;"
                                    + " rules: nothing of the person, but rules, institution or catalogue")
            Difference.What what,

            @Schema(description = "the relative it is about")
            Optional<String> of,

            @Schema(description = "when it was settled") Optional<String> before,
            Optional<String> now,

            @Schema(description = "what the standing of the day comes of, as known now")
            Optional<String> because,

            Optional<Problem.RuleCited> rule) {

        static CauseAnswer of(Difference.Cause cause, Locale locale) {
            return new CauseAnswer(
                    cause.what(),
                    Trail.filled(cause.of()),
                    Trail.filled(cause.before()),
                    Trail.filled(cause.now()),
                    cause.spell().map(spell -> spell.why().text().in(locale)),
                    cause.spell()
                            .flatMap(spell ->
                                    spell.rule().map(rule -> Problem.RuleCited.of(CitedRule.of(rule), locale))));
        }
    }

    @Schema(name = "Difference")
    record DifferenceAnswer(
            String person,
            @Schema(description = "结算ID") String settlement,
            @Schema(description = "the day of care") LocalDate day,
            String institution,
            @Schema(description = "whose funds settled it") String region,
            Scheme scheme,
            Fen total,

            @Schema(description = "of each who paid or would pay")
            List<ShareAnswer> shares,

            @Schema(description = "what the funds should have paid more; below zero: to be recovered")
            Fen fundsOwe,

            List<CauseAnswer> causes,

            @Schema(description = "why it would not be settled at all now")
            Optional<String> refused) {

        static DifferenceAnswer of(Difference difference, Locale locale) {
            return new DifferenceAnswer(
                    difference.person(),
                    difference.settlement(),
                    difference.day(),
                    difference.institution(),
                    difference.region(),
                    difference.scheme(),
                    difference.total(),
                    difference.shares().stream().map(ShareAnswer::of).toList(),
                    difference.fundsOwe(),
                    difference.causes().stream()
                            .map(cause -> CauseAnswer.of(cause, locale))
                            .toList(),
                    difference.refused().map(why -> why.in(locale)));
        }
    }

    @Schema(name = "Differences")
    record DifferencesAnswer(
            List<DifferenceAnswer> differences,

            @Schema(description = "settlements of which too little was kept to decide them again")
            int notComparable,

            @Schema(description = "`after` of the next page; none: this is the last")
            Optional<String> next) {

        static DifferencesAnswer of(Differences.Page page, Locale locale) {
            return new DifferencesAnswer(
                    page.differences().stream()
                            .map(difference -> DifferenceAnswer.of(difference, locale))
                            .toList(),
                    page.notComparable(),
                    page.next());
        }
    }

    @Operation(
            summary = "a person's settlements that would now be decided otherwise, in their order",
            description =
                    "Each is decided on the books as they stood before it, moved by what the earlier ones would have"
                            + " left otherwise. Nothing is changed by it.")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/persons/{person}/differences")
    DifferencesAnswer ofPerson(@Parameter(example = PersonApi.PERSON) @PathVariable String person, Locale locale) {
        if (changes.see(person).isEmpty()) {
            throw new RefusedException(Refusal.unknownPerson("person", person));
        }
        return DifferencesAnswer.of(differences.of(person), locale);
    }

    @Operation(
            summary = "a region's settlements of care since a day that would now be decided otherwise",
            description = "In pages of so many persons; a page may have none.")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/regions/{region}/differences")
    DifferencesAnswer ofRegion(
            @Parameter(example = "220200") @PathVariable String region,
            @Parameter(description = "the first day of care", example = "2025-01-01") @RequestParam LocalDate since,
            @Parameter(description = "`next` of the page before; none: from the beginning", example = PersonApi.PERSON)
                    @RequestParam
                    Optional<String> after,
            @Parameter(description = "persons looked at, 200 if not given", example = "200") @RequestParam
                    Optional<Integer> persons,
            Caller caller,
            Locale locale) {
        var most = persons.orElse(PERSONS);
        if (most < 1 || most > Differences.MOST_PERSONS) {
            throw Inputs.wrong(
                    "persons",
                    new Text(
                            "1 至 " + Differences.MOST_PERSONS + " 的整数",
                            "a whole number from 1 to " + Differences.MOST_PERSONS),
                    Text.same(most.toString()));
        }
        var page = differences.of(region, since, after.orElse(""), most);
        looks.at(caller, page.differences().stream().map(Difference::person).toList());
        return DifferencesAnswer.of(page, locale);
    }
}

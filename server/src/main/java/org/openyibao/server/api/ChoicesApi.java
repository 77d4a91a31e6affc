package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.Choices;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.policy.WithdrawalReason;
import org.openyibao.engine.receipt.Advice;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.claim.Claim;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.identity.Role;
import org.openyibao.server.outflow.Withdrawals;
import org.openyibao.server.policy.Places;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What forms offer to a person.
@Tag(name = "choices", description = "可办事项: what a person may ask for by the rules of today, and with what papers")
@RestController
class ChoicesApi {

    private static final Comparator<Participation> LATEST_EMPLOYEE_FIRST = Comparator.comparing(
                    (Participation part) -> part.scheme() != Scheme.EMPLOYEE)
            .thenComparing(Participation::validFrom, Comparator.reverseOrder());

    private final Enrolment enrolment;
    private final Policies policies;
    private final Clock clock;

    ChoicesApi(Enrolment enrolment, Policies policies, Clock clock) {
        this.enrolment = enrolment;
        this.policies = policies;
        this.clock = clock;
    }

    @Schema(name = "ChoicesNamed")
    record Named(String code, String name) {

        static Named of(String code, Text name, Locale locale) {
            return new Named(code, name.in(locale));
        }
    }

    @Schema(name = "ChoicesSharing")
    record SharingAnswer(
            @Schema(description = "of which groups of relatives accounts may be shared")
            List<Relation.Group> relatives,

            Problem.RuleCited rule) {}

    @Schema(name = "ChoicesWallet")
    record WalletAnswer(
            int transfersPerDay,
            Fen perTransfer,

            @Schema(description = "the hours without transfers", example = "22:00")
            String closedFrom,

            @Schema(example = "06:00") String closedTo,
            Problem.RuleCited rule) {}

    @Schema(name = "ChoicesFiling")
    record FilingChoice(
            FilingGround ground,
            String name,
            FilingKind kind,

            @Schema(description = "the papers that it takes")
            List<Named> papers,

            @Schema(description = "a written promise may stand in for them at first")
            boolean orCommitment,

            @Schema(description = "0: until cancelled") int validMonths,
            List<Problem.RuleCited> rules) {}

    @Schema(name = "ChoicesUse")
    record UseChoice(
            Purpose purpose,
            String name,
            boolean allowed,

            @Schema(description = "whose cost it may be, or must not")
            List<Relation.Group> of,

            @Schema(description = "why not, in words") Optional<String> why,
            Problem.RuleCited rule) {}

    @Schema(name = "ChoicesWithdrawal")
    record WithdrawalChoice(
            WithdrawalReason reason,
            String name,
            List<Named> papers,
            @Schema(description = "self or heir") String payee,
            Problem.RuleCited rule) {}

    @Schema(name = "Choices")
    record ChoicesAnswer(
            @Schema(description = "the home region") Named region,
            Scheme scheme,

            @Schema(description = "none: accounts are not shared by the rules of today")
            Optional<SharingAnswer> sharing,

            @Schema(description = "none: no transfers by the rules of today")
            Optional<WalletAnswer> wallet,

            @Schema(description = "provinces, and cities that have rules of their own; others may be filed for too")
            List<Named> places,

            List<FilingChoice> filings,
            List<UseChoice> uses,
            List<WithdrawalChoice> withdrawals,
            @Schema(description = "kinds of care") List<Named> claimKinds,

            @Schema(description = "what papers a claim may bring; all but `other` are needed")
            List<Named> claimPapers) {}

    @Operation(
            summary = "what a person may file for, pay, withdraw and share by the rules of today (可办事项)",
            description = "Who is insured no more is answered as insured last.")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/persons/{person}/choices")
    ChoicesAnswer choices(@Parameter(example = PersonApi.PERSON) @PathVariable String person, Locale locale) {
        var enrolled = enrolment
                .byNumber(person)
                .orElseThrow(() -> new RefusedException(Refusal.unknownPerson("person", person)));
        var today = BusinessDay.of(clock.instant());
        var part = enrolled.participations().stream()
                .filter(each ->
                        each.scheme() != Scheme.PENSION && !each.validFrom().isAfter(today))
                .min(Comparator.comparing((Participation each) -> !each.holdsOn(today))
                        .thenComparing(LATEST_EMPLOYEE_FIRST))
                .orElseThrow(() -> new RefusedException(Refusal.conflict(
                        "NOT_INSURED",
                        "person",
                        new Text("参加医保的人员", "somebody who is or was insured"),
                        new Text("未参保", "somebody who never was"))));
        var book = policies.current();
        var insured = enrolled.insured(part, book, today, today);
        var choices = Choices.of(book.on(insured.region(), insured.scheme(), today), insured);
        var places = Places.of(book);
        return new ChoicesAnswer(
                Named.of(insured.region(), places.getOrDefault(insured.region(), book.name(insured.region())), locale),
                insured.scheme(),
                choices.sharing()
                        .map(sharing -> new SharingAnswer(sorted(sharing.groups()), cited(sharing.rule(), locale))),
                choices.wallet().map(wallet -> of(wallet, locale)),
                places.entrySet().stream()
                        .map(place -> Named.of(place.getKey(), place.getValue(), locale))
                        .toList(),
                choices.filings().stream().map(filing -> of(filing, locale)).toList(),
                choices.uses().stream().map(use -> of(use, locale)).toList(),
                choices.withdrawals().stream()
                        .map(withdrawal -> of(withdrawal, locale))
                        .toList(),
                Arrays.stream(VisitKind.values())
                        .map(kind -> Named.of(kind.toString(), Advice.name(kind), locale))
                        .toList(),
                Arrays.stream(Claim.Paper.values())
                        .map(paper -> Named.of(paper.toString(), paper.text(), locale))
                        .toList());
    }

    private static WalletAnswer of(Choices.Wallet wallet, Locale locale) {
        var terms = wallet.terms();
        return new WalletAnswer(
                terms.perDay(),
                terms.perTransfer(),
                terms.closedFrom().toString(),
                terms.closedTo().toString(),
                cited(wallet.rule(), locale));
    }

    private static FilingChoice of(Choices.Filing filing, Locale locale) {
        var ground = filing.ground();
        return new FilingChoice(
                ground,
                Advice.name(ground).in(locale),
                ground.kind(),
                filing.documents().stream()
                        .map(code -> Named.of(code, Advice.document(code), locale))
                        .toList(),
                filing.orCommitment(),
                filing.validMonths(),
                Stream.of(filing.papers(), filing.terms())
                        .flatMap(Optional<Rule>::stream)
                        .map(rule -> cited(rule, locale))
                        .toList());
    }

    private static UseChoice of(Choices.Use use, Locale locale) {
        return new UseChoice(
                use.purpose(),
                use.purpose().text().in(locale),
                use.allowed(),
                sorted(use.of()),
                use.reason().map(reason -> reason.text().in(locale)),
                cited(use.rule(), locale));
    }

    private static WithdrawalChoice of(Choices.Withdrawal withdrawal, Locale locale) {
        return new WithdrawalChoice(
                withdrawal.reason(),
                withdrawal.reason().text().in(locale),
                withdrawal.documents().stream()
                        .map(code -> Named.of(code, Withdrawals.paper(code), locale))
                        .toList(),
                withdrawal.payee(),
                cited(withdrawal.rule(), locale));
    }

    private static List<Relation.Group> sorted(Set<Relation.Group> groups) {
        return groups.stream().sorted().toList();
    }

    private static Problem.RuleCited cited(Rule rule, Locale locale) {
        return Problem.RuleCited.of(CitedRule.of(rule), locale);
    }
}

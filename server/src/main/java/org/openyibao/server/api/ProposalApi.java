package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.agency.Proposal;
import org.openyibao.server.agency.Proposals;
import org.openyibao.server.agency.Proposed;
import org.openyibao.server.document.Attached;
import org.openyibao.server.identity.Role;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What clerks enter from paper.
@Tag(name = "proposals", description = "纸质申请录入: entered from paper by a clerk, in force when a reviewer approves it")
@RestController
class ProposalApi {

    private static final String PROPOSAL = "862938470234112";

    private final Proposals proposals;
    private final Scopes scopes;

    ProposalApi(Proposals proposals, Scopes scopes) {
        this.proposals = proposals;
        this.scopes = scopes;
    }

    @Schema(name = "ProposedFiling")
    record Filing(
            @Schema(description = "the medical scheme; the one that the person is in if not given")
            Optional<Scheme> scheme,

            @Schema(description = "on what ground (备案人员类别)") FilingGround ground,

            @Schema(description = "the region of care: a city, or with 0000 a whole province or municipality")
            @Pattern(regexp = "\\d{6}")
            String place,

            @Schema(description = "the first day; the day of the approval where it is not given or was before")
            Optional<LocalDate> from,

            @Schema(description = "the last day; as long as the rules say if not given")
            Optional<LocalDate> until,

            @Schema(description = "the documents handed in, by the codes of the rules") @Size(max = 60)
            Optional<List<String>> documents,

            @Schema(description = "those of them that were scanned")
            Optional<List<DocumentApi.FileNamed>> files,

            @Schema(description = "a written promise stands for what is missing (承诺制)")
            Optional<Boolean> byCommitment,

            @Schema(description = "why") @Size(max = 200) String reason) {

        Proposed asked() {
            return new Proposed.Filing(
                    scheme,
                    ground,
                    place,
                    from,
                    until,
                    documents.orElse(List.of()),
                    DocumentApi.FileNamed.attached(files),
                    byCommitment.orElse(false),
                    reason);
        }

        static Filing of(Proposed.Filing filing) {
            return new Filing(
                    filing.scheme(),
                    filing.ground(),
                    filing.place(),
                    filing.from(),
                    filing.until(),
                    Optional.of(filing.documents()).filter(some -> !some.isEmpty()),
                    named(filing.files()),
                    Optional.of(filing.byCommitment()).filter(yes -> yes),
                    filing.reason());
        }
    }

    private static Optional<List<DocumentApi.FileNamed>> named(List<Attached> files) {
        return Optional.of(DocumentApi.FileNamed.of(files)).filter(some -> !some.isEmpty());
    }

    @Schema(name = "ProposedFilingExtension")
    record FilingExtension(
            @Schema(description = "its id") @Size(max = 30) String filing,

            @Schema(description = "the last day from now on")
            LocalDate until,

            @Size(max = 200) String reason) {}

    @Schema(name = "ProposedFilingDocuments")
    record FilingDocuments(
            @Schema(description = "its id") @Size(max = 30) String filing,

            @Schema(description = "the documents handed in, by the codes of the rules") @Size(max = 60)
            List<String> documents,

            @Schema(description = "those of them that were scanned")
            Optional<List<DocumentApi.FileNamed>> files,

            @Size(max = 200) String reason) {}

    @Schema(name = "ProposedFilingPlace")
    record FilingPlace(
            @Schema(description = "its id") @Size(max = 30) String filing,

            @Schema(description = "the region of care from the approval on") @Pattern(regexp = "\\d{6}")
            String place,

            @Size(max = 200) String reason) {}

    @Schema(name = "ProposedFilingEnd")
    record FilingEnd(
            @Schema(description = "its id") @Size(max = 30) String filing,

            @Size(max = 200) String reason) {}

    @Schema(name = "ProposedBinding")
    record Binding(
            @Schema(description = "whose account it is (授权人的人员编号)") @Size(max = 30)
            String owner,

            @Schema(description = "what the owner is to the person: mother, spouse, ...")
            Relation relation,

            @Schema(description = "what the account pays for the person in a calendar year at most; none: no limit")
            Optional<Fen> yearLimit,

            @Schema(description = "the first day; the day of the approval where it is not given or was before")
            Optional<LocalDate> from,

            @Schema(description = "the last day; none: without a term")
            Optional<LocalDate> until) {}

    @Schema(name = "ProposedBindingLimit")
    record BindingLimit(
            @Schema(description = "its id") @Size(max = 30) String binding,

            @Schema(description = "none: no limit") Optional<Fen> yearLimit) {}

    @Schema(name = "ProposedBindingPlace")
    record BindingPlace(
            @Schema(description = "its id") @Size(max = 30) String binding,

            @Schema(description = "the place in the order in which accounts pay, from 1") @Positive
            int position) {}

    @Schema(name = "ProposedBindingEnd")
    record BindingEnd(
            @Schema(description = "its id") @Size(max = 30) String binding, BindingApi.Because because) {}

    @Schema(name = "ProposalRequest", description = "the paper and exactly one of the others")
    record Order(
            @Schema(description = "the application form and where it is kept") @Size(max = 200)
            String paper,

            Optional<Filing> filing,
            Optional<FilingExtension> filingExtension,
            Optional<FilingDocuments> filingDocuments,
            Optional<FilingPlace> filingPlace,
            Optional<FilingEnd> filingEnd,
            Optional<Binding> binding,
            Optional<BindingLimit> bindingLimit,
            Optional<BindingPlace> bindingPlace,
            Optional<BindingEnd> bindingEnd) {

        private static final String KINDS =
                "filing, filingExtension, filingDocuments, filingPlace, filingEnd, binding, "
                        + "bindingLimit, bindingPlace, bindingEnd";

        Proposed asked() {
            var asked = Stream.of(
                            filing.map(Filing::asked),
                            filingExtension.map(
                                    each -> new Proposed.FilingExtension(each.filing(), each.until(), each.reason())),
                            filingDocuments.map(each -> new Proposed.FilingDocuments(
                                    each.filing(),
                                    each.documents(),
                                    DocumentApi.FileNamed.attached(each.files()),
                                    each.reason())),
                            filingPlace.map(
                                    each -> new Proposed.FilingPlace(each.filing(), each.place(), each.reason())),
                            filingEnd.map(each -> new Proposed.FilingEnd(each.filing(), each.reason())),
                            binding.map(wish -> new Proposed.Binding(
                                    wish.owner(), wish.relation(), wish.yearLimit(), wish.from(), wish.until())),
                            bindingLimit.map(each -> new Proposed.BindingLimit(each.binding(), each.yearLimit())),
                            bindingPlace.map(each -> new Proposed.BindingPlace(each.binding(), each.position())),
                            bindingEnd.map(each -> new Proposed.BindingEnd(
                                    each.binding(), each.because().asked())))
                    .<Proposed>flatMap(Optional::stream)
                    .toList();
            if (asked.size() != 1) {
                throw Inputs.wrong(
                        "body",
                        new Text("下列之一：" + KINDS, "exactly one of " + KINDS),
                        new Text(asked.size() + " 个", Integer.toString(asked.size())));
            }
            return asked.getFirst();
        }
    }

    @Schema(name = "ProposalEnd")
    record End(@Schema(description = "why") @Size(max = 200) String why) {}

    @Schema(name = "Proposal")
    record ProposalAnswer(
            String proposal,
            String person,

            @Schema(description = "the person's home when it was proposed")
            String region,

            Proposed.Kind kind,

            @Schema(description = "the same for people") String what,

            @Schema(description = "the application form and where it is kept")
            String paper,

            Optional<Filing> filing,
            Optional<FilingExtension> filingExtension,
            Optional<FilingDocuments> filingDocuments,
            Optional<FilingPlace> filingPlace,
            Optional<FilingEnd> filingEnd,
            Optional<Binding> binding,
            Optional<BindingLimit> bindingLimit,
            Optional<BindingPlace> bindingPlace,
            Optional<BindingEnd> bindingEnd,

            @Schema(description = "经办人") String clerk,
            OffsetDateTime proposedAt,

            @Schema(description = "approved, rejected or withdrawn; none: it waits for its review")
            Optional<Proposal.Outcome> outcome,

            @Schema(description = "the same for people") String status,

            @Schema(description = "who ended it: the reviewer, or whoever withdrew it")
            Optional<String> endedBy,

            Optional<OffsetDateTime> endedAt,
            Optional<String> why,

            @Schema(description = "the id of the filing or binding that it made, changed or ended")
            Optional<String> result) {

        private static final Text WAITS = new Text("待复核", "waits for its review");

        static ProposalAnswer of(Proposal proposal, Locale locale) {
            var what = proposal.what();
            var end = proposal.end();
            return new ProposalAnswer(
                    proposal.id(),
                    proposal.person(),
                    proposal.region(),
                    what.kind(),
                    what.kind().text().in(locale),
                    proposal.paper(),
                    form(what, Proposed.Filing.class, Filing::of),
                    form(
                            what,
                            Proposed.FilingExtension.class,
                            each -> new FilingExtension(each.filing(), each.until(), each.reason())),
                    form(
                            what,
                            Proposed.FilingDocuments.class,
                            each -> new FilingDocuments(
                                    each.filing(), each.documents(), named(each.files()), each.reason())),
                    form(
                            what,
                            Proposed.FilingPlace.class,
                            each -> new FilingPlace(each.filing(), each.place(), each.reason())),
                    form(what, Proposed.FilingEnd.class, each -> new FilingEnd(each.filing(), each.reason())),
                    form(
                            what,
                            Proposed.Binding.class,
                            wish -> new Binding(
                                    wish.owner(), wish.relation(), wish.yearLimit(), wish.from(), wish.until())),
                    form(what, Proposed.BindingLimit.class, each -> new BindingLimit(each.binding(), each.yearLimit())),
                    form(what, Proposed.BindingPlace.class, each -> new BindingPlace(each.binding(), each.position())),
                    form(
                            what,
                            Proposed.BindingEnd.class,
                            each -> new BindingEnd(each.binding(), BindingApi.Because.of(each.because()))),
                    proposal.clerk(),
                    BusinessDay.local(proposal.proposedAt()),
                    end.map(Proposal.End::outcome),
                    end.map(each -> each.outcome().text()).orElse(WAITS).in(locale),
                    end.map(Proposal.End::who),
                    end.map(each -> BusinessDay.local(each.at())),
                    end.map(Proposal.End::why).filter(why -> !why.isEmpty()),
                    end.map(Proposal.End::result).filter(result -> !result.isEmpty()));
        }

        private static <P extends Proposed, F> Optional<F> form(Proposed what, Class<P> kind, Function<P, F> form) {
            return Optional.of(what).filter(kind::isInstance).map(kind::cast).map(form);
        }
    }

    @Operation(
            summary = "propose what came on paper for a person (录入纸质申请)",
            description = "A filing for care away from home, its extension, its documents, another place or its"
                    + " cancellation; the binding of a relative's account, its limit, its place in the order or its"
                    + " end. Nothing takes effect before another user approves it. Refused where the rules would refuse"
                    + " it now. The account that is bound or limited must be of a person of the clerk's region, too.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"paper": "家庭共济登记表 2025-031 号",
                             "binding": {"owner": "22020000000000000002", "relation": "mother",
                                         "yearLimit": "1000.00"}}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/persons/{person}/proposals")
    Changed<ProposalAnswer> propose(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person, @RequestBody Order order, Call call) {
        var asked = order.asked();
        switch (asked) {
            case Proposed.Binding binding -> scopes.person(call.caller(), binding.owner());
            case Proposed.BindingLimit limit -> scopes.owner(call.caller(), person, limit.binding());
            case Proposed.OfFiling _, Proposed.BindingPlace _, Proposed.BindingEnd _ -> {}
        }
        return call.<Proposal, ProposalAnswer>once(
                order,
                ProposalAnswer::of,
                once -> proposals.propose(
                        once, person, asked, order.paper(), call.caller().name()));
    }

    @Operation(summary = "a person's proposals, the first first")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/persons/{person}/proposals")
    List<ProposalAnswer> list(@Parameter(example = PersonApi.PERSON) @PathVariable String person, Locale locale) {
        return proposals.of(person).stream()
                .map(proposal -> ProposalAnswer.of(proposal, locale))
                .toList();
    }

    @Operation(summary = "a proposal as it stands")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/persons/{person}/proposals/{proposal}")
    ProposalAnswer one(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person,
            @Parameter(example = PROPOSAL) @PathVariable String proposal,
            Locale locale) {
        return proposals
                .find(person, proposal)
                .map(found -> ProposalAnswer.of(found, locale))
                .orElseThrow(() -> new RefusedException(Proposals.unknown(proposal)));
    }

    @Operation(
            summary = "approve a proposal: it takes effect (复核)",
            description = "By another user than the clerk who proposed it, on the state of that moment.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("{}")))
    @Allowed(Role.REVIEWER)
    @PostMapping("/api/persons/{person}/proposals/{proposal}/approval")
    Changed<ProposalAnswer> approve(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person,
            @Parameter(example = PROPOSAL) @PathVariable String proposal,
            @RequestBody Nothing approval,
            Call call) {
        return call.<Proposal, ProposalAnswer>once(
                approval,
                ProposalAnswer::of,
                once -> proposals.approve(once, person, proposal, call.caller().name()));
    }

    @Operation(summary = "reject a proposal (驳回): nothing takes effect")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"why\": \"申请表未签字\"}")))
    @Allowed(Role.REVIEWER)
    @PostMapping("/api/persons/{person}/proposals/{proposal}/rejection")
    Changed<ProposalAnswer> reject(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person,
            @Parameter(example = PROPOSAL) @PathVariable String proposal,
            @RequestBody End end,
            Call call) {
        return call.<Proposal, ProposalAnswer>once(
                end,
                ProposalAnswer::of,
                once -> proposals.reject(once, person, proposal, call.caller().name(), end.why()));
    }

    @Operation(summary = "take a proposal back before it is reviewed (撤回)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"why\": \"重复录入\"}")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/persons/{person}/proposals/{proposal}/withdrawal")
    Changed<ProposalAnswer> withdraw(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person,
            @Parameter(example = PROPOSAL) @PathVariable String proposal,
            @RequestBody End end,
            Call call) {
        return call.<Proposal, ProposalAnswer>once(
                end,
                ProposalAnswer::of,
                once -> proposals.withdraw(once, person, proposal, call.caller().name(), end.why()));
    }
}

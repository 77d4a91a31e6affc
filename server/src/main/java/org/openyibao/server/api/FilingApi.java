package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.crossregion.FilingRecord;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.document.Attached;
import org.openyibao.server.document.Documents;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Filings for care away from home.
@Tag(name = "filings", description = "异地就医备案: filings for care away from home")
@RestController
class FilingApi {

    private final Filings filings;
    private final Documents documents;

    FilingApi(Filings filings, Documents documents) {
        this.filings = filings;
        this.documents = documents;
    }

    @Schema(name = "FilingRequest")
    record Wish(
            @Schema(description = "the medical scheme; the one that the person is in if not given")
            Optional<Scheme> scheme,

            @Schema(description = "on what ground (备案人员类别)") FilingGround ground,

            @Schema(description = "the region of care: a city, or with 0000 a whole province or municipality")
            @Pattern(regexp = "\\d{6}")
            String place,

            @Schema(description = "the first day; today if not given")
            Optional<LocalDate> from,

            @Schema(description = "the last day; as long as the rules say if not given")
            Optional<LocalDate> until,

            @Schema(
                    description = "the documents handed in, by the codes of the rules: household-register, "
                            + "proof-of-residence, proof-of-work, referral")
            @Size(max = 60)
            Optional<List<String>> documents,

            @Schema(description = "those of them that were sent as documents")
            Optional<List<DocumentApi.FileNamed>> files,

            @Schema(description = "a written promise stands for what is missing (承诺制)")
            Optional<Boolean> byCommitment,

            @Schema(description = "why") @Size(max = 200) String reason) {

        Filings.Wish of(String person, Caller caller) {
            return new Filings.Wish(
                    person,
                    scheme,
                    ground,
                    place,
                    from,
                    until,
                    Set.copyOf(documents.orElse(List.of())),
                    byCommitment.orElse(false),
                    reason,
                    caller.name(),
                    "",
                    "");
        }
    }

    @Schema(name = "FilingExtension")
    record Extension(
            @Schema(description = "the last day from now on")
            LocalDate until,

            @Size(max = 200) String reason) {}

    @Schema(name = "FilingDocuments")
    record Papers(
            @Schema(description = "by their codes") @Size(max = 60)
            List<String> documents,

            @Schema(description = "those of them that were sent as documents")
            Optional<List<DocumentApi.FileNamed>> files,

            @Size(max = 200) String reason) {}

    @Schema(name = "FilingPlace")
    record Move(
            @Schema(description = "the region of care from today on") @Pattern(regexp = "\\d{6}")
            String place,

            @Size(max = 200) String reason) {}

    @Schema(name = "FilingCancellation")
    record Cancellation(@Size(max = 200) String reason) {}

    @Schema(name = "Filing")
    record FilingAnswer(
            String filing,
            String person,
            Scheme scheme,

            @Schema(description = "the home region when it was made")
            String home,

            FilingGround ground,
            FilingKind kind,
            String place,
            LocalDate madeOn,
            @Schema(description = "the first day") LocalDate from,

            @Schema(description = "the last day; none: until cancelled")
            Optional<LocalDate> until,

            @Schema(description = "whether the documents are in; else a promise stands for them")
            boolean complete,

            List<String> documents,

            @Schema(description = "those of them that were sent as documents; in lists alone")
            Optional<List<DocumentApi.FileNamed>> files,

            @Schema(description = "the filing that it took the place of")
            Optional<String> replaces,

            @Schema(description = "the first day on which it is not in force any more")
            Optional<LocalDate> cancelled,

            @Schema(description = "by which rules it was taken; when it is made")
            Optional<List<Problem.RuleCited>> rules,

            @Schema(description = "what was done to it, the first first; in lists alone")
            Optional<List<EventAnswer>> events) {

        static FilingAnswer of(Filings.Made made, Locale locale) {
            var rules = java.util.stream.Stream.of(made.papers(), made.terms())
                    .flatMap(Optional<Rule>::stream)
                    .map(rule -> Problem.RuleCited.of(CitedRule.of(rule), locale))
                    .toList();
            return of(
                    made.filing(),
                    Optional.empty(),
                    Optional.of(rules).filter(some -> !some.isEmpty()),
                    Optional.empty());
        }

        static FilingAnswer of(Filings.View view, List<Attached> files) {
            return of(
                    view.filing(),
                    Optional.of(DocumentApi.FileNamed.of(files)),
                    Optional.empty(),
                    Optional.of(view.events().stream().map(EventAnswer::of).toList()));
        }

        private static FilingAnswer of(
                FilingRecord filing,
                Optional<List<DocumentApi.FileNamed>> files,
                Optional<List<Problem.RuleCited>> rules,
                Optional<List<EventAnswer>> events) {
            return new FilingAnswer(
                    filing.id(),
                    filing.person(),
                    filing.scheme(),
                    filing.home(),
                    filing.ground(),
                    filing.ground().kind(),
                    filing.place(),
                    filing.madeOn(),
                    filing.from(),
                    filing.until(),
                    filing.complete(),
                    filing.documents(),
                    files,
                    filing.replaces(),
                    filing.cancelled(),
                    rules,
                    events);
        }
    }

    @Schema(name = "FilingEvent")
    record EventAnswer(
            OffsetDateTime at,

            @Schema(description = "filed, extended, documents, place or cancelled")
            String what,

            @Schema(description = "the place, the day or the documents")
            String details,

            @Schema(description = "why") Optional<String> reason,

            String clerk) {

        static EventAnswer of(Filings.Event event) {
            return new EventAnswer(
                    BusinessDay.local(event.at()),
                    event.what(),
                    event.details(),
                    Optional.of(event.reason()).filter(text -> !text.isEmpty()),
                    event.clerk());
        }
    }

    @Operation(
            summary = "file for care away from home (异地就医备案)",
            description =
                    "Long-term filings hold until cancelled, temporary ones as long as the rules say. A stay under "
                            + "way is covered by a filing made before its discharge. What must be handed in the rules say too; "
                            + "for long-term ones a written promise may stand in for it at first. What comes on paper a clerk "
                            + "proposes: `POST /api/persons/{person}/proposals`.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"ground": "resettled-retiree", "place": "310000", "documents": ["household-register"],
                             "reason": "随子女居住"}""")))
    @Allowed(Role.INSURED)
    @PostMapping("/api/persons/{person}/filings")
    Changed<FilingAnswer> make(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @RequestBody Wish wish,
            Call call) {
        var files = DocumentApi.FileNamed.asked(call.caller(), wish.documents().orElse(List.of()), wish.files());
        return call.<Filings.Made, FilingAnswer>once(
                wish,
                FilingAnswer::of,
                once -> filings.change(
                        once, person, files, known -> filings.make(known, wish.of(person, call.caller()))));
    }

    @Operation(summary = "a person's filings, the first made first, with all that was done to each")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/persons/{person}/filings")
    List<FilingAnswer> list(@Parameter(example = "22020000000000000001") @PathVariable String person) {
        var files = documents.attached(person, Documents.About.FILING);
        return filings.of(person).stream()
                .map(view ->
                        FilingAnswer.of(view, files.getOrDefault(view.filing().id(), List.of())))
                .toList();
    }

    @Operation(summary = "have a temporary filing hold until a later day")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"until\": \"2026-11-01\", \"reason\": \"复查\"}")))
    @Allowed(Role.INSURED)
    @PostMapping("/api/persons/{person}/filings/{filing}/extension")
    Changed<FilingAnswer> extend(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @Parameter(example = "862938470234112") @PathVariable String filing,
            @RequestBody Extension extension,
            Call call) {
        return call.<Filings.Made, FilingAnswer>once(
                extension,
                FilingAnswer::of,
                once -> filings.change(
                        once,
                        person,
                        List.of(),
                        known -> filings.extend(
                                known,
                                filing,
                                extension.until(),
                                extension.reason(),
                                call.caller().name())));
    }

    @Operation(summary = "hand in the documents that a promise stood for")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"documents\": [\"household-register\"], \"reason\": \"补齐\"}")))
    @Allowed(Role.INSURED)
    @PostMapping("/api/persons/{person}/filings/{filing}/documents")
    Changed<FilingAnswer> supply(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @Parameter(example = "862938470234112") @PathVariable String filing,
            @RequestBody Papers papers,
            Call call) {
        var files = DocumentApi.FileNamed.asked(call.caller(), papers.documents(), papers.files());
        return call.<Filings.Made, FilingAnswer>once(
                papers,
                FilingAnswer::of,
                once -> filings.change(
                        once,
                        person,
                        files,
                        known -> filings.supply(
                                known,
                                filing,
                                Set.copyOf(papers.documents()),
                                papers.reason(),
                                call.caller().name())));
    }

    @Operation(summary = "change the place from today on: the filing ends and another begins")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"place\": \"440100\", \"reason\": \"搬家\"}")))
    @Allowed(Role.INSURED)
    @PostMapping("/api/persons/{person}/filings/{filing}/place")
    Changed<FilingAnswer> move(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @Parameter(example = "862938470234112") @PathVariable String filing,
            @RequestBody Move move,
            Call call) {
        return call.<Filings.Made, FilingAnswer>once(
                move,
                FilingAnswer::of,
                once -> filings.change(
                        once,
                        person,
                        List.of(),
                        known -> filings.move(
                                known,
                                filing,
                                move.place(),
                                move.reason(),
                                call.caller().name())));
    }

    @Operation(summary = "cancel a filing from today on; care that began before is settled as filed")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"reason\": \"返回参保地\"}")))
    @Allowed(Role.INSURED)
    @PostMapping("/api/persons/{person}/filings/{filing}/cancellation")
    Changed<FilingAnswer> cancel(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @Parameter(example = "862938470234112") @PathVariable String filing,
            @RequestBody Cancellation cancellation,
            Call call) {
        return call.<Filings.Made, FilingAnswer>once(
                cancellation,
                FilingAnswer::of,
                once -> filings.change(
                        once,
                        person,
                        List.of(),
                        known -> filings.cancel(
                                known,
                                filing,
                                cancellation.reason(),
                                call.caller().name())));
    }
}

package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.agency.Timeline;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A person's file by time.
@Tag(name = "persons")
@RestController
class TimelineApi {

    private static final int PAGE = 50;
    private static final int MOST = 500;

    private final Timeline timeline;

    TimelineApi(Timeline timeline) {
        this.timeline = timeline;
    }

    @Schema(name = "TimelineEntry")
    record EntryAnswer(
            LocalDate day,

            @Schema(description = "none: of the whole day") Optional<OffsetDateTime> at,

            Timeline.Kind kind,

            @Schema(description = "of what it is about, among those of its kind")
            String id,

            @Schema(description = "what happened, in the reader's words")
            String what,

            @Schema(description = "the place, the institution, the other person, ...")
            Optional<String> details,

            Optional<Fen> amount,
            @Schema(description = "who did it") Optional<String> by) {

        static EntryAnswer of(Timeline.Entry entry, Locale locale) {
            return new EntryAnswer(
                    entry.day(),
                    entry.isWholeDay() ? Optional.empty() : Optional.of(BusinessDay.local(entry.at())),
                    entry.kind(),
                    entry.id(),
                    entry.what().in(locale),
                    Trail.filled(entry.details()),
                    entry.amount(),
                    Trail.filled(entry.by()));
        }
    }

    @Schema(name = "Timeline")
    record Page(
            @Schema(description = "how many entries there are in all")
            int found,

            @Schema(description = "the latest first") List<EntryAnswer> entries) {}

    @Operation(
            summary = "what happened to a person's insurance, the latest first, in pages",
            description = "Participations, contributions (a year in one entry), changes, filings, registrations,"
                    + " bindings, settlements, claims, withdrawals, moves, and what was entered from paper.")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/persons/{person}/timeline")
    Page list(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person,
            @Parameter(description = "entries of this kind alone", example = "filing") @RequestParam
                    Optional<Timeline.Kind> kind,
            @Parameter(description = "so many are left out at the beginning", example = "0") @RequestParam
                    Optional<Integer> offset,
            @Parameter(description = "entries of a page, 50 if not given", example = "50") @RequestParam
                    Optional<Integer> limit,
            Locale locale) {
        var from = Inputs.within("offset", offset, 0, Integer.MAX_VALUE, 0);
        var size = Inputs.within("limit", limit, 1, MOST, PAGE);
        var all =
                timeline
                        .of(person)
                        .orElseThrow(() -> new RefusedException(Refusal.unknownPerson("person", person)))
                        .stream()
                        .filter(entry -> kind.map(entry.kind()::equals).orElse(true))
                        .toList();
        return new Page(
                all.size(),
                all.stream()
                        .skip(from)
                        .limit(size)
                        .map(entry -> EntryAnswer.of(entry, locale))
                        .toList());
    }
}

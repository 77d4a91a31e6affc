package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.agency.Step;
import org.openyibao.server.agency.Work;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What waits for somebody of an agency.
@Tag(name = "work", description = "待办: everything that waits for somebody of an agency, the longest first")
@RestController
class WorkApi {

    private static final int PAGE = 50;
    private static final String PLACE = "1746666000000000-862938470234112";
    private static final Pattern PLACE_FORM = Pattern.compile("(\\d{1,17})-(\\d{1,19})");

    private final Work work;
    private final Registry registry;
    private final Looks looks;

    WorkApi(Work work, Registry registry, Looks looks) {
        this.work = work;
        this.registry = registry;
        this.looks = looks;
    }

    @Schema(name = "WorkItem")
    record ItemAnswer(
            Step.Kind kind,

            @Schema(description = "of the proposal, claim, ...")
            String id,

            @Schema(description = "what is to be done next") Step step,

            @Schema(description = "the same for people") String next,

            @Schema(description = "who does it") Role role,

            @Schema(description = "人员编号, where it is about a person")
            Optional<String> person,

            @Schema(description = "its code, where it is about an institution")
            Optional<String> institution,

            @Schema(description = "of the person, masked, or of the institution")
            Optional<String> name,

            @Schema(description = "of the agency") String region,
            OffsetDateTime since,

            @Schema(description = "who brought it this far") String by) {}

    @Schema(name = "WorkCount")
    record CountAnswer(Step.Kind kind, Step step, String next, Role role, long waiting) {}

    @Schema(name = "Work")
    record WorkAnswer(
            @Schema(description = "how many wait for each step, whatever is asked for")
            List<CountAnswer> counts,

            List<ItemAnswer> items,

            @Schema(description = "`after` of the next page; none: this is the last")
            Optional<String> next) {}

    @Operation(
            summary = "what waits at the agencies of a region and of those beneath it, the longest first (待办)",
            description = "Proposals from paper, claims, withdrawals, moves of accounts, clearing applications; each"
                    + " with what is to be done next and who does it.")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/regions/{region}/work")
    WorkAnswer list(
            @Parameter(example = "220200") @PathVariable String region,
            @Parameter(description = "none: all kinds", example = "claim") @RequestParam Optional<Step.Kind> kind,
            @Parameter(description = "what waits for this role alone; none: for either", example = "reviewer")
                    @RequestParam
                    Optional<Role> role,
            @Parameter(description = "`next` of the page before; none: from the beginning", example = PLACE)
                    @RequestParam
                    Optional<String> after,
            @Parameter(description = "items of a page, 50 if not given", example = "50") @RequestParam
                    Optional<Integer> most,
            Caller caller,
            Locale locale) {
        var size = Inputs.within("most", most, 1, Work.MOST, PAGE);
        var place = after.map(WorkApi::place).orElse(Work.Place.FIRST);
        var found = work.of(Inputs.region(region), kind, role, place, size);
        var persons = work.persons(found);
        looks.at(caller, persons.keySet());
        return new WorkAnswer(
                work.counts(region).entrySet().stream()
                        .map(count -> new CountAnswer(
                                count.getKey().kind(),
                                count.getKey(),
                                count.getKey().text().in(locale),
                                count.getKey().role(),
                                count.getValue()))
                        .toList(),
                found.stream().map(item -> answer(item, persons, locale)).toList(),
                found.size() < size ? Optional.empty() : Optional.of(text(found.getLast())));
    }

    private ItemAnswer answer(Work.Item item, Map<String, Person> persons, Locale locale) {
        var waiting = item.waiting();
        var about = Optional.of(waiting.about());
        var name = item.isAboutPerson()
                ? Optional.ofNullable(persons.get(waiting.about())).map(Person::maskedName)
                : registry.institution(waiting.about(), BusinessDay.of(waiting.since()))
                        .map(Institution::name);
        return new ItemAnswer(
                item.step().kind(),
                waiting.id(),
                item.step(),
                item.step().text().in(locale),
                item.step().role(),
                about.filter(each -> item.isAboutPerson()),
                about.filter(each -> !item.isAboutPerson()),
                name,
                waiting.region(),
                BusinessDay.local(waiting.since()),
                waiting.by());
    }

    private static String text(Work.Item item) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, item.waiting().since()) + "-"
                + item.waiting().id();
    }

    private static Work.Place place(String after) {
        var form = PLACE_FORM.matcher(after);
        if (!form.matches()) {
            throw Inputs.wrong("after", new Text("上一页的 next", "`next` of the page before"), Text.same(after));
        }
        return new Work.Place(Instant.EPOCH.plus(Long.parseLong(form.group(1)), ChronoUnit.MICROS), form.group(2));
    }
}

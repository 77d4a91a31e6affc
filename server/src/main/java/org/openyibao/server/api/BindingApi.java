package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.family.Binding;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.settlement.Settlements;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Whose accounts a person may draw on.
@Tag(name = "bindings", description = "家庭共济: relatives' accounts that a person may draw on")
@RestController
class BindingApi {

    private final Bindings bindings;
    private final Settlements settlements;
    private final Scopes scopes;
    private final Clock clock;

    BindingApi(Bindings bindings, Settlements settlements, Scopes scopes, Clock clock) {
        this.bindings = bindings;
        this.settlements = settlements;
        this.scopes = scopes;
        this.clock = clock;
    }

    @Schema(name = "BindingRequest")
    record Wish(
            @Schema(description = "whose account it is (授权人的人员编号)") @Size(max = 30)
            String owner,

            @Schema(description = "what the owner is to the person: mother, spouse, ...")
            Relation relation,

            @Schema(description = "what the account pays for the person in a calendar year at most; none: no limit")
            Optional<Fen> yearLimit,

            @Schema(description = "the first day; today if not given")
            Optional<LocalDate> from,

            @Schema(description = "the last day; none: without a term")
            Optional<LocalDate> until) {

        Bindings.Wish of(String user, Caller caller) {
            return new Bindings.Wish(user, owner, relation, yearLimit, from, until, caller.name());
        }
    }

    @Schema(name = "BindingPlace")
    record Place(
            @Schema(description = "the place in the order in which accounts pay, from 1") @Positive
            int position) {}

    @Schema(name = "BindingLimit")
    record Limit(@Schema(description = "none: no limit") Optional<Fen> yearLimit) {}

    /// The reasons that somebody may give.
    enum Because {
        REQUESTED(Binding.Because.REQUESTED),
        RELATION_ENDED(Binding.Because.RELATION_ENDED);

        private final Binding.Because because;

        Because(Binding.Because because) {
            this.because = because;
        }

        static Because of(Binding.Because because) {
            return because == Binding.Because.RELATION_ENDED ? RELATION_ENDED : REQUESTED;
        }

        Binding.Because asked() {
            return because;
        }

        @Override
        public String toString() {
            return because.toString();
        }
    }

    @Schema(name = "BindingEnding")
    record Ending(Because because) {}

    @Schema(name = "Binding")
    record BindingAnswer(
            String binding,
            String user,
            String owner,
            Relation relation,
            int position,
            Optional<Fen> yearLimit,
            LocalDate from,
            @Schema(description = "none: without a term") Optional<LocalDate> until,

            @Schema(description = "the first day on which it is not in force any more")
            Optional<LocalDate> endedOn,

            Optional<Binding.Because> endedBecause,

            @Schema(description = "why nothing may be drawn today though it has not ended")
            Optional<Unusable> unusable,

            @Schema(
                    description =
                            "what the account paid for the person, year by year, the latest first; in lists alone")
            Optional<List<DrawnAnswer>> drawn,

            @Schema(description = "what is left of the limit this year; in lists alone, none: no limit")
            Optional<Fen> left,

            @Schema(description = "what was done to it, the first first; in lists alone")
            Optional<List<EventAnswer>> events) {

        static BindingAnswer of(Binding binding, Locale locale) {
            return of(binding, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /// `drawn`: of these two persons.
        static BindingAnswer of(Bindings.View view, List<Settlements.Drawn> drawn, int year, Locale locale) {
            var thisYear = drawn.stream()
                    .filter(each -> each.year() == year)
                    .map(Settlements.Drawn::amount)
                    .reduce(Fen.ZERO, Fen::plus);
            return of(
                    view.binding(),
                    view.unusable()
                            .map(refusal -> new Unusable(
                                    refusal.code(), refusal.message().in(locale))),
                    Optional.of(drawn.stream().map(DrawnAnswer::of).toList()),
                    view.binding().yearLimit().map(limit -> limit.minus(limit.min(thisYear))),
                    Optional.of(view.events().stream().map(EventAnswer::of).toList()));
        }

        private static BindingAnswer of(
                Binding binding,
                Optional<Unusable> unusable,
                Optional<List<DrawnAnswer>> drawn,
                Optional<Fen> left,
                Optional<List<EventAnswer>> events) {
            return new BindingAnswer(
                    binding.id(),
                    binding.user(),
                    binding.owner(),
                    binding.relation(),
                    binding.position(),
                    binding.yearLimit(),
                    binding.from(),
                    Optional.of(binding.until()).filter(until -> !until.equals(Binding.NO_TERM)),
                    binding.end().map(Binding.End::on),
                    binding.end().map(Binding.End::because),
                    unusable,
                    drawn,
                    left,
                    events);
        }
    }

    @Schema(name = "BindingUnusable")
    record Unusable(String code, String message) {}

    @Schema(name = "BindingDrawn")
    record DrawnAnswer(int year, Fen amount) {

        static DrawnAnswer of(Settlements.Drawn drawn) {
            return new DrawnAnswer(drawn.year(), drawn.amount());
        }
    }

    @Schema(name = "BindingEvent")
    record EventAnswer(
            OffsetDateTime at,

            @Schema(description = "bound, placed, limited or ended")
            String what,

            @Schema(description = "the relation, the place, the limit or the reason")
            Optional<String> details,

            @Schema(description = "none for what came about by itself")
            Optional<String> clerk) {

        static EventAnswer of(Bindings.Event event) {
            return new EventAnswer(
                    BusinessDay.local(event.at()),
                    event.what(),
                    Optional.of(event.details()).filter(text -> !text.isEmpty()),
                    Optional.of(event.clerk()).filter(text -> !text.isEmpty()));
        }
    }

    @Operation(
            summary = "bind a relative's account to a person, who may then draw on it (共济绑定)",
            description = "Both must be insured, in normal standing and in one province, and near relatives by the "
                    + "rules of the day. It pays after the person's own account and those bound before. The owner asks for "
                    + "it; what comes on paper a clerk proposes: `POST /api/persons/{person}/proposals`.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                                    {"owner": "22020000000000000001", "relation": "mother", "yearLimit": "1000.00"}""")))
    @Allowed(value = Role.INSURED, byAddress = false)
    @PostMapping("/api/accounts/{person}/bindings")
    Changed<BindingAnswer> bind(
            @Parameter(example = "22020000000000000002") @PathVariable String person,
            @RequestBody Wish wish,
            Call call) {
        scopes.person(call.caller(), wish.owner());
        return call.<Binding, BindingAnswer>once(
                wish, BindingAnswer::of, once -> bindings.bind(once, wish.of(person, call.caller())));
    }

    @Operation(
            summary =
                    "what a person uses and owns, first what is used, with what was drawn and all that was done to each")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/accounts/{person}/bindings")
    List<BindingAnswer> list(@Parameter(example = "22020000000000000001") @PathVariable String person, Locale locale) {
        var views = bindings.of(person);
        var drawn = settlements.drawn(views.stream().map(Bindings.View::binding).toList()).stream()
                .collect(Collectors.groupingBy(each -> List.of(each.user(), each.owner())));
        var year = BusinessDay.of(clock.instant()).getYear();
        return views.stream()
                .map(view -> BindingAnswer.of(
                        view,
                        drawn.getOrDefault(
                                List.of(view.binding().user(), view.binding().owner()), List.of()),
                        year,
                        locale))
                .toList();
    }

    @Operation(summary = "put a binding at a place in the order in which accounts pay")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"position\": 1}")))
    @Allowed(Role.INSURED)
    @PostMapping("/api/accounts/{person}/bindings/{binding}/position")
    Changed<BindingAnswer> place(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @Parameter(example = "862938470234112") @PathVariable String binding,
            @RequestBody Place place,
            Call call) {
        return call.<Binding, BindingAnswer>once(
                place,
                BindingAnswer::of,
                once -> bindings.change(
                        once,
                        person,
                        binding,
                        new Bindings.Place(place.position()),
                        call.caller().name()));
    }

    @Operation(
            summary = "set what an account pays for a person in a calendar year at most, or that there is no limit",
            description = "The owner does.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"yearLimit\": \"500.00\"}")))
    @Allowed(value = Role.INSURED, byAddress = false)
    @PostMapping("/api/accounts/{person}/bindings/{binding}/limit")
    Changed<BindingAnswer> limit(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @Parameter(example = "862938470234112") @PathVariable String binding,
            @RequestBody Limit limit,
            Call call) {
        scopes.owner(call.caller(), person, binding);
        return call.<Binding, BindingAnswer>once(
                limit,
                BindingAnswer::of,
                once -> bindings.change(
                        once,
                        person,
                        binding,
                        new Bindings.Limit(limit.yearLimit()),
                        call.caller().name()));
    }

    @Operation(
            summary = "end a binding, from now on",
            description = "It ends by itself when its term is over, when the insurance of one of them ends, or when "
                    + "they are insured in different provinces.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"because\": \"requested\"}")))
    @Allowed(value = Role.INSURED, byAddress = false)
    @PostMapping("/api/accounts/{person}/bindings/{binding}/end")
    Changed<BindingAnswer> end(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @Parameter(example = "862938470234112") @PathVariable String binding,
            @RequestBody Ending ending,
            Call call) {
        scopes.party(call.caller(), person, binding);
        return call.<Binding, BindingAnswer>once(
                ending,
                BindingAnswer::of,
                once -> bindings.change(
                        once,
                        person,
                        binding,
                        new Bindings.Ending(ending.because().asked()),
                        call.caller().name()));
    }
}

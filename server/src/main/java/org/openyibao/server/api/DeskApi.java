package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.api.DeskShapes.DayAnswer;
import org.openyibao.server.api.DeskShapes.PreviewAnswer;
import org.openyibao.server.api.DeskShapes.Reversal;
import org.openyibao.server.api.DeskShapes.SettledAnswer;
import org.openyibao.server.api.DeskShapes.VisitOrder;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.CareRecords;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Settlements;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a cashier settles for whoever is before him: by the same door as the institution's software does. That the
/// person was looked at is written down when he shows himself, not with each preview. Stays are [StayApi]'s; what takes
/// a settlement back does so whatever it was of.
@Tag(name = "desk", description = "收费窗口: persons before an institution's cashier, and what is settled there")
@RestController
class DeskApi {

    private static final String SETTLEMENT = "862938470234112";
    private static final int PAGE = 50;

    private final Settlements settlements;
    private final CareRecords care;
    private final DeskDoor door;
    private final DeskOrders orders;
    private final DeskAnswers answers;
    private final Places places;
    private final Looks looks;
    private final Clock clock;

    DeskApi(
            Settlements settlements,
            CareRecords care,
            DeskDoor door,
            DeskOrders orders,
            DeskAnswers answers,
            Places places,
            Looks looks,
            Clock clock) {
        this.settlements = settlements;
        this.care = care;
        this.door = door;
        this.orders = orders;
        this.answers = answers;
        this.places = places;
        this.looks = looks;
        this.clock = clock;
    }

    @Allowed(Role.CASHIER)
    @Operation(summary = "what a bill of a person before the institution would come to (预结算); nothing is written")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    @PostMapping("/api/institutions/{institution}/visits/preview")
    PreviewAnswer preview(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @RequestBody VisitOrder order,
            Caller caller) {
        var place = places.today(institution);
        var shown = places.presentation(institution, order.presentation());
        var settled = door.preview("presentation", orders.treat(order, shown, place, caller));
        return answers.previewed(settled, DeskAnswers.split(settled.items(), order.lines()));
    }

    private static final String EXAMPLE = """
            {"presentation": "q1W2e3R4t5Y6u7I8o9P0a1S2d3F4g5H6", "scheme": "employee", "visitKind": "outpatient",
             "useAccount": true, "lines": [{"code": "XJ01CAA040E001010101445", "quantity": "2", "price": "12.50"}]}""";

    @Allowed(Role.CASHIER)
    @Operation(
            summary = "settle a bill of a person before the institution (结算)",
            description = "The visit is opened, its lines are taken and settled, all or nothing.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    @PostMapping("/api/institutions/{institution}/visits")
    Changed<SettledAnswer> settle(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @RequestBody VisitOrder order,
            Call call) {
        var made = door.perform(institution, "presentation", order, call, () -> {
            var place = places.today(institution);
            var shown = places.presentation(institution, order.presentation());
            return orders.treat(order, shown, place, call.caller());
        });
        return call.told(answers.told(found(institution, made), Optional.empty()));
    }

    /// @throws RefusedException if there is no such settlement of the institution's
    private Outcome.Settled found(String institution, String settlement) {
        return settlements
                .find(settlement)
                .filter(found -> found.settlement().institution().equals(institution)
                        && !found.settlement().isClaimed())
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_SETTLEMENT",
                        "settlement",
                        new Text("本机构的结算ID", "the id of a settlement of this institution"),
                        settlement)));
    }

    @Allowed(Role.CASHIER)
    @Operation(
            summary = "take a settlement of the institution back (结算撤销)",
            description =
                    "What the institution's software settled too. Each payer gets back what it paid. A stay has ended "
                            + "afterwards as before, and can be settled again.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"reason\": \"项目录入有误\"}")))
    @PostMapping("/api/institutions/{institution}/settlements/{settlement}/reversal")
    Changed<SettledAnswer> reverse(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(description = "结算ID", example = SETTLEMENT) @PathVariable String settlement,
            @RequestBody Reversal order,
            Call call) {
        var original = found(institution, settlement).settlement();
        var made = door.perform(
                institution, "settlement", order, call, () -> orders.reverse(original, order, call.caller()));
        return call.told(answers.told(found(institution, made), Optional.empty()));
    }

    @Allowed(Role.CASHIER)
    @Operation(summary = "a settlement of the institution, with its lines and receipt")
    @GetMapping("/api/institutions/{institution}/settlements/{settlement}")
    SettledAnswer settlement(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(description = "结算ID", example = SETTLEMENT) @PathVariable String settlement) {
        var found = found(institution, settlement);
        return answers.told(found, Optional.of(settlements.stands(found.settlement())));
    }

    @Allowed(Role.CASHIER)
    @Operation(summary = "what an institution settled and reversed on a day, the last first")
    @GetMapping("/api/institutions/{institution}/settlements")
    DayAnswer day(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(example = "2025-06-01", description = "today if not given") @RequestParam
                    Optional<LocalDate> day,
            @Parameter(example = "1", description = "50 a page, from 1") @RequestParam Optional<Integer> page,
            Caller caller) {
        places.today(institution);
        var number = page.orElse(1);
        if (number < 1) {
            throw Inputs.wrong("page", new Text("1 或更大的整数", "a whole number from 1"), Text.same(number.toString()));
        }
        var on = day.orElseGet(() -> BusinessDay.of(clock.instant()));
        var found = care.day(institution, on, (number - 1L) * PAGE, PAGE);
        looks.at(
                caller,
                found.some().stream().map(made -> made.person().number()).toList());
        return new DayAnswer(
                on,
                number,
                Math.toIntExact((found.all() + PAGE - 1) / PAGE),
                found.all(),
                found.some().stream().map(answers::entry).toList());
    }
}

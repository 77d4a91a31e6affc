package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.api.DeskShapes.PreviewAnswer;
import org.openyibao.server.api.DeskShapes.SettledAnswer;
import org.openyibao.server.api.StayShapes.AdmissionOrder;
import org.openyibao.server.api.StayShapes.LineWithdrawal;
import org.openyibao.server.api.StayShapes.LinesOrder;
import org.openyibao.server.api.StayShapes.StayAnswer;
import org.openyibao.server.api.StayShapes.StayEntry;
import org.openyibao.server.api.StayShapes.StayMade;
import org.openyibao.server.api.StayShapes.StayPreview;
import org.openyibao.server.api.StayShapes.StaySettlement;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.CareRecords;
import org.openyibao.server.settlement.CareRecords.StayAccount;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Settlements;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The stays of an institution (住院) at its cashier's desk: who is admitted, what is charged day by day, and what it
/// comes to when it ends. What was admitted there the institution's cashiers see, whoever is before them;
/// each look at a stay is written down. A settlement is taken back as any other ([DeskApi]).
@Tag(name = "desk", description = "收费窗口: persons before an institution's cashier, and what is settled there")
@RestController
class StayApi {

    private static final String STAY = "862938470234113";

    /// For so long a stay that ended is looked for among those that are not settled.
    private static final int DAYS_SINCE_THE_END = 90;

    private final Settlements settlements;
    private final CareRecords care;
    private final DeskDoor door;
    private final DeskOrders orders;
    private final DeskAnswers answers;
    private final Places places;
    private final Looks looks;
    private final Clock clock;

    StayApi(
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
    @Operation(
            summary = "the stays of an institution that have not ended, the earliest admission first",
            description = "And those that ended within the last 90 days and are not settled.")
    @GetMapping("/api/institutions/{institution}/stays")
    List<StayEntry> stays(@Parameter(example = Places.INSTITUTION) @PathVariable String institution, Caller caller) {
        places.today(institution);
        var found = care.openStays(institution, BusinessDay.of(clock.instant()).minusDays(DAYS_SINCE_THE_END));
        looks.at(caller, found.stream().map(visited -> visited.visit().person()).toList());
        return found.stream().map(answers::entry).toList();
    }

    @Allowed(Role.CASHIER)
    @Operation(summary = "admit a person before the institution (入院办理)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(ADMISSION)))
    @PostMapping("/api/institutions/{institution}/stays")
    Changed<StayMade> admit(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @RequestBody AdmissionOrder order,
            Call call) {
        return call.told(new StayMade(door.perform(institution, "presentation", order, call, () -> {
            var place = places.today(institution);
            var shown = places.presentation(institution, order.presentation());
            return orders.admit(order, shown, place, call.caller());
        })));
    }

    private static final String ADMISSION = """
            {"presentation": "q1W2e3R4t5Y6u7I8o9P0a1S2d3F4g5H6", "scheme": "employee",
             "admittedAt": "2025-06-01T09:30:00", "number": "ZY20250601", "emergency": false, "department": "内科",
             "bed": "3", "diagnosis": "社区获得性肺炎"}""";

    @Allowed(Role.CASHIER)
    @Operation(summary = "a stay of an institution with what was charged, by day")
    @GetMapping("/api/institutions/{institution}/stays/{stay}")
    StayAnswer stay(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(description = "就诊ID", example = STAY) @PathVariable String stay,
            Caller caller) {
        return answers.told(found(institution, stay, caller));
    }

    /// @throws RefusedException if there is no such stay of the institution's
    private StayAccount found(String institution, String stay, Caller caller) {
        var found = care.stay(institution, stay)
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_STAY",
                        "stay",
                        new Text("本机构未撤销的住院就诊ID", "the id of a stay of this institution that was not cancelled"),
                        stay)));
        looks.at(caller, List.of(found.visit().person()));
        return found;
    }

    @Allowed(Role.CASHIER)
    @Operation(summary = "cancel an admission to which nothing was charged (入院撤销)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("{}")))
    @PostMapping("/api/institutions/{institution}/stays/{stay}/cancellation")
    Changed<StayMade> cancel(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(description = "就诊ID", example = STAY) @PathVariable String stay,
            @RequestBody Nothing order,
            Call call) {
        return changed(
                institution,
                stay,
                order,
                call,
                found -> new Command.CancelAdmission(found.visit().person(), institution, stay, false));
    }

    private Changed<StayMade> changed(
            String institution, String stay, Record order, Call call, Function<StayAccount, Command> command) {
        door.perform(institution, "stay", order, call, () -> command.apply(found(institution, stay, call.caller())));
        return call.told(new StayMade(stay));
    }

    @Allowed(Role.CASHIER)
    @Operation(summary = "charge lines of a day to a stay (住院费用明细上传), all or none")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                    {"day": "2025-06-01",
                     "lines": [{"code": "XJ01CAA040E001010101445", "quantity": "2", "price": "12.50"}]}""")))
    @PostMapping("/api/institutions/{institution}/stays/{stay}/lines")
    Changed<StayMade> charge(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(description = "就诊ID", example = STAY) @PathVariable String stay,
            @RequestBody LinesOrder order,
            Call call) {
        return changed(
                institution,
                stay,
                order,
                call,
                found -> orders.charge(found.visit(), order, places.today(institution), call.caller()));
    }

    @Allowed(Role.CASHIER)
    @Operation(summary = "withdraw a line of a stay that is not settled (住院费用明细撤销)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"line\": \"862938470234114\"}")))
    @PostMapping("/api/institutions/{institution}/stays/{stay}/lines/withdrawal")
    Changed<StayMade> withdraw(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(description = "就诊ID", example = STAY) @PathVariable String stay,
            @RequestBody LineWithdrawal order,
            Call call) {
        return changed(
                institution,
                stay,
                order,
                call,
                found -> new Command.WithdrawCharges(
                        found.visit().person(), institution, stay, Optional.of(order.line())));
    }

    @Allowed(Role.CASHIER)
    @Operation(summary = "what a stay would come to (住院预结算), also before it ends; nothing is written")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"useAccount\": true}")))
    @PostMapping("/api/institutions/{institution}/stays/{stay}/preview")
    PreviewAnswer preview(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(description = "就诊ID", example = STAY) @PathVariable String stay,
            @RequestBody StayPreview order,
            Caller caller) {
        var found = found(institution, stay, caller);
        return answers.previewed(door.preview("stay", orders.preview(found, order, caller)), List.of());
    }

    @Allowed(Role.CASHIER)
    @Operation(
            summary = "end a stay and settle it (出院办理、住院结算)",
            description =
                    "Both or neither. A stay that has ended already is settled by that end; then there is no `dischargedAt`.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples =
                                    @ExampleObject(
                                            "{\"dischargedAt\": \"2025-06-09T11:00:00\", \"useAccount\": true, \"total\": \"25.00\"}")))
    @PostMapping("/api/institutions/{institution}/stays/{stay}/settlement")
    Changed<SettledAnswer> settle(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(description = "就诊ID", example = STAY) @PathVariable String stay,
            @RequestBody StaySettlement order,
            Call call) {
        var made = door.perform(
                institution,
                "stay",
                order,
                call,
                () -> orders.settle(found(institution, stay, call.caller()), order, call.caller()));
        return call.told(answers.told(settlements.find(made).orElseThrow(), Optional.empty()));
    }

    @Allowed(Role.CASHIER)
    @Operation(summary = "let a stay go on that has ended and is not settled (出院撤销)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("{}")))
    @PostMapping("/api/institutions/{institution}/stays/{stay}/discharge/withdrawal")
    Changed<StayMade> undoDischarge(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(description = "就诊ID", example = STAY) @PathVariable String stay,
            @RequestBody Nothing order,
            Call call) {
        return changed(
                institution,
                stay,
                order,
                call,
                found -> new Command.UndoDischarge(found.visit().person(), institution, stay));
    }
}

package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.api.DeskShapes.DayAnswer;
import org.openyibao.server.api.DeskShapes.PreviewAnswer;
import org.openyibao.server.api.DeskShapes.Reversal;
import org.openyibao.server.api.DeskShapes.SettledAnswer;
import org.openyibao.server.api.DeskShapes.VisitOrder;
import org.openyibao.server.database.Sha256;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.BusyException;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Request;
import org.openyibao.server.settlement.CareRecords;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Field;
import org.openyibao.server.settlement.Message;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Overloaded;
import org.openyibao.server.settlement.Settlements;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a cashier settles for whoever is before him: by the same door as the institution's software does. That the
/// person was looked at is written down when he shows himself, not with each preview. Stays are
/// left to that software, which alone knows what was charged day by day.
@Tag(name = "desk", description = "收费窗口: persons before an institution's cashier, and what is settled there")
@RestController
class DeskApi {

    private static final String SETTLEMENT = "862938470234112";
    private static final int PAGE = 50;

    /// Longer than any id of a message at the national interface: no message of the institution's software can be taken
    /// for one of the desk's, nor undo it unseen.
    private static final String MESSAGE = "desk ";

    private static final String TRANSACTION = "desk";

    private final Settlements settlements;
    private final CareRecords care;
    private final DeskOrders orders;
    private final DeskAnswers answers;
    private final Places places;
    private final Looks looks;
    private final Clock clock;

    DeskApi(
            Settlements settlements,
            CareRecords care,
            DeskOrders orders,
            DeskAnswers answers,
            Places places,
            Looks looks,
            Clock clock) {
        this.settlements = settlements;
        this.care = care;
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
        return switch (settlements.preview(orders.treat(order, shown, place, caller))) {
            case Outcome.Settled settled -> answers.previewed(settled, order);
            case Outcome.Refused(var refusal) -> throw refused(refusal);
            case Outcome.Done other -> throw unexpected(other);
            case Outcome.Opened other -> throw unexpected(other);
            case Outcome.FeesTaken other -> throw unexpected(other);
            case Outcome.Filed other -> throw unexpected(other);
            case Outcome.MessageReused other -> throw unexpected(other);
        };
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
        return call.told(perform(institution, order, call, () -> {
            var place = places.today(institution);
            var shown = places.presentation(institution, order.presentation());
            return orders.treat(order, shown, place, call.caller());
        }));
    }

    /// What was done once is told again, also where it could not be done any more: whoever was there may have gone.
    private SettledAnswer perform(String institution, Record body, Call call, Supplier<Command> command) {
        var request = call.request(body);
        var message = new Message(institution, message(request), TRANSACTION, request.content(), clock.instant());
        // Decided again where another overtook it: the last word counts.
        var refused = new AtomicReference<@Nullable RefusedException>();
        Function<Outcome, byte[]> render = outcome -> {
            refused.set(why(outcome, body, call));
            return outcome instanceof Outcome.Settled settled
                    ? settled.settlement().id().getBytes(StandardCharsets.US_ASCII)
                    : new byte[0];
        };
        var before = settlements.answered(message, render);
        var kept = before.isPresent() ? before.get() : perform(message, command.get(), render);
        var why = refused.get();
        if (why != null) {
            throw why;
        }
        return answers.told(found(institution, new String(kept, StandardCharsets.US_ASCII)), Optional.empty());
    }

    private byte[] perform(Message message, Command command, Function<Outcome, byte[]> render) {
        try {
            return settlements.perform(message, command, render);
        } catch (Overloaded full) {
            throw new BusyException("too much is waiting to be settled", full);
        }
    }

    private static @Nullable RefusedException why(Outcome outcome, Record body, Call call) {
        return switch (outcome) {
            case Outcome.Settled _ -> null;
            case Outcome.Refused(var refusal) -> refused(refusal);
            case Outcome.MessageReused(var first) -> call.reused(first, body);
            case Outcome.Done other -> throw unexpected(other);
            case Outcome.Opened other -> throw unexpected(other);
            case Outcome.FeesTaken other -> throw unexpected(other);
            case Outcome.Filed other -> throw unexpected(other);
        };
    }

    /// A key is its user's own.
    private static String message(Request request) {
        var hash = Sha256.digest().digest((request.caller() + '\n' + request.key()).getBytes(StandardCharsets.UTF_8));
        return MESSAGE + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static IllegalStateException unexpected(Outcome other) {
        return new IllegalStateException("a bill came to " + other.getClass().getSimpleName());
    }

    private static RefusedException refused(org.openyibao.server.settlement.Refusal refusal) {
        return new RefusedException(Refusal.conflict(
                "CANNOT_BE_SETTLED", field(refusal.field()), refusal.expected(), Text.same(refusal.got())));
    }

    private static String field(Field field) {
        return switch (field) {
            case INSTITUTION -> "institution";
            case PERSON, HOME_REGION -> "presentation";
            case SCHEME -> "scheme";
            case LINE_SERIAL, LINE_CODE, LINE_AMOUNT, TOTAL -> "lines";
            case DISEASE -> "disease";
            case SETTLEMENT -> "settlement";
            case VISIT,
                    VISIT_NUMBER,
                    BATCH,
                    OWN_PAY,
                    OVER_LIMIT,
                    FIRST_PAY,
                    IN_SCOPE,
                    LINE_DAY,
                    LINE_NOTED,
                    LINE_QUANTITY,
                    LINE_TAKES_BACK,
                    CATEGORY,
                    ADMITTED,
                    DISCHARGED,
                    ORIGINAL_MESSAGE,
                    FILING,
                    FILING_GROUND,
                    FILING_PLACE,
                    FILING_FROM,
                    FILING_UNTIL,
                    REGISTERED_CODE,
                    REGISTERED_HOME -> throw new IllegalStateException("no bill of a desk has a field " + field);
        };
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
                    "What the institution's software settled too, but for stays. Each payer gets back what it paid.")
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
        if (original.stay().isPresent()) {
            throw new RefusedException(Refusal.conflict(
                            "STAY",
                            "settlement",
                            new Text("门诊或购药的结算", "one of care without a stay"),
                            new Text("住院结算 " + settlement, settlement + ", of a stay"))
                    .instead(DeskOrders.IN_ITS_SOFTWARE));
        }
        return call.told(perform(institution, order, call, () -> orders.reverse(original, order, call.caller())));
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

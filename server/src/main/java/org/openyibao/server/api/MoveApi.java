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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.Role;
import org.openyibao.server.outflow.AccountMove;
import org.openyibao.server.outflow.MoveOrder;
import org.openyibao.server.outflow.Moves;
import org.openyibao.server.outflow.Review;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Accounts that move with the insurance, in two steps.
@Tag(
        name = "moves",
        description =
                "账户转移: the account goes along when the insurance moves, asked by one and reviewed by" + " another")
@RestController
class MoveApi {

    private static final String PERSON = "22020000000000000001";
    private static final String MOVE = "862938470234112";
    private static final String REGION = "\\d{6}";

    private final Moves moves;

    MoveApi(Moves moves) {
        this.moves = moves;
    }

    @Schema(name = "MoveOutRequest")
    record Out(
            @Schema(description = "where the insurance goes (转入地统筹区)") @Pattern(regexp = REGION)
            String toRegion,

            @Schema(description = "its agency (转入地经办机构)") @Size(max = 200)
            String agency,

            @Schema(description = "its document (联系函编号)") @Size(max = 60)
            String reference) {}

    @Schema(name = "MoveInRequest")
    record In(
            @Schema(description = "where the insurance comes from (转出地统筹区)") @Pattern(regexp = REGION)
            String fromRegion,

            @Schema(description = "its agency (转出地经办机构)") @Size(max = 200)
            String agency,

            @Schema(description = "its document, once only (信息表编号)") @Size(max = 60)
            String reference,

            @Schema(description = "money credited in `moneyYear`; it is prior years' where that year is over")
            Fen current,

            @Schema(description = "money of the years before, and all of which no year is known")
            Fen prior,

            @Schema(description = "the year of `current`") @Positive
            int moneyYear) {}

    @Schema(name = "MoveWithinRequest")
    record Within(
            @Schema(description = "the region left; it goes to the one insured in today") @Pattern(regexp = REGION)
            String fromRegion) {}

    @Schema(name = "MoveRejection")
    record Rejection(@Size(max = 200) String why) {}

    @Schema(name = "MoveCancellation")
    record Cancellation(@Size(max = 200) String why) {}

    @Schema(name = "Move")
    record MoveAnswer(
            String move,
            String person,
            AccountMove.Direction direction,
            String fromRegion,
            String toRegion,
            Optional<String> agency,
            Optional<String> reference,
            OffsetDateTime askedAt,
            String clerk,

            @Schema(description = "asked, done, rejected or cancelled")
            String state,

            @Schema(description = "who reviewed or cancelled it")
            Optional<String> endedBy,

            Optional<OffsetDateTime> endedAt,
            Optional<String> why,

            @Schema(description = "this year's money that moved")
            Optional<Fen> current,

            @Schema(description = "prior years' money that moved")
            Optional<Fen> prior) {

        static MoveAnswer of(AccountMove move, Locale locale) {
            return of(move);
        }

        static MoveAnswer of(AccountMove move) {
            return switch (move.state()) {
                case Review.Asked _ -> of(move, "asked", Optional.empty(), Optional.empty(), Optional.empty());
                case Review.Done done ->
                    of(move, "done", Optional.of(done.reviewer()), Optional.of(done.at()), Optional.empty());
                case Review.Rejected no ->
                    of(move, "rejected", Optional.of(no.reviewer()), Optional.of(no.at()), Optional.of(no.why()));
                case Review.Cancelled no ->
                    of(move, "cancelled", Optional.of(no.clerk()), Optional.of(no.at()), Optional.of(no.why()));
            };
        }

        private static MoveAnswer of(
                AccountMove move,
                String state,
                Optional<String> endedBy,
                Optional<Instant> endedAt,
                Optional<String> why) {
            return new MoveAnswer(
                    move.id(),
                    move.person(),
                    move.direction(),
                    move.fromRegion(),
                    move.toRegion(),
                    UseApi.given(move.agency()),
                    UseApi.given(move.reference()),
                    BusinessDay.local(move.askedAt()),
                    move.clerk(),
                    state,
                    endedBy,
                    endedAt.map(BusinessDay::local),
                    why,
                    move.done().map(Review.Done::current),
                    move.done().map(Review.Done::prior));
        }
    }

    @Operation(
            summary = "ask that an account go to a region elsewhere (账户转出)",
            description =
                    "The insurance here has ended before. The whole balance goes with the approval; the wallet stays.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"toRegion": "310000", "agency": "样例市医保中心", "reference": "L-2025-0007"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/accounts/{person}/moves/out")
    Changed<MoveAnswer> out(
            @Parameter(example = PERSON) @PathVariable String person, @RequestBody Out order, Call call) {
        var asked = new MoveOrder.Out(
                person,
                order.toRegion(),
                order.agency(),
                order.reference(),
                call.caller().name());
        return call.<AccountMove, MoveAnswer>once(order, MoveAnswer::of, once -> moves.ask(once, asked));
    }

    @Operation(
            summary = "ask that money of an account elsewhere come in (账户转入)",
            description = "The person is insured here already. Money of a year that is over comes in as prior years'.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"fromRegion": "310000", "agency": "样例市医保中心", "reference": "X-2025-0007",
                             "current": "210.00", "prior": "3210.55", "moneyYear": 2025}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/accounts/{person}/moves/in")
    Changed<MoveAnswer> in(@Parameter(example = PERSON) @PathVariable String person, @RequestBody In order, Call call) {
        var asked = new MoveOrder.In(
                person,
                order.fromRegion(),
                order.agency(),
                order.reference(),
                new Balances(order.current(), order.prior()),
                order.moneyYear(),
                call.caller().name());
        return call.<AccountMove, MoveAnswer>once(order, MoveAnswer::of, once -> moves.ask(once, asked));
    }

    @Operation(
            summary = "ask that an account follow its owner between two regions of this server (系统内账户转移)",
            description =
                    "The insurance has moved before. The balance stays as it is; what the regions owe each other is"
                            + " in the journal.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"fromRegion\": \"220200\"}")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/accounts/{person}/moves/within")
    Changed<MoveAnswer> within(
            @Parameter(example = PERSON) @PathVariable String person, @RequestBody Within order, Call call) {
        var asked =
                new MoveOrder.Within(person, order.fromRegion(), call.caller().name());
        return call.<AccountMove, MoveAnswer>once(order, MoveAnswer::of, once -> moves.ask(once, asked));
    }

    @Operation(
            summary = "approve a move: the money moves (复核)",
            description = "By somebody else than who asked. It is decided again on the balance of that moment.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("{}")))
    @Allowed(Role.REVIEWER)
    @PostMapping("/api/accounts/{person}/moves/{move}/approval")
    Changed<MoveAnswer> approve(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = MOVE) @PathVariable String move,
            @RequestBody Nothing nothing,
            Call call) {
        return call.<AccountMove, MoveAnswer>once(
                nothing,
                MoveAnswer::of,
                once -> moves.approve(once, person, move, call.caller().name()));
    }

    @Operation(summary = "reject a move (驳回)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"why\": \"凭证与本人不符\"}")))
    @Allowed(Role.REVIEWER)
    @PostMapping("/api/accounts/{person}/moves/{move}/rejection")
    Changed<MoveAnswer> reject(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = MOVE) @PathVariable String move,
            @RequestBody Rejection request,
            Call call) {
        return call.<AccountMove, MoveAnswer>once(
                request,
                MoveAnswer::of,
                once -> moves.reject(once, person, move, call.caller().name(), request.why()));
    }

    @Operation(summary = "cancel a move that nobody reviewed yet (撤回)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"why\": \"本人撤回\"}")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/accounts/{person}/moves/{move}/cancellation")
    Changed<MoveAnswer> cancel(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = MOVE) @PathVariable String move,
            @RequestBody Cancellation request,
            Call call) {
        return call.<AccountMove, MoveAnswer>once(
                request,
                MoveAnswer::of,
                once -> moves.cancel(once, person, move, call.caller().name(), request.why()));
    }

    @Operation(summary = "an account's moves and what became of them, the first first")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/accounts/{person}/moves")
    List<MoveAnswer> list(@Parameter(example = PERSON) @PathVariable String person) {
        return moves.of(person).stream().map(MoveAnswer::of).toList();
    }
}

package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.clearing.Dispute;
import org.openyibao.server.clearing.Disputes;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Disputes about what is owed for an item of a cleared day.
@Tag(name = "clearing", description = "异地清算: what regions owe each other for care away from home")
@RestController
class DisputeApi {

    private static final String DISPUTE = "862938470234112-1";

    private final Disputes disputes;
    private final Scopes scopes;

    DisputeApi(Disputes disputes, Scopes scopes) {
        this.disputes = disputes;
        this.scopes = scopes;
    }

    @Schema(name = "DisputeRequest")
    record Order(
            @Schema(description = "the item, by its settlement (结算ID)") @Size(max = 30)
            String settlement,

            @Schema(description = "what the home does not want to owe") @Positive
            Fen amount,

            @Size(max = 200) String reason) {}

    @Schema(name = "DisputeReply")
    record Reply(@Size(max = 200) String words) {}

    @Schema(name = "DisputeDecision")
    record Decision(boolean upheld, @Size(max = 200) String words) {}

    @Schema(name = "DisputeStep")
    record StepAnswer(Dispute.Kind kind, String words, String clerk, OffsetDateTime at) {
        static StepAnswer of(Dispute.Step step) {
            return new StepAnswer(step.kind(), step.words(), step.clerk(), BusinessDay.local(step.at()));
        }
    }

    @Schema(name = "Dispute")
    record DisputeAnswer(
            String dispute,
            String settlement,
            LocalDate day,
            String home,
            String place,
            Fen amount,
            Dispute.Kind state,
            @Schema(description = "the first first") List<StepAnswer> steps,

            @Schema(description = "what an upheld dispute came to: owed by place to home")
            Optional<String> adjustment) {

        static DisputeAnswer of(Dispute dispute, Locale locale) {
            return of(dispute);
        }

        static DisputeAnswer of(Dispute dispute) {
            return new DisputeAnswer(
                    dispute.id(),
                    dispute.settlement(),
                    dispute.day(),
                    dispute.home(),
                    dispute.place(),
                    dispute.amount(),
                    dispute.last().kind(),
                    dispute.steps().stream().map(StepAnswer::of).toList(),
                    Optional.of(dispute.last().adjustment()).filter(id -> !id.isEmpty()));
        }
    }

    @Operation(
            summary = "dispute what is owed for a settlement of a cleared day (清算争议)",
            description = "By the region that owes, at most what is still owed for it; one at a time.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"settlement": "862938470234112", "amount": "200.00", "reason": "目录外用药"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/clearing/disputes")
    Changed<DisputeAnswer> raise(@RequestBody Order order, Call call) {
        scopes.home(call.caller(), order.settlement());
        return call.<Dispute, DisputeAnswer>once(
                order,
                DisputeAnswer::of,
                once -> disputes.raise(
                        once,
                        order.settlement(),
                        order.amount(),
                        order.reason(),
                        call.caller().name()));
    }

    @Operation(summary = "answer a dispute, at the place of care (答复)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"words\": \"处方与病历相符\"}")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/clearing/disputes/{dispute}/answer")
    Changed<DisputeAnswer> answer(
            @Parameter(example = DISPUTE) @PathVariable String dispute, @RequestBody Reply reply, Call call) {
        disputes.find(dispute).ifPresent(found -> scopes.region(call.caller(), found.place()));
        return call.<Dispute, DisputeAnswer>once(
                reply,
                DisputeAnswer::of,
                once -> disputes.answer(
                        once, dispute, reply.words(), call.caller().name()));
    }

    @Operation(
            summary = "decide an answered dispute (裁定)",
            description =
                    "Upheld: the place owes the amount back, by an adjustment of today. Of two clerks the second is "
                            + "told who was first.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"upheld\": true, \"words\": \"核减目录外用药\"}")))
    @Allowed(Role.REVIEWER)
    @PostMapping("/api/clearing/disputes/{dispute}/decision")
    Changed<DisputeAnswer> decide(
            @Parameter(example = DISPUTE) @PathVariable String dispute, @RequestBody Decision decision, Call call) {
        disputes.find(dispute).ifPresent(found -> {
            scopes.region(call.caller(), found.home());
            scopes.region(call.caller(), found.place());
        });
        return call.<Dispute, DisputeAnswer>once(
                decision,
                DisputeAnswer::of,
                once -> disputes.decide(
                        once,
                        dispute,
                        decision.upheld(),
                        decision.words(),
                        call.caller().name()));
    }

    @Operation(summary = "a dispute and what was done about it")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/clearing/disputes/{dispute}")
    DisputeAnswer find(@Parameter(example = DISPUTE) @PathVariable String dispute) {
        return disputes.find(dispute)
                .map(DisputeAnswer::of)
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_DISPUTE", "dispute", new Text("已有的争议编号", "the id of a dispute"), dispute)));
    }

    @Operation(summary = "the disputes about a cleared day, by settlement")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/clearing/days/{day}/disputes")
    List<DisputeAnswer> of(@Parameter(example = "2025-06-09") @PathVariable LocalDate day, Caller caller) {
        return disputes.of(day).stream()
                .filter(dispute -> scopes.covers(caller, dispute.home()) || scopes.covers(caller, dispute.place()))
                .map(DisputeAnswer::of)
                .toList();
    }
}

package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.WithdrawalReason;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.document.Documents;
import org.openyibao.server.enrolment.Masked;
import org.openyibao.server.identity.Role;
import org.openyibao.server.outflow.Review;
import org.openyibao.server.outflow.Withdrawal;
import org.openyibao.server.outflow.WithdrawalOrder;
import org.openyibao.server.outflow.Withdrawals;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Withdrawals, in two steps.
@Tag(name = "withdrawals", description = "支取: the balance of an account paid out, asked by one and reviewed by another")
@RestController
class WithdrawalApi {

    private static final String PERSON = "22020000000000000001";
    private static final String WITHDRAWAL = "862938470234112";

    private final Withdrawals withdrawals;
    private final Documents documents;

    WithdrawalApi(Withdrawals withdrawals, Documents documents) {
        this.withdrawals = withdrawals;
        this.documents = documents;
    }

    @Schema(name = "WithdrawalRequest")
    record Order(
            @Schema(description = "why money is to leave the account (支取原因)")
            WithdrawalReason reason,

            @Schema(description = "the day of the death, departure or exit: the last day of the insurance")
            LocalDate happenedOn,

            @Schema(description = "codes of the papers handed in (材料)")
            List<String> documents,

            @Schema(description = "those of them that were sent as documents")
            Optional<List<DocumentApi.FileNamed>> files,

            @Schema(description = "who receives the money (收款人)") @Size(max = 200)
            String payeeName,

            @Schema(description = "and where (收款账户)") @Size(max = 60)
            Optional<String> payeeAccount) {}

    @Schema(name = "WithdrawalRejection")
    record Rejection(@Size(max = 200) String why) {}

    @Schema(name = "WithdrawalCancellation")
    record Cancellation(@Size(max = 200) String why) {}

    @Schema(name = "Withdrawal")
    record WithdrawalAnswer(
            String withdrawal,
            String person,
            WithdrawalReason reason,
            LocalDate happenedOn,
            List<String> documents,

            @Schema(description = "those of them that were sent as documents; in lists alone")
            Optional<List<DocumentApi.FileNamed>> files,

            @Schema(description = "self or heir") String payee,
            @Schema(description = "masked", example = "张*") String payeeName,
            OffsetDateTime askedAt,
            String clerk,

            @Schema(description = "asked, paid, rejected or cancelled")
            String state,

            @Schema(description = "who reviewed or cancelled it")
            Optional<String> endedBy,

            Optional<OffsetDateTime> endedAt,
            Optional<String> why,
            @Schema(description = "what was paid") Optional<Fen> paid,
            @Schema(description = "of this year's money") Optional<Fen> fromCurrent,
            @Schema(description = "of prior years' money") Optional<Fen> fromPrior) {

        static WithdrawalAnswer of(Withdrawal withdrawal, Locale locale) {
            return of(withdrawal, Optional.empty());
        }

        static WithdrawalAnswer of(Withdrawal withdrawal, Optional<List<DocumentApi.FileNamed>> files) {
            return switch (withdrawal.state()) {
                case Review.Asked _ ->
                    of(
                            withdrawal,
                            files,
                            "asked",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
                case Review.Done paid ->
                    of(
                            withdrawal,
                            files,
                            "paid",
                            Optional.of(paid.reviewer()),
                            Optional.of(paid.at()),
                            Optional.empty(),
                            Optional.of(paid));
                case Review.Rejected no ->
                    of(
                            withdrawal,
                            files,
                            "rejected",
                            Optional.of(no.reviewer()),
                            Optional.of(no.at()),
                            Optional.of(no.why()),
                            Optional.empty());
                case Review.Cancelled no ->
                    of(
                            withdrawal,
                            files,
                            "cancelled",
                            Optional.of(no.clerk()),
                            Optional.of(no.at()),
                            Optional.of(no.why()),
                            Optional.empty());
            };
        }

        private static WithdrawalAnswer of(
                Withdrawal withdrawal,
                Optional<List<DocumentApi.FileNamed>> files,
                String state,
                Optional<String> endedBy,
                Optional<Instant> endedAt,
                Optional<String> why,
                Optional<Review.Done> paid) {
            return new WithdrawalAnswer(
                    withdrawal.id(),
                    withdrawal.person(),
                    withdrawal.reason(),
                    withdrawal.happenedOn(),
                    withdrawal.documents(),
                    files,
                    withdrawal.payee(),
                    Masked.name(withdrawal.payeeName()),
                    BusinessDay.local(withdrawal.askedAt()),
                    withdrawal.clerk(),
                    state,
                    endedBy,
                    endedAt.map(BusinessDay::local),
                    why,
                    paid.map(amounts -> amounts.current().plus(amounts.prior())),
                    paid.map(Review.Done::current),
                    paid.map(Review.Done::prior));
        }
    }

    @Operation(
            summary = "ask that the balance of an account be paid out (支取申请)",
            description = "Refused, with the papers that are missing in `details`, where it could not be paid.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"reason": "death", "happenedOn": "2025-05-31", "documents": ["heir-id", "bank-account"],
                             "payeeName": "测试戊", "payeeAccount": "6222000000000000000"}""")))
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/accounts/{person}/withdrawals")
    Changed<WithdrawalAnswer> ask(
            @Parameter(example = PERSON) @PathVariable String person, @RequestBody Order order, Call call) {
        var asked = new WithdrawalOrder(
                person,
                order.reason(),
                order.happenedOn(),
                order.documents(),
                order.payeeName(),
                order.payeeAccount(),
                call.caller().name());
        var files = DocumentApi.FileNamed.asked(call.caller(), order.documents(), order.files());
        return call.<Withdrawal, WithdrawalAnswer>once(
                order, WithdrawalAnswer::of, once -> withdrawals.ask(once, asked, files));
    }

    @Operation(
            summary = "approve a withdrawal: the balance is paid out and the insurance ends (复核支付)",
            description = "By somebody else than who asked. Of two reviewers the second is told who was first.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("{}")))
    @Allowed(Role.REVIEWER)
    @PostMapping("/api/accounts/{person}/withdrawals/{withdrawal}/approval")
    Changed<WithdrawalAnswer> approve(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = WITHDRAWAL) @PathVariable String withdrawal,
            @RequestBody Nothing nothing,
            Call call) {
        return call.<Withdrawal, WithdrawalAnswer>once(
                nothing,
                WithdrawalAnswer::of,
                once -> withdrawals.approve(
                        once, person, withdrawal, call.caller().name()));
    }

    @Operation(summary = "reject a withdrawal (驳回)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"why\": \"材料与本人不符\"}")))
    @Allowed(Role.REVIEWER)
    @PostMapping("/api/accounts/{person}/withdrawals/{withdrawal}/rejection")
    Changed<WithdrawalAnswer> reject(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = WITHDRAWAL) @PathVariable String withdrawal,
            @RequestBody Rejection request,
            Call call) {
        return call.<Withdrawal, WithdrawalAnswer>once(
                request,
                WithdrawalAnswer::of,
                once -> withdrawals.reject(
                        once, person, withdrawal, call.caller().name(), request.why()));
    }

    @Operation(summary = "cancel a withdrawal that nobody reviewed yet (撤回)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"why\": \"家属撤回\"}")))
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/accounts/{person}/withdrawals/{withdrawal}/cancellation")
    Changed<WithdrawalAnswer> cancel(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = WITHDRAWAL) @PathVariable String withdrawal,
            @RequestBody Cancellation request,
            Call call) {
        return call.<Withdrawal, WithdrawalAnswer>once(
                request,
                WithdrawalAnswer::of,
                once -> withdrawals.cancel(
                        once, person, withdrawal, call.caller().name(), request.why()));
    }

    @Operation(summary = "an account's withdrawals and what became of them, the first first")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/accounts/{person}/withdrawals")
    List<WithdrawalAnswer> list(@Parameter(example = PERSON) @PathVariable String person) {
        var files = documents.attached(person, Documents.About.WITHDRAWAL);
        return withdrawals.of(person).stream()
                .map(withdrawal -> WithdrawalAnswer.of(
                        withdrawal,
                        Optional.of(DocumentApi.FileNamed.of(files.getOrDefault(withdrawal.id(), List.of())))))
                .toList();
    }
}

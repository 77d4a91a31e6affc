package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.family.WalletTransfer;
import org.openyibao.server.family.Wallets;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Money sent to relatives in other provinces.
@Tag(name = "wallet", description = "医保钱包: money sent to relatives in other provinces")
@RestController
class WalletApi {

    private final Wallets wallets;

    WalletApi(Wallets wallets) {
        this.wallets = wallets;
    }

    @Schema(name = "WalletTransferRequest")
    record Wish(
            @Schema(description = "whose wallet it is for (接收人的人员编号)") @Size(max = 30)
            String recipient,

            @Schema(description = "what the owner of the account is to the recipient: mother, spouse, ...")
            Relation relation,

            @Positive Fen amount) {

        Wallets.Wish of(String owner, Caller caller) {
            return new Wallets.Wish(owner, recipient, relation, amount, caller.name());
        }
    }

    @Schema(name = "WalletTransfer")
    record TransferAnswer(
            String transfer,
            String owner,
            String recipient,
            Relation relation,
            Fen amount,
            @Schema(description = "of this year's money") Fen fromCurrent,
            @Schema(description = "of prior years' money") Fen fromPrior,
            OffsetDateTime madeAt,

            @Schema(description = "when it goes back if it was not accepted; none: never")
            Optional<OffsetDateTime> returnsAt,

            WalletTransfer.State state,

            @Schema(description = "when it was accepted or went back")
            Optional<OffsetDateTime> endedAt) {

        static TransferAnswer of(WalletTransfer transfer, Locale locale) {
            return of(transfer);
        }

        static TransferAnswer of(WalletTransfer transfer) {
            return new TransferAnswer(
                    transfer.id(),
                    transfer.owner(),
                    transfer.recipient(),
                    transfer.relation(),
                    transfer.amount(),
                    transfer.paid().current(),
                    transfer.paid().prior(),
                    BusinessDay.local(transfer.madeAt()),
                    transfer.returnsAt().map(BusinessDay::local),
                    transfer.state(),
                    transfer.endedAt().map(BusinessDay::local));
        }
    }

    @Schema(name = "Wallet")
    record WalletAnswer(
            Fen balance,

            @Schema(description = "made or received by the person, the latest first")
            List<TransferAnswer> transfers) {}

    @Operation(
            summary = "send money from an account to a relative's wallet in another province (跨省共济转账)",
            description = "It leaves the account at once and reaches the wallet when it is accepted; if it is not "
                    + "accepted in time, it goes back.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                                    {"recipient": "11000000000000000002", "relation": "mother", "amount": "500.00"}""")))
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/accounts/{person}/wallet/transfers")
    Changed<TransferAnswer> send(
            @Parameter(example = "22020000000000000001") @PathVariable String person,
            @RequestBody Wish wish,
            Call call) {
        return call.<WalletTransfer, TransferAnswer>once(
                wish, TransferAnswer::of, once -> wallets.send(once, wish.of(person, call.caller())));
    }

    @Operation(summary = "accept a transfer; the person is its recipient")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("{}")))
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/accounts/{person}/wallet/transfers/{transfer}/acceptance")
    Changed<TransferAnswer> accept(
            @Parameter(example = "11000000000000000002") @PathVariable String person,
            @Parameter(example = "862938470234112") @PathVariable String transfer,
            @RequestBody Nothing nothing,
            Call call) {
        return call.<WalletTransfer, TransferAnswer>once(
                nothing,
                TransferAnswer::of,
                once -> wallets.accept(once, person, transfer, call.caller().name()));
    }

    @Operation(summary = "what a person's wallet holds, and the transfers that the person made or received")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/accounts/{person}/wallet")
    WalletAnswer wallet(@Parameter(example = "11000000000000000002") @PathVariable String person) {
        var view = wallets.of(person);
        return new WalletAnswer(
                view.balance(),
                view.transfers().stream().map(TransferAnswer::of).toList());
    }
}

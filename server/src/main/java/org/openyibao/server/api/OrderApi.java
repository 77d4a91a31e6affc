package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.identity.Role;
import org.openyibao.server.settlement.Orders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Orders at pharmacies, as their persons see and pay them.
@Tag(name = "orders", description = "购药订单: what a pharmacy put down for a person, who pays it")
@RestController
class OrderApi {

    private final Orders orders;

    OrderApi(Orders orders) {
        this.orders = orders;
    }

    @Schema(name = "OrderLine")
    record LineAnswer(String code, String name, Fen amount) {}

    @Schema(name = "PurchaseOrder")
    record OrderAnswer(String order, String institution, LocalDate day, Fen total, List<LineAnswer> lines) {

        static OrderAnswer of(Orders.Order order) {
            var visit = order.visit();
            return new OrderAnswer(
                    visit.id(),
                    visit.institution(),
                    visit.openedAt().toLocalDate(),
                    order.total(),
                    order.lines().stream()
                            .map(line -> new LineAnswer(
                                    line.code(), line.line().name(), line.line().amount()))
                            .toList());
        }
    }

    @Schema(name = "OrderPaymentRequest")
    record Payment(
            @Schema(description = "the order's total, as the person saw it")
            Fen total,

            @Schema(description = "whether the account pays as far as it may, relatives' accounts after it; else cash")
            boolean useAccount) {}

    @Schema(name = "OrderPayment")
    record PaymentAnswer(
            String order,
            @Schema(description = "结算ID") String settlement,
            Fen total,
            Fen funds,

            @Schema(description = "of the person's own account and wallet")
            Fen account,

            @Schema(description = "of relatives' accounts") Fen family,
            Fen cash) {

        static PaymentAnswer of(Orders.Paid paid, Locale locale) {
            var settlement = paid.settlement();
            return new PaymentAnswer(
                    paid.order().visit().id(),
                    settlement.id(),
                    settlement.total(),
                    settlement.funds(),
                    settlement.account().plus(settlement.wallet()),
                    settlement.familyPaid(),
                    settlement.cash());
        }
    }

    @Operation(summary = "a person's orders that wait to be paid (待支付的购药订单), the last first")
    @Allowed(Role.INSURED)
    @GetMapping("/api/persons/{person}/orders")
    List<OrderAnswer> list(@Parameter(example = PersonApi.PERSON) @PathVariable String person) {
        return orders.open(person).stream().map(OrderAnswer::of).toList();
    }

    @Operation(
            summary = "pay an order (支付购药订单)",
            description = "The person pays, nobody else. The pharmacy learns of it by 2171 and may refund it by 2163.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"total\": \"72.50\", \"useAccount\": true}")))
    @Allowed(Role.INSURED)
    @PostMapping("/api/persons/{person}/orders/{order}/payment")
    Changed<PaymentAnswer> pay(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person,
            @Parameter(description = "就诊登记号", example = "862938470234112") @PathVariable String order,
            @RequestBody Payment payment,
            Call call) {
        return call.<Orders.Paid, PaymentAnswer>once(
                payment,
                PaymentAnswer::of,
                once -> orders.pay(once, person, order, payment.total(), payment.useAccount()));
    }
}

package org.openyibao.server.api;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.api.DeskShapes.LineOrder;
import org.openyibao.server.api.DeskShapes.Reversal;
import org.openyibao.server.api.DeskShapes.VisitOrder;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Presentation;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.AccountUse;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.FeeItem;
import org.openyibao.server.settlement.FeeItem.Approval;
import org.openyibao.server.settlement.SettlementRecord;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes of what a cashier asks what the settlement room does.
@Component
class DeskOrders {

    private static final int QUANTITY_PLACES = 4;
    private static final int PRICE_PLACES = 6;

    /// A desk sends no class of care of the nation's: its kinds say it.
    private static final String NO_CATEGORY = "";

    /// What to do with a stay: what was charged day by day, and that it ended, the hospital's software alone knows.
    static final Text IN_ITS_SOFTWARE = new Text(
            "住院请在医院的软件中办理出院、结算或撤销；结算后可在“当日结算与对账”中查看、打印",
            "discharge, settle or reverse a stay in the hospital's software; once settled it is shown and printed from the day's list");

    private final Registry registry;
    private final Clock clock;
    private final JsonMapper json;

    DeskOrders(Registry registry, Clock clock, JsonMapper json) {
        this.registry = registry;
        this.clock = clock;
        this.json = json;
    }

    /// What is kept beside what the desk settles.
    record Kept(String cashier, String presentation, List<String> quantities, List<String> prices) {}

    /// Care without a stay, today.
    ///
    /// @throws RefusedException if a line is none, or it is a stay
    Command.Treat treat(VisitOrder order, Presentation shown, Institution place, Caller caller) {
        if (order.visitKind() == VisitKind.INPATIENT) {
            throw new RefusedException(Refusal.badInput(
                            "WRONG_VALUE",
                            "visitKind",
                            new Text("门诊、急诊、门诊慢特病或药店购药", "care without a stay"),
                            Text.same(order.visitKind().toString()))
                    .instead(IN_ITS_SOFTWARE));
        }
        var items = items(order.lines(), place);
        return new Command.Treat(
                shown.person(),
                place.code(),
                LocalDateTime.ofInstant(clock.instant(), BusinessDay.ZONE),
                order.disease().orElse(""),
                items,
                new Command.SettleTerms(
                        order.scheme(),
                        order.visitKind(),
                        NO_CATEGORY,
                        items.stream().map(FeeItem::amount).reduce(Fen.ZERO, Fen::plus),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        order.useAccount() ? AccountUse.OWN_FIRST : AccountUse.NONE,
                        json.writeValueAsString(new Kept(
                                caller.name(),
                                shown.id(),
                                order.lines().stream().map(LineOrder::quantity).toList(),
                                order.lines().stream().map(LineOrder::price).toList()))));
    }

    private List<FeeItem> items(List<LineOrder> lines, Institution place) {
        if (lines.isEmpty()) {
            throw Inputs.missing("lines", new Text("至少一行费用", "at least one line"));
        }
        var today = BusinessDay.of(clock.instant());
        registry.prepare(place.region(), lines.stream().map(LineOrder::code).toList());
        var items = new ArrayList<FeeItem>(lines.size());
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (registry.entry(place.region(), line.code(), today).isEmpty()) {
                throw new RefusedException(Refusal.badInput(
                        "UNKNOWN_CODE",
                        "lines[" + i + "].code",
                        new Text("本地医保目录中 " + today + " 有效的编码", "a code of the catalogue here on " + today),
                        Text.same(line.code())));
            }
            items.add(item(i, line, today));
        }
        return items;
    }

    private static FeeItem item(int index, LineOrder line, LocalDate day) {
        var quantity = scaled(line.quantity(), QUANTITY_PLACES);
        var price = scaled(line.price(), PRICE_PLACES);
        var approval = line.conditions().map(ClaimShapes.Conditions::approval).orElse(Approval.NONE);
        var serial = Integer.toString(index + 1);
        var amount = new FeeItem(serial, line.code(), quantity, price, Fen.ZERO, day, approval).priced();
        if (amount.isZero() || amount.equals(Fen.LARGEST)) {
            throw Inputs.wrong(
                    "lines[" + index + "]." + (quantity == 0 ? "quantity" : "price"),
                    new Text(
                            "使本行金额大于 0、小于 " + Fen.LARGEST + " 元的数",
                            "a number that makes the line's amount more than 0 and less than " + Fen.LARGEST),
                    Text.same(quantity == 0 ? line.quantity() : line.price()));
        }
        return new FeeItem(serial, line.code(), quantity, price, amount, day, approval);
    }

    /// Digits, with at most `places` after the point, as a whole number of the last place.
    private static long scaled(String number, int places) {
        var point = number.indexOf('.');
        var decimals = point < 0 ? "" : number.substring(point + 1);
        return Long.parseLong(
                (point < 0 ? number : number.substring(0, point)) + decimals + "0".repeat(places - decimals.length()));
    }

    /// Takes a settlement back, and keeps who did and why.
    Command.Reverse reverse(SettlementRecord original, Reversal order, Caller caller) {
        return new Command.Reverse(
                original.person(),
                original.institution(),
                original.visit(),
                original.id(),
                details -> json.writeValueAsString(
                        kept(json, details).put("cashier", caller.name()).put("reason", order.reason())));
    }

    /// Of what the institution's software settled it has none of the desk's fields.
    static ObjectNode kept(JsonMapper json, String details) {
        return json.readTree(details) instanceof ObjectNode node ? node : json.createObjectNode();
    }
}

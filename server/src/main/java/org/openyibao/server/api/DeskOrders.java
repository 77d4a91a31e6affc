package org.openyibao.server.api;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.api.DeskShapes.LineOrder;
import org.openyibao.server.api.DeskShapes.Reversal;
import org.openyibao.server.api.DeskShapes.VisitOrder;
import org.openyibao.server.api.StayShapes.AdmissionOrder;
import org.openyibao.server.api.StayShapes.LinesOrder;
import org.openyibao.server.api.StayShapes.StayPreview;
import org.openyibao.server.api.StayShapes.StaySettlement;
import org.openyibao.server.database.Ids;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Presentation;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.AccountUse;
import org.openyibao.server.settlement.CareRecords.StayAccount;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.FeeItem;
import org.openyibao.server.settlement.FeeItem.Approval;
import org.openyibao.server.settlement.SettlementRecord;
import org.openyibao.server.settlement.VisitRecord;
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

    private final Registry registry;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;

    DeskOrders(Registry registry, Ids ids, Clock clock, JsonMapper json) {
        this.registry = registry;
        this.ids = ids;
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
                    .instead(new Text(
                            "住院请在“住院”页面办理入院，按日记账，出院时结算", "admit, charge and settle a stay on the page for stays")));
        }
        var items = items(order.lines(), place, BusinessDay.of(clock.instant()), i -> Integer.toString(i + 1));
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
                                caller.name(), shown.id(), quantities(order.lines()), prices(order.lines())))));
    }

    /// What is kept of an admission.
    record KeptAdmission(String cashier, String presentation, String department, String bed, String diagnosis) {}

    Command.Admit admit(AdmissionOrder order, Presentation shown, Institution place, Caller caller) {
        return new Command.Admit(
                shown.person(),
                order.scheme(),
                place.code(),
                order.admittedAt(),
                order.number(),
                NO_CATEGORY,
                order.emergency(),
                "",
                "",
                json.writeValueAsString(new KeptAdmission(
                        caller.name(),
                        shown.id(),
                        order.department(),
                        order.bed().orElse(""),
                        order.diagnosis())));
    }

    /// What is kept beside the lines of a stay.
    record KeptLines(String cashier, List<String> quantities, List<String> prices) {}

    /// @throws RefusedException if a line is none
    Command.Charge charge(VisitRecord stay, LinesOrder order, Institution place, Caller caller) {
        return new Command.Charge(
                stay.person(),
                stay.institution(),
                stay.id(),
                items(order.lines(), place, order.day(), _ -> ids.nextText()),
                json.writeValueAsString(
                        new KeptLines(caller.name(), quantities(order.lines()), prices(order.lines()))));
    }

    /// What a stay comes to for its end: that of the order, or the one that it had.
    ///
    /// @throws RefusedException if it has none
    Command.SettleStay settle(StayAccount stay, StaySettlement order, Caller caller) {
        if (order.dischargedAt().isEmpty() && stay.visit().dischargedAt().isEmpty()) {
            throw Inputs.missing("dischargedAt", new Text("出院时间", "when the stay ended"));
        }
        return settle(stay.visit(), order.dischargedAt(), false, order.total(), order.useAccount(), caller);
    }

    /// What it would come to; without an end, as if it ended today.
    Command.SettleStay preview(StayAccount stay, StayPreview order, Caller caller) {
        return settle(
                stay.visit(),
                order.dischargedAt(),
                order.dischargedAt().isEmpty(),
                stay.unsettled(),
                order.useAccount(),
                caller);
    }

    private record KeptCashier(String cashier) {}

    private Command.SettleStay settle(
            VisitRecord stay,
            Optional<LocalDateTime> dischargedAt,
            boolean evenBefore,
            Fen total,
            boolean useAccount,
            Caller caller) {
        return new Command.SettleStay(
                stay.person(),
                stay.institution(),
                stay.id(),
                false,
                evenBefore,
                dischargedAt,
                new Command.SettleTerms(
                        stay.scheme(),
                        VisitKind.INPATIENT,
                        NO_CATEGORY,
                        total,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        useAccount ? AccountUse.OWN_FIRST : AccountUse.NONE,
                        json.writeValueAsString(new KeptCashier(caller.name()))));
    }

    private static List<String> quantities(List<LineOrder> lines) {
        return lines.stream().map(LineOrder::quantity).toList();
    }

    private static List<String> prices(List<LineOrder> lines) {
        return lines.stream().map(LineOrder::price).toList();
    }

    private List<FeeItem> items(List<LineOrder> lines, Institution place, LocalDate day, IntFunction<String> serials) {
        if (lines.isEmpty()) {
            throw Inputs.missing("lines", new Text("至少一行费用", "at least one line"));
        }
        registry.prepare(place.region(), lines.stream().map(LineOrder::code).toList());
        var items = new ArrayList<FeeItem>(lines.size());
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (registry.entry(place.region(), line.code(), day).isEmpty()) {
                throw new RefusedException(Refusal.badInput(
                        "UNKNOWN_CODE",
                        "lines[" + i + "].code",
                        new Text("本地医保目录中 " + day + " 有效的编码", "a code of the catalogue here on " + day),
                        Text.same(line.code())));
            }
            items.add(item(i, line, serials.apply(i), day));
        }
        return items;
    }

    private static FeeItem item(int index, LineOrder line, String serial, LocalDate day) {
        var quantity = scaled(line.quantity(), QUANTITY_PLACES);
        var price = scaled(line.price(), PRICE_PLACES);
        var approval = line.conditions().map(ClaimShapes.Conditions::approval).orElse(Approval.NONE);
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

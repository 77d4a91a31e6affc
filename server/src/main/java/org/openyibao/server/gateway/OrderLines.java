package org.openyibao.server.gateway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.settlement.FeeItem;
import org.openyibao.server.settlement.FeeItem.Approval;

/// The lines of an order (`feedetl`, 2166). One with a quantity and an amount below zero is a return (退货): it takes so
/// much off an earlier line of the order with the same code and price. What is left is what is bought.
final class OrderLines {

    private final List<FeeItem> left = new ArrayList<>();
    private final HashSet<String> serials = new HashSet<>();

    private OrderLines() {}

    /// @throws InvalidFieldException if a line is not what it should be, or nothing is left
    static List<FeeItem> left(List<Fields> rows) {
        var lines = new OrderLines();
        rows.forEach(lines::add);
        if (lines.left.isEmpty()) {
            throw rows.getLast().refused("cnt", "退货后仍有药品的订单", "全部退货");
        }
        return List.copyOf(lines.left);
    }

    private void add(Fields row) {
        row.text("medins_list_codg", 50);
        var returned = row.isBelowZero("cnt");
        var item = new FeeItem(
                row.text("feedetl_sn", 30),
                row.text("hilist_code", 50),
                returned ? row.quantityTakenBack("cnt") : row.quantity("cnt"),
                row.price("pric"),
                returned ? row.moneyTakenBack("amt") : row.money("amt"),
                row.dateTime("detl_ocur_time").toLocalDate(),
                Approval.NONE);
        var priced = returned ? item.priced().negated() : item.priced();
        if (Math.abs(priced.minus(item.amount()).value()) > 1) {
            throw row.refused(
                    "amt", "单价×数量 " + priced + "（相差不超过 0.01）", item.amount().toString());
        }
        if (!serials.add(item.serial())) {
            throw row.refused("feedetl_sn", "本订单内未用过的流水号", item.serial());
        }
        if (returned) {
            takeOff(row, item);
        } else {
            left.add(item);
        }
    }

    private void takeOff(Fields row, FeeItem item) {
        for (var i = 0; i < left.size(); i++) {
            var of = left.get(i);
            var quantity = of.quantity() + item.quantity();
            var amount = of.amount().plus(item.amount());
            if (of.code().equals(item.code())
                    && of.price() == item.price()
                    && (quantity == 0 ? amount.isZero() : quantity > 0 && amount.compareTo(Fen.ZERO) > 0)) {
                left.remove(i);
                if (quantity > 0) {
                    left.add(
                            i,
                            new FeeItem(of.serial(), of.code(), quantity, of.price(), amount, of.day(), of.approval()));
                }
                return;
            }
        }
        throw row.refused(
                "cnt", "不超过本订单前面同一编码、同一单价的明细的退货数量和金额", Decimals.text(item.quantity(), FeeLines.QUANTITY_PLACES));
    }
}

package org.openyibao.server.advice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.advice.Encounter.Order;
import org.openyibao.server.registry.CatalogueEntry;

/// What the orders of a visit show by themselves and by the catalogue of the place of care. Reads nothing.
final class OrderChecks {

    /// The entry of an item on a day.
    interface Catalogue {
        Optional<CatalogueEntry> entry(String code, LocalDate day);
    }

    private final Encounter encounter;
    private final String place;
    private final Catalogue catalogue;
    private final List<Finding> findings = new ArrayList<>();

    private OrderChecks(Encounter encounter, String place, Catalogue catalogue) {
        this.encounter = encounter;
        this.place = place;
        this.catalogue = catalogue;
    }

    /// `place`: the region of care, whose catalogue it is.
    static List<Finding> of(Encounter encounter, String place, Catalogue catalogue) {
        var checks = new OrderChecks(encounter, place, catalogue);
        encounter.current().forEach(checks::check);
        checks.checkSameDay();
        return List.copyOf(checks.findings);
    }

    private void check(Order order) {
        var priced = order.item().priced();
        if (Math.abs(priced.minus(order.item().amount()).value()) > 1) {
            find(
                    AdviceRule.AMOUNT,
                    order,
                    order.item().amount(),
                    named(order) + "金额 " + order.item().amount() + "，单价×数量为 " + priced,
                    "单价乘以数量，四舍五入到分，与金额相差不超过 0.01");
        }
        var entry = catalogue.entry(order.item().code(), order.item().day());
        if (entry.isEmpty()) {
            find(AdviceRule.NOT_LISTED, order, order.item().amount(), named(order) + "不在目录中，不能结算", source(order));
        } else {
            check(order, entry.get());
        }
    }

    private void check(Order order, CatalogueEntry entry) {
        if (entry.grade() == Grade.C || entry.grade() == Grade.EXCLUDED) {
            find(AdviceRule.OWN_EXPENSE, order, order.item().amount(), named(order) + "由个人全额负担", source(order));
            return;
        }
        if (entry.limited()) {
            find(
                    AdviceRule.LIMITED_USE,
                    order,
                    order.item().amount(),
                    named(order) + "符合限制使用范围才能报销，请确认",
                    source(order));
        }
        entry.ceilingMicro().ifPresent(ceiling -> {
            var over = order.item().amount().minus(order.item().times(ceiling));
            if (over.value() > 0) {
                find(
                        AdviceRule.OVER_CEILING,
                        order,
                        over,
                        named(order) + "超过支付标准的部分 " + over + " 由个人负担",
                        source(order) + "，按支付标准为 " + order.item().times(ceiling));
            }
        });
    }

    /// One that is about to be made where there is another of the same item on the same day.
    private void checkSameDay() {
        record Same(String code, LocalDate day) {}
        var same = new LinkedHashMap<Same, List<Order>>();
        encounter
                .orders()
                .forEach(order -> same.computeIfAbsent(
                                new Same(order.item().code(), order.item().day()), _ -> new ArrayList<>())
                        .add(order));
        same.forEach((what, orders) -> {
            if (orders.size() > 1 && orders.stream().anyMatch(Order::current)) {
                var later = orders.subList(1, orders.size());
                findings.add(new Finding(
                        "",
                        AdviceRule.SAME_DAY_TWICE,
                        encounter.patient(),
                        encounter.visit(),
                        named(orders.getFirst()) + what.day() + " 开立了 " + orders.size() + " 次",
                        "同一就诊同一日同一项目只应开立一次",
                        sum(later),
                        orders.stream()
                                .map(order -> new Finding.Part(
                                        order.item().serial(),
                                        later.contains(order),
                                        order.item().amount()))
                                .toList()));
            }
        });
    }

    static Fen sum(List<Order> orders) {
        return orders.stream().map(order -> order.item().amount()).reduce(Fen.ZERO, Fen::plus);
    }

    private void find(AdviceRule rule, Order order, Fen amount, String content, String evidence) {
        findings.add(new Finding(
                "",
                rule,
                encounter.patient(),
                encounter.visit(),
                content,
                evidence,
                amount,
                List.of(new Finding.Part(order.item().serial(), true, amount))));
    }

    private static String named(Order order) {
        return "【" + (order.name().isEmpty() ? order.item().code() : order.name()) + "】";
    }

    private String source(Order order) {
        return "就医地 " + place + " 医保目录 " + order.item().day() + " 有效的条目 "
                + order.item().code();
    }
}

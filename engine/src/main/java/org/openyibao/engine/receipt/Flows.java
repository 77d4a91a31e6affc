package org.openyibao.engine.receipt;

import java.util.ArrayList;
import java.util.List;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.text.Text;

/// Where every yuan of a bill goes, as a picture of streams (Sankey): from the bill through what the catalogue makes of
/// it to who pays.
///
/// What enters a node leaves it, unless it pays: asserted on construction. A node through which nothing goes is left
/// out. Which part of the personal burden an account paid is not told apart: the accounts and cash pay the burden as a
/// whole. `takenBack`: of a reversal, whose amounts are shown above zero as they went before.
public record Flows(List<Node> nodes, List<Link> links, boolean takenBack) {

    /// `id` is stable: `bill`, `in-scope`, `pool`, the code of a layer, ... `amount`: what goes through it.
    public record Node(String id, Text name, Fen amount) {}

    /// `amount` is above zero.
    public record Link(String from, String to, Fen amount) {}

    private static final String BILL = "bill";
    private static final String IN_SCOPE = "in-scope";
    private static final String BURDEN = "burden";
    private static final String AFTER_POOL = "after-pool";

    public Flows {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        for (var node : nodes) {
            var in = sum(links, node.id(), true);
            var out = sum(links, node.id(), false);
            if (!in.isZero() && !in.equals(node.amount()) || !out.isZero() && !out.equals(node.amount())) {
                throw new IllegalArgumentException(
                        "what goes through " + node.id() + " does not add up: " + in + " in, " + out + " out");
            }
        }
    }

    private static Fen sum(List<Link> links, String node, boolean into) {
        return links.stream()
                .filter(link -> (into ? link.to() : link.from()).equals(node))
                .map(Link::amount)
                .reduce(Fen.ZERO, Fen::plus);
    }

    /// The streams of a settlement. What is in scope and not paid by the pooled fund is the deductible and the share
    /// above it; where layers pay of that, it goes through one node before them.
    static Flows of(Totals totals) {
        var back = totals.total().isNegative();
        var drawing = new Drawing(back);
        drawing.node(BILL, new Text("医疗费总额", "The bill"), totals.total());
        drawing.stream(BILL, "own-pay", new Text("目录外全自费", "Not covered"), totals.ownPay());
        drawing.stream(BILL, "over-limit", new Text("超限价自费", "Over the ceiling"), totals.overLimit());
        drawing.stream(BILL, "first-pay", new Text("乙类先自付", "Self-paid first"), totals.firstPay());
        drawing.stream(BILL, IN_SCOPE, new Text("政策范围内", "In scope"), totals.inScope());

        var left = totals.inScope().minus(totals.pool());
        var deductible =
                back ? totals.deductible().max(left) : totals.deductible().min(left);
        drawing.stream(IN_SCOPE, "pool", new Text("统筹基金", "Pooled fund"), totals.pool());
        drawing.stream(IN_SCOPE, "deductible", new Text("起付线", "Deductible"), deductible);
        drawing.stream(IN_SCOPE, "share", new Text("起付线以上自付", "Share above it"), left.minus(deductible));

        var layers = totals.funds().minus(totals.pool());
        var next = layers.isZero() ? BURDEN : AFTER_POOL;
        drawing.node(AFTER_POOL, new Text("统筹支付后余下", "Left after the fund"), layers.isZero() ? Fen.ZERO : left);
        drawing.node(BURDEN, new Text("个人负担", "Personal burden"), totals.personalBurden());
        drawing.link("deductible", next, deductible);
        drawing.link("share", next, left.minus(deductible));
        for (var kind : LayerKind.values()) {
            var paid = totals.layers().getOrDefault(kind, Fen.ZERO);
            drawing.stream(AFTER_POOL, kind.toString(), Words.of(kind), paid);
        }
        if (!layers.isZero()) {
            drawing.link(AFTER_POOL, BURDEN, left.minus(layers));
        }
        drawing.link("own-pay", BURDEN, totals.ownPay());
        drawing.link("over-limit", BURDEN, totals.overLimit());
        drawing.link("first-pay", BURDEN, totals.firstPay());

        drawing.stream(BURDEN, "account-current", new Text("本人当年账户", "Own, this year's"), totals.accountCurrent());
        drawing.stream(BURDEN, "account-prior", new Text("本人历年账户", "Own, prior years'"), totals.accountPrior());
        drawing.stream(BURDEN, "family", new Text("家庭共济", "Relatives' accounts"), totals.family());
        drawing.stream(BURDEN, "wallet", new Text("医保钱包", "Insurance wallet"), totals.wallet());
        drawing.stream(BURDEN, "cash", new Text("现金", "Cash"), totals.cash());
        return new Flows(drawing.nodes, drawing.links, back);
    }

    private static final class Drawing {

        private final List<Node> nodes = new ArrayList<>();
        private final List<Link> links = new ArrayList<>();
        private final boolean back;

        Drawing(boolean back) {
            this.back = back;
        }

        private Fen shown(Fen amount) {
            return back ? amount.negated() : amount;
        }

        void node(String id, Text name, Fen amount) {
            if (!amount.isZero()) {
                nodes.add(new Node(id, name, shown(amount)));
            }
        }

        void link(String from, String to, Fen amount) {
            if (!amount.isZero()) {
                links.add(new Link(from, to, shown(amount)));
            }
        }

        void stream(String from, String to, Text name, Fen amount) {
            node(to, name, amount);
            link(from, to, amount);
        }
    }
}

package org.openyibao.engine.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Rule;

/// A bill by catalogue: total = ownPay + overLimit + firstPay + inScope, in fen; the same four of each line, where the
/// bill came as lines.
public final class BillSplit {

    private static final int PARTS = 4;

    private final long total;
    private final long ownPay;
    private final long overLimit;
    private final long firstPay;
    private final long inScope;
    private final List<FeeLine> lines;
    private final long[] parts;

    private BillSplit(
            long total, long ownPay, long overLimit, long firstPay, long inScope, List<FeeLine> lines, long[] parts) {
        this.total = total;
        this.ownPay = ownPay;
        this.overLimit = overLimit;
        this.firstPay = firstPay;
        this.inScope = inScope;
        this.lines = lines;
        this.parts = parts;
    }

    static BillSplit of(CompiledPolicy policy, Facts facts, Bill bill, List<Step> trace) {
        return switch (bill) {
            case Bill.Split split -> split(split, trace);
            case Bill.Lines lines -> split(policy, facts, lines.lines(), trace);
        };
    }

    private static BillSplit split(Bill.Split bill, List<Step> trace) {
        var split = new BillSplit(
                bill.total().value(),
                bill.ownPay().value(),
                bill.overLimit().value(),
                bill.firstPay().value(),
                bill.inScope().value(),
                List.of(),
                new long[0]);
        if (split.ownPay > 0) {
            trace.add(Step.of(StepKind.OWN_PAY, null, split.total, split.ownPay));
        }
        split.traceRest(trace);
        return split;
    }

    private static BillSplit split(CompiledPolicy policy, Facts facts, List<FeeLine> lines, List<Step> trace) {
        var count = lines.size();
        var parts = new long[count * PARTS];
        var total = 0L;
        var ownPay = 0L;
        var overLimit = 0L;
        var firstPay = 0L;
        var inScope = 0L;
        var byCatalogue = 0L;
        for (var i = 0; i < count; i++) {
            var line = lines.get(i);
            var amount = line.amount().value();
            total = Math.addExact(total, amount);
            var at = i * PARTS;
            var exclusion = exclusion(policy, facts, line);
            var listed = line.grade() == Grade.A || line.grade() == Grade.B;
            if (!listed || exclusion != null) {
                parts[at] = amount;
                ownPay += amount;
                if (exclusion == null) {
                    byCatalogue += amount;
                } else {
                    trace.add(Step.named(
                            StepKind.OWN_PAY,
                            exclusion,
                            amount,
                            amount,
                            Ratio.ZERO,
                            line.category().chinese()));
                }
                continue;
            }
            var under = Math.min(amount, line.ceiling().value());
            var first = Math.min(
                    under, line.firstPayShare().of(under) + line.firstPay().value());
            parts[at + 1] = amount - under;
            parts[at + 2] = first;
            parts[at + 3] = under - first;
            overLimit += amount - under;
            firstPay += first;
            inScope += under - first;
        }
        if (byCatalogue > 0) {
            trace.add(Step.of(StepKind.OWN_PAY, null, total, byCatalogue));
        }
        var split = new BillSplit(total, ownPay, overLimit, firstPay, inScope, lines, parts);
        split.traceRest(trace);
        return split;
    }

    private static @Nullable Rule exclusion(CompiledPolicy policy, Facts facts, FeeLine line) {
        for (var rule : policy.itemExclusions()) {
            var items = ((Effect.Exclusion) rule.effect()).items();
            if (items.includes(line.category(), line.grade()) && rule.when().matches(facts)) {
                return rule;
            }
        }
        return null;
    }

    private void traceRest(List<Step> trace) {
        if (overLimit > 0) {
            trace.add(Step.of(StepKind.OVER_LIMIT, null, total, overLimit));
        }
        if (firstPay > 0) {
            trace.add(Step.of(StepKind.FIRST_PAY, null, total, firstPay));
        }
        trace.add(Step.of(StepKind.IN_SCOPE, null, total, inScope));
    }

    public long totalFen() {
        return total;
    }

    public long ownPayFen() {
        return ownPay;
    }

    public long overLimitFen() {
        return overLimit;
    }

    public long firstPayFen() {
        return firstPay;
    }

    public long inScopeFen() {
        return inScope;
    }

    /// The lines that were split; empty where the bill came split.
    public List<FeeLine> lines() {
        return lines;
    }

    public long ownPayFen(int line) {
        return parts[line * PARTS];
    }

    public long overLimitFen(int line) {
        return parts[line * PARTS + 1];
    }

    public long firstPayFen(int line) {
        return parts[line * PARTS + 2];
    }

    public long inScopeFen(int line) {
        return parts[line * PARTS + 3];
    }
}

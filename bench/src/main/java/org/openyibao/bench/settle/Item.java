package org.openyibao.bench.settle;

import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;

/// An entry of the sample catalogue, with the price that the sample hospital takes. `ceiling`: the highest
/// recognised unit price, [FeeLine#NO_CEILING] where there is none.
record Item(
        String code,
        String name,
        FeeCategory category,
        Grade grade,
        Ratio firstPay,
        Fen ceiling,
        String chargeType,
        Fen price) {

    /// What `count` of it come to, split as the server must split it.
    Split split(int count) {
        var amount = price.value() * count;
        if (grade == Grade.C) {
            return new Split(amount, 0, 0, 0);
        }
        var under = ceiling.equals(FeeLine.NO_CEILING) ? amount : Math.min(amount, ceiling.value() * count);
        var first = firstPay.of(under);
        return new Split(0, amount - under, first, under - first);
    }

    /// The four parts of an amount, in fen.
    record Split(long ownPay, long overLimit, long firstPay, long inScope) {

        static final Split NOTHING = new Split(0, 0, 0, 0);

        Split plus(Split other) {
            return new Split(
                    ownPay + other.ownPay,
                    overLimit + other.overLimit,
                    firstPay + other.firstPay,
                    inScope + other.inScope);
        }

        long total() {
            return ownPay + overLimit + firstPay + inScope;
        }
    }
}

package org.openyibao.engine.claim;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.openyibao.engine.money.Fen;

/// `to` over `from`, exactly: by which a bill grows or shrinks.
record BillScale(Fen to, Fen from) {

    BillScale {
        if (to.isNegative() || from.value() <= 0) {
            throw new IllegalArgumentException("cannot make a bill of " + from + " one of " + to);
        }
    }

    /// Rounded down.
    Fen of(Fen part) {
        return Fen.of(BigInteger.valueOf(part.value())
                .multiply(BigInteger.valueOf(to.value()))
                .divide(BigInteger.valueOf(from.value()))
                .longValueExact());
    }

    /// All parts of `from`, none below zero, as parts of `to`.
    List<Fen> parts(List<Fen> parts) {
        var scaled = new ArrayList<>(parts.stream().map(this::of).toList());
        var left = scaled.stream().reduce(to, Fen::minus);
        var largest = parts.indexOf(parts.stream().max(Fen::compareTo).orElseThrow());
        scaled.set(largest, scaled.get(largest).plus(left));
        return scaled;
    }
}

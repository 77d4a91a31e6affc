package org.openyibao.engine.lint;

import java.util.Optional;
import java.util.stream.LongStream;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Brackets;
import org.openyibao.engine.policy.Effect;

/// The smallest in-scope amount for which two effects of one kind come to something else.
final class Difference {

    private static final long FEW = 1_000;

    private Difference() {}

    static Optional<Fen> between(Effect first, Effect second) {
        if (first instanceof Effect.Deductible a && second instanceof Effect.Deductible b) {
            return Optional.of(Fen.of(Math.min(a.amount().value(), b.amount().value()) + 1));
        }
        if (first instanceof Effect.Pool a && second instanceof Effect.Pool b) {
            return between(a.brackets(), b.brackets());
        }
        if (first instanceof Effect.Layer a
                && second instanceof Effect.Layer b
                && a.deductible().equals(b.deductible())) {
            return between(a.brackets(), b.brackets()).map(amount -> amount.max(a.deductible()));
        }
        return Optional.empty();
    }

    private static Optional<Fen> between(Brackets a, Brackets b) {
        return LongStream.concat(LongStream.of(0), LongStream.concat(edges(a), edges(b)))
                .sorted()
                .flatMap(edge -> LongStream.rangeClosed(edge, edge + FEW))
                .filter(amount -> pays(a, amount) != pays(b, amount))
                .mapToObj(Fen::of)
                .findFirst();
    }

    private static LongStream edges(Brackets brackets) {
        return LongStream.range(0, brackets.size())
                .map(index -> brackets.upTo((int) index))
                .filter(edge -> edge != Brackets.OPEN);
    }

    private static long pays(Brackets brackets, long amount) {
        var pays = 0L;
        for (var i = 0; i < brackets.size(); i++) {
            pays += brackets.ratio(i).of(brackets.part(i, 0, amount));
        }
        return pays;
    }
}

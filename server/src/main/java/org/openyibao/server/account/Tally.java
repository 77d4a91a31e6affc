package org.openyibao.server.account;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.openyibao.engine.money.Fen;

/// What a batch, or a part of it, came to. Not for several threads.
final class Tally {

    private final long[] figures = new long[Figure.values().length];
    private final long[] left = new long[LeftOut.values().length];

    Tally add(Figure figure, long value) {
        figures[figure.ordinal()] = Math.addExact(figures[figure.ordinal()], value);
        return this;
    }

    Tally add(Figure figure, Fen amount) {
        return add(figure, amount.value());
    }

    Tally add(LeftOut reason, long persons) {
        left[reason.ordinal()] += persons;
        return this;
    }

    Tally add(Tally other) {
        for (var figure : Figure.values()) {
            add(figure, other.figures[figure.ordinal()]);
        }
        for (var reason : LeftOut.values()) {
            add(reason, other.left[reason.ordinal()]);
        }
        return this;
    }

    /// Those that are not zero.
    Map<Figure, Long> figures() {
        var counted = new EnumMap<Figure, Long>(Figure.class);
        for (var figure : Figure.values()) {
            if (figures[figure.ordinal()] != 0) {
                counted.put(figure, figures[figure.ordinal()]);
            }
        }
        return Collections.unmodifiableMap(counted);
    }

    /// Those that are not zero.
    Map<LeftOut, Long> left() {
        var counted = new EnumMap<LeftOut, Long>(LeftOut.class);
        for (var reason : LeftOut.values()) {
            if (left[reason.ordinal()] != 0) {
                counted.put(reason, left[reason.ordinal()]);
            }
        }
        return Collections.unmodifiableMap(counted);
    }
}

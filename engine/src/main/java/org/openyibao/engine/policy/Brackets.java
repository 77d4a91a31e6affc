package org.openyibao.engine.policy;

import java.util.Arrays;
import java.util.List;
import org.openyibao.engine.money.Ratio;

/// Piecewise shares of an amount: the part of it in (upper bound of the bracket before, upper bound] gets that
/// bracket's ratio. Upper bounds in fen, ascending; the last one is [#OPEN] unless what lies above gets nothing.
public final class Brackets {

    public static final long OPEN = Long.MAX_VALUE;

    private final long[] upTo;
    private final Ratio[] ratios;

    /// One bracket: what lies above the one before, up to and including `upToFen`, gets `ratio`.
    public record Bracket(long upToFen, Ratio ratio) {}

    public Brackets(List<Bracket> brackets) {
        upTo = brackets.stream().mapToLong(Bracket::upToFen).toArray();
        ratios = brackets.stream().map(Bracket::ratio).toArray(Ratio[]::new);
        if (upTo.length == 0) {
            throw new IllegalArgumentException("brackets: none given, expected at least one");
        }
        for (var i = 1; i < upTo.length; i++) {
            if (upTo[i] <= upTo[i - 1]) {
                throw new IllegalArgumentException("brackets: upper bounds must ascend");
            }
        }
    }

    public static Brackets flat(Ratio ratio) {
        return new Brackets(List.of(new Bracket(OPEN, ratio)));
    }

    public int size() {
        return upTo.length;
    }

    public long upTo(int index) {
        return upTo[index];
    }

    public Ratio ratio(int index) {
        return ratios[index];
    }

    /// The part of `(above, upTo]` that lies in bracket `index`, in fen.
    public long part(int index, long above, long upToAmount) {
        var low = Math.max(above, index == 0 ? 0 : upTo[index - 1]);
        var high = Math.min(upToAmount, upTo[index]);
        return Math.max(0, high - low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Brackets that && Arrays.equals(upTo, that.upTo) && Arrays.equals(ratios, that.ratios);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(upTo) * 31 + Arrays.hashCode(ratios);
    }

    @Override
    public String toString() {
        return "Brackets" + Arrays.toString(upTo) + Arrays.toString(ratios);
    }
}

package org.openyibao.server.statement;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.Entry;

/// Sums a person's movements up by years.
final class Years {

    private final Details details;
    private final Map<Integer, Sums> sums = new HashMap<>();

    private Years(Details details) {
        this.details = details;
    }

    /// All years from the first to `last`, the first first.
    static List<Year> of(List<Movement> movements, Details details, int last) {
        var years = new Years(details);
        movements.forEach(years::add);
        var first = years.sums.keySet().stream().min(Integer::compare).orElse(last);
        var all = new ArrayList<Year>();
        var opening = Holding.NONE;
        for (var year : IntStream.rangeClosed(first, last).toArray()) {
            var told = years.sums.getOrDefault(year, new Sums()).in(year, opening);
            all.add(told);
            opening = told.closing();
        }
        return all;
    }

    private void add(Movement movement) {
        sums.computeIfAbsent(movement.day().getYear(), year -> new Sums()).add(movement, details);
    }

    /// What the movements of one year come to: by kind, in fen, what came in above zero.
    private static final class Sums {

        private final Map<Entry.Why, Long> byWhy = new EnumMap<>(Entry.Why.class);
        private final Map<VisitKind, Fen> care = new EnumMap<>(VisitKind.class);
        private Holding change = Holding.NONE;
        private long fixed;
        private long relatives;
        private long carriedOver;
        private long walletReceived;
        private long movedOut;

        void add(Movement movement, Details details) {
            var total = movement.change().total();
            change = change.plus(movement.change());
            byWhy.merge(movement.why(), total.value(), Math::addExact);
            switch (movement.why()) {
                case CARRY_OVER -> carriedOver += movement.change().prior().value();
                case CREDIT -> fixed += details.isFixed(movement) ? total.value() : 0;
                case WALLET -> walletReceived += movement.change().wallet().value();
                case TRANSFER -> movedOut += total.negated().max(Fen.ZERO).value();
                case SETTLEMENT, REVERSAL -> {
                    if (details.isRelatives(movement)) {
                        relatives += total.value();
                    } else {
                        care.merge(details.kind(movement), total.negated(), Fen::plus);
                    }
                }
                case OPENING, INTEREST, USE, WITHDRAWAL, FAMILY -> {}
            }
        }

        private Fen sum(Entry.Why why) {
            return Fen.of(byWhy.getOrDefault(why, 0L));
        }

        Year in(int year, Holding opening) {
            return new Year(
                    year,
                    opening,
                    sum(Entry.Why.OPENING),
                    sum(Entry.Why.CREDIT).minus(Fen.of(fixed)),
                    Fen.of(fixed),
                    sum(Entry.Why.INTEREST),
                    Fen.of(carriedOver),
                    care,
                    sum(Entry.Why.FAMILY).plus(Fen.of(relatives)).negated(),
                    sum(Entry.Why.USE).negated(),
                    Fen.of(walletReceived).minus(sum(Entry.Why.WALLET)),
                    Fen.of(walletReceived),
                    sum(Entry.Why.WITHDRAWAL).negated(),
                    sum(Entry.Why.TRANSFER).plus(Fen.of(movedOut)),
                    Fen.of(movedOut),
                    opening.plus(change));
        }
    }
}

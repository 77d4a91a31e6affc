package org.openyibao.server.statement;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;

/// Where the money of prior years came from: this year's money carried over, by its year; interest, by its year; and in
/// `otherwise` what was brought from elsewhere, came back, or moved in. `paid`: what went out of it.
///
/// held = carried + interest + otherwise - paid.
public record PriorMoney(
        Fen held, SortedMap<Integer, Fen> carried, SortedMap<Integer, Fen> interest, Fen otherwise, Fen paid) {

    public PriorMoney {
        if (!sum(carried).plus(sum(interest)).plus(otherwise).minus(paid).equals(held)) {
            throw new IllegalStateException("what came into and out of prior years' money is not what it holds");
        }
    }

    private static Fen sum(Map<Integer, Fen> amounts) {
        return amounts.values().stream().reduce(Fen.ZERO, Fen::plus);
    }

    /// Whether what is held can be told apart by years: the books do not say of which year the money is that went out.
    public boolean isDivisible() {
        return paid.isZero();
    }

    public Text words() {
        if (held.isZero()) {
            return new Text("历年账户没有余额", "there is no money of prior years");
        }
        return isDivisible()
                ? new Text(
                        "历年余额从未支出过，各年金额如所列",
                        "nothing ever went out of prior years' money, so each year's is what is listed")
                : new Text(
                        "历年余额不分年份记账，已从中支出 " + paid + "，现有余额中各年各占多少无法得出；所列为各年转入的金额",
                        "prior years' money is not kept by year and " + paid + " of it went out, so how much of what is"
                                + " left is of which year cannot be told; listed is what each year brought in");
    }

    /// Adds up what a person's movements did to the money of prior years.
    static final class Sum {

        private final SortedMap<Integer, Fen> carried = new TreeMap<>();
        private final SortedMap<Integer, Fen> interest = new TreeMap<>();
        private Fen otherwise = Fen.ZERO;
        private Fen paid = Fen.ZERO;

        void add(Movement movement) {
            var prior = movement.change().prior();
            switch (movement.why()) {
                case CARRY_OVER -> carried.merge(movement.entry().endedYear().orElseThrow(), prior, Fen::plus);
                case INTEREST -> interest.merge(movement.entry().endedYear().orElseThrow(), prior, Fen::plus);
                case OPENING, SETTLEMENT, REVERSAL, CREDIT, USE, WITHDRAWAL, TRANSFER, WALLET, FAMILY -> {
                    otherwise = otherwise.plus(prior.max(Fen.ZERO));
                    paid = paid.plus(prior.negated().max(Fen.ZERO));
                }
            }
        }

        PriorMoney of(Holding held) {
            return new PriorMoney(held.prior(), carried, interest, otherwise, paid);
        }
    }
}

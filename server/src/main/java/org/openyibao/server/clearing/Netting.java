package org.openyibao.server.clearing;

import java.time.YearMonth;
import org.openyibao.engine.money.Fen;

/// What `payer` owes `payee` for a month: net = owed - owedBack + adjusted = fromPrefund + due, none below zero but
/// `adjusted`. `owed` and `owedBack` are the sums of the days, `adjusted` what adjustments booked in the month came
/// to in the payee's favour. Of `due`, `paid` was paid so far.
public record Netting(
        YearMonth month,
        String payer,
        String payee,
        Fen owed,
        Fen owedBack,
        Fen adjusted,
        Fen net,
        Fen fromPrefund,
        Fen due,
        Fen paid) {

    public Fen unpaid() {
        return due.minus(paid);
    }

    public boolean isInProvince() {
        return DayLine.isInProvince(payer, payee);
    }

    /// Nets what two regions owe each other; whoever owes more pays. `prefund` is what the payer holds with the payee.
    static Netting of(YearMonth month, Mutual mutual) {
        var net = mutual.owed().minus(mutual.owedBack()).plus(mutual.adjusted());
        if (net.isNegative()) {
            return of(month, mutual.turned());
        }
        var fromPrefund = net.min(mutual.prefund());
        return new Netting(
                month,
                mutual.region(),
                mutual.other(),
                mutual.owed(),
                mutual.owedBack(),
                mutual.adjusted(),
                net,
                fromPrefund,
                net.minus(fromPrefund),
                Fen.ZERO);
    }

    /// What `region` and `other` owe each other: `owed` by the region, `owedBack` by the other, `adjusted` in the
    /// other's favour; and the prefunds that each holds with the other.
    record Mutual(String region, String other, Fen owed, Fen owedBack, Fen adjusted, Fen prefund, Fen prefundBack) {
        Mutual turned() {
            return new Mutual(other, region, owedBack, owed, adjusted.negated(), prefundBack, prefund);
        }
    }
}

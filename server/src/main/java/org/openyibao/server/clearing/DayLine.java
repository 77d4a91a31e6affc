package org.openyibao.server.clearing;

import java.time.LocalDate;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.decision.Away;
import org.openyibao.engine.money.Fen;

/// What `home` owes `place` for a day, by one run of clearing it. `items` counts settlements and their `reversals`.
/// `total` is what was billed, `account` the persons' own money (wallets included), `family` that of their relatives.
public record DayLine(
        LocalDate day,
        String home,
        String place,
        int run,
        long items,
        long reversals,
        Fen total,
        Fen funds,
        Fen account,
        Fen family) {

    public Fen owed() {
        return funds.plus(account).plus(family);
    }

    public boolean isInProvince() {
        return isInProvince(home, place);
    }

    static boolean isInProvince(String region, String other) {
        return Away.place(region, other) == Place.SAME_PROVINCE;
    }
}

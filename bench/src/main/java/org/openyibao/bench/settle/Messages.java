package org.openyibao.bench.settle;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// The messages of a run: those that open a visit, and bills to settle.
record Messages(Template register, Template describe, List<Bill> bills) {

    private static final int BILLS = 64;

    /// For visits to the sample hospital on a day.
    static Messages on(LocalDate day) {
        var terms = Map.of("region", SampleData.REGION, "institution", SampleData.INSTITUTION, "day", day.toString());
        return new Messages(
                Template.of(Template.resource("2201.json", terms)),
                Template.of(Template.resource("2203.json", terms)),
                Bill.sample(BILLS, terms));
    }

    /// Bills take turns.
    Bill bill(int turn) {
        return bills.get(turn % bills.size());
    }
}

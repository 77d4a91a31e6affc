package org.openyibao.server.account;

import java.time.Instant;
import java.time.LocalDate;

/// An entry as it stands in a person's books: `number` is its place among them, from 1 on; `at`: when it was booked.
public record Posted(long number, Instant at, Entry entry) {

    static Posted of(AccountBooksStore.Kept row) {
        return new Posted(
                row.number(),
                row.at(),
                row.entry()
                        .orElseThrow(
                                () -> new IllegalStateException("an entry of the journal says what none may say")));
    }

    /// The day from which on the movement counts. Money of a year that is over is money of prior years from 1 January
    /// on, whenever that was booked.
    public LocalDate day() {
        return entry.why() == Entry.Why.CARRY_OVER
                ? LocalDate.of(entry.endedYear().orElseThrow() + 1, 1, 1)
                : BusinessDay.of(at);
    }
}

package org.openyibao.server.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.server.account.Entry;

/// Entries of one event, as far as they touch the account: `first` to `last` are their numbers. `day`: from which on it
/// counts; `bookedAt`: empty for the carry-over of a year that nobody posted to since. `entry`: the first of them.
record Movement(LocalDate day, Optional<Instant> bookedAt, long first, long last, Entry entry, Holding change) {

    Entry.Why why() {
        return entry.why();
    }

    String reference() {
        return entry.reference();
    }

    boolean isPartOf(Movement other) {
        return why() == other.why() && reference().equals(other.reference()) && bookedAt.equals(other.bookedAt);
    }

    Movement with(Movement next) {
        return new Movement(day, bookedAt, first, next.last, entry, change.plus(next.change));
    }
}

package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.openyibao.server.settlement.Difference.What;

/// Contributions that come from a file at the moment in which a settlement that knows nothing of them is written.
class ImportedMeanwhileTest {

    private static final LocalDate MAY = LocalDate.of(2025, 5, 10);

    /// April is not paid, so that in May the insurance is suspended and the fund pays nothing. With April it pays 70 %
    /// of 2,800.00 less 1,800.00.
    @Test
    void the_settlement_stands_as_if_it_had_come_first_and_is_listed() {
        var watched = new AtomicReference<WatchedDatabase>();
        try (var rooms = Rooms.open(database -> {
            watched.set(new WatchedDatabase(database));
            return watched.get();
        })) {
            var person = rooms.employee("0.00", "0.00");
            rooms.paid(person, "110000", YearMonth.of(2024, 1), YearMonth.of(2025, 3));
            var visit = rooms.visit(person, MAY);
            rooms.done(Outcome.FeesTaken.class, visit.upload("b", Rooms.line(Rooms.DRUG_A, "2800.00", MAY)));
            var paid = new AtomicBoolean();
            watched.get().watchedBy(step -> {
                if (step.equals(WatchedDatabase.COMMIT) && !paid.getAndSet(true)) {
                    rooms.paid(person, "110000", YearMonth.of(2025, 4), YearMonth.of(2025, 6));
                }
            });
            var settled = rooms.done(Outcome.Settled.class, visit.settle("b", "2800.00"));
            watched.get().unwatched();
            assertThat(paid).isTrue();
            assertThat(settled.settlement().cash()).isEqualTo(Rooms.fen("2800.00"));
            assertThat(rooms.service(Differences.class).of(person).differences())
                    .singleElement()
                    .satisfies(difference -> {
                        assertThat(difference.fundsOwe()).isEqualTo(Rooms.fen("700.00"));
                        assertThat(difference.causes())
                                .extracting(cause -> cause.what() + " " + cause.now())
                                .containsExactly(What.STANDING + " normal");
                    });
            assertThat(rooms.offender()).isEmpty();
        }
    }
}

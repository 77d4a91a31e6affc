package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.line;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// More who ask at once than there are connections: all are answered, for nobody holds one and waits for
/// another.
@Timeout(60)
class ManyReadersTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);
    private static final int READERS = 64;

    @Test
    void previews_settlements_and_receipts_are_read_by_many_at_once() throws Exception {
        try (var rooms = Rooms.open()) {
            var visit = rooms.visit(rooms.employee("100.00", "0.00"), DAY);
            var id = rooms.settled(visit, "b1", "40.00").settlement().id();
            rooms.done(Outcome.FeesTaken.class, visit.upload("b2", line(Rooms.DRUG_A, "40.00", DAY)));
            // Nothing is remembered by this one yet.
            try (var fresh = rooms.beside(database -> database)) {
                var settlements = fresh.service(Settlements.class);
                for (var reading : List.<Callable<Boolean>>of(
                        () -> settlements.preview(visit.settle("b2", "40.00")) instanceof Outcome.Settled,
                        () -> settlements.find(id).isPresent(),
                        () -> settlements.receipt(id).isPresent())) {
                    var answers = new ArrayList<Future<Boolean>>();
                    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                        for (var i = 0; i < READERS; i++) {
                            answers.add(threads.submit(reading));
                        }
                    }
                    for (var answer : answers) {
                        assertThat(answer.get()).isTrue();
                    }
                }
            }
        }
    }
}

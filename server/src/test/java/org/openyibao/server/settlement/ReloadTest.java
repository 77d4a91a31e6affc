package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.line;
import static org.openyibao.server.settlement.Rooms.paid;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.policy.PacksOnDisk;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.policy.Policies.Reload;

/// Packs replaced while people settle. The bill is always 1200.00, of persons without money in their accounts. By the
/// first packs, 200.00 are deductible and the fund pays 90 % of 1000.00; by the second 300.00 and 50 % of 900.00.
@Timeout(120)
class ReloadTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);
    private static final String BY_THE_FIRST = "1200.00 = funds 900.00 + current 0.00 + prior 0.00 + cash 300.00";
    private static final String BY_THE_SECOND = "1200.00 = funds 450.00 + current 0.00 + prior 0.00 + cash 750.00";

    @TempDir
    private Path folder;

    private Policies policies;
    private Rooms rooms;

    @BeforeEach
    void open() {
        PacksOnDisk.write(folder, "200.00", "90%");
        policies = Policies.read(folder);
        rooms = Rooms.open(policies);
    }

    @AfterEach
    void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    private Outcome.Settled settled() {
        return rooms.settled(rooms.visit(rooms.employee("0.00", "0.00"), DAY), "b", "1200.00");
    }

    private String receipt(Outcome.Settled settled) {
        return rooms.service(Settlements.class)
                .receipt(settled.settlement().id())
                .orElseThrow()
                .text(Locale.ENGLISH);
    }

    @Test
    void what_is_settled_after_a_reload_goes_by_the_new_packs_and_cites_them() {
        var before = settled();
        assertThat(paid(before)).isEqualTo(BY_THE_FIRST);

        PacksOnDisk.write(folder, "300.00", "50%");
        assertThat(policies.reload()).isInstanceOf(Reload.Replaced.class);
        var after = settled();
        assertThat(paid(after)).isEqualTo(BY_THE_SECOND);
        assertThat(receipt(after)).contains("Deductible of 300.00", "Share of 50%");
        assertThat(receipt(before)).contains("Deductible of 200.00", "Share of 90%");
    }

    @Test
    void a_broken_pack_goes_unnoticed_by_those_who_settle() {
        PacksOnDisk.write(folder, "300.00", "500%");
        assertThat(policies.reload()).isInstanceOf(Reload.Kept.class);
        assertThat(paid(settled())).isEqualTo(BY_THE_FIRST);
    }

    @Test
    void every_decision_is_by_one_version_however_often_packs_are_replaced_beside_it() throws Exception {
        var settlers = 4;
        var visits = new ArrayList<Rooms.Visit>();
        for (var i = 0; i < settlers; i++) {
            var visit = rooms.visit(rooms.employee("0.00", "0.00"), DAY);
            rooms.done(Outcome.FeesTaken.class, visit.upload("b", line(Rooms.DRUG_A, "1200.00", DAY)));
            visits.add(visit);
        }
        var done = new AtomicBoolean();
        var first = paidAndCited();
        Set<String> seen = new TreeSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<List<String>>>();
            for (var visit : visits) {
                answers.add(threads.submit(previewing(visit, done)));
            }
            for (var i = 0; i < 40; i++) {
                PacksOnDisk.write(folder, i % 2 == 0 ? "300.00" : "200.00", i % 2 == 0 ? "50%" : "90%");
                assertThat(policies.reload()).isInstanceOf(Reload.Replaced.class);
            }
            done.set(true);
            for (var answer : answers) {
                seen.addAll(answer.get());
            }
        }
        PacksOnDisk.write(folder, "300.00", "50%");
        policies.reload();
        assertThat(seen).containsExactlyInAnyOrder(first, paidAndCited());
    }

    private String paidAndCited() {
        var settled = settled();
        return paid(settled) + cited(settled);
    }

    /// The rules of the steps, each with a digest of what it says.
    private static String cited(Outcome.Settled settled) {
        return settled.settlement().steps().stream()
                .map(SettlementRecord.KeptStep::rule)
                .toList()
                .toString();
    }

    private Callable<List<String>> previewing(Rooms.Visit visit, AtomicBoolean done) {
        return () -> {
            var answers = new ArrayList<String>();
            var settlements = rooms.service(Settlements.class);
            while (!done.get()) {
                var settled = (Outcome.Settled) settlements.preview(visit.settle("b", "1200.00"));
                answers.add(paid(settled) + cited(settled));
            }
            return answers;
        };
    }
}

package org.openyibao.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOW = Instant.parse("2025-07-01T02:00:00Z");

    @Test
    void numbers_ascend_within_a_second_and_beyond() {
        var ids = new Ids(() -> NOW, 3);
        var numbers = new ArrayList<Long>();
        for (var i = 0; i < 10_000; i++) {
            numbers.add(ids.next());
        }
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_clock_set_back_repeats_no_number() {
        var clock = new ArrayList<>(List.of(NOW.plusSeconds(60), NOW, NOW.minusSeconds(60), NOW));
        var ids = new Ids(clock::removeFirst, 3);
        assertThat(List.of(ids.next(), ids.next(), ids.next(), ids.next()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void two_starts_share_no_number_in_the_same_second() {
        var numbers = new HashSet<Long>();
        for (var start : List.of(0, 1, 2, 255, 256, 257, 524_287)) {
            var ids = new Ids(() -> NOW, start);
            for (var i = 0; i < 10_000; i++) {
                assertThat(numbers.add(ids.next())).isTrue();
            }
        }
        assertThat(numbers).allMatch(number -> number > 0);
    }

    /// Every start takes a number, also those of one moment and of servers whose clocks stand still.
    @Test
    void servers_on_one_database_share_no_number() throws Exception {
        try (var database = TestDatabase.migrated();
                var starts = Executors.newVirtualThreadPerTaskExecutor()) {
            var numbers = ConcurrentHashMap.<Long>newKeySet();
            var begun = new ArrayList<Future<Boolean>>();
            for (var server = 0; server < 8; server++) {
                begun.add(starts.submit(() -> numbers.add(
                        Ids.ofNextStart(() -> NOW, database.dataSource()).next())));
            }
            for (var each : begun) {
                assertThat(each.get()).isTrue();
            }
            assertThat(numbers).hasSize(8);
        }
    }

    @Test
    void many_threads_share_no_number() {
        var ids = new Ids(() -> NOW, 0);
        var numbers = ConcurrentHashMap.<String>newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var thread = 0; thread < 16; thread++) {
                threads.submit(() -> {
                    for (var i = 0; i < 1_000; i++) {
                        numbers.add(ids.nextText());
                    }
                });
            }
        }
        assertThat(numbers).hasSize(16_000).allMatch(number -> number.length() <= 30);
    }
}

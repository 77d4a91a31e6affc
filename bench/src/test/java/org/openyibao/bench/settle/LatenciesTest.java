package org.openyibao.bench.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openyibao.bench.report.Percentiles;

class LatenciesTest {

    @Test
    void percentiles_are_of_all_clients_together() {
        var odd = new Latencies();
        var even = new Latencies();
        for (var milli = 1; milli <= 10_000; milli++) {
            (milli % 2 == 0 ? even : odd).add(milli * 1_000_000L);
        }
        assertThat(Latencies.percentiles(List.of(odd, even))).isEqualTo(new Percentiles(5_000, 9_500, 9_900, 10_000));
    }

    @Test
    void of_nothing_they_are_zero() {
        assertThat(Latencies.percentiles(List.of(new Latencies()))).isEqualTo(new Percentiles(0, 0, 0, 0));
    }
}

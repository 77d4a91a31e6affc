package org.openyibao.server.database;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/// Numbers that no two rows share: seconds since 2020, then which start of a server on this database, then a count
/// within the second. They ascend on one server; a clock set back does not repeat any, nor do two servers whose clocks
/// agree. More than 8,192 in a second run ahead of the clock. After 524,288 starts their numbers come again: by then
/// whoever had the same one has long ended.
public final class Ids {

    private static final long EPOCH_SECONDS = 1_577_836_800L;
    private static final int START_BITS = 19;
    private static final int COUNT_BITS = 13;

    private final InstantSource clock;
    private final long start;
    private final AtomicLong last = new AtomicLong();

    public Ids(InstantSource clock, long start) {
        this.clock = clock;
        this.start = start & (1L << START_BITS) - 1;
    }

    /// Of a server that starts now, on a database whose tables are up to date.
    public static Ids ofNextStart(InstantSource clock, DataSource dataSource) {
        try (var connection = dataSource.getConnection();
                var update = connection.prepareStatement("update server_start set last = last + 1 returning last");
                var rows = update.executeQuery()) {
            if (!rows.next()) {
                throw new IllegalStateException("the table server_start is empty");
            }
            return new Ids(clock, rows.getLong(1));
        } catch (SQLException failure) {
            throw new DataAccessResourceFailureException("the number of this start could not be taken", failure);
        }
    }

    public long next() {
        var now = clock.instant().getEpochSecond() - EPOCH_SECONDS << COUNT_BITS;
        var tick = last.updateAndGet(before -> Math.max(before + 1, now));
        var seconds = tick >>> COUNT_BITS;
        var count = tick & (1 << COUNT_BITS) - 1;
        return (seconds << START_BITS | start) << COUNT_BITS | count;
    }

    public String nextText() {
        return Long.toString(next());
    }
}

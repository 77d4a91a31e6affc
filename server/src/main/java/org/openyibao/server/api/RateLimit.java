package org.openyibao.server.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// How often somebody may do something: so many times at once, and as many in a minute. Counted by each server for
/// itself and forgotten when it ends; what must not be forgotten is counted in the database.
final class RateLimit {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_KNOWN = 100_000;

    private final int most;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    RateLimit(int most, Clock clock) {
        this.most = most;
        time = new Ticks(clock);
    }

    private record Ticks(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return ChronoUnit.NANOS.between(java.time.Instant.EPOCH, clock.instant());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    /// Counts one more of somebody.
    ///
    /// @throws TooManyException if it is one too many
    void take(String whose) {
        var tried = bucket(whose).tryConsumeAndReturnRemaining(1);
        if (!tried.isConsumed()) {
            throw new TooManyException(Duration.ofNanos(tried.getNanosToWaitForRefill()));
        }
    }

    /// What was counted last is not to count.
    void giveBack(String whose) {
        bucket(whose).addTokens(1);
    }

    private Bucket bucket(String whose) {
        return buckets.get(
                whose,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, MINUTE))
                        .withCustomTimePrecision(time)
                        .build());
    }
}

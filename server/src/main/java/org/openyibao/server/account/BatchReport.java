package org.openyibao.server.account;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;

/// How far a batch is and what it did in its last pass.
///
/// `period` is a month (`2025-03`) or a year (`2025`). `total`: how many persons there were to go through when it was
/// begun last; who came or went since is not reckoned with, and 0 where nobody counted. `figures`: counts, and
/// amounts in fen; what is not there is zero. `left`: how many persons were left out, by reason. `rates`: those that
/// interest is paid at, where it is.
/// `clerk`: who had it go on last; empty at the command line.
public record BatchReport(
        Kind kind,
        String region,
        String period,
        int pass,
        long total,
        Map<Figure, Long> figures,
        Map<LeftOut, Long> left,
        Map<RateKind, Ratio> rates,
        String clerk,
        Instant startedAt,
        Instant movedAt,
        Optional<Instant> finishedAt) {

    public enum Kind {
        CREDIT("credit"),
        YEAR_END("year-end");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// The code in the database and in addresses.
        @Override
        public String toString() {
            return code;
        }
    }

    BatchReport with(Tally tally, Instant now, Optional<Instant> newFinishedAt) {
        return new BatchReport(
                kind,
                region,
                period,
                pass,
                total,
                tally.figures(),
                tally.left(),
                rates,
                clerk,
                startedAt,
                now,
                newFinishedAt);
    }

    /// Zero where it was not counted.
    public long figure(Figure figure) {
        return figures.getOrDefault(figure, 0L);
    }
}

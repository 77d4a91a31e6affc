package org.openyibao.server.outflow;

import java.time.Instant;
import org.openyibao.engine.money.Fen;

/// What became of something that one person asks for and another reviews.
public sealed interface Review {

    /// Waits for a reviewer.
    record Asked() implements Review {}

    /// The reviewer approved, and the money moved: so much of each bucket. `rule`: the key in `cited_rule` of the rule
    /// that allowed it.
    record Done(String reviewer, Instant at, Fen current, Fen prior, String rule) implements Review {}

    record Rejected(String reviewer, Instant at, String why) implements Review {}

    record Cancelled(String clerk, Instant at, String why) implements Review {}
}

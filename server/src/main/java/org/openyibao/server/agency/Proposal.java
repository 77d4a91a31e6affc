package org.openyibao.server.agency;

import java.time.Instant;
import java.util.Optional;
import org.openyibao.engine.text.Text;

/// What a clerk entered from paper. `region`: the person's home when it was proposed; `paper`: where the application
/// form is kept; `end`: what became of it, empty as long as it waits for its review.
public record Proposal(
        String id,
        String region,
        String person,
        Proposed what,
        String paper,
        String clerk,
        Instant proposedAt,
        Optional<End> end) {

    public enum Outcome {
        APPROVED("approved", new Text("复核通过", "approved")),
        REJECTED("rejected", new Text("驳回", "rejected")),
        WITHDRAWN("withdrawn", new Text("撤回", "withdrawn"));

        private final String code;
        private final Text text;

        Outcome(String code, Text text) {
            this.code = code;
            this.text = text;
        }

        public Text text() {
            return text;
        }

        /// The code in tables and answers.
        @Override
        public String toString() {
            return code;
        }
    }

    /// `why` is empty of an approval; `result`: the id of the filing or binding that it made, changed or ended, else
    /// empty.
    public record End(Outcome outcome, Instant at, String who, String why, String result) {}

    Proposal ended(End how) {
        return new Proposal(id, region, person, what, paper, clerk, proposedAt, Optional.of(how));
    }

    /// Never shows whom it is about: records end up in logs.
    @Override
    public String toString() {
        return "Proposal[" + id + "]";
    }
}

package org.openyibao.server.outflow;

import java.time.Instant;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.text.Text;

/// That an account moves with the insurance of its owner (关系转移), and what became of it. `agency` and `reference` are
/// the other side and its document; of a move within this server both are empty. `brought`: what a move in brings, its
/// current money being of `moneyYear`; nothing of the other moves, which take the whole balance.
public record AccountMove(
        String person,
        String id,
        Direction direction,
        String fromRegion,
        String toRegion,
        String agency,
        String reference,
        Balances brought,
        int moneyYear,
        Instant askedAt,
        String clerk,
        Review state)
        implements Reviews.Reviewed {

    private static final String REFERENCE = "move:";

    public enum Direction {
        /// To a region that this server does not serve.
        OUT("out", "转出", "moved out"),
        /// From such a region.
        IN("in", "转入", "moved in"),
        /// Between two regions of this server.
        WITHIN("within", "系统内转移", "moved between regions");

        private final String code;
        private final Text text;

        Direction(String code, String zh, String en) {
            this.code = code;
            this.text = new Text(zh, en);
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

    /// Of the agency that reviews it: where the account is, or comes to from elsewhere.
    String agencyRegion() {
        return switch (direction) {
            case OUT -> fromRegion;
            case IN, WITHIN -> toRegion;
        };
    }

    /// The reference of its journal entries.
    public String entryReference() {
        return REFERENCE + id;
    }

    /// The review that moved it.
    public Optional<Review.Done> done() {
        return state instanceof Review.Done done ? Optional.of(done) : Optional.empty();
    }

    AccountMove in(Review newState) {
        return new AccountMove(
                person,
                id,
                direction,
                fromRegion,
                toRegion,
                agency,
                reference,
                brought,
                moneyYear,
                askedAt,
                clerk,
                newState);
    }

    /// Never shows whose account it is.
    @Override
    public String toString() {
        return "AccountMove[" + id + "]";
    }
}

package org.openyibao.server.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.openyibao.engine.money.Fen;

/// What `home` does not want to owe `place` for an item. `number` counts the disputes of the item from 1; the steps are
/// in the order in which they were taken, the first one raised it.
public record Dispute(
        String settlement, int number, LocalDate day, String home, String place, Fen amount, List<Step> steps) {

    public enum Kind {
        RAISED("raised", "提出"),
        ANSWERED("answered", "答复"),
        UPHELD("upheld", "支持"),
        REJECTED("rejected", "驳回");

        private final String code;
        private final String chinese;

        Kind(String code, String chinese) {
            this.code = code;
            this.chinese = chinese;
        }

        String chinese() {
            return chinese;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /// `adjustment` is the id of what an upheld dispute came to, else empty.
    public record Step(Kind kind, String words, String clerk, Instant at, String adjustment) {}

    public String id() {
        return settlement + "-" + number;
    }

    public Step last() {
        return steps.getLast();
    }

    public boolean isOpen() {
        return switch (last().kind()) {
            case RAISED, ANSWERED -> true;
            case UPHELD, REJECTED -> false;
        };
    }
}

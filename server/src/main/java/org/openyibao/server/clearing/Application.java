package org.openyibao.server.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;

/// An institution's application to be paid what it settled (清算申请). `region` is the agency's. `persons` are
/// settlements less reversals. The steps are in the order in which they were taken, the first one applied.
public record Application(String id, String region, Asked asked, long persons, List<Step> steps) {

    public enum Kind {
        APPLIED("applied", "申报"),
        ACCEPTED("accepted", "受理"),
        APPROVED("approved", "审核通过"),
        REJECTED("rejected", "驳回"),
        WITHDRAWN("withdrawn", "撤销");

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

    /// What an institution applies for: its settlements of one kind of care and one scheme or all, from a day
    /// to another (inclusive), with its sums. `persons` is empty where it does not say. `recognised` is what it
    /// says the insurance recognises of the total. `details`: what was sent besides, as JSON.
    public record Asked(
            String institution,
            Optional<Scheme> scheme,
            VisitKind kind,
            YearMonth month,
            LocalDate from,
            LocalDate to,
            Optional<Long> persons,
            Fen total,
            Fen recognised,
            Fen funds,
            Fen account,
            Fen cash,
            String details) {}

    public record Step(Kind kind, String who, String why, Instant at) {}

    public Step last() {
        return steps.getLast();
    }

    public Kind state() {
        return last().kind();
    }

    /// True as long as nobody decided it.
    boolean isOpen() {
        return switch (state()) {
            case APPLIED, ACCEPTED -> true;
            case APPROVED, REJECTED, WITHDRAWN -> false;
        };
    }
}

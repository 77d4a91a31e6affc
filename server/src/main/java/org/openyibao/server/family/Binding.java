package org.openyibao.server.family;

import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;

/// An owner's account that the user may draw on (共济绑定) when the user's own does not suffice.
///
/// `relation` is what the owner is to the user. Of a user's bindings the one with the lowest `position` (from 1) pays
/// first. `yearLimit` is the most that the owner's account pays for the user in a calendar year, by the day of the
/// settlement; what a reversal gives back counts no longer. In force from `from` up to and with `until`, unless ended.
public record Binding(
        String user,
        String id,
        String owner,
        Relation relation,
        int position,
        Optional<Fen> yearLimit,
        LocalDate from,
        LocalDate until,
        Optional<End> end) {

    public static final LocalDate NO_TERM = LocalDate.of(9999, 12, 31);

    /// `on` is the first day on which the binding is not in force any more.
    public record End(LocalDate on, Because because) {}

    /// Why a binding ends.
    public enum Because {
        /// Owner or user asked for it.
        REQUESTED("requested", "本人申请解除"),
        /// The last day agreed on is over.
        TERM_OVER("term-over", "约定期限届满"),
        /// Owner and user are relatives no longer.
        RELATION_ENDED("relation-ended", "亲属关系终止"),
        OWNER_NOT_INSURED("owner-not-insured", "授权人的职工医保关系终止"),
        USER_NOT_INSURED("user-not-insured", "使用人的医保关系终止"),
        /// They are insured in different provinces.
        MOVED_APART("moved-apart", "双方不再参保于同一省份");

        private final String code;
        private final String chinese;

        Because(String code, String chinese) {
            this.code = code;
            this.chinese = chinese;
        }

        public String chinese() {
            return chinese;
        }

        /// The code in tables and answers.
        @Override
        public String toString() {
            return code;
        }
    }

    /// Whether money may be drawn on a day: it has begun, its term is not over and nobody ended it.
    public boolean holdsOn(LocalDate day) {
        return end.isEmpty() && !day.isBefore(from) && !day.isAfter(until);
    }

    Binding at(int newPosition) {
        return new Binding(user, id, owner, relation, newPosition, yearLimit, from, until, end);
    }

    Binding limited(Optional<Fen> newLimit) {
        return new Binding(user, id, owner, relation, position, newLimit, from, until, end);
    }

    Binding ended(End newEnd) {
        return new Binding(user, id, owner, relation, position, yearLimit, from, until, Optional.of(newEnd));
    }
}

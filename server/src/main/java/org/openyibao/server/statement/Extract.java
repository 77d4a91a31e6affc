package org.openyibao.server.statement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.enrolment.Person;

/// The movements of an account from one day to another, both counted, in the order of their days; what it held before
/// and after them, and the books as they stand now.
record Extract(
        LocalDate from,
        LocalDate to,
        Holding opening,
        List<Movement> movements,
        Holding closing,
        PriorMoney prior,
        Ledger ledger) {

    Statement told(Person person, Details details) {
        var lines = new ArrayList<Line>(movements.size());
        var after = opening;
        for (var movement : movements) {
            after = after.plus(movement.change());
            lines.add(new Line(
                    movement.day(),
                    movement.bookedAt(),
                    movement.first(),
                    movement.last(),
                    movement.why(),
                    movement.reference(),
                    details.words(movement),
                    movement.change(),
                    after,
                    details.rule(movement)));
        }
        return new Statement(person, from, to, opening, lines, closing);
    }

    /// Takes all movements of a person, and keeps those between the days, as long as there are not too many.
    static final class Gathering {

        private final LocalDate from;
        private final LocalDate to;
        private final int most;
        private final List<Movement> within = new ArrayList<>();
        private final PriorMoney.Sum prior = new PriorMoney.Sum();
        private Holding opening = Holding.NONE;
        private Holding closing = Holding.NONE;
        private boolean tooLong;

        Gathering(LocalDate from, LocalDate to, int most) {
            this.from = from;
            this.to = to;
            this.most = most;
        }

        void add(Movement movement) {
            prior.add(movement);
            var day = movement.day();
            if (day.isBefore(from)) {
                opening = opening.plus(movement.change());
            }
            if (!day.isAfter(to)) {
                closing = closing.plus(movement.change());
            }
            if (!day.isBefore(from) && !day.isAfter(to)) {
                tooLong |= within.size() == most;
                if (!tooLong) {
                    within.add(movement);
                }
            }
        }

        boolean isTooLong() {
            return tooLong;
        }

        /// Two servers' clocks may differ by a little, so that a day ends for one before it does for the other.
        Extract of(Ledger ledger) {
            within.sort(Comparator.comparing(Movement::day));
            return new Extract(from, to, opening, List.copyOf(within), closing, prior.of(Holding.of(ledger)), ledger);
        }
    }
}

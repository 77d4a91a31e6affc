package org.openyibao.server.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// Proves that what one room keeps is what another hands over, row by row and in one order, holding neither.
public final class InStep<K, F> {

    /// Below zero where what is kept comes before what was found.
    public interface Order<K, F> {
        int compare(K kept, F found);
    }

    private final Cursor<K> kept;
    private final Order<K, F> order;
    private final BiPredicate<K, F> agree;
    private final Function<K, String> nameOfKept;
    private final Function<F, String> nameOfFound;
    private Optional<K> next;
    private Optional<String> offender = Optional.empty();

    /// The names are those that an offender is told by.
    public InStep(
            Cursor<K> kept,
            Order<K, F> order,
            BiPredicate<K, F> agree,
            Function<K, String> nameOfKept,
            Function<F, String> nameOfFound)
            throws SQLException {
        this.kept = kept;
        this.order = order;
        this.agree = agree;
        this.nameOfKept = nameOfKept;
        this.nameOfFound = nameOfFound;
        next = kept.next();
    }

    /// False where the next that is kept is not what was found: no more need be handed over.
    public boolean take(F found) throws SQLException {
        if (next.filter(due -> agree.test(due, found)).isEmpty()) {
            offender = Optional.of(next.filter(due -> order.compare(due, found) < 0)
                    .map(nameOfKept)
                    .orElseGet(() -> nameOfFound.apply(found)));
            return false;
        }
        next = kept.next();
        return true;
    }

    /// The first that one side has otherwise or alone, after all were handed over.
    public Optional<String> offender() {
        return offender.or(() -> next.map(nameOfKept));
    }
}

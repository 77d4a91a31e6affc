package org.openyibao.server.outflow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.account.Entry;

/// Proves the moves: each that was approved has just the entries that it comes to, and no entry says that an account
/// moved which did not.
public final class OutflowBooks {

    private OutflowBooks() {}

    /// The first offender, in the snapshot of the caller's connection (autocommit off).
    public static Optional<Text> offender(Connection connection) throws SQLException {
        var due = new ArrayDeque<AccountBooks.Moved>();
        new MoveStore().done(connection, move -> {
            due.add(due(move));
            return true;
        });
        var offender = new ArrayDeque<String>(1);
        AccountBooks.moved(connection, moved -> {
            var expected = due.peek();
            if (moved.equals(expected)) {
                due.remove();
                return true;
            }
            offender.add(expected == null ? moved.reference() : expected.reference());
            return false;
        });
        return Optional.ofNullable(offender.peek())
                .or(() -> Optional.ofNullable(due.peek()).map(AccountBooks.Moved::reference))
                .map(reference -> new Text(
                        "账户转移与其分录不符：" + reference,
                        "the move of an account is not what its journal entries say: " + reference));
    }

    private static AccountBooks.Moved due(AccountMove move) {
        var done = move.done().orElseThrow();
        var amount = done.current().plus(done.prior());
        var leaves = move.direction() != AccountMove.Direction.IN;
        var enters = move.direction() != AccountMove.Direction.OUT;
        return new AccountBooks.Moved(
                move.person(),
                move.entryReference(),
                leaves ? Entry.relation(move.fromRegion()) : "",
                leaves ? amount : Fen.ZERO,
                enters ? Entry.relation(move.toRegion()) : "",
                enters ? amount : Fen.ZERO);
    }
}

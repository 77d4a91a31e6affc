package org.openyibao.server.outflow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.account.AccountBooks.Moved;
import org.openyibao.server.account.Entry;
import org.openyibao.server.database.Cursor;
import org.openyibao.server.database.InStep;

/// Proves what accounts pay besides care, what is paid out of them and how they move: each has just the entries that it
/// comes to, and there are no such entries without one of these.
public final class OutflowBooks {

    private static final Comparator<Moved> IN_ORDER =
            Comparator.comparing(Moved::person).thenComparing(Moved::reference);

    private OutflowBooks() {}

    /// The first offender, in the snapshot of the caller's connection (autocommit off).
    public static Optional<Text> offender(Connection connection) throws SQLException {
        var moves = differing(
                connection,
                MoveStore.done(connection),
                Entry.Why.TRANSFER,
                OutflowBooks::move,
                Moved::equals,
                new Text("账户转移与其分录不符：", "the move of an account is not what its journal entries say: "));
        if (moves.isPresent()) {
            return moves;
        }
        var uses = differing(
                connection,
                UseStore.all(connection),
                Entry.Why.USE,
                OutflowBooks::use,
                Moved::equals,
                new Text("账户使用与其分录不符：", "what an account paid besides care is not what its journal entries say: "));
        if (uses.isPresent()) {
            return uses;
        }
        return differing(
                connection,
                WithdrawalStore.paid(connection),
                Entry.Why.WITHDRAWAL,
                OutflowBooks::withdrawal,
                OutflowBooks::isPaidOut,
                new Text("支取与其分录不符：", "a withdrawal is not what its journal entries say: "));
    }

    private static <T> Optional<Text> differing(
            Connection connection,
            Cursor<T> kept,
            Entry.Why why,
            Function<T, Moved> due,
            BiPredicate<Moved, Moved> agree,
            Text offence)
            throws SQLException {
        try (kept) {
            var books = new InStep<T, Moved>(
                    kept,
                    (one, found) -> IN_ORDER.compare(due.apply(one), found),
                    (one, found) -> agree.test(due.apply(one), found),
                    one -> due.apply(one).reference(),
                    Moved::reference);
            AccountBooks.moved(connection, why, books::take);
            return books.offender().map(reference -> new Text(offence.zh() + reference, offence.en() + reference));
        }
    }

    private static Moved move(AccountMove move) {
        var done = move.done().orElseThrow();
        var leaves = move.direction() != AccountMove.Direction.IN;
        var enters = move.direction() != AccountMove.Direction.OUT;
        return new Moved(
                move.person(),
                move.entryReference(),
                leaves ? Entry.relation(move.fromRegion()) : "",
                leaves ? done.current() : Fen.ZERO,
                leaves ? done.prior() : Fen.ZERO,
                enters ? Entry.relation(move.toRegion()) : "",
                enters ? done.current().plus(done.prior()) : Fen.ZERO);
    }

    /// What is taken back may come to another bucket than it left.
    private static Moved use(AccountUse use) {
        return use.reverses().isEmpty()
                ? new Moved(use.person(), use.reference(), use.paidTo(), use.current(), use.prior(), "", Fen.ZERO)
                : new Moved(use.person(), use.reference(), "", Fen.ZERO, Fen.ZERO, use.paidTo(), use.amount());
    }

    /// To the payout of a region that a withdrawal does not name.
    private static Moved withdrawal(Withdrawal withdrawal) {
        return switch (withdrawal.state()) {
            case Review.Done done ->
                new Moved(
                        withdrawal.person(),
                        withdrawal.reference(),
                        Entry.payout(""),
                        done.current(),
                        done.prior(),
                        "",
                        Fen.ZERO);
            case Review.Asked _, Review.Rejected _, Review.Cancelled _ ->
                throw new IllegalStateException("only what was paid was asked for");
        };
    }

    private static boolean isPaidOut(Moved due, Moved found) {
        return found.to().startsWith(due.to())
                && new Moved(
                                found.person(),
                                found.reference(),
                                due.to(),
                                found.fromCurrent(),
                                found.fromPrior(),
                                found.from(),
                                found.came())
                        .equals(due);
    }
}

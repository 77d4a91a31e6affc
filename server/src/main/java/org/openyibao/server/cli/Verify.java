package org.openyibao.server.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.account.BooksReport;
import org.openyibao.server.database.OpenDatabase;
import org.openyibao.server.settlement.SettlementBooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `openyibao verify`: proves the books of a database, also of one that a server is working on.
@Command(name = "verify", sortOptions = false)
public final class Verify implements Callable<Integer> {

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws SQLException {
        var console = common.console();
        var messages = common.messages();
        console.note(messages.text("verify.reading"));
        try (var open = OpenDatabase.toInspect(database.choice(messages));
                var connection = DriverManager.getConnection(
                        open.address().jdbcUrl(),
                        open.address().user(),
                        open.address().password())) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            if (!hasTables(connection)) {
                console.line(messages.text("verify.empty"));
                return 1;
            }
            var accounts = AccountBooks.prove(connection);
            var settlements = SettlementBooks.prove(connection);
            show(accounts, console);
            show(settlements, console);
            var offender = accounts.offender().or(settlements::offender);
            if (offender.isPresent()) {
                console.line(messages.text("verify.wrong", offender.get().in(messages.locale())));
                return 1;
            }
            console.line(messages.text("verify.clean"));
            return 0;
        }
    }

    private static boolean hasTables(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select to_regclass('message') is not null");
                var rows = select.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static void show(BooksReport report, Console console) {
        report.counts().forEach((table, count) -> console.line(String.format("%-14s %,12d", table, count)));
    }
}

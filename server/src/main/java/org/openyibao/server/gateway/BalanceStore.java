package org.openyibao.server.gateway;

import java.util.List;
import org.openyibao.engine.claim.Balances;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Ledger;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Asks the account room for one person's balances, on a connection of its own.
@Component
class BalanceStore {

    private final Accounts accounts;
    private final JdbcTemplate jdbc;

    BalanceStore(Accounts accounts, JdbcTemplate jdbc) {
        this.accounts = accounts;
        this.jdbc = jdbc;
    }

    Balances balances(String person) {
        var books = jdbc.execute((ConnectionCallback<List<Ledger>>) connection ->
                List.copyOf(accounts.ledgers(connection, List.of(person)).values()));
        return books == null ? Balances.NONE : books.getFirst().balances();
    }
}

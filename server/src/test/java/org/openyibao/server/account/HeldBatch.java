package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import org.openyibao.server.settlement.Rooms;

/// A batch that somebody else works on: it was begun, and its lock is held on a connection of its own.
public final class HeldBatch implements AutoCloseable {

    private final Connection connection;

    private HeldBatch(Connection connection) {
        this.connection = connection;
    }

    public static HeldBatch credit(Rooms rooms, String region, YearMonth month) {
        var order = new Batches.Order.Credit(region, month, "somebody else");
        var store = new BatchStore();
        try {
            var connection = rooms.database().connect();
            if (!store.hold(connection, order.key())) {
                throw new AssertionError("held by another");
            }
            var begun = rooms.transaction(own -> rooms.service(Batches.class).asked(order));
            store.begun(connection, ((org.openyibao.server.request.Result.Done<BatchReport>) begun).value());
            return new HeldBatch(connection);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /// As when the process is killed.
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}

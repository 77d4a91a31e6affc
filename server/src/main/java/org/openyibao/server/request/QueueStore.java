package org.openyibao.server.request;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads what waits. `rows` is a room's own query of all that waits there, with the columns `id`, `about`, `region`,
/// `since`, `state` and `by_whom`; an index by region keeps it quick.
public final class QueueStore {

    private QueueStore() {}

    public static List<Waiting> waiting(Connection connection, String rows, Queue queue) throws SQLException {
        try (var select = connection.prepareStatement("select id, about, region, since, state, by_whom from (" + rows
                + ") waiting where region between ? and ? and state = any(?) and (since, id) > (?, ?)"
                + " order by since, id limit ?")) {
            select.setString(1, queue.region());
            select.setString(2, Queue.last(queue.region()));
            select.setArray(
                    3, connection.createArrayOf("varchar", queue.states().toArray()));
            select.setObject(4, OffsetDateTime.ofInstant(queue.since(), ZoneOffset.UTC));
            select.setString(5, queue.after());
            select.setInt(6, queue.most());
            try (var found = select.executeQuery()) {
                var all = new ArrayList<Waiting>();
                while (found.next()) {
                    all.add(new Waiting(
                            found.getString(1),
                            found.getString(2),
                            found.getString(3),
                            found.getObject(4, OffsetDateTime.class).toInstant(),
                            found.getString(5),
                            found.getString(6)));
                }
                return all;
            }
        }
    }

    /// How many wait, by state.
    public static Map<String, Long> counts(Connection connection, String rows, String region) throws SQLException {
        try (var select = connection.prepareStatement(
                "select state, count(*) from (" + rows + ") waiting where region between ? and ? group by state")) {
            select.setString(1, region);
            select.setString(2, Queue.last(region));
            try (var found = select.executeQuery()) {
                var counts = new TreeMap<String, Long>();
                while (found.next()) {
                    counts.put(found.getString(1), found.getLong(2));
                }
                return counts;
            }
        }
    }
}

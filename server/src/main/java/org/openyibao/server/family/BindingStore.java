package org.openyibao.server.family;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.database.Codes;

/// SQL of `family_binding` and `family_binding_event`.
final class BindingStore {

    private static final String COLUMNS = """
            b.psn_no, b.binding_id, b.owner, b.relation, b.position, b.year_limit_fen, b.starts_on, b.until, b.ended_on,
            b.ended_because""";

    /// The bindings that nobody ended, by user, in their order.
    Map<String, List<Binding>> open(Connection connection, Collection<String> users) throws SQLException {
        var found = new HashMap<String, List<Binding>>();
        try (var select = connection.prepareStatement("select " + COLUMNS + """

                from unnest(?::varchar[]) as k(psn_no)
                join family_binding b on b.psn_no = k.psn_no and b.ended_on is null
                order by b.psn_no, b.position""")) {
            select.setObject(1, users.toArray(String[]::new));
            for (var binding : bindings(select)) {
                found.computeIfAbsent(binding.user(), user -> new ArrayList<>()).add(binding);
            }
        }
        return found;
    }

    /// The bindings of users that are in force on a day, by user, in their order.
    Map<String, List<Binding>> inForce(Connection connection, Collection<String> users, LocalDate day)
            throws SQLException {
        var found = new HashMap<String, List<Binding>>();
        open(connection, users)
                .forEach((user, open) -> found.put(
                        user,
                        open.stream().filter(binding -> binding.holdsOn(day)).toList()));
        return found;
    }

    /// All that a person uses or owns, ended ones too: first what the person uses.
    List<Binding> of(Connection connection, String person) throws SQLException {
        try (var select = connection.prepareStatement("select " + COLUMNS + """

                from family_binding b where b.psn_no = ? or b.owner = ?
                order by b.owner = ?, b.psn_no, b.ended_on is not null, b.position, b.starts_on""")) {
            for (var parameter = 1; parameter <= 3; parameter++) {
                select.setString(parameter, person);
            }
            return bindings(select);
        }
    }

    Optional<Binding> find(Connection connection, String user, String id) throws SQLException {
        try (var select = connection.prepareStatement(
                "select " + COLUMNS + " from family_binding b where b.psn_no = ? and b.binding_id = ?")) {
            select.setString(1, user);
            select.setString(2, id);
            return bindings(select).stream().findFirst();
        }
    }

    /// Some bindings that nobody ended, after one, in the order of their keys.
    List<Binding> openAfter(Connection connection, String user, String id, int most) throws SQLException {
        try (var select = connection.prepareStatement("select " + COLUMNS + """

                from family_binding b where b.ended_on is null and (b.psn_no, b.binding_id) > (?, ?)
                order by b.psn_no, b.binding_id limit ?""")) {
            select.setString(1, user);
            select.setString(2, id);
            select.setInt(3, most);
            return bindings(select);
        }
    }

    private static List<Binding> bindings(PreparedStatement select) throws SQLException {
        var found = new ArrayList<Binding>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(binding(rows));
            }
        }
        return found;
    }

    private static Binding binding(ResultSet row) throws SQLException {
        var limit = row.getLong(6);
        var limited = !row.wasNull();
        var endedOn = row.getObject(9, LocalDate.class);
        return new Binding(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Codes.of(Relation.class, row.getString(4)),
                row.getInt(5),
                limited ? Optional.of(Fen.of(limit)) : Optional.empty(),
                row.getObject(7, LocalDate.class),
                row.getObject(8, LocalDate.class),
                endedOn == null
                        ? Optional.empty()
                        : Optional.of(new Binding.End(endedOn, Codes.of(Binding.Because.class, row.getString(10)))));
    }

    void insert(Connection connection, Binding binding) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into family_binding (psn_no, binding_id, owner, relation, position, year_limit_fen, starts_on, until)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, binding.user());
            insert.setString(2, binding.id());
            insert.setString(3, binding.owner());
            insert.setString(4, binding.relation().toString());
            insert.setInt(5, binding.position());
            setLimit(insert, 6, binding);
            insert.setObject(7, binding.from());
            insert.setObject(8, binding.until());
            insert.executeUpdate();
        }
    }

    /// Place, limit and end of bindings, as they are now.
    void update(Connection connection, List<Binding> bindings) throws SQLException {
        try (var update = connection.prepareStatement("""
                update family_binding set position = ?, year_limit_fen = ?, ended_on = ?, ended_because = ?
                where psn_no = ? and binding_id = ?""")) {
            for (var binding : bindings) {
                update.setInt(1, binding.position());
                setLimit(update, 2, binding);
                update.setObject(3, binding.end().map(Binding.End::on).orElse(null));
                update.setString(
                        4, binding.end().map(end -> end.because().toString()).orElse(null));
                update.setString(5, binding.user());
                update.setString(6, binding.id());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void setLimit(PreparedStatement statement, int parameter, Binding binding) throws SQLException {
        if (binding.yearLimit().isPresent()) {
            statement.setLong(parameter, binding.yearLimit().get().value());
        } else {
            statement.setNull(parameter, Types.BIGINT);
        }
    }

    void addEvent(Connection connection, Binding binding, Bindings.Event event) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into family_binding_event (psn_no, binding_id, event, at, what, details, clerk)
                select ?, ?, coalesce(max(event), 0) + 1, ?, ?, ?, ?
                from family_binding_event where psn_no = ? and binding_id = ?""")) {
            insert.setString(1, binding.user());
            insert.setString(2, binding.id());
            insert.setObject(3, OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC));
            insert.setString(4, event.what());
            insert.setString(5, event.details());
            insert.setString(6, event.clerk());
            insert.setString(7, binding.user());
            insert.setString(8, binding.id());
            insert.executeUpdate();
        }
    }

    /// What was done to a binding, in the order in which it was done.
    List<Bindings.Event> events(Connection connection, String user, String id) throws SQLException {
        var found = new ArrayList<Bindings.Event>();
        try (var select = connection.prepareStatement("""
                select at, what, details, clerk from family_binding_event
                where psn_no = ? and binding_id = ? order by event""")) {
            select.setString(1, user);
            select.setString(2, id);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Bindings.Event(
                            rows.getObject(1, OffsetDateTime.class).toInstant(),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4)));
                }
            }
        }
        return found;
    }
}

package org.openyibao.server.database;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.openyibao.server.database.DataKeys.Kind;
import org.openyibao.server.database.DatabaseException.Problem;

/// Which keys a database's personal data are kept under: SQL of `data_key`. By its mark a wrong key is known before
/// anything is written with it.
final class KeyMarks {

    record Mark(Kind kind, int id, byte[] mark) {}

    private KeyMarks() {}

    /// Whether an embedded database gets keys of its own: there are none, and nothing is sealed yet.
    static boolean mayMakeKeys(Connection connection, DataKeys keys) throws SQLException {
        return !Files.exists(keys.file()) && of(connection).isEmpty();
    }

    /// Leaves the marks of keys that are new.
    ///
    /// @throws DatabaseException if a key that left a mark is not held
    static void check(Connection connection, DataKeys keys) throws SQLException {
        if (!Files.exists(keys.file())) {
            throw new DatabaseException(Problem.KEYS_MISSING, keys.file());
        }
        for (var mark : of(connection)) {
            if (!keys.knows(mark.kind(), mark.id(), mark.mark())) {
                throw new DatabaseException(Problem.KEYS_WRONG, keys.file(), mark.id() + " " + mark.kind());
            }
        }
        if (exist(connection)) {
            leave(connection, keys);
        }
    }

    /// Of the newest keys; an older one left its own when it was the newest, and is gone where nothing is kept under it
    /// any more.
    static void leave(Connection connection, DataKeys keys) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into data_key (kind, id, mark) select ?, ?, ?
                where not exists (select from data_key where kind = ? and id = ?)
                on conflict (kind, id) do nothing""")) {
            for (var kind : Kind.values()) {
                var id = keys.newest(kind);
                insert.setString(1, kind.toString());
                insert.setInt(2, id);
                insert.setBytes(3, keys.mark(kind, id));
                insert.setString(4, kind.toString());
                insert.setInt(5, id);
                insert.executeUpdate();
            }
        }
    }

    /// Takes away the marks of all keys older than the newest, which nothing is kept under any more.
    ///
    /// @return those that may now be deleted
    static List<Mark> leaveTheNewestAlone(Connection connection, DataKeys keys) throws SQLException {
        var gone = new ArrayList<Mark>();
        try (var delete = connection.prepareStatement("delete from data_key where kind = ? and id = ?")) {
            for (var mark : of(connection)) {
                if (mark.id() < keys.newest(mark.kind())) {
                    delete.setString(1, mark.kind().toString());
                    delete.setInt(2, mark.id());
                    delete.executeUpdate();
                    gone.add(mark);
                }
            }
        }
        return gone;
    }

    private static boolean exist(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select to_regclass('data_key') is not null");
                var rows = select.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static List<Mark> of(Connection connection) throws SQLException {
        var marks = new ArrayList<Mark>();
        if (exist(connection)) {
            try (var select = connection.prepareStatement("select kind, id, mark from data_key order by kind, id");
                    var rows = select.executeQuery()) {
                while (rows.next()) {
                    marks.add(new Mark(Codes.of(Kind.class, rows.getString(1)), rows.getInt(2), rows.getBytes(3)));
                }
            }
        }
        return marks;
    }
}

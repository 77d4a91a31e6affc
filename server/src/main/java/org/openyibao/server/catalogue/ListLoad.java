package org.openyibao.server.catalogue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openyibao.engine.text.Text;

/// Rows of lists on their way in, in the caller's transaction: first added, then looked through as a whole, then taken.
/// In memory are some thousands of them.
public final class ListLoad implements AutoCloseable {

    /// What is wrong with a row beside others. `column` is a title.
    public record Wrong(long row, String column, Text expected, String got) {}

    /// Rows that were new, and rows that were held already just as they are.
    public record Taken(long added, long already) {}

    private final ListStore store;
    private final Connection connection;
    private final ListStore.Incoming incoming;
    private final Map<String, NationalList> lists = new LinkedHashMap<>();

    ListLoad(ListStore store, Connection connection) throws SQLException {
        this.store = store;
        this.connection = connection;
        incoming = store.begin(connection);
    }

    /// `row`: by which it is told what is wrong with it.
    public void add(NationalList list, long row, ListItem item) {
        lists.putIfAbsent(list.number(), list);
        incoming.add(list.number(), row, item);
    }

    /// What is wrong with the rows of a list that was added, at most `most`. A record comes in one version once. What
    /// institutions have up to the newest version stays as it is: what is new has a newer version.
    public List<Wrong> wrong(NationalList list, int most) throws SQLException {
        incoming.flush();
        var found = new ArrayList<Wrong>();
        for (var again : store.repeated(connection, list.number(), most)) {
            found.add(new Wrong(
                    again.row(),
                    list.recordTitle(),
                    new Text(
                            "同一版本只出现一次（第 " + again.other() + " 行已有）",
                            "once in a version (it is in row " + again.other() + ")"),
                    again.value()));
        }
        var newest = store.hold(connection, list.number());
        for (var late : store.late(connection, list.number(), newest, most - found.size())) {
            found.add(new Wrong(
                    late.row(),
                    list.versionTitle(),
                    new Text("大于已下发版本 " + newest + " 的版本号", "a version after " + newest + ", which institutions have"),
                    late.value()));
        }
        return found;
    }

    /// Takes what was added, by the number of the list. Only after [#wrong] found nothing.
    public Map<String, Taken> take() throws SQLException {
        incoming.flush();
        var taken = new LinkedHashMap<String, Taken>();
        for (var list : lists.keySet()) {
            taken.put(list, store.take(connection, list, store.hold(connection, list)));
        }
        return taken;
    }

    @Override
    public void close() throws SQLException {
        incoming.close();
    }
}

package org.openyibao.server.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The conditions of a query of which not all are always asked, and what they compare with.
public final class Conditions {

    /// What means something else than itself in a pattern.
    private static final Pattern LIKE = Pattern.compile("[\\\\%_]");

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /// `condition` has a parameter for each value.
    public Conditions and(String condition, Object... compared) {
        sql.append(sql.isEmpty() ? "" : " and ").append(condition);
        values.addAll(List.of(compared));
        return this;
    }

    /// That a text begins so.
    public Conditions andBegins(String column, String beginning) {
        return and(column + " like ?", LIKE.matcher(beginning).replaceAll("\\\\$0") + "%");
    }

    public String sql() {
        return sql.toString();
    }

    /// Sets the values, from the first parameter on. Answers the number of the next.
    public int set(PreparedStatement statement) throws SQLException {
        var next = 1;
        for (var value : values) {
            statement.setObject(next++, value);
        }
        return next;
    }
}

package org.openyibao.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.text.Text;

/// Proofs of a room's tables that are one query each. The caller's connection has autocommit off.
public final class Proofs {

    /// A query whose first row, if any, names an offender.
    public record Proof(Text offence, String sql) {}

    private Proofs() {}

    /// How many rows each table has.
    public static Map<String, Long> counts(Connection connection, List<String> tables) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        for (var table : tables) {
            try (var select = connection.prepareStatement("select count(*) from " + table);
                    var rows = select.executeQuery()) {
                rows.next();
                counts.put(table, rows.getLong(1));
            }
        }
        return counts;
    }

    /// The first thing that one of the proofs finds wrong.
    public static Optional<Text> offender(Connection connection, List<Proof> proofs) throws SQLException {
        for (var proof : proofs) {
            try (var select = connection.prepareStatement(proof.sql());
                    var rows = select.executeQuery()) {
                if (rows.next()) {
                    var named = rows.getString(1);
                    return Optional.of(new Text(
                            proof.offence().zh() + "：" + named, proof.offence().en() + ": " + named));
                }
            }
        }
        return Optional.empty();
    }
}

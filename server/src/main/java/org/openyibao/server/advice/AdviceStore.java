package org.openyibao.server.advice;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// SQL of the room.
final class AdviceStore {

    void insert(Connection connection, String institution, Advices.Stage stage, List<Finding> findings, Instant now)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into advice_finding (finding_id, institution, stage, patient, visit_number, rule, amount_fen,
                    content, evidence, made_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (var finding : findings) {
                insert.setString(1, finding.id());
                insert.setString(2, institution);
                insert.setString(3, stage.toString());
                insert.setString(4, finding.patient());
                insert.setString(5, finding.visit());
                insert.setString(6, finding.rule().code());
                insert.setLong(7, finding.amount().value());
                insert.setString(8, finding.content());
                insert.setString(9, finding.evidence());
                insert.setObject(10, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Those of the ids that the institution got at this stage.
    Set<String> known(Connection connection, String institution, Advices.Stage stage, List<String> findings)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select finding_id from advice_finding
                where finding_id = any (?) and institution = ? and stage = ?""")) {
            select.setArray(1, connection.createArrayOf("varchar", findings.toArray()));
            select.setString(2, institution);
            select.setString(3, stage.toString());
            var known = new HashSet<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    known.add(rows.getString(1));
                }
            }
            return known;
        }
    }

    void insert(
            Connection connection,
            String id,
            Advices.Feedback feedback,
            Instant now,
            String operator,
            String operatorName)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into advice_feedback (feedback_id, finding_id, response, because, given_at, operator, operator_name)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, id);
            insert.setString(2, feedback.finding());
            insert.setString(3, feedback.response().toString());
            insert.setString(4, feedback.because());
            insert.setObject(5, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.setString(6, operator);
            insert.setString(7, operatorName);
            insert.executeUpdate();
        }
    }
}

package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openyibao.server.database.DataKeys;

/// SQL of `message`: what was asked before, and what was answered.
final class MessageStore {

    private static final String CONTENT = "message.content";
    private static final String RESPONSE = "message.response";

    private final DataKeys keys;

    MessageStore(DataKeys keys) {
        this.keys = keys;
    }

    /// A message that was carried out. An empty response: it never came and must not be carried out any more.
    record Kept(byte[] content, byte[] response, String transaction, String person) {
        boolean isForbidden() {
            return response.length == 0;
        }
    }

    /// One message to remember.
    record Answered(Message message, String person, byte[] response) {}

    /// Those of the messages that were carried out before, by [Message#key].
    Map<String, Kept> find(Connection connection, Collection<Message> messages) throws SQLException {
        var found = new HashMap<String, Kept>();
        try (var select = connection.prepareStatement("""
                select m.institution, m.msgid, m.content, m.response, m.infno, m.psn_no
                from unnest(?::varchar[], ?::varchar[]) as k(institution, msgid)
                join message m on m.institution = k.institution and m.msgid = k.msgid""")) {
            select.setObject(1, Rows.texts(messages, Message::institution));
            select.setObject(2, Rows.texts(messages, Message::msgid));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var row = row(rows.getString(1), rows.getString(2));
                    found.put(
                            rows.getString(1) + '\n' + rows.getString(2),
                            new Kept(
                                    keys.openBytes(CONTENT, row, rows.getBytes(3)),
                                    keys.openBytes(RESPONSE, row, rows.getBytes(4)),
                                    rows.getString(5),
                                    rows.getString(6)));
                }
            }
        }
        return found;
    }

    private static String row(String institution, String msgid) {
        return institution + "/" + msgid;
    }

    void insert(Connection connection, List<Answered> answers) throws SQLException {
        if (answers.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into message (institution, msgid, infno, psn_no, received_at, content, response)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            for (var answer : answers) {
                var message = answer.message();
                insert.setString(1, message.institution());
                insert.setString(2, message.msgid());
                insert.setString(3, message.transaction());
                insert.setString(4, answer.person());
                insert.setObject(5, OffsetDateTime.ofInstant(message.receivedAt(), ZoneOffset.UTC));
                var row = row(message.institution(), message.msgid());
                insert.setBytes(6, keys.seal(CONTENT, row, message.content()));
                insert.setBytes(7, keys.seal(RESPONSE, row, answer.response()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}

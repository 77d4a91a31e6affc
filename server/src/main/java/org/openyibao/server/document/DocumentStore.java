package org.openyibao.server.document;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.DataKeys;

/// SQL of `document` and `document_with`.
final class DocumentStore {

    private static final String CONTENT = "document.content";

    private final DataKeys keys;

    DocumentStore(DataKeys keys) {
        this.keys = keys;
    }

    private static String row(Document document) {
        return document.person() + "/" + document.id();
    }

    private static final String COLUMNS = "d.psn_no, d.document_id, d.type, d.bytes, d.sha256, d.kept_at";

    /// How many documents a person handed in on a day.
    int countOn(Connection connection, String person, LocalDate day) throws SQLException {
        try (var select = connection.prepareStatement(
                "select coalesce(max(number_of_day), 0) from document where psn_no = ? and kept_on = ?")) {
            select.setString(1, person);
            select.setObject(2, day);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    Optional<Document> byHash(Connection connection, String person, String sha256) throws SQLException {
        try (var select = connection.prepareStatement(
                "select " + COLUMNS + " from document d where d.psn_no = ? and d.sha256 = ?")) {
            select.setString(1, person);
            select.setString(2, sha256);
            return documents(select).stream().findFirst();
        }
    }

    /// False where another took the number, or keeps the same content, at once.
    boolean insert(Connection connection, Document document, byte[] content, LocalDate day, int numberOfDay)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into document (psn_no, document_id, type, bytes, sha256, content, kept_at, kept_on, number_of_day)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            insert.setString(1, document.person());
            insert.setString(2, document.id());
            insert.setString(3, document.type().toString());
            insert.setInt(4, document.bytes());
            insert.setString(5, document.sha256());
            insert.setBytes(6, keys.seal(CONTENT, row(document), content));
            insert.setObject(7, OffsetDateTime.ofInstant(document.keptAt(), ZoneOffset.UTC));
            insert.setObject(8, day);
            insert.setInt(9, numberOfDay);
            return insert.executeUpdate() == 1;
        }
    }

    /// Those of a person that there are, by id.
    Map<String, Document> find(Connection connection, String person, Collection<String> ids) throws SQLException {
        var found = new HashMap<String, Document>();
        try (var select = connection.prepareStatement(
                "select " + COLUMNS + " from document d where d.psn_no = ? and d.document_id = any(?)")) {
            select.setString(1, person);
            select.setObject(2, ids.toArray(String[]::new));
            documents(select).forEach(document -> found.put(document.id(), document));
        }
        return found;
    }

    private static List<Document> documents(PreparedStatement select) throws SQLException {
        var found = new ArrayList<Document>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(document(rows));
            }
        }
        return found;
    }

    private static Document document(ResultSet row) throws SQLException {
        return new Document(
                row.getString(1),
                row.getString(2),
                Codes.of(Document.Type.class, row.getString(3)),
                row.getInt(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant());
    }

    byte[] content(Connection connection, Document document) throws SQLException {
        try (var select =
                connection.prepareStatement("select content from document where psn_no = ? and document_id = ?")) {
            select.setString(1, document.person());
            select.setString(2, document.id());
            try (var rows = select.executeQuery()) {
                rows.next();
                return keys.openBytes(CONTENT, row(document), rows.getBytes(1));
            }
        }
    }

    void attach(Connection connection, String person, Documents.About about, String id, List<Attached> files)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into document_with (psn_no, about, about_id, paper, document_id) values (?, ?, ?, ?, ?)
                on conflict do nothing""")) {
            for (var file : files) {
                insert.setString(1, person);
                insert.setString(2, about.toString());
                insert.setString(3, id);
                insert.setString(4, file.paper());
                insert.setString(5, file.document());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// What was handed in with all of a person's filings, or withdrawals, by their ids.
    Map<String, List<Attached>> attached(Connection connection, String person, Documents.About about)
            throws SQLException {
        var found = new HashMap<String, List<Attached>>();
        try (var select = connection.prepareStatement("""
                select about_id, paper, document_id from document_with where psn_no = ? and about = ?
                order by about_id, paper, document_id""")) {
            select.setString(1, person);
            select.setString(2, about.toString());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
                            .add(new Attached(rows.getString(2), rows.getString(3)));
                }
            }
        }
        return found;
    }
}

package org.openyibao.server.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A table some of whose columns are sealed, told here for what goes over all rows of it: the migration that seals
/// those of older versions, and the rotation of keys. The stores of the table's room seal and open in the same way.
///
/// @param key the columns of the primary key, in its order
/// @param row the columns that name the row towards [DataKeys], their texts joined with `/`
record SealedTable(String name, List<String> key, List<String> row, List<Column> columns) {

    /// What a sealed column holds: a text, an array of texts, or bytes.
    enum Shape {
        TEXT,
        TEXTS,
        BYTES
    }

    /// @param hash by what the column's text is found, if it is
    record Column(String name, Shape shape, Optional<Hash> hash) {

        static Column text(String name) {
            return new Column(name, Shape.TEXT, Optional.empty());
        }

        static Column texts(String name) {
            return new Column(name, Shape.TEXTS, Optional.empty());
        }

        static Column bytes(String name) {
            return new Column(name, Shape.BYTES, Optional.empty());
        }

        Column foundBy(String column, String what) {
            return new Column(name, shape, Optional.of(new Hash(column, what, Optional.empty())));
        }

        Column foundBy(String column, String what, String together) {
            return new Column(name, shape, Optional.of(new Hash(column, what, Optional.of(together))));
        }
    }

    /// A column with the hash of another's text, followed, where there is one, by `/` and what the column `together`
    /// holds in clear: [DataKeys#hash].
    record Hash(String column, String what, Optional<String> together) {}

    private static SealedTable of(String name, List<String> key, Column... columns) {
        return new SealedTable(name, key, key, List.of(columns));
    }

    static final SealedTable PERSON = of(
            "person",
            List.of("psn_no"),
            Column.text("certificate").foundBy("certificate_hash", "certificate"),
            Column.text("name").foundBy("name_hash", "name", "birth"));

    static final SealedTable ENROLMENT_CHANGE = of(
            "enrolment_change",
            List.of("psn_no", "change_no"),
            Column.texts("before_values"),
            Column.texts("after_values"));

    static final List<SealedTable> PERSONS = List.of(PERSON, ENROLMENT_CHANGE);

    /// Kept under the number's hash; the number is sealed for its holder.
    static final SealedTable CARD = new SealedTable(
            "card",
            List.of("number_hash"),
            List.of("psn_no"),
            List.of(Column.text("number").foundBy("number_hash", "card")));

    /// What was sent and answered, kept so that it is done once.
    static final SealedTable MESSAGE =
            of("message", List.of("institution", "msgid"), Column.bytes("content"), Column.bytes("response"));

    static final SealedTable REQUEST = new SealedTable(
            "request",
            List.of("caller", "key"),
            List.of("key"),
            List.of(Column.bytes("content"), Column.bytes("response")));

    static final List<SealedTable> OTHERS = List.of(
            of("claim", List.of("psn_no", "claim_id"), Column.text("payee_name"), Column.text("payee_account")),
            of(
                    "withdrawal",
                    List.of("psn_no", "withdrawal_id"),
                    Column.text("payee_name"),
                    Column.text("payee_account")),
            of("filing", List.of("psn_no", "filing_id"), Column.text("details")),
            of("registration", List.of("psn_no", "registration_id"), Column.text("details")),
            of(
                    "settlement_list",
                    List.of("psn_no", "settlement_id", "version"),
                    Column.text("content"),
                    Column.texts("finding_values")),
            of("goods_record", List.of("record_id"), Column.text("details")),
            of("staff", List.of("institution", "code"), Column.text("certificate"), Column.text("name")),
            of("exchange_part", List.of("file_id", "part"), Column.bytes("content")));

    /// Those that were sealed from the first.
    private static final List<SealedTable> LATER = List.of(
            of("document", List.of("psn_no", "document_id"), Column.bytes("content")),
            of("medical_code_key", List.of("id"), Column.bytes("secret")));

    /// All there are.
    static final List<SealedTable> ALL = Stream.of(PERSONS, List.of(CARD, MESSAGE, REQUEST), OTHERS, LATER)
            .flatMap(List::stream)
            .toList();

    /// The same, of a version that had another primary key.
    SealedTable by(String formerKey) {
        return new SealedTable(name, List.of(formerKey), row, columns);
    }

    /// How [DataKeys] knows a column.
    String place(Column column) {
        return name + "." + column.name();
    }

    /// The columns that a row is read by: its key, what names it, the sealed ones, and what is hashed together with
    /// one.
    List<String> read() {
        return Stream.of(key, row, columns.stream().map(Column::name).toList(), together())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private List<String> together() {
        return columns.stream()
                .flatMap(column -> column.hash().stream())
                .flatMap(hash -> hash.together().stream())
                .toList();
    }

    /// The columns that are written: the sealed ones and the hashes.
    List<String> written() {
        var written = new ArrayList<String>();
        for (var column : columns) {
            written.add(column.name());
            column.hash().ifPresent(hash -> written.add(hash.column()));
        }
        return written;
    }
}

package org.openyibao.server.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A table some of whose columns are sealed, told here for what goes over all rows of it: the migration that seals
/// those
/// of older versions, and the rotation of keys. The stores of the table's room seal and open in the same way.
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

    /// All there are.
    static final List<SealedTable> ALL = List.of(PERSON, ENROLMENT_CHANGE);

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

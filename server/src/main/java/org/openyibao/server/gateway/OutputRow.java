package org.openyibao.server.gateway;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.gateway.InterfaceTables.Column;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/// A row of an answer: every field that its table names, in the table's order, null where nothing is known. Numbers go
/// out as JSON numbers, days and times in the interface's formats.
///
/// A name that is not in the table is an [IllegalArgumentException]: the row could not be written.
final class OutputRow {

    private final Map<String, Column> columns;
    private final Map<String, Consumer<JsonGenerator>> values = new HashMap<>();

    private OutputRow(Map<String, Column> columns) {
        this.columns = columns;
    }

    /// `columns` as of [InterfaceTables#out].
    static OutputRow of(Map<String, Column> columns) {
        return new OutputRow(columns);
    }

    /// Null or empty for what is not known.
    OutputRow text(String name, @Nullable String value) {
        return set(name, value == null || value.isEmpty() ? null : out -> out.writeString(value));
    }

    OutputRow amount(String name, Fen amount) {
        return set(name, out -> out.writeNumber(amount.toString()));
    }

    OutputRow number(String name, long value) {
        return set(name, out -> out.writeNumber(value));
    }

    /// `value` in units of its last decimal place, without zeros at the end.
    OutputRow number(String name, long value, int places) {
        return set(name, out -> out.writeNumber(Decimals.text(value, places)));
    }

    /// A decimal number as it was written, or empty for what is not known.
    OutputRow decimal(String name, String written) {
        return set(name, written.isEmpty() ? null : out -> out.writeNumber(written));
    }

    OutputRow flag(String name, boolean value) {
        return set(name, out -> out.writeBoolean(value));
    }

    OutputRow date(String name, @Nullable LocalDate day) {
        return text(name, day == null ? null : day.toString());
    }

    OutputRow time(String name, @Nullable LocalDateTime time) {
        return text(name, time == null ? null : Times.text(time));
    }

    /// Rows below this one.
    OutputRow rows(String name, List<OutputRow> rows) {
        return set(name, out -> {
            out.writeStartArray();
            rows.forEach(row -> row.write(out));
            out.writeEndArray();
        });
    }

    /// What was sent and kept, for every field of the table that nothing was said of otherwise.
    OutputRow kept(ObjectNode kept) {
        for (var column : columns.values()) {
            var value = kept.get(column.name());
            if (value != null && !value.isContainer() && !values.containsKey(column.name())) {
                sent(column, Scalars.text(value)).ifPresent(writing -> values.put(column.name(), writing));
            }
        }
        return this;
    }

    private static Optional<Consumer<JsonGenerator>> sent(Column column, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var isNumber = column.kind() == InterfaceTables.Kind.NUMBER
                && Decimals.fits(text, OptionalInt.empty(), OptionalInt.empty());
        return Optional.of(isNumber ? out -> out.writeNumber(text) : out -> out.writeString(text));
    }

    private OutputRow set(String name, @Nullable Consumer<JsonGenerator> writing) {
        if (!columns.containsKey(name)) {
            throw new IllegalArgumentException("no field " + name + " in its table");
        }
        if (writing == null) {
            values.remove(name);
        } else {
            values.put(name, writing);
        }
        return this;
    }

    /// As the object that a name was written for, or an element of a list.
    void write(JsonGenerator out) {
        out.writeStartObject();
        writeFields(out);
        out.writeEndObject();
    }

    /// Into an object that was begun.
    void writeFields(JsonGenerator out) {
        for (var name : columns.keySet()) {
            out.writeName(name);
            var writing = values.get(name);
            if (writing == null) {
                out.writeNull();
            } else {
                writing.accept(out);
            }
        }
    }

    /// A list under `name`.
    static void write(JsonGenerator out, String name, List<OutputRow> rows) {
        out.writeArrayPropertyStart(name);
        rows.forEach(row -> row.write(out));
        out.writeEndArray();
    }
}

package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What an institution sent beside what a command takes, in the form in which it is kept: a JSON object of the fields
/// that had a value, as texts. Left out is what names a person or opens a person's account, and what is kept elsewhere.
///
/// Of several rows a field becomes a list of its values, or one value where it is the same in all rows: a tenth of the
/// size, and a row's size is what it costs to store it.
final class Details {

    private static final Set<String> LEFT_OUT = Set.of(
            "psn_no",
            "mdtrt_id",
            "chrg_bchno",
            "psn_name",
            "coner_name",
            "tel",
            "certno",
            "mdtrt_cert_no",
            "card_sn",
            "feedetl_sn",
            "med_list_codg",
            "det_item_fee_sumamt",
            "medfee_sumamt");

    private Details() {}

    static String of(Fields node) {
        return text(out -> writeFields(out, node.node()));
    }

    static String of(List<Fields> rows) {
        return text(out -> writeColumns(out, rows));
    }

    /// `node` with `rows` of another name in it.
    static String of(Fields node, String rowsName, List<Fields> rows) {
        return text(out -> {
            writeFields(out, node.node());
            out.writeObjectPropertyStart(rowsName);
            writeColumns(out, rows);
            out.writeEndObject();
        });
    }

    /// As [#of(Fields, String, List)], with what the envelope says of the operator.
    static String of(Fields node, String rowsName, List<Fields> rows, Envelope envelope) {
        return text(out -> {
            writeOperator(out, envelope);
            writeFields(out, node.node());
            out.writeObjectPropertyStart(rowsName);
            writeColumns(out, rows);
            out.writeEndObject();
        });
    }

    /// `node` with what the envelope says of the operator.
    static String of(Fields node, Envelope envelope) {
        return text(out -> {
            writeOperator(out, envelope);
            writeFields(out, node.node());
        });
    }

    private static void writeOperator(JsonGenerator out, Envelope envelope) {
        out.writeStringProperty("opter", envelope.operator());
        out.writeStringProperty("opter_name", envelope.operatorName());
    }

    /// As [#of(Fields, String, List)], upon what was kept before: a field that was not sent stays, one sent empty goes.
    /// Rows take the place of those with the same `number`, and of the rows sent only the `valid` ones are kept.
    static UnaryOperator<String> upon(
            Fields node, String rowsName, String number, List<Fields> rows, List<Fields> valid) {
        var sent = rows.stream().map(row -> text(row, number)).toList();
        return before -> {
            var kept = Json.kept(before);
            var merged = kept.deepCopy();
            merged.remove(rowsName);
            merged.setAll(node.node());
            var others = rows(kept.get(rowsName)).stream()
                    .map(row -> new Fields(row, ""))
                    .filter(row -> !sent.contains(text(row, number)));
            return of(
                    new Fields(merged, ""),
                    rowsName,
                    Stream.concat(others, valid.stream()).toList());
        };
    }

    private static String text(Fields row, String name) {
        var value = row.node().get(name);
        return value == null ? "" : Scalars.text(value);
    }

    /// A field of what [#of] wrote, or an empty text.
    static String read(ObjectNode kept, String name) {
        var value = kept.get(name);
        return value == null || !value.isString() ? "" : value.stringValue();
    }

    /// The rows of what [#of] wrote of several, equal ones once.
    static List<ObjectNode> rows(@Nullable JsonNode columns) {
        if (!(columns instanceof ObjectNode object)) {
            return List.of();
        }
        var count = object.properties().stream()
                .mapToInt(column ->
                        column.getValue().isArray() ? column.getValue().size() : 1)
                .max()
                .orElse(0);
        return IntStream.range(0, count).mapToObj(place -> row(object, place)).toList();
    }

    /// One of the rows of what [#of] wrote of several, by its place from 0 on.
    static ObjectNode row(ObjectNode columns, int place) {
        var row = columns.objectNode();
        for (var column : columns.properties()) {
            var value = column.getValue();
            row.set(column.getKey(), value.isArray() && place < value.size() ? value.get(place) : value);
        }
        return row;
    }

    private static String text(Consumer<JsonGenerator> fields) {
        var bytes = Json.write(out -> {
            out.writeStartObject();
            fields.accept(out);
            out.writeEndObject();
        });
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void writeFields(JsonGenerator out, ObjectNode node) {
        for (var field : node.properties()) {
            if (isKept(field.getKey(), field.getValue())) {
                out.writeName(field.getKey());
                write(out, field.getValue());
            }
        }
    }

    private static void writeColumns(JsonGenerator out, List<Fields> rows) {
        for (var column : columns(rows).entrySet()) {
            out.writeName(column.getKey());
            var values = column.getValue();
            if (values.stream().allMatch(values.getFirst()::equals)) {
                write(out, values.getFirst());
            } else {
                out.writeStartArray();
                values.forEach(value -> write(out, value));
                out.writeEndArray();
            }
        }
    }

    /// The values of each field in all rows, with an empty text where a row has none.
    private static Map<String, List<JsonNode>> columns(List<Fields> rows) {
        var columns = new LinkedHashMap<String, List<JsonNode>>();
        for (var row = 0; row < rows.size(); row++) {
            for (var field : rows.get(row).node().properties()) {
                if (isKept(field.getKey(), field.getValue())) {
                    columns.computeIfAbsent(field.getKey(), name -> blanks(rows.size()))
                            .set(row, field.getValue());
                }
            }
        }
        return columns;
    }

    private static List<JsonNode> blanks(int rows) {
        return new ArrayList<>(Collections.nCopies(rows, StringNode.valueOf("")));
    }

    private static boolean isKept(String name, JsonNode value) {
        var hasValue = value.isContainer()
                ? !value.isEmpty()
                : !value.isNull() && !(value.isString() && value.stringValue().isEmpty());
        return hasValue && !LEFT_OUT.contains(name);
    }

    private static void write(JsonGenerator out, JsonNode value) {
        if (value instanceof ObjectNode object) {
            out.writeStartObject();
            writeFields(out, object);
            out.writeEndObject();
        } else if (value.isArray()) {
            out.writeStartArray();
            value.forEach(element -> write(out, element));
            out.writeEndArray();
        } else {
            out.writeString(Scalars.text(value));
        }
    }
}

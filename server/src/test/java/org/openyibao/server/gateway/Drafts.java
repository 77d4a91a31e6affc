package org.openyibao.server.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.openyibao.server.gateway.InterfaceTables.Column;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Inputs of transactions as the tables have them, with values that mostly go together: what was answered before comes
/// again under the same name.
final class Drafts {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST_REMEMBERED = 16;
    private static final int LONGEST = 100;

    /// What other transactions call the same thing.
    private static final Map<String, String> ALSO_CALLED = Map.of(
            "patn_id", "psn_no",
            "curr_mdtrt_id", "mdtrt_id",
            "init_feedetl_sn", "feedetl_sn",
            "omsgid", "msgid",
            "oinfno", "infno",
            "hilist_code", "med_list_codg",
            "warn_rslt_id", "jr_id",
            "medins_id", "fixmedins_code",
            "ide_fixmedins_no", "fixmedins_code");

    private static final Set<String> IDS =
            Set.of("mdtrt_id", "setl_id", "trt_dcla_detl_sn", "file_qury_no", "jr_id", "feedetl_sn", "appy_id");

    private final InterfaceTables tables;
    private final Random random;
    private final Map<String, List<String>> known = new HashMap<>();
    private int serial = 100_000;

    Drafts(InterfaceTables tables, Random random) {
        this.tables = tables;
        this.random = random;
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /// Remembers the newest values of a name.
    void know(String name, String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return;
        }
        var values = known.computeIfAbsent(name, _ -> new ArrayList<>());
        if (!values.contains(value)) {
            values.add(value);
            if (values.size() > MOST_REMEMBERED) {
                values.remove(0);
            }
        }
    }

    /// Remembers the ids of what was answered.
    void know(JsonNode node) {
        for (var field : node.properties()) {
            if (field.getValue().isValueNode() && IDS.contains(field.getKey())) {
                know(field.getKey(), field.getValue().asString());
            } else {
                know(field.getValue());
            }
        }
        if (node.isArray()) {
            node.forEach(this::know);
        }
    }

    /// Puts ids that are known, mostly the newest, in the place of those of a message.
    void renew(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var name : List.copyOf(object.propertyNames())) {
                var values = known.get(ALSO_CALLED.getOrDefault(name, name));
                if (IDS.contains(name) && values != null) {
                    object.put(name, random.nextInt(4) > 0 ? values.getLast() : any(values));
                } else if (name.equals("feedetl_sn")
                        && object.path(name).asString().length() > 4) {
                    object.put(name, Integer.toString(++serial));
                }
            }
        }
        node.forEach(this::renew);
    }

    /// The `input` of a transaction.
    ObjectNode input(InterfaceTables.Transaction transaction) {
        var nodes = transaction.in();
        var nested = nodes.values().stream()
                .flatMap(columns -> columns.keySet().stream())
                .filter(nodes::containsKey)
                .toList();
        var input = MAPPER.createObjectNode();
        for (var node : nodes.entrySet()) {
            if (node.getKey().isEmpty()) {
                fill(input, node.getValue(), nodes, 0);
            } else if (!nested.contains(node.getKey())) {
                input.set(node.getKey(), rows(node.getValue(), nodes, 0));
            }
        }
        return input;
    }

    private JsonNode rows(Map<String, Column> columns, Map<String, Map<String, Column>> nodes, int depth) {
        var first = MAPPER.createObjectNode();
        fill(first, columns, nodes, depth);
        if (random.nextInt(2) == 0) {
            return first;
        }
        var rows = MAPPER.createArrayNode().add(first);
        while (random.nextInt(8) == 0) {
            var row = MAPPER.createObjectNode();
            fill(row, columns, nodes, depth);
            rows.add(row);
        }
        return rows;
    }

    private void fill(ObjectNode row, Map<String, Column> columns, Map<String, Map<String, Column>> nodes, int depth) {
        for (var column : columns.values()) {
            var below = nodes.get(column.name());
            if (below != null && depth < 6) {
                row.set(column.name(), rows(below, nodes, depth + 1));
            } else if (column.required() || random.nextInt(3) > 0) {
                row.put(column.name(), value(column));
            }
        }
    }

    private String value(Column column) {
        var values = known.get(ALSO_CALLED.getOrDefault(column.name(), column.name()));
        if (values != null && random.nextInt(8) > 0) {
            return random.nextInt(2) == 0 ? values.getLast() : any(values);
        }
        var codes = tables.codes(column.codes());
        if (!codes.isEmpty()) {
            return any(List.copyOf(codes.keySet()));
        }
        return switch (column.kind()) {
            case NUMBER ->
                column.places().orElse(0) == 0 ? any(List.of("1", "2", "0")) : any(List.of("1", "10", "28.49"));
            case DATE -> any(List.of("2025-12-01", "2025-12-26", "2026-01-31"));
            case DATETIME -> any(List.of("2025-12-01 08:00:00", "2025-12-26 10:00:00"));
            case TEXT, OTHER ->
                column.length().orElse(9) < 6 ? any(List.of("1", "0")) : any(List.of("1", "测试", "A1", "2025"));
        };
    }
}

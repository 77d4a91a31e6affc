package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.gateway.InterfaceTables.Column;
import org.openyibao.server.sandbox.Call;
import org.openyibao.server.sandbox.InSandbox;
import org.openyibao.server.sandbox.Note;
import org.openyibao.server.sandbox.Notes;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the tables have to say of an input: required fields that were not sent, fields that they do not know, numbers
/// sent as texts. None of it keeps the server from answering.
@InSandbox
@Component
final class InputNotes implements Notes {

    private final InterfaceTables tables;
    private final Transactions transactions;

    InputNotes(InterfaceTables tables, Transactions transactions) {
        this.tables = tables;
        this.transactions = transactions;
    }

    @Override
    public List<Note> of(Call call) {
        try {
            var message = Json.object(call.request().getBytes(StandardCharsets.UTF_8));
            var number = Optional.of(message.path("infno").asString(""))
                    .filter(sent -> !sent.isEmpty())
                    .or(() -> new Address(call.path(), Optional.empty(), "").transaction(transactions.services()));
            return number.flatMap(tables::transaction)
                    .filter(transaction -> message.get("input") instanceof ObjectNode)
                    .map(transaction ->
                            new Reading(transaction.number(), transaction.in()).of((ObjectNode) message.get("input")))
                    .orElse(List.of());
        } catch (InvalidFieldException notReadable) {
            return List.of();
        }
    }

    private final class Reading {
        private final String transaction;
        private final Map<String, Map<String, Column>> nodes;
        private final Map<String, Note> notes = new LinkedHashMap<>();
        private final Set<String> seen = new HashSet<>();

        Reading(String transaction, Map<String, Map<String, Column>> nodes) {
            this.transaction = transaction;
            this.nodes = nodes;
        }

        List<Note> of(ObjectNode input) {
            row("", nodes.getOrDefault("", Map.of()), input);
            nodes.forEach((node, columns) -> {
                if (!seen.contains(node) && columns.values().stream().anyMatch(Column::required)) {
                    add(
                            Note.Kind.LEFT_OUT,
                            node,
                            "未送节点 " + node + "，其中有必填字段",
                            "the node " + node + " was not sent; fields of it are required");
                }
            });
            return new ArrayList<>(notes.values());
        }

        private void row(String node, Map<String, Column> columns, ObjectNode row) {
            seen.add(node);
            for (var field : row.properties()) {
                var value = field.getValue();
                if (value.isContainer() && !columns.containsKey(field.getKey())) {
                    node(field.getKey(), value);
                } else if (value.isObject() || (value.isArray() && nodes.containsKey(field.getKey()))) {
                    node(field.getKey(), value);
                } else {
                    value(columns, field.getKey(), value);
                }
            }
            columns.values().stream()
                    .filter(column -> column.required() || isNotSentByAll(column))
                    .filter(column -> Scalars.isBlank(row.get(column.name())))
                    .forEach(this::leftOut);
        }

        /// Senders give some nodes names of their own: where there is only one, it is meant.
        private void node(String name, JsonNode value) {
            var known = nodes.containsKey(name)
                    ? name
                    : nodes.size() == 1 ? nodes.keySet().iterator().next() : "";
            if (known.isEmpty()) {
                add(Note.Kind.UNKNOWN, name, "表中没有节点 " + name, "no table has a node " + name);
                return;
            }
            var columns = nodes.getOrDefault(known, Map.of());
            if (value instanceof ObjectNode row) {
                row(known, columns, row);
            }
            value.forEach(element -> {
                if (value.isArray() && element instanceof ObjectNode row) {
                    row(known, columns, row);
                }
            });
        }

        private void value(Map<String, Column> columns, String name, JsonNode value) {
            var column = columns.get(name);
            if (column == null) {
                add(Note.Kind.UNKNOWN, name, "表中没有字段 " + name, "no table has a field " + name);
            } else if (column.kind() == InterfaceTables.Kind.NUMBER
                    && value.isString()
                    && !value.stringValue().isBlank()) {
                add(
                        Note.Kind.TEXT_FOR_NUMBER,
                        name,
                        name + "（" + column.title() + "）是数值，以文本送出",
                        name + " is a number and was sent as a text");
            }
        }

        private boolean isNotSentByAll(Column column) {
            return !tables.notSent(transaction, column).isEmpty();
        }

        private void leftOut(Column column) {
            var others = isNotSentByAll(column);
            add(
                    Note.Kind.LEFT_OUT,
                    column.name(),
                    "未送必填字段 " + column.name() + "（" + column.title() + "）" + (others ? "；其他程序也常不送" : ""),
                    column.name() + ", which the standard requires, was not sent"
                            + (others ? "; other programs leave it out, too" : ""));
        }

        private void add(Note.Kind kind, String field, String zh, String en) {
            notes.putIfAbsent(kind + field, new Note(kind, field, zh, en));
        }
    }
}

package org.openyibao.engine.schema;

import static org.openyibao.engine.schema.Scalars.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Writes shapes as JSON Schema, draft 7, which editors know best. A map that stands at several places under the
/// same key, alone or in a list, is written once, under `definitions`. What people wrote in an earlier version of
/// the file is kept: descriptions, and constraints among the keys of a map.
final class SchemaWriter {

    static final String DESCRIPTION = "description";

    private static final Set<String> KEPT_OF_MAPS =
            Set.of("oneOf", "anyOf", "allOf", "not", "dependencies", "minProperties");

    private final List<String> unheardOf = new ArrayList<>();
    private final Map<String, List<Map<String, Object>>> maps = new TreeMap<>();
    private final Map<String, Object> definitions = new TreeMap<>();

    /// Words of readers for which [Scalars] has none.
    List<String> unheardOf() {
        return unheardOf.stream().distinct().toList();
    }

    Map<String, Object> definitions() {
        return definitions;
    }

    Map<String, Object> define(String name, Shape shape) {
        definitions.put(name, map(shape));
        return reference(name);
    }

    private static Map<String, Object> reference(String name) {
        return Scalars.map("$ref", "#/definitions/" + name);
    }

    Map<String, Object> of(Shape shape) {
        var alternatives = new ArrayList<Map<String, Object>>();
        shape.scalar.ifPresent(expected -> alternatives.add(scalar(expected)));
        if (shape.required.isPresent() || shape.values.isPresent()) {
            alternatives.add(map(shape));
        }
        shape.elements.ifPresent(element -> alternatives.add(Scalars.map("type", "array", "items", of(element))));
        return alternatives.size() == 1 ? alternatives.getFirst() : Scalars.map("anyOf", alternatives);
    }

    private Map<String, Object> scalar(String expected) {
        return new LinkedHashMap<>(Scalars.of(expected).orElseGet(() -> {
            unheardOf.add(expected);
            return Map.of();
        }));
    }

    Map<String, Object> map(Shape shape) {
        if (shape.values.isPresent()) {
            var open = Scalars.map("type", "object", "additionalProperties", of(shape.values.get()));
            if (!shape.keysExpected.isEmpty()) {
                open.put("propertyNames", scalar(shape.keysExpected));
            }
            return open;
        }
        var properties = new LinkedHashMap<String, Object>();
        shape.keys.forEach((key, under) -> {
            var written = of(under);
            properties.put(key, written);
            var each = written.getOrDefault("items", written);
            if (Document.map(each).containsKey("properties")) {
                maps.computeIfAbsent(key, ignored -> new ArrayList<>()).add(Document.map(each));
            }
        });
        var object = Scalars.map("type", "object", "properties", properties);
        if (!shape.required.orElse(Set.of()).isEmpty()) {
            object.put(
                    "required", shape.required.orElseThrow().stream().sorted().toList());
        }
        object.put("additionalProperties", false);
        return object;
    }

    /// Puts maps that were written several times under one key in one place, and references in theirs.
    void hoist(Map<String, Object> schema) {
        for (var entry : maps.entrySet()) {
            for (var written : entry.getValue()) {
                var count = entry.getValue().stream().filter(written::equals).count();
                if (count > 1 && !definitions.containsKey(entry.getKey())) {
                    definitions.put(entry.getKey(), new LinkedHashMap<>(written));
                }
            }
        }
        definitions.values().forEach(this::refer);
        refer(schema);
    }

    private void refer(Object node) {
        switch (node) {
            case Map<?, ?> map -> {
                var keys = Document.map(map);
                if (keys.get("properties") instanceof Map<?, ?> properties) {
                    Document.map(properties).replaceAll((key, value) -> {
                        if (maps.containsKey(key) && value.equals(definitions.get(key))) {
                            return reference(key);
                        }
                        if (maps.containsKey(key) && Document.map(value).get("items") instanceof Map<?, ?> each) {
                            Document.map(value).put("items", each.equals(definitions.get(key)) ? reference(key) : each);
                        }
                        return value;
                    });
                }
                keys.values().forEach(this::refer);
            }
            case List<?> list -> list.forEach(this::refer);
            default -> {}
        }
    }

    /// Takes over what people wrote at the same place of an earlier schema.
    static void keep(Object earlier, Object now) {
        if (earlier instanceof Map<?, ?> before && now instanceof Map<?, ?> after) {
            var old = Document.map(before);
            var written = new LinkedHashMap<>(Document.map(after));
            Document.map(after).clear();
            // A description is read first.
            old.forEach((key, value) -> {
                if (key.equals(DESCRIPTION) && value instanceof String) {
                    Document.map(after).put(key, value);
                }
            });
            Document.map(after).putAll(written);
            old.forEach((key, value) -> {
                var isOfMap = KEPT_OF_MAPS.contains(key) && written.containsKey("properties");
                if (isOfMap && !written.containsKey(key)) {
                    Document.map(after).put(key, value);
                }
            });
            written.forEach((key, value) -> keep(old.get(key), value));
        }
        if (earlier instanceof List<?> before && now instanceof List<?> after) {
            for (var i = 0; i < Math.min(before.size(), after.size()); i++) {
                keep(before.get(i), after.get(i));
            }
        }
    }
}

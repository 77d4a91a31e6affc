package org.openyibao.engine.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A YAML document to try changes on: maps by key, lists, and scalars as texts.
final class Document {

    static final JsonMapper JSON = JsonMapper.shared();

    private Document() {}

    static Object read(Path file) {
        try {
            return new Compose(LoadSettings.builder().build())
                    .composeString(Files.readString(file))
                    .map(Document::of)
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Object of(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                var map = new LinkedHashMap<String, Object>();
                mapping.getValue()
                        .forEach(entry ->
                                map.put(((ScalarNode) entry.getKeyNode()).getValue(), of(entry.getValueNode())));
                yield map;
            }
            case SequenceNode sequence ->
                sequence.getValue().stream().map(Document::of).toList();
            case ScalarNode scalar -> scalar.getValue();
            default -> throw new IllegalStateException("neither map, list nor scalar: " + node);
        };
    }

    /// The same text for a reader, which does not tell `"1"` from `1`.
    static String written(Object document) {
        return JSON.writeValueAsString(document);
    }

    /// A file as an editor sees it: `1` is a number, `"1"` is none.
    static JsonNode typed(String yaml) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    /// A copy in which the node at a path of keys and positions is changed; null takes it out.
    static Object changed(Object node, List<?> path, UnaryOperator<Object> change) {
        if (path.isEmpty()) {
            return change.apply(node);
        }
        var rest = path.subList(1, path.size());
        if (path.getFirst() instanceof Integer position) {
            var list = new ArrayList<>((List<?>) node);
            var element = changed(list.get(position), rest, change);
            if (element == null) {
                list.remove((int) position);
                return list;
            }
            var copy = new ArrayList<Object>(list);
            copy.set(position, element);
            return copy;
        }
        var copy = new LinkedHashMap<>(map(node));
        var key = (String) path.getFirst();
        var value = changed(copy.get(key), rest, change);
        if (value == null) {
            copy.remove(key);
        } else {
            copy.put(key, value);
        }
        return copy;
    }

    static Object at(Object node, List<?> path) {
        var found = node;
        for (var step : path) {
            found = step instanceof Integer position
                    ? ((List<?>) found).get(position)
                    : map(found).get(step);
        }
        return found;
    }
}

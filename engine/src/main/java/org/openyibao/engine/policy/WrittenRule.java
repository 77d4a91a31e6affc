package org.openyibao.engine.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.openyibao.engine.yaml.YamlNode;

/// A rule word for word: what stands under each of its keys, by path (`pool.brackets[1].ratio`), in the order
/// written. A list of single values is one text with commas. What its source says stands under `source.document`
/// and `source.evidence`. `place` is that of [Rule#place].
public record WrittenRule(String id, String place, Map<String, String> fields) {

    static WrittenRule of(YamlNode node, Map<String, Source> sources) {
        var fields = new LinkedHashMap<String, String>();
        put("", node, fields);
        var source = sources.get(fields.getOrDefault("source", ""));
        if (source != null) {
            fields.put("source.document", source.document());
            fields.put("source.evidence", source.evidence());
        }
        return new WrittenRule(
                fields.getOrDefault("id", ""), node.file() + ":" + node.line(), Collections.unmodifiableMap(fields));
    }

    private static void put(String path, YamlNode node, Map<String, String> fields) {
        if (node.isMap()) {
            var map = node.map();
            for (var key : map.keys()) {
                put(path.isEmpty() ? key : path + "." + key, map.get(key), fields);
            }
        } else if (node.isList() && !node.elements().stream().allMatch(YamlNode::isScalar)) {
            var elements = node.elements();
            for (var i = 0; i < elements.size(); i++) {
                put(path + "[" + i + "]", elements.get(i), fields);
            }
        } else {
            fields.put(path, node.elements().stream().map(YamlNode::text).collect(Collectors.joining(", ")));
        }
    }
}

package org.openyibao.server.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Sends a recording again: what each request becomes, and where its answer differs from the recorded one.
///
/// What a server draws itself, ids and times, may differ. An id that came back otherwise takes the recorded one's
/// place in every later request, and is expected wherever the recorded one stands in a later answer.
public final class Replay {

    private static final Set<String> IDS =
            Set.of("sign_no", "inf_refmsgid", "file_qury_no", "ecToken", "trt_dcla_detl_sn", "trt_dcla_no", "mdtrt_sn");
    private static final Set<String> TIMES = Set.of("dld_endtime");
    private static final String FAULT = "系统错误，编号 ";

    private final Map<String, String> carried = new HashMap<>();

    /// A field of an answer, what was recorded and what came. A field that is not there is `-`.
    public record Difference(String field, String recorded, String got) {}

    /// The request with `messageId` for its own, and with the ids that came in this replay.
    public JsonNode request(RecordedCall recorded, String messageId) {
        if (!(recorded.request() instanceof ObjectNode request)) {
            return recorded.request();
        }
        if (request.path("msgid").isString()) {
            carried.put(request.get("msgid").stringValue(), messageId);
        }
        return carried(request);
    }

    private JsonNode carried(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = object.objectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), carried(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = array.arrayNode();
                array.forEach(element -> copy.add(carried(element)));
                yield copy;
            }
            case StringNode text -> StringNode.valueOf(carried.getOrDefault(text.stringValue(), text.stringValue()));
            default -> node;
        };
    }

    /// Where an answer differs, field by field.
    public List<Difference> compare(RecordedCall recorded, String answer) {
        var differences = new ArrayList<Difference>();
        compare("", recorded.answer(), RecordedCall.read(answer), differences);
        return differences;
    }

    private void compare(String place, JsonNode recorded, JsonNode got, List<Difference> differences) {
        if (recorded instanceof ObjectNode before && got instanceof ObjectNode after) {
            var names = new LinkedHashSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            names.forEach(name -> compare(
                    place.isEmpty() ? name : place + "." + name, before.path(name), after.path(name), differences));
        } else if (recorded instanceof ArrayNode before && got instanceof ArrayNode after) {
            for (var i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(place + "[" + i + "]", before.path(i), after.path(i), differences);
            }
        } else if (!isSame(place.substring(place.lastIndexOf('.') + 1), recorded, got)) {
            differences.add(new Difference(place, shown(recorded), shown(got)));
        }
    }

    private boolean isSame(String name, JsonNode recorded, JsonNode got) {
        if (recorded.isNumber() && got.isNumber()) {
            return recorded.decimalValue().compareTo(got.decimalValue()) == 0;
        }
        if (!recorded.isString() || !got.isString()) {
            return recorded.equals(got);
        }
        var before = recorded.stringValue();
        var after = got.stringValue();
        if (name.equals("err_msg")) {
            return (before.startsWith(FAULT) && after.startsWith(FAULT))
                    || expected(before).equals(after);
        }
        if (name.endsWith("_id") || IDS.contains(name)) {
            return carried.computeIfAbsent(before, _ -> after).equals(after);
        }
        return name.endsWith("_time")
                || TIMES.contains(name)
                || carried.getOrDefault(before, before).equals(after);
    }

    /// A text with every id in it as it came this time; the longest first, for one may begin as another.
    private String expected(String text) {
        var byLength = new TreeMap<String, String>((one, other) ->
                one.length() == other.length() ? one.compareTo(other) : Integer.compare(other.length(), one.length()));
        byLength.putAll(carried);
        var expected = text;
        for (var id : byLength.entrySet()) {
            if (!id.getKey().isBlank()) {
                expected = expected.replace(id.getKey(), id.getValue());
            }
        }
        return expected;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "-" : value.isString() ? value.stringValue() : value.toString();
    }
}

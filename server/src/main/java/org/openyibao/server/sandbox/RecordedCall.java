package org.openyibao.server.sandbox;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A line of a recording: `{"at": …, "path": …, "request": {…}, "answer": {…}}`. What was no JSON object is a text.
public record RecordedCall(String path, JsonNode request, JsonNode answer) {

    /// Numbers stay as they were written.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static String line(Call call) {
        var line = JSON.createObjectNode();
        line.put("at", call.at().toString());
        line.put("path", call.path());
        line.set("request", read(call.request()));
        line.set("answer", read(call.answer()));
        return line + "\n";
    }

    /// What a message or an answer says: an object, or the text where it is none.
    static JsonNode read(String text) {
        try {
            var tree = JSON.readTree(text);
            return tree.isObject() ? tree : JSON.getNodeFactory().stringNode(text);
        } catch (JacksonException notJson) {
            return JSON.getNodeFactory().stringNode(text);
        }
    }

    /// An object over several lines, its numbers as they were written; another text as it is.
    static String pretty(String text) {
        var tree = read(text);
        return tree.isObject() ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) : text;
    }

    /// Empty where the line is none.
    public static Optional<RecordedCall> parse(String line) {
        return read(line) instanceof ObjectNode object
                        && object.path("path").isString()
                        && object.has("request")
                        && object.has("answer")
                ? Optional.of(
                        new RecordedCall(object.get("path").stringValue(), object.get("request"), object.get("answer")))
                : Optional.empty();
    }

    /// The number of the transaction, as far as the request says it; else where it was sent to.
    public String transaction() {
        var sent = request.path("infno").asString("");
        return sent.isEmpty() ? path : sent;
    }
}

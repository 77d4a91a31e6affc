package org.openyibao.server.gateway;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON in and out, with limits on what comes in. No amount ever becomes a `double`.
final class Json {

    static final int LARGEST_BODY_BYTES = 2 * 1024 * 1024;

    private static final int ANSWER_BYTES = 2_048;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LARGEST_BODY_BYTES)
                            .maxNestingDepth(32)
                            .maxTokenCount(200_000)
                            .maxStringLength(1_000_000)
                            .maxNumberLength(100)
                            .maxNameLength(200)
                            .build())
                    .build())
            .nodeFactory(new JsonNodeFactory())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectReader TREE = MAPPER.readerFor(JsonNode.class);

    private Json() {}

    /// Reads one object, and nothing after it. What starts as anything else is refused at its first character.
    static ObjectNode object(byte[] body) {
        try (var parser = MAPPER.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed(parser);
            }
            JsonNode tree = tree(parser);
            if (parser.nextToken() != null || !(tree instanceof ObjectNode object)) {
                throw malformed(parser);
            }
            return object;
        } catch (StreamConstraintsException tooMuch) {
            throw refused("嵌套不超过 32 层、值不超过 10 万个、单个文本不超过 100 万字符的 JSON", tooMuch);
        } catch (JacksonException malformed) {
            throw refused("一个合法的 JSON 对象", malformed);
        }
    }

    /// Reads a message piece by piece, within the same limits.
    static JsonParser parser(byte[] body) {
        return MAPPER.createParser(body);
    }

    /// An exponent may be a number that no decimal has, which the library reports as a fault.
    private static JsonNode tree(JsonParser parser) {
        try {
            return TREE.readTree(parser);
        } catch (NumberFormatException beyond) {
            throw malformed(parser);
        }
    }

    private static InvalidFieldException malformed(JsonParser parser) {
        var location = parser.currentTokenLocation();
        return at("一个合法的 JSON 对象", location.getLineNr(), location.getColumnNr());
    }

    private static InvalidFieldException refused(String expected, JacksonException failure) {
        var location = failure.getLocation();
        return location == null ? at(expected, 1, 1) : at(expected, location.getLineNr(), location.getColumnNr());
    }

    private static InvalidFieldException at(String expected, int line, int column) {
        return new InvalidFieldException(
                "报文：应为" + expected + "，第 " + Math.max(1, line) + " 行第 " + Math.max(1, column) + " 列有误");
    }

    /// Reads what [#write] wrote; an empty text is an empty object.
    static ObjectNode kept(String text) {
        return text.isEmpty() ? MAPPER.createObjectNode() : (ObjectNode) MAPPER.readTree(text);
    }

    static byte[] write(Consumer<JsonGenerator> content) {
        var bytes = new ByteArrayOutputStream(ANSWER_BYTES);
        try (var out = MAPPER.createGenerator(bytes)) {
            content.accept(out);
        }
        return bytes.toByteArray();
    }
}

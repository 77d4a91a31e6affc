package org.openyibao.server.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Spoils messages: first as trees, then as bytes.
final class Mutator {

    private static final JsonMapper PLAIN = new JsonMapper();

    /// Writes half a surrogate pair as it would otherwise not survive.
    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-0",
            "-1",
            "1",
            "00",
            "0.001",
            "0.005",
            "-0.01",
            "1.0000000",
            "99999999999999.99",
            "9999999999999999",
            "-9999999999999999.99",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "92233720368547758.07",
            "92233720368547758.08",
            "1E5",
            "1e-5",
            "1E999999999",
            "NaN",
            "Infinity",
            "0x10",
            "1_000",
            "1,000.00",
            "+1",
            ".5",
            "5.",
            "１２",
            "١٢",
            "二〇二五",
            "2025-02-30",
            "2024-02-29",
            "0000-00-00",
            "1900-01-01",
            "1899-12-31",
            "9999-12-31",
            "9999-12-31 23:59:59",
            "2025-01-01 24:00:00",
            "2025-12-26T00:00:00",
            "+2025-1-1",
            "20251226",
            "2025-１2-01",
            "0000",
            "null",
            "true",
            "'; drop table settlement; --",
            "\\",
            "\"",
            "%s%n{0}${jndi:x}",
            "\r\nX: y",
            "\t",
            "\u0000",
            "a\u0000b",
            "\uD800",
            "\uDC00\uD800",
            "\uD83D\uDE00",
            "\uFEFF",
            "\u202E",
            "e\u0301",
            "\uFFFF",
            "../../../etc/passwd");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "0.005",
            "1e2",
            "1E400",
            "-1E400",
            "1E-400",
            "1E999999999",
            "1E-999999999",
            "123456789012345678901234567890",
            "0.12345678901234567890123456789",
            "9223372036854775807",
            "9223372036854775808",
            "92233720368547758.08",
            "2147483648",
            "-2147483649");

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /// A place in a tree that can be changed: a field of an object, or a row of a list.
    private record Place(JsonNode parent, String name, int row) {

        JsonNode value() {
            return parent instanceof ObjectNode object ? object.get(name) : parent.get(row);
        }

        void put(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(name, value);
            } else {
                ((ArrayNode) parent).set(row, value);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            } else {
                ((ArrayNode) parent).remove(row);
            }
        }
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                places.add(new Place(object, field.getKey(), 0));
                collect(field.getValue(), places);
            }
        } else if (node instanceof ArrayNode rows) {
            for (var row = 0; row < rows.size(); row++) {
                places.add(new Place(rows, "", row));
                collect(rows.get(row), places);
            }
        }
    }

    /// Changes one thing of a message, mostly below `input`.
    void mutate(ObjectNode message) {
        var places = new ArrayList<Place>();
        var input = message.get("input");
        collect(input != null && input.isContainer() && !input.isEmpty() && !oneIn(8) ? input : message, places);
        if (places.isEmpty()) {
            return;
        }
        var place = any(places);
        var value = place.value();
        switch (random.nextInt(16)) {
            case 0, 1 -> place.remove();
            case 2, 3, 4 -> place.put(PLAIN.getNodeFactory().stringNode(any(TEXTS)));
            case 5 -> place.put(PLAIN.readTree(any(NUMBERS)));
            case 6 ->
                place.put(PLAIN.readTree(any(List.of("null", "true", "{}", "[]", "[null]", "[[]]", "{\"\": {}}"))));
            case 7 ->
                place.put(PLAIN.getNodeFactory()
                        .stringNode(any(List.of("9", "长", "Ω")).repeat(length())));
            case 8 -> place.put(any(places).value().deepCopy());
            case 9 -> place.put(PLAIN.createArrayNode().add(value.deepCopy()));
            case 10 -> place.put(PLAIN.createObjectNode().set(any(List.of("data", "a", "row")), value.deepCopy()));
            case 11 -> place.put(repeated(value, any(List.of(2, 3, 1_001))));
            case 12 -> place.put(nested(any(List.of(3, 30, 40))));
            case 13 -> {
                if (value instanceof ArrayNode rows && rows.size() == 1) {
                    place.put(rows.get(0));
                } else {
                    place.put(PLAIN.getNodeFactory().stringNode(value.toString()));
                }
            }
            case 14 -> {
                if (value.isValueNode()) {
                    place.put(PLAIN.getNodeFactory().stringNode("-" + value.asString()));
                }
            }
            default -> {
                if (place.parent() instanceof ObjectNode object) {
                    object.remove(place.name());
                    object.set(
                            any(List.of(place.name().toUpperCase(), "x", "", place.name() + "\u0000", "n".repeat(300))),
                            value);
                }
            }
        }
    }

    private int length() {
        return any(List.of(3, 7, 31, 201, 501, 4_001, oneIn(10) ? 1_000_001 : 65_536));
    }

    private static ArrayNode repeated(JsonNode value, int times) {
        var rows = PLAIN.createArrayNode();
        for (var i = 0; i < times; i++) {
            rows.add(value.deepCopy());
        }
        return rows;
    }

    private JsonNode nested(int depth) {
        JsonNode node = PLAIN.createObjectNode();
        for (var i = 0; i < depth; i++) {
            node = oneIn(2)
                    ? PLAIN.createArrayNode().add(node)
                    : PLAIN.createObjectNode().set("data", node);
        }
        return node;
    }

    /// The bytes of a message as they are sent.
    byte[] bytes(ObjectNode message) {
        return (oneIn(2) ? ESCAPING : PLAIN).writeValueAsBytes(message);
    }

    /// Changes something of the bytes, which mostly are no JSON any more.
    byte[] mutate(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        return switch (random.nextInt(13)) {
            case 0 -> Arrays.copyOf(body, random.nextInt(body.length + 1));
            case 1 -> flipped(body);
            case 2 -> inserted(body, new byte[] {(byte) 0xC3, 0x28});
            case 3 ->
                inserted(body, any(List.of(new byte[] {(byte) 0xC0, (byte) 0x80}, new byte[] {(byte) 0xFF}, new byte[] {
                    0
                })));
            case 4 -> inserted(body, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
            case 5 -> joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, body);
            case 6 -> joined(body, any(List.of("}", "{}", " \n", ",", "\u0000")).getBytes(StandardCharsets.UTF_8));
            case 7 ->
                text.replaceFirst("\"", any(List.of("'", "\"\"", "\\\\\""))).getBytes(StandardCharsets.UTF_8);
            // Twice the same field.
            case 8 ->
                text.replaceFirst("\\{", "{\"infno\": \"1101\", \"input\": {}, ")
                        .getBytes(StandardCharsets.UTF_8);
            case 9 ->
                text.getBytes(any(List.of(StandardCharsets.UTF_16, Charset.forName("GBK"), StandardCharsets.UTF_16LE)));
            case 10 ->
                any(List.of("", "null", "[]", "[{}]", "{}", "\"\"", "0", "{\"input\": {\"fsUploadIn\": {}}}", "<xml/>"))
                        .getBytes(StandardCharsets.UTF_8);
            case 11 -> "{\"input\":".repeat(any(List.of(31, 33, 5_000))).getBytes(StandardCharsets.UTF_8);
            default ->
                oneIn(10)
                        ? joined(body, " ".repeat(Json.LARGEST_BODY_BYTES).getBytes(StandardCharsets.UTF_8))
                        : flipped(body);
        };
    }

    private byte[] flipped(byte[] body) {
        var changed = body.clone();
        for (var times = random.nextInt(3); times >= 0 && changed.length > 0; times--) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private byte[] inserted(byte[] body, byte[] bytes) {
        var at = random.nextInt(body.length + 1);
        return joined(joined(Arrays.copyOf(body, at), bytes), Arrays.copyOfRange(body, at, body.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}

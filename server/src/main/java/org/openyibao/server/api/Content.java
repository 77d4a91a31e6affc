package org.openyibao.server.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.openyibao.server.database.Sha256;
import tools.jackson.databind.JsonNode;

/// What a call asks, in a few bytes: a SHA-256 over its address and every field of its body, then four bytes a field,
/// which decide nothing but tell the name of a field that differs.
final class Content {

    private static final int DIGEST_BYTES = 32;

    /// A field with its value, and a short hash of both.
    private record Leaf(String path, byte[] bytes) {
        Leaf(String path, String value) {
            this(path, (path + '\n' + value + '\n').getBytes(StandardCharsets.UTF_8));
        }

        int hash() {
            var sum = new CRC32C();
            sum.update(bytes);
            return (int) sum.getValue();
        }
    }

    private Content() {}

    static byte[] of(String address, JsonNode body) {
        var leaves = leaves(address, body);
        var digest = Sha256.digest();
        var bytes = ByteBuffer.allocate(DIGEST_BYTES + leaves.size() * Integer.BYTES)
                .position(DIGEST_BYTES);
        for (var leaf : leaves) {
            digest.update(leaf.bytes());
            bytes.putInt(leaf.hash());
        }
        return bytes.put(0, digest.digest()).array();
    }

    /// The first field that is not as it was in `first`; empty where fields are only lacking.
    static Optional<String> firstDifference(byte[] first, String address, JsonNode body) {
        var known = new HashSet<Integer>();
        var rest = ByteBuffer.wrap(first, DIGEST_BYTES, first.length - DIGEST_BYTES);
        while (rest.remaining() >= Integer.BYTES) {
            known.add(rest.getInt());
        }
        return leaves(address, body).stream()
                .filter(leaf -> !known.contains(leaf.hash()))
                .map(Leaf::path)
                .findFirst();
    }

    private static List<Leaf> leaves(String address, JsonNode body) {
        var leaves = new ArrayList<Leaf>();
        leaves.add(new Leaf("address", address));
        add(body, "", leaves);
        return leaves;
    }

    private static void add(JsonNode node, String path, List<Leaf> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> add(
                            field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), leaves));
        } else if (node.isArray()) {
            var number = 0;
            for (var element : node) {
                add(element, path + "[" + number + "]", leaves);
                number++;
            }
        } else {
            leaves.add(new Leaf(path, node.asString()));
        }
    }
}

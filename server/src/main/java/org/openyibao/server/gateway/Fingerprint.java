package org.openyibao.server.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import tools.jackson.databind.JsonNode;

/// What a message asks, in a few bytes: two messages ask the same if and only if their fingerprints are equal.
///
/// Counted are the transaction, the two regions and every field of `input`. Neither the order of fields matters, nor
/// whether a number came as a string, a single row as a list, or an empty field at all. The bytes are a SHA-256 over
/// all
/// fields, then four bytes a field, of its name and its values in all rows: they decide nothing, but tell the name of
/// the field that differs.
final class Fingerprint {

    private static final int DIGEST_BYTES = 32;

    /// A field, with its values in all rows, or a node, with its fields. In the order sent.
    private static final class Branch {
        final String name;
        final StringBuilder values = new StringBuilder();
        final Map<String, Branch> children = new LinkedHashMap<>();

        Branch(String name) {
            this.name = name;
        }

        Branch child(String childName) {
            return children.computeIfAbsent(childName, Branch::new);
        }
    }

    private record Leaf(String path, String name, byte[] content) {}

    private final List<Leaf> leaves = new ArrayList<>();

    private Fingerprint(Envelope envelope) {
        var root = new Branch("");
        addText(envelope.transaction(), root.child("infno"), "");
        addText(envelope.careRegion(), root.child("mdtrtarea_admvs"), "");
        addText(envelope.homeRegion(), root.child("insuplc_admdvs"), "");
        add(envelope.input().node(), root.child("input"), "");
        collect(root, "");
    }

    /// The fingerprint as it is kept.
    ///
    /// @throws InvalidFieldException if a field holds what cannot be kept
    static byte[] of(Envelope envelope) {
        return new Fingerprint(envelope).bytes();
    }

    /// The first field of the message, in the order sent, that is not as it was in the message with this fingerprint.
    /// Empty where the message only lacks fields, or `first` is no fingerprint.
    static Optional<String> firstDifference(Envelope envelope, byte[] first) {
        if (first.length <= DIGEST_BYTES) {
            return Optional.empty();
        }
        var known = new HashSet<Integer>();
        var rest = ByteBuffer.wrap(first, DIGEST_BYTES, first.length - DIGEST_BYTES);
        while (rest.remaining() >= Integer.BYTES) {
            known.add(rest.getInt());
        }
        return new Fingerprint(envelope)
                .leaves.stream()
                        .filter(leaf -> !known.contains(shortHash(leaf)))
                        .map(Leaf::name)
                        .findFirst();
    }

    private void add(JsonNode value, Branch branch, String row) {
        if (value.isArray()) {
            var number = 0;
            for (var element : value) {
                add(element, branch, number == 0 && element.isObject() ? row : row + number + ".");
                number++;
            }
        } else if (value.isObject()) {
            var place = row + "/";
            for (var field : value.properties()) {
                add(field.getValue(), branch.child(field.getKey()), place);
            }
        } else {
            addText(Scalars.text(value), branch, row);
        }
    }

    private static void addText(String text, Branch branch, String row) {
        if (text.isEmpty()) {
            return;
        }
        if (!Scalars.isStorable(text) || !Scalars.isStorable(branch.name)) {
            throw InvalidFieldException.of(branch.name, "可以保存的文本", "含有非法字符的文本");
        }
        branch.values.append(row).append(':').append(text.length()).append(':').append(text);
    }

    private void collect(Branch branch, String path) {
        if (!branch.values.isEmpty()) {
            leaves.add(new Leaf(path, branch.name, branch.values.toString().getBytes(StandardCharsets.UTF_8)));
        }
        for (var child : branch.children.values()) {
            collect(child, path + "/" + child.name);
        }
    }

    private byte[] bytes() {
        var sorted = new ArrayList<>(leaves);
        sorted.sort(Comparator.comparing(Leaf::path));
        var digest = sha256();
        var bytes = ByteBuffer.allocate(DIGEST_BYTES + sorted.size() * Integer.BYTES)
                .position(DIGEST_BYTES);
        var length = ByteBuffer.allocate(Integer.BYTES);
        for (var leaf : sorted) {
            var path = leaf.path.getBytes(StandardCharsets.UTF_8);
            digest.update(length.putInt(0, path.length).array());
            digest.update(path);
            digest.update(length.putInt(0, leaf.content.length).array());
            digest.update(leaf.content);
            bytes.putInt(shortHash(leaf));
        }
        return bytes.put(0, digest.digest()).array();
    }

    private static int shortHash(Leaf leaf) {
        var sum = new CRC32C();
        sum.update(leaf.path.getBytes(StandardCharsets.UTF_8));
        sum.update(0);
        sum.update(leaf.content);
        return (int) sum.getValue();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

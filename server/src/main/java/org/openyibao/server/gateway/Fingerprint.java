package org.openyibao.server.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.openyibao.server.database.Sha256;
import tools.jackson.databind.JsonNode;

/// What a message asks, in a few bytes: two messages ask the same if and only if their fingerprints are equal.
///
/// Counted are the transaction, the two regions and every field of `input`. Neither the order of fields matters, nor
/// whether a number came as a string, a single row as a list, or an empty field at all. The bytes are a SHA-256
/// over all fields, then four bytes a field, of its name and its values in all rows: they decide nothing, but tell
/// the name of the field that differs.
final class Fingerprint {

    private static final int DIGEST_BYTES = 32;

    /// A field: its path, and its values with the rows they are in.
    private record Leaf(String path, String name, byte[] pathBytes, byte[] values) {}

    private final List<Leaf> leaves = new ArrayList<>();

    private Fingerprint(Envelope envelope) {
        var root = new Branch("");
        root.child("infno", 0).add("", envelope.transaction());
        root.child("mdtrtarea_admvs", 1).add("", envelope.careRegion());
        root.child("insuplc_admdvs", 2).add("", envelope.homeRegion());
        add(envelope.input().node(), root.child("input", 3), "");
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

    /// `row` tells the rows of the lists that the value is in: `3./` is a field of the fourth row. A first row and an
    /// only one have the same.
    private static void add(JsonNode value, Branch branch, String row) {
        if (value.isArray()) {
            var number = 0;
            for (var element : value) {
                add(element, branch, number == 0 && element.isObject() ? row : row + number + ".");
                number++;
            }
        } else if (value.isObject()) {
            var place = row + "/";
            var position = 0;
            for (var field : value.properties()) {
                add(field.getValue(), branch.child(field.getKey(), position), place);
                position++;
            }
        } else {
            branch.add(row, Scalars.text(value));
        }
    }

    private void collect(Branch branch, String path) {
        if (branch.length > 0) {
            if (!Scalars.isStorable(branch.name)) {
                throw unstorable("input");
            }
            leaves.add(new Leaf(
                    path,
                    branch.name,
                    path.getBytes(StandardCharsets.UTF_8),
                    Arrays.copyOf(branch.bytes, branch.length)));
        }
        for (var child : branch.children) {
            collect(child, path + "/" + child.name);
        }
    }

    private byte[] bytes() {
        var sorted = new ArrayList<>(leaves);
        sorted.sort(Comparator.comparing(Leaf::path));
        var digest = Sha256.digest();
        var bytes = ByteBuffer.allocate(DIGEST_BYTES + sorted.size() * Integer.BYTES)
                .position(DIGEST_BYTES);
        var lengths = ByteBuffer.allocate(2 * Integer.BYTES);
        for (var leaf : sorted) {
            lengths.putInt(0, leaf.pathBytes.length).putInt(Integer.BYTES, leaf.values.length);
            digest.update(lengths.array());
            digest.update(leaf.pathBytes);
            digest.update(leaf.values);
            bytes.putInt(shortHash(leaf));
        }
        return bytes.put(0, digest.digest()).array();
    }

    private static int shortHash(Leaf leaf) {
        var sum = new CRC32C();
        sum.update(leaf.pathBytes);
        sum.update(0);
        sum.update(leaf.values);
        return (int) sum.getValue();
    }

    private static InvalidFieldException unstorable(String name) {
        return InvalidFieldException.of(name, "可以保存的文本", "含有非法字符的文本");
    }

    /// A field with its values in all rows, or a node with its fields, in the order sent. Written by hand for speed: a
    /// bill has hundreds of values.
    private static final class Branch {

        private static final byte END_OF_ROW = ':';
        private static final byte END_OF_TEXT = 0;
        private static final int MOST_BYTES_A_CHARACTER = 3;
        private static final int USUAL_BYTES = 96;

        private final String name;
        private final List<Branch> children = new ArrayList<>();
        private final Map<String, Branch> byName = new HashMap<>();
        private byte[] bytes = {};
        private int length;

        Branch(String name) {
            this.name = name;
        }

        /// The child of this name. Rows mostly send the same fields in the same order: it is looked for at `position`
        /// first.
        Branch child(String childName, int position) {
            if (position < children.size()) {
                var likely = children.get(position);
                if (likely.name.equals(childName)) {
                    return likely;
                }
            }
            var known = byName.get(childName);
            if (known != null) {
                return known;
            }
            var child = new Branch(childName);
            byName.put(childName, child);
            children.add(child);
            return child;
        }

        void add(String row, String text) {
            if (text.isEmpty()) {
                return;
            }
            var most = length + (row.length() + text.length()) * MOST_BYTES_A_CHARACTER + 2;
            if (most > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(USUAL_BYTES, most + bytes.length));
            }
            put(row);
            bytes[length++] = END_OF_ROW;
            put(text);
            bytes[length++] = END_OF_TEXT;
        }

        /// As UTF-8, but with the two halves of a surrogate pair one after the other.
        private void put(String text) {
            var isChecked = false;
            for (var i = 0; i < text.length(); i++) {
                var character = text.charAt(i);
                if (character < 0x80) {
                    if (character == 0) {
                        throw unstorable(name);
                    }
                    bytes[length++] = (byte) character;
                } else {
                    if (!isChecked && !Scalars.isStorable(text)) {
                        throw unstorable(name);
                    }
                    isChecked = true;
                    bytes[length++] = (byte) (0xE0 | character >> 12);
                    bytes[length++] = (byte) (0x80 | character >> 6 & 0x3F);
                    bytes[length++] = (byte) (0x80 | character & 0x3F);
                }
            }
        }
    }
}

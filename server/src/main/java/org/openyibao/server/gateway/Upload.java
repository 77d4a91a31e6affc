package org.openyibao.server.gateway;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.openyibao.server.database.Sha256;
import org.openyibao.server.exchange.Exchange;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A message that brings a file (9101), read as a stream: the bytes of `input.fsUploadIn.in`, a list of numbers or
/// Base64, go to a file of their own, and their hash stands in the message instead. Of the rest only texts and numbers
/// are kept.
record Upload(ObjectNode message, Path content) implements AutoCloseable {

    /// A byte takes at most five characters.
    static final long LARGEST_BODY_BYTES = 5 * Exchange.LARGEST_BYTES + Json.LARGEST_BODY_BYTES;

    static final String NODE = "fsUploadIn";
    static final String CONTENT = "in";

    private static final byte[] MARK = NODE.getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_BYTES = 8_192;
    private static final int MOST_FIELDS = 100;
    private static final int LOWEST_BYTE = -128;
    private static final int HIGHEST_BYTE = 255;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LARGEST_BODY_BYTES)
                            .maxNestingDepth(32)
                            .maxStringLength(100_000)
                            .maxNumberLength(100)
                            .maxNameLength(200)
                            .build())
                    .build())
            .build();

    /// Whether the beginning of a message looks like one that brings a file.
    static boolean mayBe(byte[] body) {
        var end = Math.min(body.length, HEAD_BYTES) - MARK.length;
        for (var start = 0; start <= end; start++) {
            var i = 0;
            while (i < MARK.length && body[start + i] == MARK[i]) {
                i++;
            }
            if (i == MARK.length) {
                return true;
            }
        }
        return false;
    }

    /// Empty where the message brings no file. Whoever gets one closes it.
    ///
    /// @throws InvalidFieldException if it is malformed, or the file is too large
    static Optional<Upload> read(InputStream body) throws IOException {
        var file = Files.createTempFile("openyibao-upload-", ".part");
        var kept = false;
        try {
            var reading = new Reading(file);
            try (var parser = MAPPER.createParser(body)) {
                require(parser.nextToken() == JsonToken.START_OBJECT, parser);
                reading.object(parser, reading.message, Place.TOP);
                require(parser.nextToken() == null, parser);
            } catch (StreamConstraintsException tooMuch) {
                throw new InvalidFieldException("报文：应为不超过上传限额的 JSON，实为更大");
            } catch (JacksonException malformed) {
                throw new InvalidFieldException("报文：应为一个合法的 JSON 对象");
            }
            kept = reading.found;
            return kept ? Optional.of(new Upload(reading.message, file)) : Optional.empty();
        } finally {
            if (!kept) {
                Files.delete(file);
            }
        }
    }

    private static void require(boolean asExpected, JsonParser parser) {
        if (!asExpected) {
            var at = parser.currentTokenLocation();
            throw new InvalidFieldException(
                    "报文：应为一个合法的 JSON 对象，第 " + at.getLineNr() + " 行第 " + at.getColumnNr() + " 列有误");
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private enum Place {
        TOP,
        INPUT,
        UPLOAD
    }

    private static final class Reading {
        private final ObjectNode message = MAPPER.createObjectNode();
        private final Path file;
        private int fields;
        private boolean found;

        Reading(Path file) {
            this.file = file;
        }

        /// The parser stands at the beginning of an object, and after it at its end.
        void object(JsonParser parser, ObjectNode node, Place place) throws IOException {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                require(++fields <= MOST_FIELDS, parser);
                var token = Objects.requireNonNull(parser.nextToken());
                if (place == Place.TOP && name.equals("input") && token == JsonToken.START_OBJECT) {
                    object(parser, node.putObject(name), Place.INPUT);
                } else if (place == Place.INPUT && name.equals(NODE) && token == JsonToken.START_OBJECT) {
                    object(parser, node.putObject(name), Place.UPLOAD);
                } else if (place == Place.UPLOAD && name.equals(CONTENT) && !found && token != JsonToken.VALUE_NULL) {
                    node.put(name, content(parser, token));
                    found = true;
                } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                } else if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
                    node.put(name, parser.getString());
                }
            }
            require(parser.currentToken() == JsonToken.END_OBJECT, parser);
        }

        /// Writes the bytes to the file; their hash.
        private String content(JsonParser parser, JsonToken token) throws IOException {
            var digest = Sha256.digest();
            try (var out = new DigestOutputStream(
                    new Limited(new BufferedOutputStream(Files.newOutputStream(file))), digest)) {
                if (token == JsonToken.START_ARRAY) {
                    list(parser, out);
                } else if (token == JsonToken.VALUE_STRING) {
                    parser.readBinaryValue(Base64Variants.MIME_NO_LINEFEEDS, out);
                } else {
                    throw InvalidFieldException.of(CONTENT, "字节的列表，或 Base64 文本", "其他内容");
                }
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        }

        private static void list(JsonParser parser, OutputStream out) throws IOException {
            var number = 0L;
            for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                number++;
                var value = token == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : Long.MAX_VALUE;
                if (value < LOWEST_BYTE || value > HIGHEST_BYTE) {
                    throw InvalidFieldException.of(CONTENT + "（第 " + number + " 个）", "-128 至 255 的整数", "其他内容");
                }
                out.write((int) value);
            }
        }
    }

    /// Takes no more than the largest file.
    private static final class Limited extends FilterOutputStream {
        private long left = Exchange.LARGEST_BYTES;

        Limited(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            take(1);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            take(length);
            out.write(bytes, offset, length);
        }

        private void take(int length) {
            left -= length;
            if (left < 0) {
                throw InvalidFieldException.of(CONTENT, "不超过 " + Exchange.LARGEST_BYTES + " 字节的文件", "更大的文件");
            }
        }
    }
}

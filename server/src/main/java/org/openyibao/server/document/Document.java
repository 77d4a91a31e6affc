package org.openyibao.server.document;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// A document as it is kept, without its content. `bytes`: how long that is; `sha256`: of it, in lower-case
/// hexadecimal.
public record Document(String person, String id, Type type, int bytes, String sha256, Instant keptAt) {

    /// What a document may be.
    public enum Type {
        JPEG("jpeg", "image/jpeg", 0xFF, 0xD8, 0xFF),
        PNG("png", "image/png", 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A),
        PDF("pdf", "application/pdf", '%', 'P', 'D', 'F', '-');

        private final String code;
        private final String mediaType;
        private final byte[] begins;

        Type(String code, String mediaType, int... begins) {
            this.code = code;
            this.mediaType = mediaType;
            this.begins = new byte[begins.length];
            for (var i = 0; i < begins.length; i++) {
                this.begins[i] = (byte) begins[i];
            }
        }

        /// By the first bytes; empty where it is none of these.
        static Optional<Type> of(byte[] content) {
            return Arrays.stream(values())
                    .filter(type -> content.length >= type.begins.length
                            && Arrays.equals(content, 0, type.begins.length, type.begins, 0, type.begins.length))
                    .findFirst();
        }

        public String mediaType() {
            return mediaType;
        }

        /// The code in tables, and the ending of a file's name.
        @Override
        public String toString() {
            return code;
        }
    }

    /// Never shows whose it is.
    @Override
    public String toString() {
        return "Document[" + id + "]";
    }
}

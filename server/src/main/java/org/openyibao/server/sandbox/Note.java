package org.openyibao.server.sandbox;

/// What is to be noted of a message that was sent: about which field, in Chinese and in English.
public record Note(Kind kind, String field, String zh, String en) {

    public enum Kind {
        /// The tables require a field that was not sent.
        LEFT_OUT("left-out"),
        /// No table knows a field that was sent.
        UNKNOWN("unknown"),
        /// A number was sent as a text.
        TEXT_FOR_NUMBER("text-for-number");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// The code in JSON.
        @Override
        public String toString() {
            return code;
        }
    }
}

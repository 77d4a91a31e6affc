package org.openyibao.server.identity;

/// What somebody shows at an institution (就诊凭证).
public sealed interface Shown {

    enum Kind {
        CODE("code"),
        CARD("card"),
        CERTIFICATE("certificate");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// The code in answers and in the database.
        @Override
        public String toString() {
            return code;
        }
    }

    Kind kind();

    /// A medical code (医保码).
    record Code(String text) implements Shown {
        @Override
        public Kind kind() {
            return Kind.CODE;
        }

        /// Never shows the code: records end up in logs.
        @Override
        public String toString() {
            return "Code[...]";
        }
    }

    /// A social security card (社会保障卡). `recognition`: what a reader reads beside the number (卡识别码).
    record Read(String number, String recognition) implements Shown {
        @Override
        public Kind kind() {
            return Kind.CARD;
        }

        /// Never shows the card: records end up in logs.
        @Override
        public String toString() {
            return "Read[...]";
        }
    }

    /// A certificate of identity (身份证件), with the name on it.
    record Certificate(String number, String name) implements Shown {
        @Override
        public Kind kind() {
            return Kind.CERTIFICATE;
        }

        /// Never shows whose it is: records end up in logs.
        @Override
        public String toString() {
            return "Certificate[...]";
        }
    }
}

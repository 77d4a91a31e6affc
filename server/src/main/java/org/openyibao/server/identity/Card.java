package org.openyibao.server.identity;

/// A social security card (社会保障卡). `recognition` is what a reader reads from it beside the number (卡识别码).
public record Card(String number, String person, String recognition, State state) {

    /// Only an active card opens anything.
    public enum State {
        ACTIVE("active"),
        /// Reported lost (挂失).
        LOST("lost"),
        /// No longer to be taken (停用).
        BLOCKED("blocked");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /// The code in files and in the database.
        @Override
        public String toString() {
            return code;
        }
    }

    /// Never shows whose it is: records end up in logs.
    @Override
    public String toString() {
        return "Card[...]";
    }
}

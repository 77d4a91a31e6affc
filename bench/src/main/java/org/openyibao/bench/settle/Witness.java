package org.openyibao.bench.settle;

/// Is told what the clients saw. Called by all of them at once.
public interface Witness {

    /// Sees nothing, as long as figures are all that counts.
    Witness NOBODY = new Witness() {
        @Override
        public boolean watches() {
            return false;
        }

        @Override
        public void settled(Settled settled) {}

        @Override
        public void unanswered(Unanswered message) {}
    };

    /// A message that was sent, or perhaps not, and never answered. `transaction` is its number (`2207`).
    record Unanswered(String transaction, String message, byte[] body) {}

    default boolean watches() {
        return true;
    }

    /// This answer came.
    void settled(Settled settled);

    /// The connection broke before an answer came.
    void unanswered(Unanswered message);
}

package org.openyibao.server.family;

import java.time.Instant;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;

/// Money sent by an owner to a relative's wallet in another province (医保钱包转账). `relation` is what the owner is to
/// the recipient; `paid` which buckets of the owner's account paid it; not accepted before `returnsAt` it goes back
/// (empty: never). `endedAt` is when it was accepted or went back.
public record WalletTransfer(
        String owner,
        String id,
        String recipient,
        Relation relation,
        Balances paid,
        Instant madeAt,
        Optional<Instant> returnsAt,
        State state,
        Optional<Instant> endedAt) {

    /// Where the money is.
    public enum State {
        /// On its way: the recipient may accept it.
        PENDING("pending", "待接收"),
        /// In the recipient's wallet.
        ACCEPTED("accepted", "已接收"),
        /// Back in the owner's account.
        RETURNED("returned", "已退回");

        private final String code;
        private final String chinese;

        State(String code, String chinese) {
            this.code = code;
            this.chinese = chinese;
        }

        public String chinese() {
            return chinese;
        }

        /// The code in tables and answers.
        @Override
        public String toString() {
            return code;
        }
    }

    public Fen amount() {
        return paid.total();
    }

    /// Whether the time to accept it is over.
    boolean isOver(Instant now) {
        return returnsAt.filter(at -> !now.isBefore(at)).isPresent();
    }

    WalletTransfer ended(State newState, Instant at) {
        return new WalletTransfer(owner, id, recipient, relation, paid, madeAt, returnsAt, newState, Optional.of(at));
    }
}

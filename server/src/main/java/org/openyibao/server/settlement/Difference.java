package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.Spell;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.text.Text;

/// A settlement that stands and would now be decided otherwise: who paid how much, and who would.
///
/// `region` is that whose funds settled it. `shares`: of each who paid or would pay; `was` and `now` each add
/// up to `total`. `refused`: why it would not be settled at all now, so that the person would pay everything.
public record Difference(
        String person,
        String settlement,
        LocalDate day,
        String institution,
        String region,
        Scheme scheme,
        Fen total,
        List<Share> shares,
        List<Cause> causes,
        Optional<Text> refused) {

    public enum Payer {
        POOL("pool"),
        CATASTROPHIC("catastrophic"),
        LARGE_SUM("large-sum"),
        CIVIL_SERVANT("civil-servant"),
        ASSISTANCE("assistance"),
        ACCOUNT("account"),
        FAMILY("family"),
        WALLET("wallet"),
        CASH("cash");

        private final String code;

        Payer(String code) {
            this.code = code;
        }

        static Payer of(LayerKind layer) {
            return switch (layer) {
                case CATASTROPHIC -> CATASTROPHIC;
                case LARGE_SUM -> LARGE_SUM;
                case CIVIL_SERVANT -> CIVIL_SERVANT;
                case ASSISTANCE -> ASSISTANCE;
            };
        }

        /// Whether it is a fund's money and no person's.
        public boolean isFund() {
            return switch (this) {
                case POOL, CATASTROPHIC, LARGE_SUM, CIVIL_SERVANT, ASSISTANCE -> true;
                case ACCOUNT, FAMILY, WALLET, CASH -> false;
            };
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /// `of`: the region of a fund, the owner of a relative's account, else empty.
    public record Share(Payer payer, String of, Fen was, Fen now) {

        /// Above zero: it should have paid more.
        public Fen difference() {
            return now.minus(was);
        }
    }

    /// Why: what was known of the person or holds otherwise. `of`: the relative it is about, else empty.
    public record Cause(What what, String of, String before, String now, Optional<Spell> spell) {}

    public enum What {
        STANDING("standing"),
        REGION("region"),
        STATUS("status"),
        TIER("tier"),
        ASSISTANCE("assistance"),
        CIVIL_SERVANT("civil-servant"),
        AGE("age"),
        SEX("sex"),
        BOUND_INSTITUTION("bound-institution"),
        /// The registration of the chronic disease.
        REGISTRATION("registration"),
        CONTINUITY("continuity"),
        /// The filing for care away from home that counted.
        FILING("filing"),
        /// The standing of a relative whose account might pay.
        RELATIVE("relative"),
        /// An earlier settlement of the person would now be decided otherwise, and so left other books behind.
        EARLIER("earlier-settlement"),
        /// Nothing of the person: the rules, the institution or the catalogue.
        RULES("rules");

        private final String code;

        What(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /// What the funds should have paid more; below zero: what they paid too much.
    public Fen fundsOwe() {
        return shares.stream()
                .filter(share -> share.payer().isFund())
                .map(Share::difference)
                .reduce(Fen.ZERO, Fen::plus);
    }

    /// Whether a region settled it, or its funds would pay for it now.
    boolean concerns(String ofFunds) {
        return region.equals(ofFunds)
                || shares.stream()
                        .anyMatch(share -> share.payer().isFund() && share.of().equals(ofFunds));
    }

    /// Never shows whose settlement it is: records end up in logs.
    @Override
    public String toString() {
        return "Difference[" + settlement + "]";
    }
}

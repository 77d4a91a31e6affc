package org.openyibao.server.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;

/// What came of comparing settlements with an institution. `result` is the number of the file that says it line by
/// line, `differences` the lines that differ; both where a `file` of details was compared.
public record Reconciliation(
        String id,
        Asked asked,
        Instant madeAt,
        Sums ours,
        Optional<String> file,
        Optional<String> result,
        long differences) {

    /// What an institution wants to have compared: its settlements from a day to another (inclusive), of one scheme or
    /// all and one kind of care or all, with reversals as settlements of their own or without them.
    public record Asked(
            String institution,
            Optional<Scheme> scheme,
            Optional<VisitKind> kind,
            LocalDate from,
            LocalDate to,
            boolean withReversals,
            Claimed theirs) {}

    /// `account` is what all accounts paid, relatives' and wallets too.
    public record Sums(long count, Fen total, Fen funds, Fen account, Fen cash) {

        static final Sums NONE = new Sums(0, Fen.ZERO, Fen.ZERO, Fen.ZERO, Fen.ZERO);

        Sums plus(Sums other) {
            return new Sums(
                    count + other.count,
                    total.plus(other.total),
                    funds.plus(other.funds),
                    account.plus(other.account),
                    cash.plus(other.cash));
        }
    }

    /// The sums as the institution has them, as far as it says.
    public record Claimed(long count, Fen total, Fen funds, Optional<Fen> account, Optional<Fen> cash) {}

    /// What a line says of a settlement. `account` as in [Sums].
    public record Amounts(Fen total, Fen funds, Fen account) {}

    /// A line of an institution's file of details.
    record Line(String settlement, String visit, String person, Amounts amounts, boolean reversal) {}

    /// A settlement that the two sides see differently.
    public record Difference(
            Kind kind,
            String settlement,
            String visit,
            String person,
            String message,
            boolean reversal,
            Optional<Amounts> ours,
            Optional<Amounts> theirs) {

        public enum Kind {
            OURS("ours", "机构未报此结算"),
            THEIRS("theirs", "本方无此结算"),
            AMOUNTS("amounts", "金额不一致"),
            PERSON("person", "人员编号不一致"),
            VISIT("visit", "就诊ID不一致"),
            REVERSAL("reversal", "退费结算标志不一致"),
            REPEATED("repeated", "机构重复申报");

            private final String code;
            private final String chinese;

            Kind(String code, String chinese) {
                this.code = code;
                this.chinese = chinese;
            }

            String chinese() {
                return chinese;
            }

            @Override
            public String toString() {
                return code;
            }
        }

        /// Never shows whose settlement it is.
        @Override
        public String toString() {
            return "Difference[" + kind + " " + settlement + "]";
        }
    }

    /// Both sides say the same.
    public boolean isEven() {
        var theirs = asked.theirs();
        return differences == 0
                && theirs.count() == ours.count()
                && theirs.total().equals(ours.total())
                && theirs.funds().equals(ours.funds())
                && theirs.account().orElse(ours.account()).equals(ours.account())
                && theirs.cash().orElse(ours.cash()).equals(ours.cash());
    }
}

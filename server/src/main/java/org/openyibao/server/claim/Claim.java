package org.openyibao.server.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.settlement.FeeItem.Approval;

/// A claim as it stands. `region`: home on the last day of care; `until`: the last day, of an inpatient the
/// discharge. `disease`, `clerk` (who sorted the lines) and `reviewer` may be empty. `settlement`: the one that
/// stands; `refund`: what it pays back. `version` counts the acts.
public record Claim(
        String person,
        String id,
        int version,
        State state,
        String region,
        Scheme scheme,
        VisitKind kind,
        String institution,
        LocalDate from,
        LocalDate until,
        String disease,
        boolean useAccount,
        Invoice invoice,
        List<Line> lines,
        List<Document> documents,
        Payee payee,
        Instant filedAt,
        String clerk,
        String reviewer,
        Optional<String> settlement,
        Fen refund,
        Optional<Payment> payment) {

    /// How far a claim has come.
    public enum State {
        FILED("filed", new Text("已受理，待经办人员审核", "filed; a clerk is to look at it")),
        RETURNED("returned", new Text("已退回，请补充材料后重新提交", "returned; papers are to be supplied")),
        REVIEWED("reviewed", new Text("已初审，待复核", "its lines are sorted; to be approved by somebody else")),
        APPROVED("approved", new Text("已复核结算，待支付", "approved and settled; to be paid")),
        PAID("paid", new Text("已支付到银行账户", "paid to the bank account")),
        REJECTED("rejected", new Text("不予报销", "rejected")),
        WITHDRAWN("withdrawn", new Text("本人已撤回", "withdrawn by the person"));

        private final String code;
        private final Text text;

        State(String code, Text text) {
            this.code = code;
            this.text = text;
        }

        /// What the person is told.
        public Text text() {
            return text;
        }

        /// True where nothing more can come of it, and its invoice may be claimed anew.
        public boolean isEnd() {
            return this == REJECTED || this == WITHDRAWN;
        }

        /// True where a settlement stands behind it.
        public boolean isSettled() {
            return this == APPROVED || this == PAID;
        }

        /// The code in answers and in the database.
        @Override
        public String toString() {
            return code;
        }
    }

    /// `code` (发票代码) is empty where an invoice has only a number.
    public record Invoice(String code, String number, LocalDate date, Fen total) {}

    /// A line of the fee list. `number` counts from 1; `localCode`: the institution's, perhaps empty; `code`: of
    /// the catalogue, empty as long as nobody knows; `quantity` in ten-thousandths, `price` in millionths of a
    /// yuan; `struck`: why it does not count, empty where it does.
    public record Line(
            int number,
            String name,
            String localCode,
            String code,
            long quantity,
            long price,
            Fen amount,
            Approval approval,
            String struck) {

        public boolean counts() {
            return struck.isEmpty();
        }

        /// True where it is known what becomes of it.
        boolean isSorted() {
            return !counts() || !code.isEmpty();
        }

        Line as(String newCode, Approval newApproval, String newStruck) {
            return new Line(number, name, localCode, newCode, quantity, price, amount, newApproval, newStruck);
        }
    }

    /// What a paper is.
    public enum Paper {
        INVOICE("invoice", new Text("发票", "invoice")),
        FEE_LIST("fee-list", new Text("费用清单", "fee list")),
        CARE_RECORD("care-record", new Text("病历或出院小结", "record of care")),
        OTHER("other", new Text("其他材料", "another paper"));

        private final String code;
        private final Text text;

        Paper(String code, Text text) {
            this.code = code;
            this.text = text;
        }

        public Text text() {
            return text;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /// A paper that was handed in, by the id it is filed under; `sha256`: of its image, empty where there is none.
    public record Document(Paper paper, String id, String sha256) {}

    /// Whose bank account it is paid to. Never shows itself.
    public record Payee(String holder, String bank, String account) {

        private static final int SHOWN_DIGITS = 4;

        /// The account with all but its last digits hidden.
        public String masked() {
            var hidden = Math.max(0, account.length() - SHOWN_DIGITS);
            return "*".repeat(hidden) + account.substring(hidden);
        }

        @Override
        public String toString() {
            return "Payee[]";
        }
    }

    /// That it was paid: the bank's reference, and the day.
    public record Payment(String reference, LocalDate paidOn) {}

    /// What the lines come to that count.
    public Fen claimed() {
        return lines.stream().filter(Line::counts).map(Line::amount).reduce(Fen.ZERO, Fen::plus);
    }

    Claims.Care care() {
        return new Claims.Care(person, Optional.of(scheme), kind, institution, from, until);
    }

    Claim in(State newState) {
        return with(version + 1, newState, lines, payee, clerk, reviewer, settlement, refund, payment);
    }

    Claim reviewed(List<Line> newLines, String newClerk) {
        return with(version + 1, State.REVIEWED, newLines, payee, newClerk, "", settlement, refund, payment);
    }

    Claim approved(String newReviewer, String newSettlement, Fen newRefund) {
        return with(
                version + 1,
                State.APPROVED,
                lines,
                payee,
                clerk,
                newReviewer,
                Optional.of(newSettlement),
                newRefund,
                payment);
    }

    Claim reopened() {
        return with(version + 1, State.FILED, lines, payee, "", "", Optional.empty(), Fen.ZERO, Optional.empty());
    }

    Claim paid(Payment newPayment) {
        return with(
                version + 1, State.PAID, lines, payee, clerk, reviewer, settlement, refund, Optional.of(newPayment));
    }

    Claim unpaid(Payee newPayee) {
        return with(
                version + 1, State.APPROVED, lines, newPayee, clerk, reviewer, settlement, refund, Optional.empty());
    }

    /// The same with its lines, as it was read.
    Claim of(List<Line> newLines) {
        return with(version, state, List.copyOf(newLines), payee, clerk, reviewer, settlement, refund, payment);
    }

    private Claim with(
            int newVersion,
            State newState,
            List<Line> newLines,
            Payee newPayee,
            String newClerk,
            String newReviewer,
            Optional<String> newSettlement,
            Fen newRefund,
            Optional<Payment> newPayment) {
        return new Claim(
                person,
                id,
                newVersion,
                newState,
                region,
                scheme,
                kind,
                institution,
                from,
                until,
                disease,
                useAccount,
                invoice,
                newLines,
                documents,
                newPayee,
                filedAt,
                newClerk,
                newReviewer,
                newSettlement,
                newRefund,
                newPayment);
    }

    /// Never shows whose it is.
    @Override
    public String toString() {
        return "Claim[" + id + "]";
    }
}

package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.crossregion.Registrations;

/// What an institution asks to be done for a person, or the agency for a claim. `details` is what the institution
/// sent beside, kept as it came.
public sealed interface Command {

    /// The person's number; empty for what concerns no person.
    String person();

    /// Opens a visit (挂号). `number` is the institution's own number of it.
    record OpenVisit(
            String person, Scheme scheme, String institution, LocalDateTime openedAt, String number, String details)
            implements Command {}

    /// Cancels a visit without settled fees (撤销挂号).
    record CancelVisit(String person, String institution, String visit, String number) implements Command {}

    /// Says what a visit is about (就诊信息). `category` is the sender's class of care, one for the whole visit. `details`
    /// makes what is kept of what was kept before.
    record DescribeVisit(
            String person,
            String institution,
            String visit,
            LocalDateTime openedAt,
            String category,
            String diseaseCode,
            String diseaseName,
            UnaryOperator<String> details)
            implements Command {}

    /// Adds fee lines to a batch of a visit (费用明细上传).
    record UploadFees(
            String person, String institution, String visit, String batch, List<FeeItem> items, String details)
            implements Command {}

    /// Withdraws the unsettled lines of a batch, or of all batches where `batch` is empty (费用明细撤销).
    record WithdrawFees(String person, String institution, String visit, Optional<String> batch) implements Command {}

    /// Opens a stay (入院办理). `number` is the institution's own number of it, `category` its class of care,
    /// `emergency` whether that says that the person came as one.
    record Admit(
            String person,
            Scheme scheme,
            String institution,
            LocalDateTime admittedAt,
            String number,
            String category,
            boolean emergency,
            String diseaseCode,
            String diseaseName,
            String details)
            implements Command {}

    /// Says otherwise what a stay was opened with (入院信息变更); what is empty stays as it is, and `emergency` belongs to
    /// the category. `details` makes what is kept of what was kept before.
    record ChangeAdmission(
            String person,
            String institution,
            String visit,
            Optional<LocalDateTime> admittedAt,
            Optional<String> number,
            Optional<String> category,
            boolean emergency,
            String diseaseCode,
            String diseaseName,
            UnaryOperator<String> details)
            implements Command {}

    /// Cancels a stay that has not ended (入院撤销). `evenCharged`: also one that has lines.
    record CancelAdmission(String person, String institution, String visit, boolean evenCharged) implements Command {}

    /// Ends a stay (出院办理). The disease is as before where `diseaseCode` is empty.
    record Discharge(
            String person,
            Scheme scheme,
            String institution,
            String visit,
            LocalDateTime dischargedAt,
            String diseaseCode,
            String diseaseName,
            String details)
            implements Command {}

    /// Lets an unsettled stay go on (出院撤销).
    record UndoDischarge(String person, String institution, String visit) implements Command {}

    /// Adds fee lines to a stay, and takes back what was charged before (住院费用明细上传).
    record Charge(String person, String institution, String visit, List<FeeItem> items, String details)
            implements Command {}

    /// Withdraws one line of a stay, or all of them where `serial` is empty (住院费用明细撤销).
    record WithdrawCharges(String person, String institution, String visit, Optional<String> serial)
            implements Command {}

    /// Says otherwise what is noted of a line of a visit (费用明细修改备注): of the line with the serial, which is of the
    /// `code`.
    record Memo(String person, String institution, String visit, String serial, String code, String memo)
            implements Command {}

    /// Settles a stay (住院结算): what was not settled of it before. `interim`: it goes on (中途结算). `evenBefore`: also
    /// before the discharge, as if it were today; for a preview alone. `discharged`: it ends
    /// then, with its settlement or not at all (收费窗口).
    record SettleStay(
            String person,
            String institution,
            String visit,
            boolean interim,
            boolean evenBefore,
            Optional<LocalDateTime> discharged,
            SettleTerms terms)
            implements Command {}

    /// Settles a batch of a visit (结算).
    record Settle(String person, String institution, String visit, String batch, SettleTerms terms)
            implements Command {}

    /// Settles a purchase at a pharmacy in one go (药店结算).
    record Buy(String person, String institution, LocalDateTime at, List<FeeItem> items, SettleTerms terms)
            implements Command {}

    /// Settles care without a stay in one go (收费窗口): the visit is opened with it and its lines are taken. `disease`
    /// is empty where it is for none that is named.
    record Treat(
            String person, String institution, LocalDateTime at, String disease, List<FeeItem> items, SettleTerms terms)
            implements Command {}

    /// Puts down what a person is to buy at a pharmacy (购药订单), where it could be settled now. `number` is the
    /// institution's own number of it. It is settled when the person pays it.
    record Order(Buy purchase, String number) implements Command {

        @Override
        public String person() {
            return purchase.person();
        }
    }

    /// Settles a bill that the person paid and claims afterwards (零星报销). `claim` is its number; care began on
    /// `from` and ended on `until`, which decides. Its lines are sorted by the catalogue that the rules name.
    record Claim(
            String person,
            String claim,
            String institution,
            LocalDate from,
            LocalDate until,
            String disease,
            List<FeeItem> items,
            SettleTerms terms)
            implements Command {}

    /// Reverses the settlement of a claim.
    record ReverseClaim(String person, String settlement) implements Command {}

    /// Reverses a settlement (结算撤销). `details` makes what is kept of it of what was kept of the settlement.
    record Reverse(String person, String institution, String visit, String settlement, UnaryOperator<String> details)
            implements Command {

        /// One that says nothing beside.
        public Reverse(String person, String institution, String visit, String settlement) {
            this(person, institution, visit, settlement, UnaryOperator.identity());
        }
    }

    /// Undoes whatever an earlier message of the institution did, if it did anything (冲正).
    record Undo(String person, String institution, String originalMessage, String originalTransaction)
            implements Command {}

    /// Makes a filing for care away from home (备案), for a person whom the institution refers.
    record File(String person, String institution, Filings.Wish wish) implements Command {}

    /// Cancels a filing that the institution made (备案撤销).
    record CancelFiling(String person, String institution, String filing, String reason) implements Command {}

    /// Registers a chronic disease for a person, or the institution that the person chose (慢特病备案、定点备案).
    record Register(String person, String institution, Registrations.Wish wish) implements Command {}

    /// Cancels a registration that the institution made.
    record CancelRegistration(
            String person, String institution, Registration.Kind kind, String registration, String reason)
            implements Command {}

    /// Does nothing: the answer is known already and is only to be remembered.
    record Remember(String person) implements Command {}

    /// What a settlement was asked with. `expected*`: the parts of the bill as the institution sees them, checked where
    /// given. `category` is the sender's class of care.
    record SettleTerms(
            Scheme scheme,
            VisitKind kind,
            String category,
            Fen total,
            Optional<Fen> expectedOwnPay,
            Optional<Fen> expectedOverLimit,
            Optional<Fen> expectedFirstPay,
            Optional<Fen> expectedInScope,
            AccountUse accountUse,
            String details) {}
}

package org.openyibao.server.settlementlist;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.openyibao.engine.money.Fen;

/// A settlement list as far as it is decided on; what was not sent is empty. `content` is all of it, as it was sent.
///
/// `funds`: what each payer paid, empty where the list says nothing of payers. `registered`: what the visit was ended
/// with. `nursingTenths`: days of nursing of all levels, in tenths.
public record SettlementList(
        Optional<String> person,
        String visit,
        String settlement,
        boolean submitted,
        Patient patient,
        Days days,
        Map<Amount, Fen> amounts,
        Optional<Map<Payer, Fen>> funds,
        List<Item> items,
        List<Diagnosis> diagnoses,
        OptionalLong diagnosisCount,
        List<Operation> operations,
        OptionalLong operationCount,
        List<Stretch> intensive,
        Told told,
        Registered registered,
        String content) {

    /// Amounts of the settlement that a list repeats. Own pay is what lies outside the catalogue or above a
    /// ceiling, self pay the rest of what the person bears.
    public enum Amount {
        TOTAL,
        OWN_PAY,
        SELF_PAY,
        ACCOUNT,
        CASH
    }

    /// Who pays. OTHER: whom no settlement knows.
    public enum Payer {
        POOL,
        CATASTROPHIC,
        LARGE_SUM,
        CIVIL_SERVANT,
        ASSISTANCE,
        ACCOUNT,
        OTHER
    }

    public record Patient(
            Optional<String> name,
            Optional<String> certificate,
            Optional<String> sex,
            Optional<LocalDate> birth,
            Optional<String> home) {}

    /// `from`, `until`: of what is settled.
    public record Days(
            Optional<LocalDate> admitted,
            Optional<LocalDate> discharged,
            Optional<LocalDate> visited,
            OptionalLong stayed,
            Optional<LocalDate> from,
            Optional<LocalDate> until) {}

    /// What is charged of one kind: amount = gradeA + gradeB + ownPay + other.
    public record Item(Fen amount, Fen gradeA, Fen gradeB, Fen ownPay, Fen other) {}

    /// `type`: the sender's kind of diagnosis (Western, Chinese).
    public record Diagnosis(String type, String code, boolean main) {}

    public record Operation(boolean main, String code, Stretch time, Stretch anaesthesia) {}

    /// Of time; either end may be open.
    public record Stretch(Optional<LocalDateTime> from, Optional<LocalDateTime> until) {}

    /// What the list says that findings are about.
    public record Told(
            Optional<String> caseNumber,
            Optional<String> attending,
            Optional<String> payment,
            Optional<String> wayToLeave,
            long nursingTenths) {}

    public record Registered(Optional<String> mainDiagnosis, Optional<String> wayToLeave) {}

    /// Never shows whose list it is.
    @Override
    public String toString() {
        return "SettlementList[" + settlement + "]";
    }
}

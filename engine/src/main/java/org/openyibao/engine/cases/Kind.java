package org.openyibao.engine.cases;

import static java.util.Map.entry;
import static org.openyibao.engine.cases.Shape.AMOUNT;
import static org.openyibao.engine.cases.Shape.CODE;
import static org.openyibao.engine.cases.Shape.CODES;
import static org.openyibao.engine.cases.Shape.DATE;
import static org.openyibao.engine.cases.Shape.DAYS;
import static org.openyibao.engine.cases.Shape.FLAG;
import static org.openyibao.engine.cases.Shape.SIGNED;
import static org.openyibao.engine.cases.Shape.WHOLE;

import java.util.Map;

/// The kinds of cases, each with the keys that may stand under its `expect`.
enum Kind {
    VISIT(
            "visit",
            Map.ofEntries(
                    entry("deductible", AMOUNT),
                    entry("pool", AMOUNT),
                    entry("catastrophic", AMOUNT),
                    entry("accountCurrent", AMOUNT),
                    entry("accountPrior", AMOUNT),
                    entry("family", AMOUNT),
                    entry("cash", AMOUNT),
                    entry("reason", CODE),
                    entry("directSettlement", FLAG),
                    entry("treatedAsFiled", FLAG),
                    entry("advancePayment", FLAG),
                    entry("catalogueOf", CODE),
                    entry("claimUntil", DATE),
                    entry("prepaid", AMOUNT),
                    entry("reimbursed", AMOUNT),
                    entry("accountCurrentAfter", AMOUNT),
                    entry("accountPriorAfter", AMOUNT),
                    entry("walletAfter", AMOUNT))),
    CATASTROPHIC("catastrophic", Map.of("catastrophic", AMOUNT, "cash", AMOUNT, "reason", CODE)),
    FILING("filing", Map.of("filingValid", FLAG, "directSettlement", FLAG, "treatedAsFiled", FLAG, "reason", CODE)),
    CAN_I_USE(
            "can-i-use",
            Map.ofEntries(
                    entry("route", CODE),
                    entry("whyNotDirect", CODE),
                    entry("treatedAsFiled", FLAG),
                    entry("catalogueOf", CODE),
                    entry("reduction", CODE),
                    entry("fund", FLAG),
                    entry("fundReason", CODE),
                    entry("ownCurrent", FLAG),
                    entry("ownCurrentReason", CODE),
                    entry("ownCurrentBeyondScope", CODES),
                    entry("ownPrior", FLAG),
                    entry("ownPriorReason", CODE),
                    entry("ownPriorBeyondScope", CODES),
                    entry("family", FLAG),
                    entry("familyReason", CODE),
                    entry("familyMoney", CODES),
                    entry("wallet", FLAG),
                    entry("walletReason", CODE),
                    entry("filings", CODES),
                    entry("toDo", CODES),
                    entry("fileUntil", DATE))),
    USE(
            "use",
            Map.of(
                    "allowed", FLAG,
                    "reason", CODE,
                    "accountCurrentAfter", AMOUNT,
                    "accountPriorAfter", AMOUNT)),
    YEAR_END(
            "year-end",
            Map.of(
                    "interestCurrent", AMOUNT,
                    "interestPrior", AMOUNT,
                    "accountCurrentAfter", AMOUNT,
                    "accountPriorAfter", AMOUNT,
                    "reason", CODE)),
    INFLOW("inflow", Map.of("accountInflow", AMOUNT, "poolInflow", AMOUNT, "hasAccount", FLAG, "reason", CODE)),
    STANDING(
            "standing",
            Map.of(
                    "benefitStart", DATE,
                    "waitingMonths", WHOLE,
                    "entitled", DAYS,
                    "retroactiveToBirth", FLAG,
                    "capBonus", SIGNED,
                    "reason", CODE)),
    WITHDRAWAL("withdrawal", Map.of("allowed", FLAG, "paid", AMOUNT, "payee", CODE, "missing", CODES, "reason", CODE)),
    WALLET(
            "wallet",
            Map.of(
                    "results", CODES,
                    "returnedAt", CODE,
                    "accountCurrentAfter", AMOUNT,
                    "accountPriorAfter", AMOUNT,
                    "reason", CODE)),
    CONTRIBUTION(
            "contribution",
            Map.of(
                    "base", AMOUNT,
                    "employer", AMOUNT,
                    "employee", AMOUNT,
                    "accountInflow", AMOUNT,
                    "person", AMOUNT,
                    "subsidy", AMOUNT,
                    "reason", CODE)),
    RETIREMENT(
            "retirement",
            Map.of(
                    "opened", FLAG,
                    "missingMonths", WHOLE,
                    "missingActualMonths", WHOLE,
                    "missingLocalMonths", WHOLE,
                    "reason", CODE)),
    FORMULA("formula", Map.of("amount", AMOUNT, "missing", CODES, "reason", CODE));

    private final String code;
    private final Map<String, Shape> answers;

    Kind(String code, Map<String, Shape> answers) {
        this.code = code;
        this.answers = answers;
    }

    /// The keys that may be expected, with the shape of their values.
    Map<String, Shape> answers() {
        return answers;
    }

    @Override
    public String toString() {
        return code;
    }
}

package org.openyibao.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openyibao.engine.yaml.InvalidFileException;

/// The contract of case files: every key of every kind is read, and a key that is misspelt, missing or out of its range
/// is named.
class CaseReaderTest {

    private static final String INSURED = """
              insured:
                region: "110000"
                scheme: employee
                status: retired
                standing: normal
                age: 66
                sex: female
                tier: "1"
                assistance: subsistence
                civilServant: true
                insuredFamilyMembers: 3
                continuousYears: 5
                noClaimYears: 1
                breaks: 0
            """;

    private static final String VISIT = """
              visit:
                kind: inpatient
                institution: hospital
                level: "3"
                place: "310000"
                designated: true
                networked: true
                bound: true
                referred: true
                emergency: true
                cause: third-party-unidentified
                disease: [M03900]
                admitted: 2025-03-01
                discharged: 2025-03-09
                settledBy: manual-claim
              filing:
                kind: referred
                made: 2025-02-01
                validMonths: 6
                place: "310000"
                basis: commitment
                documents: false
            """;

    private static final String MONEY = """
              account:
                current: 1.00
                prior: 2.00
              family:
                - relation: mother
                  region: "110000"
                  standing: normal
                  bound: true
                  current: 3.00
                  prior: 4.00
              wallet: 5.00
            """;

    private static final String YEAR = """
              yearToDate:
                deductible: 1.00
                pool: 2.00
                inpatientPool: 3.00
                familyPool: 4.00
                admissions: 1
                burden: 5.00
                catastrophic: 6.00
                largeSum: 7.00
                civilServant: 8.00
                assistance: 9.00
                today: 1.50
            """;

    private static final String ASSUME = """
              assume:
                poolPays: 1.00
                deductible: 2.00
                pay: "80%"
                bracketsOf: "999999"
                accountScope: in-scope-only
                accountOrder: prior-first
            """;

    private static final String EXPECTED_OF_VISIT = """
              expect:
                deductible: 0.00
                pool: 0.00
                catastrophic: 0.00
                accountCurrent: 0.00
                accountPrior: 0.00
                family: 0.00
                cash: 0.00
                reason: NO_RULE_FOR_DATE
                directSettlement: true
                treatedAsFiled: true
                advancePayment: true
                catalogueOf: home
                prepaid: 0.00
                reimbursed: 0.00
                accountCurrentAfter: 0.00
                accountPriorAfter: 0.00
                walletAfter: 0.00
            """;

    private static String whole(String kind, String... parts) {
        return """
                - title: a case with every key
                  kind: %s
                  on: 2025-03-10
                  rules: [S1]
                  arithmetic: "1 + 1 = 2"
                  soft: true
                """.formatted(kind) + INSURED + String.join("", parts);
    }

    /// A case of each kind, and of each of its forms, with every key.
    static List<String> wholes() {
        return List.of(
                whole("visit", VISIT, MONEY, YEAR, ASSUME, """
                          bill:
                            total: 10.00
                            ownPay: 1.00
                            overLimit: 2.00
                            firstPay: 3.00
                            inScope: 4.00
                        """, EXPECTED_OF_VISIT),
                whole("visit", VISIT, MONEY, YEAR, ASSUME, """
                          fees:
                            - name: aspirin
                              category: drug
                              grade: B
                              amount: 10.00
                              firstPay: 1.00
                              ceiling: 9.00
                        """, EXPECTED_OF_VISIT),
                whole("catastrophic", YEAR, """
                          burden: 10.00
                          expect:
                            catastrophic: 1.00
                            cash: 9.00
                            reason: NO_RULE_FOR_REGION
                        """),
                whole("filing", VISIT, """
                          expect:
                            filingValid: true
                            directSettlement: false
                            treatedAsFiled: false
                            reason: NOT_FILED
                        """),
                whole("use", MONEY, """
                          use:
                            for: sport-fitness
                            of: self
                            amount: 10.00
                          expect:
                            allowed: false
                            reason: SPORT_FITNESS
                            accountCurrentAfter: 1.00
                            accountPriorAfter: 2.00
                        """),
                whole("year-end", MONEY, """
                          averageDaily:
                            current: 1.00
                            prior: 2.00
                          rates:
                            demand: "0.05%"
                            threeMonth: "0.65%"
                          expect:
                            interestCurrent: 0.00
                            interestPrior: 0.01
                            accountCurrentAfter: 0.00
                            accountPriorAfter: 3.01
                            reason: NO_RULE_FOR_DATE
                        """),
                whole("inflow", """
                          base: 100.00
                          rates:
                            employee: "2%"
                            employer: "8%"
                          fixedAmount: 95.50
                          expect:
                            accountInflow: 1.00
                            poolInflow: 2.00
                            hasAccount: true
                            reason: NO_RULE_FOR_DATE
                        """),
                whole("standing", """
                          coverageYear: 2025
                          paid: 2024-11-05
                          expect:
                            benefitStart: 2025-01-01
                            waitingMonths: 0
                            retroactiveToBirth: false
                            reason: NO_RULE_FOR_DATE
                        """),
                whole("standing", """
                          gap:
                            from: "2025-01"
                            to: "2025-02"
                            repaid: 2025-03-10
                            resumed: "2025-03"
                            because: relation-transfer
                          expect:
                            waitingMonths: 0
                        """),
                whole("standing", """
                          missedYears: 3
                          repaidYears: 1
                          paid: 2025-03-10
                          expect:
                            waitingMonths: 0
                        """),
                whole("standing", """
                          born: 2025-01-01
                          paid: 2025-03-10
                          expect:
                            retroactiveToBirth: true
                        """),
                whole("standing", """
                          capBonus:
                            kind: catastrophic
                            cap: 100.00
                          expect:
                            capBonus: -3.00
                        """),
                whole("withdrawal", MONEY, """
                          withdrawal:
                            for: death
                            documents: [heir-id]
                          expect:
                            allowed: true
                            paid: 3.00
                            payee: heir
                            missing: []
                            reason: DOCUMENTS_MISSING
                        """),
                whole("wallet", MONEY, """
                          transfers:
                            - at: "09:00"
                              amount: 1.00
                              accepted: true
                          expect:
                            results: [OK]
                            returnedAt: 2025-03-11T06:00
                            accountCurrentAfter: 0.00
                            accountPriorAfter: 2.00
                            reason: NO_RULE_FOR_DATE
                        """),
                whole("contribution", """
                          wage: 10.00
                          averageWage: 20.00
                          expect:
                            base: 10.00
                            employer: 1.00
                            employee: 1.00
                            accountInflow: 1.00
                            reason: NO_RULE_FOR_DATE
                        """),
                whole("contribution", """
                          base: 10.00
                          expect:
                            base: 10.00
                        """),
                whole("contribution", """
                          coverageYear: 2025
                          expect:
                            person: 10.00
                            subsidy: 1.00
                        """),
                whole("retirement", """
                          months: 300
                          actualMonths: 200
                          localMonths: 100
                          workBegan: 2000-01-01
                          expect:
                            opened: true
                            missingMonths: 0
                            missingActualMonths: 0
                            missingLocalMonths: 0
                            reason: YEARS_SHORT
                        """),
                whole("formula", """
                          formula: loan
                          values:
                            balance: 1.50
                          expect:
                            amount: 1.00
                            missing: [months]
                            reason: VALUE_MISSING
                        """));
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void every_key_is_read(String whole) {
        assertThat(Worked.read(whole)).hasSize(1);
    }

    /// A case with one of its keys misspelt.
    record Misspelt(String key, String text) {
        @Override
        public String toString() {
            return key + " at " + text.indexOf(key + "zz");
        }
    }

    /// Each case with each of its keys misspelt; not those under `values`, which may have any name.
    static Stream<Misspelt> misspelt() {
        return wholes().stream()
                .flatMap(whole -> Pattern.compile("(?m)^ *(?:- )?(\\w+):")
                        .matcher(whole)
                        .results()
                        .filter(key -> !key.group(1).equals("balance"))
                        .map(key -> new Misspelt(
                                key.group(1), whole.substring(0, key.end(1)) + "zz" + whole.substring(key.end(1)))));
    }

    @ParameterizedTest
    @MethodSource("misspelt")
    void a_misspelt_key_is_named(Misspelt misspelt) {
        assertThatThrownBy(() -> Worked.read(misspelt.text()))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("worked.yaml")
                .hasMessageContaining("W1")
                .hasMessageContaining(misspelt.key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scheme: employee | scheme: employe | W1.insured.scheme: expected one of employee, resident, pension (nearest: \"employee\"), got \"employe\"",
                "region: \"110000\" | region: \"11000\" | W1.insured.region: expected a region code of six digits, got \"11000\"",
                "age: 66 | age: 151 | W1.insured.age: expected 0 to 150 years, got \"151\"",
                "age: 66 | age: -1 | W1.insured.age: expected a whole number, 0 or more, got \"-1\"",
                "insuredFamilyMembers: 3 | insuredFamilyMembers: 0 | W1.insured.insuredFamilyMembers: expected a whole number from 1 to 99",
                "on: 2025-03-10 | on: 2025-02-30 | W1.on: expected a date (yyyy-MM-dd), got \"2025-02-30\"",
                "level: \"3\" | level: \"4\" | W1.visit.level: expected one of 1, 2, 3, unrated",
                "designated: true | designated: yes | W1.visit.designated: expected true or false, got \"yes\"",
                "discharged: 2025-03-09 | discharged: 2025-02-28 | W1.visit.discharged: expected a date not before \"admitted\"",
                "pool: 2.00 | pool: -2.00 | W1.yearToDate.pool: expected an amount in yuan, at most two decimals, 0 or more, got \"-2.00\"",
                "pool: 2.00 | pool: 2.005 | W1.yearToDate.pool: expected an amount in yuan, at most two decimals, 0 or more, got \"2.005\"",
                "total: 10.00 | total: 10.01 | W1.bill.total: expected the sum of ownPay, overLimit, firstPay and inScope, 10.00, got \"10.01\"",
                "pay: \"80%\" | pay: \"101%\" | W1.assume.pay: expected a ratio from 0% to 100%",
                "accountOrder: prior-first | accountOrder: prior | W1.assume.accountOrder: expected one of current-first, prior-first",
                "basis: commitment | basis: none | W1.filing.basis: expected commitment or documents, got \"none\"",
                "relation: mother | relation: mather | W1.family[0].relation: expected one of",
                "cash: 0.00 | cash: none | W1.expect.cash: expected an amount in yuan",
                "kind: visit | kind: visits | W1.kind: expected one of visit, catastrophic"
            })
    void a_value_out_of_its_range_is_named(String written, String wrong, String complaint) {
        var whole = wholes().getFirst();
        assertThat(whole).contains(written.strip());
        assertThatThrownBy(() -> Worked.read(whole.replaceFirst(Pattern.quote(written.strip()), wrong.strip())))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bill: | feesx: | exactly one of \"fees\", \"bill\" (did you write \"feesx\"?)",
                "expect: | expectx: | key \"expect\" is missing (did you write \"expectx\"?)",
                "region: \"110000\" | | key \"region\" is missing",
                "standing: normal | | key \"standing\" is missing",
                "institution: hospital | | key \"institution\" is missing",
                "inScope: 4.00 | | key \"inScope\" is missing",
                "on: 2025-03-10 | | key \"on\" is missing"
            })
    void a_missing_key_is_named(String written, String instead, String complaint) {
        var whole = wholes().getFirst();
        var mutant = whole.replaceFirst(Pattern.quote(written.strip()), instead == null ? "" : instead.strip());
        assertThatThrownBy(() -> Worked.read(mutant))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("W1")
                .hasMessageContaining(complaint);
    }
}

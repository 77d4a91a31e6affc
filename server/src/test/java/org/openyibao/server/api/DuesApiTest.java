package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.decision.ContributionDecider;
import org.openyibao.server.ContractCases;

/// What is to be paid, over HTTP.
class DuesApiTest {

    private static final String SUIZHOU = "{\"region\": \"421300\", \"scheme\": \"employee\", \"status\": \"active\"}";

    private static ServedRooms served;
    private static TestApi api;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        api = served.api();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static TestApi.Answer contribution(String payer, String day, String amounts) {
        return api.post("/api/contributions/due", """
                {"payer": %s, "on": "%s"%s}""".formatted(payer, day, amounts));
    }

    private static String payer(Insured insured) {
        var age = insured.age() == Insured.AGE_UNKNOWN ? "" : ", \"age\": " + insured.age();
        return """
                {"region": "%s", "scheme": "%s", "status": "%s", "tier": "%s", "assistance": "%s"%s}""".formatted(
                insured.region(), insured.scheme(), insured.status(), insured.tier(), insured.assistance(), age);
    }

    @TestFactory
    List<DynamicTest> cases() throws IOException {
        return ContractCases.of(Set.of(Question.Contribution.class)).stream()
                .map(asked -> DynamicTest.dynamicTest(asked.id(), () -> compare(asked)))
                .toList();
    }

    private static void compare(Case asked) {
        var amounts = switch (((Question.Contribution) asked.question()).asked()) {
            case ContributionDecider.Question.OfBase(var insured, var base) -> ", \"base\": \"" + base + "\"";
            case ContributionDecider.Question.OfWage(var insured, var wage, var average) ->
                ", \"wage\": \"" + wage + "\""
                        + average.map(known -> ", \"averageWage\": \"" + known + "\"")
                                .orElse("");
        };
        var answer = contribution(payer(asked.insured()), asked.on().toString(), amounts);
        for (var expected : asked.expect()) {
            assertThat(answer.at(expected.key().equals("reason") ? "/code" : "/" + expected.key()))
                    .as(answer.text())
                    .isEqualTo(expected.value());
        }
    }

    /// By a rule for a base from 60 % to 300 % of the average wage, 7 % and 2 %: 60 % of 7000.00 is 4200.00.
    @Test
    void a_low_wage_is_raised_to_the_floor_where_the_average_is_known() {
        var due = contribution(SUIZHOU, "2025-03-01", ", \"wage\": \"3000.00\", \"averageWage\": \"7000.00\"");
        assertThat(due.at("/base")).isEqualTo("4200.00");
        assertThat(due.at("/employer")).isEqualTo("294.00");
        assertThat(due.at("/employee")).isEqualTo("84.00");
        assertThat(due.at("/accountInflow")).isEqualTo("84.00");
        assertThat(due.at("/rule/id")).startsWith("421300/");
        var unknown = contribution(SUIZHOU, "2025-03-01", ", \"wage\": \"3000.00\"");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.at("/code")).isEqualTo("NO_RULE_FOR_REGION");
    }

    /// Residents of a region without a rule of its own: 400.00 for 2025, to which the budget adds 670.00.
    @ParameterizedTest
    @CsvSource({"350000, 2025, 400.00, 670.00", "350100, 2025, 450.00, 800.00", "350000, 2024, 380.00, 640.00"})
    void a_residents_premium_is_that_of_the_year(String region, int year, String person, String subsidy) {
        var due = premium(region, year, "en");
        assertThat(due.status()).as(due.text()).isEqualTo(200);
        assertThat(due.at("/person")).isEqualTo(person);
        assertThat(due.at("/subsidy")).isEqualTo(subsidy);
    }

    private static TestApi.Answer premium(String region, int year, String language) {
        return api.post("/api/premiums/due", "key", """
                {"payer": {"region": "%s", "scheme": "resident", "status": "adult"}, "on": "%d-06-01",
                 "coverageYear": %d}""".formatted(region, year, year), language);
    }

    @Test
    void a_year_that_no_rule_speaks_of_is_refused_in_the_readers_language() {
        var refused = premium("350000", 1990, "zh");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/code")).isEqualTo("NO_RULE_FOR_DATE");
        assertThat(refused.at("/message")).contains("规则");
        assertThat(premium("350000", 1990, "en").at("/message")).contains("rule");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"region": "4213", "scheme": "employee", "status": "active"}               | "base": "6000.00" | payer.region
            {"region": "421300", "scheme": "job", "status": "active"}                  | "base": "6000.00" | payer.scheme
            {"region": "421300", "scheme": "employee", "status": "active", "age": 151} | "base": "6000.00" | payer.age
            {"region": "421300", "scheme": "employee", "status": "active"}             | "base": 6000      | base
            {"region": "421300", "scheme": "employee", "status": "active"} | "averageWage": "6000.00"      | wage
            {"region": "421300", "scheme": "employee", "status": "active"} | "base": "1.00", "wage": "1.00" | wage""")
    void what_is_wrong_is_named(String payer, String amounts, String field) {
        var refused = contribution(payer, "2025-03-01", ", " + amounts);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/field")).isEqualTo(field);
    }
}

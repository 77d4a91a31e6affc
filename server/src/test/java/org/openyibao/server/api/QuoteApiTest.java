package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseFile;
import org.openyibao.server.settlement.Rooms;

/// Quotes over HTTP. The amounts are worked out by hand.
class QuoteApiTest {

    private static final String PATH = "/api/quotes";

    /// 1600.00 of grade A and 1000.00 of grade B, a tenth of it paid first.
    private static final String LINES = """
            {"lines": [{"name": "检查", "category": "treatment", "grade": "A", "amount": "1600.00"},
                       {"category": "drug", "grade": "B", "amount": "1000.00", "firstPayShare": "10%"}]}""";

    private static final String ANYBODY = """
            {"on": "2025-03-10", "region": "110000", "scheme": "employee", "status": "active",
             "account": {"current": "300.00", "prior": "500.00"}, "visit": {"kind": "outpatient", "level": "3"}}""";

    private static ServedRooms served;
    private static Rooms rooms;
    private static TestApi api;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        rooms = served.rooms();
        api = served.api();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String quote(String question, String bill) {
        return "{\"question\": " + question + ", \"bill\": " + bill + "}";
    }

    private static TestApi.Answer asked(String question, String bill) {
        var answer = api.post(PATH, quote(question, bill));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static String total(TestApi.Answer answer, String name) {
        return answer.at("/totals/" + name);
    }

    /// 100.00 first; of 2500.00 in scope 1800.00 are deductible, of 700.00 the fund pays 70 %: 490.00. Of the 2110.00
    /// that are left the account pays its 800.00.
    @Test
    void anybodys_bill_by_lines() {
        var answer = asked(ANYBODY, LINES);
        assertThat(total(answer, "firstPay")).isEqualTo("100.00");
        assertThat(total(answer, "inScope")).isEqualTo("2500.00");
        assertThat(total(answer, "deductible")).isEqualTo("1800.00");
        assertThat(total(answer, "pool")).isEqualTo("490.00");
        assertThat(total(answer, "personalBurden")).isEqualTo("2110.00");
        assertThat(total(answer, "accountCurrent") + " " + total(answer, "accountPrior"))
                .isEqualTo("300.00 500.00");
        assertThat(total(answer, "cash")).isEqualTo("1310.00");
        assertThat(answer.json()
                        .at("/flows/links")
                        .valueStream()
                        .map(link -> link.get("from").asString() + " > "
                                + link.get("to").asString() + " "
                                + link.get("amount").asString()))
                .contains("in-scope > pool 490.00", "in-scope > share 210.00", "burden > cash 1310.00");
        assertThat(answer.at("/heading/region/zh")).isEqualTo("北京市");
    }

    /// As large again: 200.00 first, 5000.00 in scope, 70 % of 3200.00 are 2240.00.
    @Test
    void the_same_bill_twice_as_large_is_decided_anew() {
        var twice = asked(ANYBODY, LINES.replaceFirst("\\{", "{\"total\": \"5200.00\", "));
        assertThat(total(twice, "firstPay") + " " + total(twice, "pool")).isEqualTo("200.00 2240.00");
    }

    /// 1000.00 of the deductible were borne before: 800.00 are left of it, of 200.00 the fund pays 140.00.
    @Test
    void the_year_so_far_counts() {
        var year = ANYBODY.replaceFirst("\\{", "{\"year\": {\"deductible\": \"1000.00\"}, ");
        var answer = asked(year, "{\"parts\": {\"inScope\": \"1000.00\"}}");
        assertThat(total(answer, "deductible") + " " + total(answer, "pool")).isEqualTo("800.00 140.00");
        var unused = api.post(
                PATH,
                quote(year, "{\"parts\": {\"inScope\": \"1000.00\"}}").replaceFirst("\\{", "{\"useAccount\": false, "));
        assertThat(total(unused, "cash")).isEqualTo("860.00");
    }

    /// A person's own: 1800.00 were borne on 10 March, so the fund pays 70 % of everything.
    @Test
    void a_registered_persons_own_year_and_account() {
        var person = rooms.employee("300.00", "0.00");
        rooms.settled(rooms.visit(person, LocalDate.of(2025, 3, 10)), "b", "1800.00");
        var before = rooms.state();
        var answer = asked(
                "{\"person\": \"" + person + "\", \"visit\": {\"kind\": \"outpatient\", \"institution\": \""
                        + Rooms.HOSPITAL + "\"}}",
                "{\"parts\": {\"inScope\": \"1000.00\"}}");
        assertThat(total(answer, "deductible")).isEqualTo("0.00");
        assertThat(total(answer, "pool")).isEqualTo("700.00");
        assertThat(total(answer, "cash")).isEqualTo("300.00");
        assertThat(rooms.state()).isEqualTo(before);
    }

    /// A resident of Jilin in Beijing: not filed, it is a claim; as if filed it is settled there.
    @Test
    void a_filing_can_be_supposed() {
        var person = rooms.employee("220200", "30.00", "1200.00");
        var asked = "{\"person\": \"" + person + "\", %s\"visit\": {\"kind\": \"inpatient\", \"institution\": \""
                + Rooms.HOSPITAL + "\"}}";
        var bill = "{\"parts\": {\"inScope\": \"20000.00\"}}";
        var unfiled = asked(asked.formatted(""), bill);
        assertThat(unfiled.at("/outcome/directSettlement") + unfiled.at("/outcome/manualClaim"))
                .isEqualTo("falsetrue");
        var filed = asked(asked.formatted("\"filing\": {\"kind\": \"long-term\"}, "), bill);
        assertThat(filed.at("/outcome/directSettlement") + filed.at("/outcome/manualClaim"))
                .isEqualTo("truefalse");
    }

    /// 2600.00 as above; 5200.00: 2240.00 of the funds, 2960.00 of the person, 800.00 of them from the account.
    @Test
    void a_curve_is_decided_point_by_point() {
        var answer = api.post(
                PATH + "/curve", "{\"quote\": " + quote(ANYBODY, LINES) + ", \"most\": \"26000.00\", \"points\": 10}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json()).hasSize(10);
        assertThat(answer.json().get(0).toString())
                .isEqualTo(
                        "{\"bill\":\"2600.00\",\"funds\":\"490.00\",\"personPays\":\"2110.00\",\"accounts\":\"800.00\","
                                + "\"cash\":\"1310.00\"}");
        assertThat(answer.json().get(1).toString())
                .isEqualTo(
                        "{\"bill\":\"5200.00\",\"funds\":\"2240.00\",\"personPays\":\"2960.00\",\"accounts\":\"800.00\","
                                + "\"cash\":\"2160.00\"}");
        assertThat(answer.at("/9/bill")).isEqualTo("26000.00");
    }

    /// What an example comes to is what its case expects.
    @Test
    void the_examples_are_the_cases_of_the_pack() {
        var policies = Path.of(System.getProperty("openyibao.home", "."), "policies");
        var expected = CaseFile.below(policies.resolve("110000-beijing")).stream()
                .collect(Collectors.toMap(
                        Case::id,
                        asked -> asked.expect().stream()
                                .filter(each ->
                                        List.of("deductible", "pool", "cash").contains(each.key()))
                                .collect(Collectors.toMap(Case.Expectation::key, Case.Expectation::value)),
                        (one, other) -> Map.<String, String>of()));
        var compared = 0;
        for (var example : api.get(PATH + "/examples?region=110000").json()) {
            var answer = api.post(PATH, example.get("quote").toString());
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            if (answer.at("/outcome/directSettlement").equals("true")) {
                for (var value : expected.get(example.get("id").asString()).entrySet()) {
                    assertThat(total(answer, value.getKey()))
                            .as(example + " " + value.getKey())
                            .isEqualTo(value.getValue());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(30);
        assertThat(api.get(PATH + "/examples?region=990000").json()).isEmpty();
    }

    @Test
    void regions_have_names_in_the_readers_language() {
        var chinese = api.get("/api/regions", "zh").json();
        assertThat(chinese.valueStream()
                        .map(each ->
                                each.get("code").asString() + each.get("name").asString()))
                .contains("110000北京市", "510300自贡市")
                .noneMatch(each -> each.startsWith("000000"))
                .isSorted();
        assertThat(api.get("/api/regions")
                        .json()
                        .valueStream()
                        .map(each -> each.get("name").asString()))
                .contains("Beijing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | MISSING_FIELD | question",
                "{\"question\": Q} | MISSING_FIELD | bill",
                "{\"question\": Q, \"bill\": {}} | WRONG_VALUE | bill.lines",
                "{\"question\": Q, \"bill\": {\"lines\": []}} | WRONG_VALUE | bill.lines",
                "{\"question\": Q, \"bill\": {\"lines\": [], \"parts\": {\"inScope\": \"1.00\"}}} | WRONG_VALUE | bill.lines",
                "{\"question\": Q, \"bill\": {\"parts\": {\"inScope\": \"-1.00\"}}} | WRONG_VALUE | bill.parts.inScope",
                "{\"question\": Q, \"bill\": {\"parts\": {\"inScope\": \"0.00\"}, \"total\": \"1.00\"}} | WRONG_VALUE | bill.total",
                "{\"question\": Q, \"bill\": {\"parts\": {\"inScope\": \"1.00\"}, \"total\": \"0.00\"}} | WRONG_VALUE | bill.total",
                "{\"question\": Q, \"bill\": {\"parts\": {\"inScope\": \"9999999999.99\", \"ownPay\": \"9.00\"}}} | WRONG_VALUE"
                        + " | bill.lines",
                "{\"question\": Q, \"bill\": {\"lines\": [{\"category\": \"drug\", \"grade\": \"D\", \"amount\": \"1.00\"}]}}"
                        + " | WRONG_VALUE | bill.lines[0].grade",
                "{\"question\": Q, \"bill\": {\"lines\": [{\"category\": \"drug\", \"grade\": \"B\", \"amount\": \"1.00\","
                        + " \"firstPayShare\": \"101%\"}]}} | WRONG_VALUE | bill.lines[0].firstPayShare",
                "{\"question\": Q, \"bill\": {\"lines\": [{\"category\": \"drug\", \"grade\": \"B\", \"amount\": \"1.00\","
                        + " \"firstPay\": \"1.01\"}]}} | WRONG_VALUE | bill.lines[0].firstPay",
                "{\"question\": Q, \"bill\": {\"lines\": [{\"category\": \"drug\", \"grade\": \"B\", \"amount\": \"1.00\","
                        + " \"firstPay\": \"0.10\", \"firstPayShare\": \"10%\"}]}} | WRONG_VALUE | bill.lines[0].firstPay",
                "{\"question\": {\"person\": \"nobody\", \"age\": 3, \"visit\": {\"kind\": \"outpatient\"}},"
                        + " \"bill\": {\"parts\": {\"inScope\": \"1.00\"}}} | WRONG_VALUE | age",
                "{\"question\": {\"age\": 151, \"region\": \"110000\", \"scheme\": \"employee\", \"status\": \"active\","
                        + " \"visit\": {\"kind\": \"outpatient\"}}, \"bill\": {\"parts\": {\"inScope\": \"1.00\"}}} | WRONG_VALUE | age",
            })
    void what_is_wrong_is_named(String body, String code, String field) {
        var answer = api.post(PATH, body.replace("Q", ANYBODY));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/code") + " " + answer.at("/field")).isEqualTo(code + " " + field);
    }

    @ParameterizedTest
    @CsvSource({"1, 9.00, points", "201, 9.00, points", "2, 0.00, most"})
    void a_curve_of_no_use_is_refused(int points, String most, String field) {
        var answer = api.post(
                PATH + "/curve",
                "{\"quote\": " + quote(ANYBODY, LINES) + ", \"most\": \"" + most + "\", \"points\": " + points + "}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/field")).isEqualTo(field);
    }

    @Test
    void a_curve_of_nothing_is_refused() {
        var nothing = quote(ANYBODY, "{\"parts\": {\"inScope\": \"0.00\"}}");
        var answer = api.post(PATH + "/curve", "{\"quote\": " + nothing + ", \"most\": \"9.00\", \"points\": 2}");
        assertThat(answer.at("/field")).as(answer.text()).isEqualTo("quote.bill");
        assertThat(answer.at("/message")).contains("a bill above 0.00");
    }
}

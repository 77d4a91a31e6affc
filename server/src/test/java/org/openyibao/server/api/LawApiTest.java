package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.server.cli.Serve;
import org.openyibao.server.cli.ServeOptions;
import org.openyibao.server.cli.ServerRun;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.policy.Policies;
import tools.jackson.databind.JsonNode;

/// The packs of the repository read as law, and drafts of the specimen pack.
class LawApiTest {

    private static final String LEVEL_2 = "deductible: {amount: 500.00, per: admission}";
    private static final String AWAY =
            "when: {visit: inpatient, place: other-province, filing: [none, other-temporary, long-term]}\n"
                    + "    reduction: {points: 20%}";

    private static TestDatabase database;
    private static ServerRun server;
    private static TestApi api;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        server = Serve.start(ServeOptions.external(database.address()));
        api = new TestApi(server).as(new Caller("analyst", Role.ANALYST, ""));
    }

    @AfterAll
    static void stop() {
        api.close();
        server.close();
        database.close();
    }

    private static JsonNode find(JsonNode list, String key, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(each -> each.path(key).asString("").equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(value + " is not in " + list));
    }

    private static JsonNode rule(JsonNode law, String id) {
        for (var chapter : law.get("chapters")) {
            for (var rule : chapter.get("rules")) {
                if (rule.get("id").asString().equals(id)) {
                    return rule;
                }
            }
        }
        throw new AssertionError(id + " is not in the law");
    }

    private static String specimen(String file) {
        return find(api.get("/api/policies/999999/files").json().get("files"), "name", file)
                .get("content")
                .asString();
    }

    private static String draft(String file, String content) {
        return TestApi.JSON.writeValueAsString(
                Map.of("region", "999999", "files", java.util.List.of(Map.of("name", file, "content", content))));
    }

    private static String changed(String right, String wrong) {
        var text = specimen("inpatient.yaml");
        assertThat(text).contains(right);
        return draft("inpatient.yaml", text.replace(right, wrong));
    }

    private static TestApi.Answer draft(String what, String body, int status) {
        var answer = api.post("/api/policies/drafts/" + what, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    @Test
    void the_packs_are_listed_with_what_they_inherit_and_how_far_they_can_be_trusted() {
        var beijing = find(api.get("/api/policies").json().get("packs"), "region", "110000");
        assertThat(beijing.at("/name/zh").asString()).isEqualTo("北京市");
        assertThat(beijing.at("/inherits/0/region").asString()).isEqualTo("000000");
        assertThat(beijing.at("/inherits").size()).isEqualTo(1);
        assertThat(beijing.at("/confidence/0/confidence").asString()).isEqualTo("official");
        assertThat(beijing.at("/confidence/0/rules").asInt())
                .isEqualTo(beijing.at("/rules").asInt())
                .isPositive();
        assertThat(beijing.at("/latest").asString()).isEqualTo("2023-01-01");
    }

    @Test
    void a_rule_reads_with_its_dates_source_brackets_and_cases() {
        var rule = rule(api.get("/api/policies/110000").json(), "inpatient-active-level-3");
        assertThat(rule.at("/key").asString()).isEqualTo("110000/inpatient-active-level-3@2023-01-01");
        assertThat(rule.at("/from").asString()).isEqualTo("2023-01-01");
        assertThat(rule.has("to")).isFalse();
        assertThat(rule.at("/parts/1/of/zh").asString()).isEqualTo("30,000.00 元以上至 40,000.00 元（含）");
        assertThat(rule.at("/parts/1/share").asString()).isEqualTo("90%");
        assertThat(rule.at("/document").asString()).contains("北京市医保局");
        assertThat(rule.at("/seen/en").asString()).isEqualTo("copy seen");
        assertThat(rule.at("/notes/en").asString()).startsWith("The top bracket reads");
        assertThat(rule.at("/file").asString()).isEqualTo("inpatient.yaml");
        assertThat(rule.at("/line").asInt()).isEqualTo(68);
        assertThat(rule.at("/cases").asInt()).isPositive();
        assertThat(rule.at("/some/0/region").asString()).isEqualTo("110000");
    }

    @Test
    void a_day_has_the_rules_in_force_with_those_that_are_inherited() {
        var own = api.get("/api/policies/110000").json();
        assertThat(own.toString()).doesNotContain("\"000000/");
        var before = api.get("/api/policies/110000?day=2022-12-31").json();
        assertThat(rule(before, "outpatient-cap").at("/to").asString()).isEqualTo("2022-12-31");
        assertThat(rule(before, "purpose-sport-fitness").at("/of/region").asString())
                .isEqualTo("000000");
        assertThat(api.get("/api/policies/110000?day=2023-01-01").json().toString())
                .doesNotContain("110000/outpatient-cap");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/policies/123456, 404, UNKNOWN_PACK, region",
        "/api/policies/123456/files, 404, UNKNOWN_PACK, region",
        "/api/policies/123456/cases, 404, UNKNOWN_PACK, region",
        "/api/policies/110000?day=today, 400, WRONG_VALUE, day",
        "/api/policies/110000/differences?before=2022-12-31, 400, MISSING_FIELD, after",
        "/api/policies/110000/cases/none, 404, UNKNOWN_CASE, case",
        "/api/policy-schemas/other, 404, UNKNOWN_SCHEMA, name",
    })
    void what_is_not_there_is_named(String address, int status, String code, String field) {
        var answer = api.get(address);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.at("/field")).isEqualTo(field);
        assertThat(api.get(address, "zh").at("/message")).isNotEqualTo(answer.at("/message"));
    }

    @Test
    void cases_come_with_what_becomes_of_them_and_as_they_are_written() {
        var cases = api.get("/api/policies/999999/cases").json().get("cases");
        assertThat(cases.size()).isPositive();
        assertThat(cases)
                .allSatisfy(each -> assertThat(each.get("passed").asBoolean()).isTrue());
        var id = cases.get(0).get("id").asString();
        var text = api.get("/api/policies/999999/cases/" + id).at("/text");
        assertThat(text).startsWith("- id: " + id + "\n").contains("expect:").doesNotContain("\n- id");
        assertThat(specimen(cases.get(0).get("file").asString())).contains(text);
    }

    @Test
    void two_days_are_compared_rule_by_rule_and_over_the_cases() {
        var answer = api.get("/api/policies/110000/differences?before=2022-12-31&after=2023-01-01")
                .json();
        assertThat(find(answer.get("rules"), "id", "outpatient-cap")
                        .get("change")
                        .asString())
                .isEqualTo("removed");
        assertThat(find(answer.get("rules"), "id", "inpatient-cap")
                        .get("change")
                        .asString())
                .isEqualTo("added");
        assertThat(answer.get("differing").asInt()).isPositive();
        assertThat(answer.at("/person/less").asInt()).isPositive();
        assertThat(api.get("/api/policies/110000/differences?before=2025-01-01&after=2025-01-02")
                        .json()
                        .get("rules")
                        .size())
                .isZero();
    }

    @Test
    void the_schema_of_packs_is_that_of_the_folder() {
        assertThat(api.get("/api/policy-schemas/pack").json().has("definitions"))
                .isTrue();
    }

    @Test
    void lint_draws_what_it_finds_and_changes_nothing() {
        var before = server.service(Policies.class).current();
        var answer =
                draft("lint", changed(AWAY, AWAY.replace("20%", "82%")), 200).json();
        var finding = answer.at("/findings/0");
        assertThat(finding.at("/id").asString()).isEqualTo("ratio:inpatient-level-3@always/reduction-other@always");
        assertThat(finding.at("/file").asString()).isEqualTo("inpatient.yaml");
        assertThat(finding.at("/bill").asString()).isEqualTo("800.01");
        assertThat(finding.at("/drawing/from").asString()).isEqualTo("800.01");
        var point = find(finding.at("/drawing/points"), "bill", "800.01");
        assertThat(point.get("funds").asString()).isEqualTo("0.00");
        assertThat(point.get("person").asString()).isEqualTo("800.01");
        assertThat(server.service(Policies.class).current()).isSameAs(before);
        assertThat(specimen("inpatient.yaml")).contains(AWAY);
        assertThat(draft("lint", draft("inpatient.yaml", specimen("inpatient.yaml")), 200)
                        .at("/findings/0/id"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount: 500.00, per | amount: 500.00, perr | inpatient.yaml | 19 | 17 | key \"per\" is missing",
                "deductible: {amount: 500.00 | deductible: {amount: 5x | inpatient.yaml | 19 | 26 | expected an amount",
                "rules: | rules: [ | inpatient.yaml | 3 | 3 | not YAML",
            })
    void what_cannot_be_read_has_its_place(
            String right, String wrong, String file, int line, int column, String message) {
        for (var what : java.util.List.of("lint", "check", "diff")) {
            var problem = draft(what, changed(right, wrong), 200).json().at("/problems/0");
            assertThat(problem.at("/file").asString()).isEqualTo(file);
            assertThat(problem.at("/line").asInt()).as(problem.toString()).isEqualTo(line);
            assertThat(problem.at("/column").asInt()).as(problem.toString()).isEqualTo(column);
            assertThat(problem.at("/message/en").asString()).contains(message);
        }
    }

    @Test
    void cases_are_run_by_the_draft() {
        var sound = draft("check", draft("inpatient.yaml", specimen("inpatient.yaml")), 200)
                .json();
        assertThat(sound.get("failed").asInt()).isZero();
        assertThat(sound.get("passed").asInt()).isPositive();
        var broken = draft("check", changed(LEVEL_2, LEVEL_2.replace("500", "600")), 200)
                .json();
        assertThat(broken.get("failed").asInt()).isPositive();
        assertThat(broken.get("cases"))
                .flatExtracting(
                        each -> java.util.List.copyOf(each.get("mismatches").values()))
                .extracting(each ->
                        each.get("key").asString() + " " + each.get("expected").asString() + " "
                                + each.get("got").asString())
                .contains("deductible 500.00 600.00");
    }

    @Test
    void a_draft_is_compared_with_what_is_in_force() {
        var answer = draft("diff", changed(LEVEL_2, LEVEL_2.replace("500", "600")), 200)
                .json();
        assertThat(answer.get("rules").size()).isEqualTo(1);
        assertThat(answer.at("/rules/0/change").asString()).isEqualTo("changed");
        assertThat(answer.at("/rules/0/keys").toString())
                .isEqualTo("[{\"key\":\"deductible.amount\",\"before\":\"500.00\",\"after\":\"600.00\"}]");
        assertThat(answer.at("/person/more").asInt()).isPositive();
        assertThat(answer.at("/person/less").asInt()).isZero();
        assertThat(answer.at("/fund/more").asInt()).isZero();
    }

    /// Of 10,500.00 in scope: 500.00 deductible, 85 % of 9,500.00 and 90 % of the last 500.00.
    @Test
    void a_case_is_decided_with_its_receipt_and_held_against_what_it_expects() {
        var text = """
                - id: T1
                  kind: visit
                  on: 2025-05-01
                  insured: {region: "999999", scheme: employee, status: active, standing: normal}
                  visit: {kind: inpatient, institution: hospital, level: "2"}
                  bill: {total: 10500.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 10500.00}
                  expect: {pool: 8525.00, cash: 1.00}
                """;
        var body = TestApi.JSON.writeValueAsString(
                Map.of("region", "999999", "files", java.util.List.of(), "cases", text));
        var decided = draft("quote", body, 200).json().at("/decided/0");
        assertThat(decided.at("/receipt/totals/pool").asString()).isEqualTo("8525.00");
        assertThat(decided.at("/passed").asBoolean()).isFalse();
        assertThat(decided.at("/mismatches").toString())
                .isEqualTo("[{\"id\":\"T1\",\"key\":\"cash\",\"expected\":\"1.00\",\"got\":\"1975.00\"}]");
        var unreadable = TestApi.JSON.writeValueAsString(Map.of(
                "region", "999999", "files", java.util.List.of(), "cases", text.replace("kind: visit", "knd: visit")));
        var problem = draft("quote", unreadable, 200).json().at("/problems/0");
        assertThat(problem.at("/file").asString()).isEqualTo("cases.yaml");
        assertThat(problem.at("/message/en").asString()).contains("kind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'region': '999999', 'files': [{'name': '../secret.yaml', 'content': ''}]} | 400 | files[0].name",
                "{'region': '999999', 'files': [{'name': 'cases/../../x.yaml', 'content': ''}]} | 400 | files[0].name",
                "{'region': '999999', 'files': [{'name': 'x.txt', 'content': ''}]} | 400 | files[0].name",
                "{'region': '999999'} | 400 | files",
                "{'region': '123456', 'files': []} | 404 | region",
            })
    void a_draft_is_files_of_a_pack_and_nothing_else(String body, int status, String field) {
        for (var what : java.util.List.of("lint", "check", "diff")) {
            var answer = draft(what, body.replace('\'', '"'), status);
            assertThat(answer.at("/field")).isEqualTo(field);
        }
    }

    /// Beijing, inpatient, level 3, active: 1,300.00 deductible, 85 % of 18,700.00.
    @Test
    void a_bill_is_priced_in_every_region() {
        var answer = api.post(
                "/api/quotes/regions",
                "{\"on\": \"2025-06-01\", \"scheme\": \"employee\", \"status\": \"active\", \"visit\": \"inpatient\","
                        + " \"level\": \"3\", \"amount\": \"20000.00\"}");
        var regions = answer.json().get("regions");
        var beijing = find(regions, "region", "110000");
        assertThat(beijing.at("/pool").asString()).isEqualTo("15895.00");
        assertThat(beijing.at("/person").asString()).isEqualTo("4105.00");
        assertThat(beijing.at("/fundsPerMille").asInt()).isEqualTo(794);
        assertThat(beijing.at("/province").asString()).isEqualTo("11");
        assertThat(beijing.at("/known").asBoolean()).isTrue();
        assertThat(regions.toString()).doesNotContain("999999", "\"000000\"");
        // What a bill comes to is one question, whoever asks it.
        for (var region : regions) {
            var asked =
                    api.post("/api/quotes", """
                    {"question": {"on": "2025-06-01", "region": "%s", "scheme": "employee", "status": "active", "age": 40,
                      "visit": {"kind": "inpatient", "level": "3"}}, "bill": {"parts": {"inScope": "20000.00"}},
                     "useAccount": false}""".formatted(region.at("/region").asString()));
            assertThat(asked.at("/totals/cash"))
                    .as(region.toString())
                    .isEqualTo(region.at("/person").asString());
            assertThat(asked.at("/totals/pool")).isEqualTo(region.at("/pool").asString());
        }
        assertThat(regions)
                .filteredOn(each -> each.get("known").asBoolean())
                .extracting(each -> new java.math.BigDecimal(each.get("person").asString()))
                .isSorted();
        assertThat(regions)
                .anySatisfy(each -> assertThat(each.get("known").asBoolean()).isFalse());
        assertThat(api.post(
                                "/api/quotes/regions",
                                "{\"scheme\": \"employee\", \"status\": \"active\", \"visit\": \"inpatient\","
                                        + " \"level\": \"3\", \"amount\": \"0.00\"}")
                        .at("/field"))
                .isEqualTo("amount");
    }
}

package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.server.cli.Serve;
import org.openyibao.server.cli.ServeOptions;
import org.openyibao.server.cli.ServerRun;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Rooms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Receipts over HTTP, of a settlement of 2000.00: 1800.00 are deductible, the fund pays 70 % of the rest,
/// the account its 300.00 and 500.00.
class SettlementApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static Rooms rooms;
    private static ServerRun server;
    private static TestApi api;
    private static String person;
    private static String id;

    @BeforeAll
    static void start() {
        rooms = Rooms.open();
        person = rooms.employee("300.00", "500.00");
        var visit = rooms.visit(person, LocalDate.of(2025, 3, 10));
        id = rooms.settled(visit, "b", "2000.00").settlement().id();
        server = Serve.start(ServeOptions.external(rooms.database().address()));
        api = new TestApi(server);
    }

    @AfterAll
    static void stop() {
        api.close();
        server.close();
        rooms.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }

    private static HttpRequest.Builder request(String settlement) {
        return api.request("/api/settlements/" + settlement);
    }

    private static HttpResponse<String> get(String settlement, String accept, String language)
            throws IOException, InterruptedException {
        return send(request(settlement).header("Accept", accept).header("Accept-Language", language));
    }

    private static void assertTellsNothingOfItself(HttpResponse<String> answer) {
        assertThat(answer.body())
                .doesNotContain("Exception", "org.springframework", "org.postgresql", "\tat ", "\"trace\"", "select ");
    }

    @Test
    void a_receipt_is_a_tree_with_amounts_in_yuan() throws Exception {
        var answer = get(id, "application/json", "zh-CN");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        var tree = JSON.readTree(answer.body());
        assertThat(tree.at("/heading/settlementId").asString()).isEqualTo(id);
        assertThat(tree.at("/heading/person").asString()).isEqualTo("张**");
        assertThat(tree.at("/heading/region/zh").asString()).isEqualTo("北京市");
        var totals = tree.get("totals");
        assertThat(totals.get("total").asString()).isEqualTo("2000.00");
        assertThat(totals.get("deductible").asString()).isEqualTo("1800.00");
        assertThat(totals.get("pool").asString()).isEqualTo("140.00");
        assertThat(totals.get("accountCurrent").asString()).isEqualTo("300.00");
        assertThat(totals.get("accountPrior").asString()).isEqualTo("500.00");
        assertThat(totals.get("cash").asString()).isEqualTo("1060.00");
        assertThat(totals.get("personalBurden").asString()).isEqualTo("1860.00");
        var pool = step(tree, "pool");
        assertThat(pool.get("amount").asString()).isEqualTo("140.00");
        assertThat(pool.get("base").asString()).isEqualTo("200.00");
        assertThat(pool.get("ratio").asString()).isEqualTo("70%");
        assertThat(pool.get("rule").asString()).startsWith("110000/outpatient-active-hospital");
        assertThat(pool.get("source").asString()).contains("北京市医保局");
        assertThat(pool.get("confidence").asString()).isEqualTo("official");
    }

    private static HttpResponse<String> list(String of) throws Exception {
        return send(api.request("/api/persons/" + of));
    }

    /// 1000.00 were settled and taken back: the latest first, each naming the other.
    @Test
    void a_persons_settlements_are_a_list() throws Exception {
        var other = rooms.employee("50.00", "0.00");
        var visit = rooms.visit(other, LocalDate.of(2025, 4, 1));
        var settled = rooms.settled(visit, "b", "1000.00");
        rooms.done(Outcome.Settled.class, visit.reverse(settled));
        var list = JSON.readTree(list(other + "/settlements").body());
        assertThat(list.get("found").asInt()).isEqualTo(2);
        var reversal = list.at("/settlements/0");
        var first = list.at("/settlements/1");
        assertThat(reversal.get("reverses").asString())
                .isEqualTo(first.get("id").asString());
        assertThat(first.get("reversedBy").asString())
                .isEqualTo(reversal.get("id").asString());
        assertThat(reversal.get("total").asString() + " "
                        + reversal.get("account").asString())
                .isEqualTo("-1000.00 -50.00");
        assertThat(first.get("total").asString() + " " + first.get("funds").asString() + " "
                        + first.get("account").asString() + " "
                        + first.get("cash").asString())
                .isEqualTo("1000.00 0.00 50.00 950.00");
        assertThat(first.get("institutionName").asString()).startsWith("样例机构");
        assertThat(first.get("day").asString()).isEqualTo("2025-04-01");

        var second = JSON.readTree(list(other + "/settlements?offset=1&limit=1").body());
        assertThat(second.at("/settlements/0/id").asString())
                .isEqualTo(first.get("id").asString());
        assertThat(second.get("found").asInt()).isEqualTo(2);
        var later = JSON.readTree(list(other + "/settlements?from=2025-04-02").body());
        assertThat(later.get("found").asInt()).isZero();
        assertThat(JSON.readTree(get(reversal.get("id").asString(), "application/json", "zh")
                                .body())
                        .at("/flows/takenBack")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_list_of_nobodys_or_of_too_many_is_refused() throws Exception {
        assertThat(JSON.readTree(list("nobody/settlements").body()).get("code").asString())
                .isEqualTo("UNKNOWN_PERSON");
        var tooMany = list(person + "/settlements?limit=101");
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(tooMany.body()).get("field").asString()).isEqualTo("limit");
    }

    private static JsonNode step(JsonNode tree, String kind) {
        for (var step : tree.get("steps")) {
            if (step.get("kind").asString().equals(kind)) {
                return step;
            }
        }
        throw new AssertionError("no step " + kind + " in " + tree);
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 医疗保障结算单, 统筹基金", "zh, 医疗保障结算单, 个人负担", "en-GB, Medical insurance settlement, Pooled fund"})
    void a_receipt_is_text_in_the_readers_language(String language, String title, String line) throws Exception {
        var answer = get(id, "text/plain", language);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(answer.body()).contains(title, line, "140.00", "1,060.00", "张**");
    }

    @Test
    void a_receipt_does_not_say_who_it_was() throws Exception {
        for (var accept : new String[] {"application/json", "text/plain"}) {
            assertThat(get(id, accept, "zh").body()).doesNotContain("张三丰", person, "ID" + person);
        }
    }

    @Test
    void whoever_takes_anything_gets_the_tree() throws Exception {
        for (var request : new HttpRequest.Builder[] {
            request(id), request(id).header("Accept", "*/*"), request(id).header("Accept", "text/html,*/*;q=0.8")
        }) {
            var answer = send(request);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).at("/totals/cash").asString())
                    .isEqualTo("1060.00");
        }
    }

    @Test
    void an_unknown_settlement_is_not_found() throws Exception {
        var tree = get("12345", "application/json", "en");
        assertThat(tree.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(tree.body()).get("code").asString()).isEqualTo("UNKNOWN_SETTLEMENT");
        assertThat(JSON.readTree(tree.body()).get("got").asString()).isEqualTo("12345");
        var text = get("12345", "text/plain", "zh");
        assertThat(text.statusCode()).isEqualTo(404);
        assertThat(text.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(text.body()).get("message").asString()).isEqualTo("settlement：应为已有的结算ID，实为12345");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "..%2F..%2Fetc", "%27%20or%20%271%27=%271", "%25", "%E5%BC%A0", " "})
    void an_id_that_is_none_is_refused_without_a_word_of_the_inside(String strange) throws Exception {
        var answer = get(strange.replace(" ", "%20"), "application/json", "en");
        assertThat(answer.statusCode()).isBetween(400, 404);
        assertTellsNothingOfItself(answer);
    }

    @Test
    void a_very_long_id_is_refused_like_any_other() throws Exception {
        var answer = get("9".repeat(4_000), "application/json", "en");
        assertThat(answer.statusCode()).isBetween(400, 404);
        assertTellsNothingOfItself(answer);
    }

    @Test
    void what_cannot_be_given_or_done_is_refused_in_json() throws Exception {
        var before = rooms.rows("settlement");
        var picture = get(id, "image/png", "en");
        assertThat(picture.statusCode()).isEqualTo(406);
        assertTellsNothingOfItself(picture);
        var deletion = send(request(id).DELETE());
        assertThat(deletion.statusCode()).isEqualTo(405);
        assertTellsNothingOfItself(deletion);
        assertThat(rooms.rows("settlement")).isEqualTo(before);
    }

    @Test
    void a_database_that_fails_is_not_shown() throws Exception {
        rooms.transaction(connection -> Rooms.change(connection, "alter table settlement rename to hidden"));
        try {
            for (var accept : new String[] {"application/json", "text/plain"}) {
                var answer = get(id, accept, "en");
                assertThat(answer.statusCode()).isEqualTo(500);
                assertTellsNothingOfItself(answer);
                assertThat(answer.body()).doesNotContain("relation");
            }
        } finally {
            rooms.transaction(connection -> Rooms.change(connection, "alter table hidden rename to settlement"));
        }
        assertThat(get(id, "application/json", "en").statusCode()).isEqualTo(200);
    }
}

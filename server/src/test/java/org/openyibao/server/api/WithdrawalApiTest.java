package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.Question;
import org.openyibao.server.ContractCases;
import org.openyibao.server.outflow.OutflowBooks;
import org.openyibao.server.settlement.Rooms;
import tools.jackson.databind.node.ObjectNode;

/// Withdrawals over HTTP, of accounts of Jilin City.
class WithdrawalApiTest {

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

    @BeforeEach
    void today() {
        rooms.today("2025-06-02");
    }

    private static TestApi.Answer ask(String person, String reason, String documents, String clerk) {
        return api.clerk(clerk).post("/api/accounts/" + person + "/withdrawals", """
                {"reason": "%s", "happenedOn": "2025-05-31", "documents": %s, "payeeName": "测试甲"}""".formatted(reason, documents));
    }

    private static String asked(String person) {
        var answer = ask(person, "death", "[\"heir-id\", \"bank-account\"]", "c-1");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/state")).isEqualTo("asked");
        return answer.at("/withdrawal");
    }

    /// As the clerk who asked.
    private static TestApi.Answer step(String person, String withdrawal, String step, String body) {
        return step(api, person, withdrawal, step, body);
    }

    private static TestApi.Answer step(TestApi who, String person, String withdrawal, String step, String body) {
        return who.post("/api/accounts/" + person + "/withdrawals/" + withdrawal + "/" + step, body);
    }

    private static String insuredUntil(String person) {
        return rooms.text("select max(valid_to)::text from participation where psn_no = ?", person);
    }

    @Test
    void asked_by_one_and_approved_by_another_the_heir_gets_both_buckets_and_the_insurance_ends() {
        var person = rooms.employee("220200", "312.45", "5021.30");
        var id = asked(person);
        assertThat(rooms.ledger(person).balances().total()).isEqualTo(Rooms.fen("5333.75"));
        var paid = step(api.reviewer("r-1"), person, id, "approval", "{}");
        assertThat(paid.status()).as(paid.text()).isEqualTo(200);
        assertThat(paid.at("/state")).isEqualTo("paid");
        assertThat(paid.at("/payee")).isEqualTo("heir");
        assertThat(paid.at("/paid")).isEqualTo("5333.75");
        assertThat(paid.at("/fromCurrent")).isEqualTo("312.45");
        assertThat(rooms.ledger(person).balances().total()).isEqualTo(Rooms.fen("0.00"));
        assertThat(rooms.text(
                        "select sum(amount_fen)::text from journal where psn_no = ? and why = 'WITHDRAWAL'"
                                + " and target = 'payout:220200'",
                        person))
                .isEqualTo("533375");
        assertThat(insuredUntil(person)).isEqualTo("2025-05-31");
        var ended = api.get("/api/persons/" + person + "/changes");
        assertThat(ended.at("/0/kind") + " " + ended.at("/0/subject") + " " + ended.at("/0/fields/0/after"))
                .isEqualTo("ended employee 2010-01-01 2025-05-31");
        assertThat(ended.at("/0/clerk") + " " + ended.at("/0/reason")).isEqualTo("r-1 withdrawal:" + id);
        var use = api.post("/api/accounts/" + person + "/uses", """
                {"purpose": "long-term-care-premium", "relation": "self", "amount": "1.00"}""");
        assertThat(use.at("/code")).isEqualTo("STATUS_NOT_NORMAL");
        assertThat(api.get("/api/accounts/" + person + "/withdrawals").at("/0/endedBy"))
                .isEqualTo("r-1");
    }

    /// Tables keep microseconds: a finer clock must not show in the first answer.
    @Test
    void when_it_was_asked_for_is_said_alike_at_once_and_later() {
        rooms.now("2025-06-02T10:00:00.123456789");
        var person = rooms.employee("220200", "0.00", "100.00");
        var first = ask(person, "death", "[\"heir-id\", \"bank-account\"]", "c-1");
        assertThat(first.at("/askedAt")).isEqualTo("2025-06-02T10:00:00.123456+08:00");
        var later = api.get("/api/accounts/" + person + "/withdrawals");
        assertThat(later.at("/0/askedAt")).isEqualTo(first.at("/askedAt"));
        var cancelled = step(person, first.at("/withdrawal"), "cancellation", "{\"why\": \"x\"}");
        assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
        var listed = (ObjectNode)
                api.get("/api/accounts/" + person + "/withdrawals").json().get(0);
        // What was sent of papers is told where withdrawals are listed.
        assertThat(listed.remove("files")).isEmpty();
        assertThat(listed).isEqualTo(cancelled.json());
    }

    @Test
    void nobody_reviews_what_they_asked_for() {
        var person = rooms.employee("220200", "0.00", "100.00");
        var id = ask(person, "emigration", "[]", "c-9").at("/withdrawal");
        var promoted = api.promoted("c-9");
        for (var step : List.of("approval", "rejection")) {
            var body = step.equals("approval") ? "{}" : "{\"why\": \"x\"}";
            var own = step(promoted, person, id, step, body);
            assertThat(own.status()).isEqualTo(409);
            assertThat(own.at("/code")).isEqualTo("REVIEWED_BY_ITS_CLERK");
        }
        assertThat(rooms.ledger(person).balances().total()).isEqualTo(Rooms.fen("100.00"));
    }

    @Test
    void of_two_reviewers_at_once_one_pays_and_the_other_is_told() throws Exception {
        for (var round = 0; round < 5; round++) {
            var person = rooms.employee("220200", "0.00", "100.00");
            var id = asked(person);
            try (var threads = Executors.newFixedThreadPool(2)) {
                Callable<TestApi.Answer> first = () -> step(api.reviewer("r-1"), person, id, "approval", "{}");
                Callable<TestApi.Answer> second =
                        () -> step(api.reviewer("r-2"), person, id, "rejection", "{\"why\": \"no\"}");
                var answers = List.of(threads.submit(first), threads.submit(second));
                var statuses = new ArrayList<Integer>();
                for (var answer : answers) {
                    statuses.add(answer.get().status());
                }
                assertThat(statuses).containsExactlyInAnyOrder(200, 409);
            }
            var left = rooms.ledger(person).balances().total();
            var state = api.get("/api/accounts/" + person + "/withdrawals").at("/0/state");
            assertThat(left).isEqualTo(Rooms.fen(state.equals("paid") ? "0.00" : "100.00"));
            var late = step(api.reviewer("r-3"), person, id, "approval", "{}");
            assertThat(late.at("/code")).isEqualTo("ENDED_ALREADY");
            assertThat(late.at("/got")).contains(state.equals("paid") ? "r-1" : "r-2");
        }
    }

    @Test
    void a_rejected_or_cancelled_one_pays_nothing_and_may_be_asked_again() {
        var person = rooms.employee("220200", "0.00", "100.00");
        var rejected = step(api.reviewer("r-1"), person, asked(person), "rejection", "{\"why\": \"材料不符\"}");
        assertThat(rejected.at("/state")).isEqualTo("rejected");
        assertThat(rejected.at("/why")).isEqualTo("材料不符");
        var id = asked(person);
        var another = ask(person, "emigration", "[]", "c-8");
        assertThat(another.status()).isEqualTo(409);
        assertThat(another.at("/code")).isEqualTo("ANOTHER_WAITS");
        var cancelled = step(person, id, "cancellation", "{\"why\": \"撤回\"}");
        assertThat(cancelled.at("/state")).isEqualTo("cancelled");
        assertThat(insuredUntil(person)).isEqualTo("9999-12-31");
        assertThat(rooms.ledger(person).balances().total()).isEqualTo(Rooms.fen("100.00"));
        asked(person);
    }

    @Test
    void what_is_missing_is_listed() {
        var person = rooms.employee("220200", "0.00", "100.00");
        var answer = ask(person, "death", "[\"heir-id\"]", "c-1");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("DOCUMENTS_MISSING");
        assertThat(answer.at("/details/0")).isEqualTo("bank-account: a bank account to pay to");
        assertThat(answer.at("/rule/id")).startsWith("220200/withdrawal-death");
        assertThat(ask(person, "wants-cash", "[]", "c-1").at("/code")).isEqualTo("REASON_NOT_ALLOWED");
    }

    @Test
    void what_did_not_happen_yet_is_refused() {
        rooms.today("2025-05-30");
        var person = rooms.employee("220200", "0.00", "100.00");
        var answer = ask(person, "emigration", "[]", "c-1");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/field")).isEqualTo("happenedOn");
        assertThat(step(api.reviewer("r-1"), person, "77", "approval", "{}").status())
                .isEqualTo(404);
        assertThat(ask("nobody", "emigration", "[]", "c-1").at("/code")).isEqualTo("UNKNOWN_PERSON");
    }

    @Test
    void a_withdrawal_without_its_entries_and_entries_without_a_withdrawal_are_found() {
        rooms.today("2025-06-02");
        var person = rooms.employee("220200", "20.00", "500.00");
        var id = ask(person, "emigration", "[]", "c-1").at("/withdrawal");
        assertThat(step(api.reviewer("r-1"), person, id, "approval", "{}").status())
                .isEqualTo(200);
        assertThat(rooms.transaction(OutflowBooks::offender)).isEmpty();
        for (var change : List.of(
                "update review set current_fen = current_fen - 1, prior_fen = prior_fen + 1 where psn_no = ?",
                "update review set ended = 'rejected' where psn_no = ?",
                "update journal set target = 'payable' where psn_no = ? and why = 'WITHDRAWAL'",
                "update journal set reference = reference || '0' where psn_no = ? and why = 'WITHDRAWAL'")) {
            assertThat(rooms.<String>undone(connection -> {
                        assertThat(Rooms.change(connection, change, person))
                                .as(change)
                                .isPositive();
                        return OutflowBooks.offender(connection).orElseThrow().en();
                    }))
                    .as(change)
                    .contains("withdrawal:" + id);
        }
    }

    static List<Case> cases() throws IOException {
        return ContractCases.of(Set.of(Question.Withdrawal.class));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_cases_come_out_over_http(Case asked) {
        var question = ((Question.Withdrawal) asked.question()).asked();
        rooms.today(asked.on().toString());
        var person = rooms.insured(asked.insured(), question.account());
        var documents = TestApi.JSON.writeValueAsString(question.documents());
        var answer = api.post(
                "/api/accounts/" + person + "/withdrawals", """
                {"reason": "%s", "happenedOn": "%s", "documents": %s, "payeeName": "测试甲"}""".formatted(question.reason(), asked.on(), documents));
        var paid = answer.status() == 200
                ? step(api.reviewer("r-1"), person, answer.at("/withdrawal"), "approval", "{}")
                : answer;
        var missing = new ArrayList<String>();
        answer.json()
                .path("details")
                .forEach(each -> missing.add(each.asString().split(":")[0]));
        var got = new TreeMap<String, String>();
        got.put("allowed", Boolean.toString(paid.status() == 200));
        got.put("paid", paid.status() == 200 ? paid.at("/paid") : "0.00");
        got.put("payee", paid.status() == 200 ? paid.at("/payee") : "-");
        got.put("missing", missing.toString());
        got.put("reason", paid.status() == 422 ? paid.at("/code") : "-");
        for (var expected : asked.expect()) {
            assertThat(got.get(expected.key()))
                    .as(asked.id() + " " + expected.key())
                    .isEqualTo(expected.value());
        }
    }
}

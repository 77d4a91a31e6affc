package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.Question;
import org.openyibao.server.ContractCases;
import org.openyibao.server.settlement.Rooms;

/// Sending money to relatives in other provinces, over HTTP: three a day, 2,000.00 each, not from 22:00 to 06:00, back
/// at 06:00 of the next day.
class WalletApiTest {

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
    void now() {
        rooms.now("2025-10-10T09:00:00");
    }

    @AfterEach
    void proved() {
        assertThat(rooms.offender()).isEmpty();
    }

    private static String path(String person) {
        return "/api/accounts/" + person + "/wallet";
    }

    private static TestApi.Answer send(String owner, String recipient, String relation, String amount) {
        return api.post(path(owner) + "/transfers", """
                {"recipient": "%s", "relation": "%s", "amount": "%s"}""".formatted(recipient, relation, amount));
    }

    private static String sent(String owner, String recipient, String amount) {
        var answer = send(owner, recipient, "mother", amount);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.at("/transfer");
    }

    private static TestApi.Answer accept(String recipient, String transfer) {
        return api.clerk("c-2").post(path(recipient) + "/transfers/" + transfer + "/acceptance", "{}");
    }

    private static String holds(String person) {
        var ledger = rooms.ledger(person);
        return ledger.balances().current() + "+" + ledger.balances().prior() + " " + ledger.wallet();
    }

    @Test
    void money_leaves_the_account_and_reaches_the_wallet_when_it_is_accepted() {
        var owner = rooms.employee("220200", "100.00", "900.00");
        var child = rooms.resident("110000");
        var answer = send(owner, child, "mother", "300.00");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/fromCurrent")).isEqualTo("100.00");
        assertThat(answer.at("/fromPrior")).isEqualTo("200.00");
        assertThat(answer.at("/state")).isEqualTo("pending");
        assertThat(answer.at("/returnsAt")).isEqualTo("2025-10-11T06:00:00+08:00");
        assertThat(holds(owner)).isEqualTo("0.00+700.00 0.00");
        assertThat(holds(child)).isEqualTo("0.00+0.00 0.00");
        var transfer = answer.at("/transfer");
        var accepted = accept(child, transfer);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
        assertThat(accepted.at("/state")).isEqualTo("accepted");
        assertThat(holds(child)).isEqualTo("0.00+0.00 300.00");
        assertThat(api.get(path(child)).at("/balance")).isEqualTo("300.00");
        assertThat(api.get(path(owner)).at("/transfers/0/endedAt")).isEqualTo("2025-10-10T09:00:00+08:00");
        var again = accept(child, transfer);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/code")).isEqualTo("TRANSFER_OVER");
        assertThat(holds(child)).isEqualTo("0.00+0.00 300.00");
    }

    @Test
    void what_is_not_accepted_in_time_goes_back_to_where_it_came_from() {
        var owner = rooms.employee("220200", "100.00", "900.00");
        var child = rooms.resident("110000");
        var late = sent(owner, child, "300.00");
        rooms.now("2025-10-11T05:59:59");
        assertThat(api.get(path(owner)).at("/transfers/0/state")).isEqualTo("pending");
        rooms.now("2025-10-11T06:00:00");
        var refused = accept(child, late);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/got")).isEqualTo("a transfer that is returned");
        assertThat(holds(owner)).isEqualTo("100.00+900.00 0.00");
        assertThat(holds(child)).isEqualTo("0.00+0.00 0.00");
    }

    @Test
    void what_was_sent_on_the_last_day_of_a_year_goes_back_to_prior_years_money() {
        rooms.now("2025-12-31T21:59:59");
        var owner = rooms.employee("220200", "100.00", "0.00");
        sent(owner, rooms.resident("110000"), "40.00");
        rooms.now("2026-01-01T06:00:00");
        assertThat(api.get(path(owner)).at("/transfers/0/state")).isEqualTo("returned");
        assertThat(holds(owner)).isEqualTo("0.00+100.00 0.00");
    }

    @Test
    void limits_refuse_by_their_rule() {
        var owner = rooms.employee("220200", "0.00", "9000.00");
        var child = rooms.resident("110000");
        assertThat(send(owner, child, "mother", "2000.01").at("/code")).isEqualTo("WALLET_AMOUNT");
        sent(owner, child, "2000.00");
        sent(owner, child, "1.00");
        sent(owner, child, "1.00");
        var fourth = send(owner, child, "mother", "1.00");
        assertThat(fourth.status()).isEqualTo(422);
        assertThat(fourth.at("/code")).isEqualTo("WALLET_COUNT");
        assertThat(fourth.at("/rule/id")).startsWith("000000/wallet-limits");
        rooms.now("2025-10-11T00:00:00");
        assertThat(send(owner, child, "mother", "1.00").at("/code")).isEqualTo("WALLET_HOURS");
        rooms.now("2025-10-11T05:59:59");
        assertThat(send(owner, child, "mother", "1.00").at("/code")).isEqualTo("WALLET_HOURS");
        rooms.now("2025-10-11T06:00:00");
        sent(owner, child, "1.00");
        rooms.now("2025-10-11T21:59:59");
        sent(owner, child, "1.00");
        rooms.now("2025-10-11T22:00:00");
        assertThat(send(owner, child, "mother", "1.00").at("/code")).isEqualTo("WALLET_HOURS");
    }

    /// A refused one does not count, one that went back does: it was made.
    @Test
    void what_counts_as_one_of_the_days_three() {
        var owner = rooms.employee("220200", "0.00", "9000.00");
        var child = rooms.resident("110000");
        sent(owner, child, "1.00");
        assertThat(send(owner, child, "mother", "2000.01").at("/code")).isEqualTo("WALLET_AMOUNT");
        assertThat(send(owner, child, "cousin", "1.00").at("/code")).isEqualTo("NOT_NEAR_RELATIVE");
        sent(owner, rooms.resident("110000"), "1.00");
        sent(owner, child, "1.00");
        assertThat(send(owner, child, "mother", "1.00").at("/code")).isEqualTo("WALLET_COUNT");
        rooms.now("2025-10-11T06:00:00");
        sent(owner, child, "1.00");
        assertThat(rooms.ledger(owner).balances().prior()).isEqualTo(fen("8999.00"));
    }

    @Test
    void nobody_sends_more_than_the_account_holds_or_before_there_was_a_wallet() {
        var owner = rooms.employee("220200", "30.00", "20.00");
        var child = rooms.resident("110000");
        assertThat(send(owner, child, "mother", "50.01").at("/code")).isEqualTo("WALLET_AMOUNT");
        sent(owner, child, "50.00");
        assertThat(holds(owner)).isEqualTo("0.00+0.00 0.00");
        rooms.now("2025-09-17T21:59:59");
        var early = rooms.employee("220200", "0.00", "100.00");
        assertThat(send(early, child, "mother", "1.00").at("/code")).isEqualTo("NO_RULE_FOR_DATE");
        rooms.now("2025-09-18T06:00:00");
        sent(early, child, "1.00");
    }

    @Test
    void relatives_in_the_same_province_are_bound_instead() {
        var owner = rooms.employee("220200", "0.00", "900.00");
        assertThat(send(owner, rooms.resident("220100"), "mother", "1.00").at("/code"))
                .isEqualTo("SAME_PROVINCE_BIND");
        assertThat(send(owner, rooms.resident("110000"), "cousin", "1.00").at("/code"))
                .isEqualTo("NOT_NEAR_RELATIVE");
        assertThat(send(owner, "77", "mother", "1.00").at("/field")).isEqualTo("recipient");
    }

    @Test
    void a_transfer_belongs_to_its_recipient() {
        var owner = rooms.employee("220200", "0.00", "900.00");
        var transfer = sent(owner, rooms.resident("110000"), "1.00");
        var other = accept(rooms.resident("110000"), transfer);
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.at("/code")).isEqualTo("UNKNOWN_TRANSFER");
        assertThat(rooms.ledger(owner).balances().prior()).isEqualTo(fen("899.00"));
    }

    @TestFactory
    List<DynamicTest> cases() throws IOException {
        return ContractCases.of(Set.of(Question.Wallet.class)).stream()
                .map(asked -> DynamicTest.dynamicTest(asked.id(), () -> compare(asked)))
                .toList();
    }

    /// Each transfer is sent at its time, to a child in another province; those that the case has accepted are, and the
    /// next noon the others are back.
    private static void compare(Case asked) {
        var question = ((Question.Wallet) asked.question()).asked();
        rooms.today(asked.on().toString());
        var owner = rooms.insured(asked.insured(), question.account());
        var child = rooms.resident(asked.insured().region().startsWith("11") ? "220200" : "110000");
        var results = new ArrayList<String>();
        var answers = new HashMap<String, String>();
        for (var transfer : question.transfers()) {
            rooms.now(asked.on().atTime(transfer.at()).toString());
            var answer = send(owner, child, "mother", transfer.amount().toString());
            if (answer.status() == 200 && transfer.accepted()) {
                assertThat(accept(child, answer.at("/transfer")).status()).isEqualTo(200);
            } else if (answer.status() == 200) {
                answers.put("returnedAt", answer.at("/returnsAt").replace(":00+08:00", ""));
            } else {
                answers.put("reason", answer.at("/code"));
            }
            results.add(
                    answer.status() == 200
                            ? answer.at("/transfer")
                            : answer.at("/code").replace("WALLET_", ""));
        }
        rooms.now(asked.on().plusDays(1) + "T12:00:00");
        var transfers = api.get(path(owner)).json().get("transfers");
        for (var transfer : transfers) {
            var returned = transfer.get("state").asString().equals("returned");
            results.replaceAll(result ->
                    result.equals(transfer.get("transfer").asString()) ? returned ? "RETURNED" : "OK" : result);
        }
        answers.put("results", results.toString());
        answers.put(
                "accountCurrentAfter", rooms.ledger(owner).balances().current().toString());
        answers.put("accountPriorAfter", rooms.ledger(owner).balances().prior().toString());
        for (var expected : asked.expect()) {
            assertThat(answers).containsEntry(expected.key(), expected.value());
        }
    }
}

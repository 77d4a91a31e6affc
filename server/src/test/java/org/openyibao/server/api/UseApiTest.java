package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.server.ContractCases;
import org.openyibao.server.outflow.OutflowBooks;
import org.openyibao.server.settlement.Rooms;

/// What an account pays besides care, over HTTP.
class UseApiTest {

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
        rooms.today("2025-10-09");
    }

    private static String premium(String purpose, String relation, String more, String amount) {
        return """
                {"purpose": "%s", "relation": "%s"%s, "amount": "%s"}""".formatted(purpose, relation, more, amount);
    }

    private static String ofChild(String child, String amount) {
        return premium(
                "resident-premium", "child", ", \"beneficiary\": \"" + child + "\", \"coverageYear\": 2026", amount);
    }

    private static String paidFor(String resident) {
        return rooms.text(
                "select coalesce(string_agg(kind || ' ' || month || ' ' || employee_fen, ', ' order by seq), '')"
                        + " from contribution where psn_no = ?",
                resident);
    }

    /// Jilin pays from this year's money first; no window and no premium of it is known.
    @Test
    void a_childs_premium_leaves_the_account_and_is_the_childs_contribution() {
        var owner = rooms.employee("220200", "100.00", "1000.00");
        var child = rooms.resident("220200");
        var answer = api.post("/api/accounts/" + owner + "/uses", ofChild(child, "400.00"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/fromCurrent")).isEqualTo("100.00");
        assertThat(answer.at("/fromPrior")).isEqualTo("300.00");
        assertThat(answer.at("/currentAfter")).isEqualTo("0.00");
        assertThat(answer.at("/priorAfter")).isEqualTo("700.00");
        assertThat(answer.at("/rule/id")).startsWith("220000/purpose-resident-premium");
        assertThat(rooms.ledger(owner).balances().prior()).isEqualTo(Rooms.fen("700.00"));
        assertThat(paidFor(child)).isEqualTo("regular 2026-01-01 40000");
        var listed = api.get("/api/accounts/" + owner + "/uses");
        assertThat(listed.json().size()).isEqualTo(1);
        assertThat(listed.at("/0/use")).isEqualTo(answer.at("/use"));
    }

    @Test
    void the_same_year_is_not_paid_twice() {
        var owner = rooms.employee("220200", "0.00", "1000.00");
        var child = rooms.resident("220200");
        api.post("/api/accounts/" + owner + "/uses", ofChild(child, "400.00"));
        var again = api.post("/api/accounts/" + owner + "/uses", ofChild(child, "400.00"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/code")).isEqualTo("PAID_ALREADY");
        assertThat(rooms.ledger(owner).balances().prior()).isEqualTo(Rooms.fen("600.00"));
    }

    @Test
    void sent_again_it_is_paid_once_and_answered_alike() {
        var owner = rooms.employee("220200", "0.00", "1000.00");
        var path = "/api/accounts/" + owner + "/uses";
        var order = premium("long-term-care-premium", "self", "", "60.00");
        var first = api.post(path, "key-" + owner, order, "en");
        var again = api.post(path, "key-" + owner, order, "zh");
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.bytes()).isEqualTo(first.bytes());
        var other = api.post(path, "key-" + owner, order.replace("60.00", "61.00"), "en");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("/got")).contains("amount differs");
        assertThat(rooms.ledger(owner).balances().prior()).isEqualTo(Rooms.fen("940.00"));
    }

    @Test
    void a_preview_says_the_same_and_pays_nothing() {
        var owner = rooms.employee("220200", "100.00", "1000.00");
        var child = rooms.resident("220200");
        var preview = api.post("/api/accounts/" + owner + "/uses/preview", ofChild(child, "400.00"));
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.at("/priorAfter")).isEqualTo("700.00");
        assertThat(preview.json().has("use")).isFalse();
        assertThat(rooms.ledger(owner).balances().total()).isEqualTo(Rooms.fen("1100.00"));
        assertThat(paidFor(child)).isEmpty();
    }

    @Test
    void taken_back_the_money_returns_to_its_buckets_and_the_premium_is_withdrawn() {
        var owner = rooms.employee("220200", "100.00", "1000.00");
        var child = rooms.resident("220200");
        var use = api.post("/api/accounts/" + owner + "/uses", ofChild(child, "400.00"))
                .at("/use");
        var path = "/api/accounts/" + owner + "/uses/" + use + "/reversal";
        var back = api.clerk("c-2").post(path, "{\"reason\": \"重复缴费\"}");
        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(back.at("/takesBack")).isEqualTo(use);
        assertThat(back.at("/currentAfter")).isEqualTo("100.00");
        assertThat(back.at("/priorAfter")).isEqualTo("1000.00");
        assertThat(paidFor(child)).isEqualTo("regular 2026-01-01 40000, withdrawn 2026-01-01 0");
        var twice = api.clerk("c-3").post(path, "{\"reason\": \"again\"}");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.at("/got")).contains("c-2");
        assertThat(rooms.ledger(owner).balances().total()).isEqualTo(Rooms.fen("1100.00"));
    }

    @Test
    void taken_back_in_the_next_year_this_years_money_returns_to_prior_years() {
        var owner = rooms.employee("220200", "100.00", "1000.00");
        var use = api.post("/api/accounts/" + owner + "/uses", premium("long-term-care-premium", "self", "", "60.00"))
                .at("/use");
        rooms.today("2026-01-02");
        var back = api.post("/api/accounts/" + owner + "/uses/" + use + "/reversal", "{\"reason\": \"r\"}");
        assertThat(back.at("/currentAfter")).isEqualTo("0.00");
        assertThat(back.at("/priorAfter")).isEqualTo("1100.00");
        assertThat(rooms.ledger(owner).balances().prior()).isEqualTo(Rooms.fen("1100.00"));
    }

    @ParameterizedTest
    @CsvSource({
        "sport-fitness, self, '', 10.00, SPORT_FITNESS",
        "wellness, self, '', 10.00, WELLNESS",
        "public-health, self, '', 10.00, PUBLIC_HEALTH",
        "vaccine, self, '', 10.00, PURPOSE_NOT_ALLOWED",
        "long-term-care-premium, self, '', 1100.01, BALANCE_INSUFFICIENT",
        "long-term-care-premium, self, ', \"institution\": \"H11000000009\"', 10.00, NOT_DESIGNATED",
        "long-term-care-premium, father-in-law, '', 10.00, NOT_NEAR_RELATIVE",
    })
    void what_the_region_does_not_let_it_pay_is_refused(
            String purpose, String relation, String more, String amount, String code) {
        var owner = rooms.employee("220200", "100.00", "1000.00");
        var before = rooms.state();
        var answer = api.post("/api/accounts/" + owner + "/uses", premium(purpose, relation, more, amount));
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.at("/message")).isNotEmpty();
        assertThat(rooms.state()).isEqualTo(before);
    }

    @Test
    void a_suspended_owner_pays_nothing() {
        var owner = rooms.insured(
                new Insured("220200", Scheme.EMPLOYEE, Status.ACTIVE, Standing.SUSPENDED),
                rooms.ledger(rooms.employee("220200", "0.00", "500.00")).balances());
        var answer =
                api.post("/api/accounts/" + owner + "/uses", premium("long-term-care-premium", "self", "", "10.00"));
        assertThat(answer.at("/code")).isEqualTo("STATUS_NOT_NORMAL");
    }

    /// Stated as normal, but nothing was paid since June.
    @Test
    void an_owner_who_stopped_contributing_pays_nothing() {
        var paying = rooms.employee("220200", "0.00", "500.00");
        var stopped = rooms.employee("220200", "0.00", "500.00");
        rooms.paid(paying, "220200", YearMonth.of(2025, 1), YearMonth.of(2025, 9));
        rooms.paid(stopped, "220200", YearMonth.of(2025, 1), YearMonth.of(2025, 6));
        var order = premium("long-term-care-premium", "self", "", "10.00");
        var answer = api.post("/api/accounts/" + stopped + "/uses", order);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("STATUS_NOT_NORMAL");
        assertThat(rooms.ledger(stopped).balances().prior()).isEqualTo(Rooms.fen("500.00"));
        assertThat(api.post("/api/accounts/" + paying + "/uses", order).status())
                .isEqualTo(200);
    }

    @Test
    void a_vaccine_is_paid_where_the_region_says_so() {
        var owner = rooms.employee("410100", "100.00", "1000.00");
        var answer = api.post("/api/accounts/" + owner + "/uses", premium("vaccine", "self", "", "10.00"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static TestApi.Answer due(String owner, String child, int year) {
        return served.api()
                .insured(owner)
                .get("/api/accounts/" + owner + "/uses/premium?beneficiary=" + child + "&coverageYear=" + year);
    }

    /// Fuzhou asked 450.00 of residents for 2025; of 2026 in Jilin nothing is known.
    @Test
    void what_is_to_be_paid_for_a_year_is_told_before() {
        var owner = rooms.employee("350200", "0.00", "1000.00");
        var child = rooms.resident("350100");
        rooms.today("2024-11-05");
        var told = due(owner, child, 2025);
        assertThat(told.at("/amount")).as(told.text()).isEqualTo("450.00");
        assertThat(told.at("/rule/id")).startsWith("350100/premium-2025");
        var order = ofChild(child, "449.99").replace("2026", "2025");
        assertThat(api.post("/api/accounts/" + owner + "/uses", order).at("/code"))
                .isEqualTo("PREMIUM_DIFFERS");
        assertThat(api.post("/api/accounts/" + owner + "/uses", order.replace("449.99", "450.00"))
                        .status())
                .isEqualTo(200);
        assertThat(due(owner, owner, 2025).at("/code")).isEqualTo("NOT_A_RESIDENT");
        assertThat(due(owner, "P0", 2025).at("/field")).isEqualTo("beneficiary");
        rooms.today("2024-08-31");
        assertThat(due(owner, child, 2025).at("/code")).isEqualTo("WINDOW_CLOSED");
        rooms.today("2025-10-09");
        assertThat(due(owner, rooms.resident("220200"), 2026).json().isEmpty()).isTrue();
    }

    /// Fujian took premiums for 2025 from September 2024 on.
    @Test
    void a_premium_is_paid_in_a_window_only() {
        var owner = rooms.employee("350200", "0.00", "1000.00");
        var child = rooms.resident("350200");
        rooms.today("2024-08-31");
        var order = ofChild(child, "400.00").replace("2026", "2025");
        var early = api.post("/api/accounts/" + owner + "/uses", order);
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.at("/code")).isEqualTo("WINDOW_CLOSED");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"purpose\": \"resident-premium\", \"relation\": \"child\", \"coverageYear\": 2026', MISSING_FIELD, beneficiary",
        "'\"purpose\": \"resident-premium\", \"relation\": \"child\", \"beneficiary\": \"X\", \"coverageYear\": 2026',"
                + " UNKNOWN_PERSON, beneficiary",
        "'\"purpose\": \"vaccine\", \"relation\": \"self\", \"institution\": \"Z\"', UNKNOWN_INSTITUTION, institution",
        "'\"purpose\": \"vaccines\", \"relation\": \"self\"', WRONG_VALUE, purpose",
        "'\"purpose\": \"vaccine\", \"relation\": \"self\", \"amuont\": \"1.00\"', UNKNOWN_FIELD, amuont",
    })
    void what_is_wrong_with_an_order_is_named(String fields, String code, String field) {
        var owner = rooms.employee("220200", "100.00", "1000.00");
        var answer = api.post("/api/accounts/" + owner + "/uses", "{" + fields + ", \"amount\": \"1.00\"}");
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.at("/field")).isEqualTo(field);
    }

    @Test
    void a_use_without_its_entries_and_entries_without_a_use_are_found() {
        var person = rooms.employee("220200", "100.00", "1000.00");
        var order = "{\"purpose\": \"long-term-care-premium\", \"relation\": \"self\", \"amount\": \"130.00\"}";
        var id = api.post("/api/accounts/" + person + "/uses", order).at("/use");
        assertThat(id).isNotEmpty();
        assertThat(rooms.transaction(OutflowBooks::offender)).isEmpty();
        for (var change : List.of(
                "update account_use set current_fen = current_fen - 1, prior_fen = prior_fen + 1 where psn_no = ?",
                "update account_use set region = '220100' where psn_no = ?",
                "delete from account_use where psn_no = ?",
                "update journal set reference = reference || '0' where psn_no = ? and why = 'USE'")) {
            assertThat(rooms.<String>undone(connection -> {
                        assertThat(Rooms.change(connection, change, person))
                                .as(change)
                                .isPositive();
                        return OutflowBooks.offender(connection).orElseThrow().en();
                    }))
                    .as(change)
                    .contains("use:" + id);
        }
    }

    static List<Case> cases() throws IOException {
        return ContractCases.of(Set.of(Question.Use.class));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_cases_come_out_over_http(Case asked) {
        var use = ((Question.Use) asked.question()).asked();
        rooms.today(asked.on().toString());
        var owner = rooms.insured(asked.insured(), use.account());
        var more = use.purpose() == Purpose.RESIDENT_PREMIUM && use.of() != Relation.SELF
                ? ", \"beneficiary\": \"" + rooms.resident(asked.insured().region()) + "\", \"coverageYear\": "
                        + coverageYear(asked.on())
                : "";
        var answer = api.post(
                "/api/accounts/" + owner + "/uses",
                premium(
                        use.purpose().toString(),
                        use.of().toString(),
                        more,
                        use.amount().toString()));
        var balances = rooms.ledger(owner).balances();
        var got = new TreeMap<String, String>();
        got.put("allowed", Boolean.toString(answer.status() == 200));
        got.put("reason", answer.status() == 422 ? answer.at("/code") : "-");
        got.put("accountCurrentAfter", balances.current().toString());
        got.put("accountPriorAfter", balances.prior().toString());
        List<String> differences = new ArrayList<>();
        for (var expected : asked.expect()) {
            if (!expected.value().equals(got.get(expected.key()))) {
                differences.add(expected + ", got " + got.get(expected.key()));
            }
        }
        assertThat(differences).as(asked.id() + " " + answer.text()).isEmpty();
    }

    private static int coverageYear(LocalDate on) {
        return on.getMonthValue() >= 9 ? on.getYear() + 1 : on.getYear();
    }
}

package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.server.claim.ClaimBooks;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Rooms;
import org.openyibao.server.settlement.SettlementExport;

/// Claims afterwards over HTTP: of employees of the specimen region who were referred to a hospital of level 3 in
/// Shanghai, where a stay has a deductible of 800 and the funds pay 70, 75 and 80 % of what is above 800, 5000 and
/// 10000, by the catalogue of home; accounts are refunded nothing.
class ClaimApiTest {

    private static final String SHANGHAI = "H31000000001";
    private static final String PAPERS = """
            [{"paper": "invoice", "id": "D-1"}, {"paper": "fee-list", "id": "D-2"},
             {"paper": "care-record", "id": "D-3", "sha256": "%s"}]""".formatted("0a".repeat(32));
    private static final String PAYEE =
            "{\"holder\": \"张三丰\", \"bank\": \"样例银行\", \"account\": \"6200000000000001234\"}";
    private static final AtomicInteger INVOICES = new AtomicInteger();

    private static ServedRooms served;
    private static Rooms rooms;
    private static TestApi api;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        rooms = served.rooms();
        api = served.api();
        saveHospital(rooms);
    }

    static void saveHospital(Rooms rooms) {
        rooms.service(Registry.class)
                .saveInstitutions(List.of(new Institution(
                        SHANGHAI,
                        LocalDate.of(2010, 1, 1),
                        LocalDate.of(9999, 12, 31),
                        "样例医院",
                        "310000",
                        InstitutionKind.HOSPITAL,
                        Level.THREE,
                        true,
                        true)));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @BeforeEach
    void today() {
        rooms.today("2025-06-02");
    }

    private static String invoice() {
        return "INV-" + INVOICES.incrementAndGet();
    }

    private static String referred() {
        return referred(rooms);
    }

    /// On the second of June 2025 then.
    static String referred(Rooms rooms) {
        rooms.today("2025-04-20");
        var person = rooms.employee("999999", "300.00", "900.00");
        rooms.file(person, FilingGround.REFERRED, "310000", "referral");
        rooms.today("2025-06-02");
        return person;
    }

    private static String line(String name, String code, String amount) {
        return "{\"name\": \"%s\", %s\"quantity\": \"1\", \"price\": \"%s\", \"amount\": \"%s\"}"
                .formatted(name, code.isEmpty() ? "" : "\"code\": \"" + code + "\", ", amount, amount);
    }

    /// A stay from the first to the eighth of May.
    private static String stay(String person, String invoice, String total, String... lines) {
        return claim(person, "inpatient", SHANGHAI, "2025-05-01", "\"until\": \"2025-05-08\",", invoice, total, lines);
    }

    private static String claim(
            String person,
            String kind,
            String institution,
            String from,
            String until,
            String invoice,
            String total,
            String... lines) {
        return """
                {"person": "%s", "kind": "%s", "institution": "%s", "from": "%s", %s
                 "invoice": {"number": "%s", "date": "2025-05-08", "total": "%s"}, "lines": [%s],
                 "documents": %s, "payee": %s}""".formatted(
                person, kind, institution, from, until, invoice, total, String.join(", ", lines), PAPERS, PAYEE);
    }

    private static TestApi.Answer file(String body) {
        return api.post("/api/claims", body);
    }

    private static TestApi.Answer act(TestApi.Answer seen, String act, String rest) {
        return act(api, seen, act, rest);
    }

    private static TestApi.Answer act(TestApi who, TestApi.Answer seen, String act, String rest) {
        assertThat(seen.status()).as(seen.text()).isEqualTo(200);
        return who.post(
                "/api/claims/" + seen.at("/claim") + "/" + act,
                "{\"version\": " + seen.at("/version") + (rest.isEmpty() ? "" : ", " + rest) + "}");
    }

    private static TestApi.Answer review(TestApi.Answer seen, String... findings) {
        return act(seen, "review", "\"lines\": [" + String.join(", ", findings) + "]");
    }

    private static TestApi.Answer approve(TestApi.Answer seen) {
        return act(api.reviewer("r-1"), seen, "approval", "");
    }

    private static TestApi.Answer pay(TestApi.Answer seen) {
        return act(seen, "payment", "\"reference\": \"B-7\", \"paidOn\": \"2025-06-02\"");
    }

    private static TestApi.Answer approved(String person, String invoice) {
        return approve(review(file(stay(person, invoice, "13000.00", line("药", Rooms.DRUG_A, "13000.00")))));
    }

    private static String booked(String person) {
        return rooms.text(
                "select coalesce(string_agg(source || '>' || target || ' ' || amount_fen, ', ' order by entry), '')"
                        + " from journal where psn_no = ? and why in ('SETTLEMENT', 'REVERSAL')",
                person);
    }

    private static void assertState(TestApi.Answer answer, String state) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/state")).isEqualTo(state);
    }

    private static void assertRefused(TestApi.Answer answer, int status, String code, String field) {
        assertThat(answer.status() + " " + answer.at("/code") + " " + answer.at("/field"))
                .as(answer.text())
                .isEqualTo(status + " " + code + " " + field);
    }

    private static TestApi.Answer preview(TestApi who, String claim) {
        return who.post("/api/claims/preview", "{\"claim\": " + claim + "}");
    }

    private static void assertComesTo(TestApi.Answer answer, String figures) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat("%s of %s with %s: funds %s, accounts %s, refund %s, left %s"
                        .formatted(
                                answer.at("/sorted"),
                                "sorted",
                                answer.at("/unsorted"),
                                answer.at("/funds"),
                                answer.at("/accounts"),
                                answer.at("/refund"),
                                answer.at("/left")))
                .isEqualTo(figures);
    }

    /// The bill of the next test. Of 13000.00 of grade A alone the funds pay 2940.00, 3750.00, and 80 % of 3000.00.
    @Test
    void what_a_claim_would_come_to_is_told_before_it_is_filed_and_comes_true() {
        var person = referred();
        var insured = served.api().insured(person);
        var invoice = invoice();
        var known = line("甲类药", Rooms.DRUG_A, "13000.00");
        var another = referred();
        var before = rooms.state();
        var some = stay(person, invoice, "14333.35", known, line("自费药", "", "1000.00"), line("乙类药", "", "333.35"));
        assertComesTo(
                preview(api, some),
                "13000.00 of sorted with 1333.35: funds 9090.00, accounts 0.00, refund 9090.00, left 3910.00");
        var none = preview(api, stay(person, invoice, "10.00", line("药", "", "10.00")));
        assertComesTo(none, "0.00 of sorted with 10.00: funds 0.00, accounts 0.00, refund 0.00, left 0.00");
        assertThat(none.json().has("receipt")).isFalse();
        var all = stay(
                person,
                invoice,
                "14333.35",
                known,
                line("自费药", Rooms.DRUG_C, "1000.00"),
                line("乙类药", Rooms.DRUG_B, "333.35"));
        var previewed = preview(api, all);
        assertComesTo(
                previewed, "14333.35 of sorted with 0.00: funds 9330.01, accounts 0.00, refund 9330.01, left 5003.34");
        assertThat(previewed.at("/receipt/totals/pool")).isEqualTo("9330.01");
        assertRefused(
                preview(api, all.replace("\"total\": \"14333.35\"", "\"total\": \"1.00\"")),
                400,
                "SUM_DIFFERS",
                "invoice.total");
        // What an insured person hands in was sent before.
        assertRefused(preview(insured, all), 404, "UNKNOWN_DOCUMENT", "documents[0].id");
        assertThat(preview(served.api().insured(another), all).at("/code")).isEqualTo("NOT_YOURS");
        assertThat(rooms.state()).isEqualTo(before);

        var filed = file(all);
        assertState(filed, "filed");
        assertRefused(preview(api, all), 409, "INVOICE_CLAIMED", "invoice.number");
        var returned = act(filed, "return", "\"why\": \"x\"");
        assertState(returned, "returned");
        var again = "{\"returned\": \"" + filed.at("/claim") + "\", \"claim\": " + all + "}";
        assertThat(api.post("/api/claims/preview", again).at("/refund")).isEqualTo("9330.01");
        var other = again.replace(person, another);
        assertRefused(api.post("/api/claims/preview", other), 404, "UNKNOWN_CLAIM", "claim");
        assertThat(approve(review(act(returned, "resubmission", "\"claim\": " + all)))
                        .at("/refund"))
                .isEqualTo("9330.01");
    }

    @Test
    void the_catalogue_is_searched_by_which_a_claim_would_be_sorted() {
        var person = referred();
        var care = "/api/persons/" + person + "/claims/catalogue?institution=" + SHANGHAI + "&kind=inpatient";
        var days = "&from=2025-05-01&until=2025-05-08";
        var found = served.api().insured(person).get(care + days + "&search=drug-b");
        assertThat(found.at("/0/code")).as(found.text()).isEqualTo(Rooms.DRUG_B);
        assertThat(found.at("/0/firstPay")).isEqualTo("10%");
        assertRefused(api.get(care + days + "&search=%20"), 400, "WRONG_VALUE", "search");
        assertRefused(
                api.get(care.replace(SHANGHAI, "H0") + days + "&search=x"), 404, "UNKNOWN_INSTITUTION", "institution");
        assertRefused(api.get(care + "&from=1999-05-01&search=x"), 404, "UNKNOWN_INSTITUTION", "institution");
    }

    /// Billed 14333.35 = 13000.00 of grade A + 1000.00 of grade C + 333.35 of grade B, of which 10 % = 33.34 (half up
    /// from 33.335) is paid first. In scope 13300.01: (5000.00 - 800) x 0.70 = 2940.00; 5000 x 0.75 = 3750.00;
    /// 3300.01 x 0.80 = 2640.008, so 2640.01. Refunded 9330.01; 5003.34 stay with the person.
    @Test
    void from_the_papers_to_the_bank_account() {
        var person = referred();
        var filed = file(stay(
                person,
                invoice(),
                "14333.35",
                line("甲类药", Rooms.DRUG_A, "13000.00"),
                line("自费药", "", "1000.00"),
                line("乙类药", "", "333.35")));
        assertState(filed, "filed");
        assertThat(filed.at("/status")).isEqualTo("filed; a clerk is to look at it");
        assertThat(filed.at("/payee/account")).isEqualTo("***************1234");
        assertRefused(
                api.get("/api/claims/" + filed.at("/claim") + "/preview"), 409, "LINE_NOT_SORTED", "lines[1].code");

        var reviewed = review(
                filed,
                "{\"line\": 2, \"code\": \"" + Rooms.DRUG_C + "\"}",
                "{\"line\": 3, \"code\": \"" + Rooms.DRUG_B + "\"}");
        assertState(reviewed, "reviewed");
        var preview = api.get("/api/claims/" + filed.at("/claim") + "/preview");
        assertThat(preview.at("/totals/pool")).as(preview.text()).isEqualTo("9330.01");
        assertThat(booked(person)).isEmpty();

        var approved = approve(reviewed);
        assertState(approved, "approved");
        assertThat(approved.at("/refund")).isEqualTo("9330.01");
        assertThat(booked(person))
                .isEqualTo("fund:999999:employee:pool>refund:999999 933001, cash>institution:" + SHANGHAI + " 500334");
        assertThat(rooms.ledger(person).balances().total()).isEqualTo(Rooms.fen("1200.00"));
        var receipt = api.get("/api/settlements/" + approved.at("/settlement"));
        assertThat(receipt.at("/totals/pool") + " " + receipt.at("/totals/cash"))
                .isEqualTo("9330.01 5003.34");
        assertThat(receipt.text()).contains("\"manualClaim\":true");

        var paid = pay(approved);
        assertState(paid, "paid");
        var seen = api.get("/api/claims/" + filed.at("/claim"), "zh");
        assertThat(seen.at("/status") + " " + seen.at("/paidOn") + " " + seen.at("/paymentReference"))
                .isEqualTo("已支付到银行账户 2025-06-02 B-7");
        var events = new ArrayList<String>();
        api.get("/api/claims/" + filed.at("/claim") + "/events")
                .json()
                .forEach(event -> events.add(event.at("/what").asString() + " "
                        + event.at("/who").asString() + " "
                        + event.at("/details").asString("")));
        assertThat(events)
                .containsExactly(
                        "filed c-1 invoice D-1, fee-list D-2, care-record D-3",
                        "reviewed c-1 2: NONE > DRUG-C NONE; 3: NONE > DRUG-B NONE",
                        "approved r-1 " + approved.at("/settlement") + " 9330.01",
                        "paid c-1 B-7 2025-06-02 9330.01");
    }

    @Test
    void whoever_prefers_neither_language_is_answered_in_chinese() {
        var claim = stay(referred(), invoice(), "13000.00", line("药", Rooms.DRUG_A, "13000.00"));
        assertThat(api.post("/api/claims", invoice(), claim, "fr").at("/status"))
                .isEqualTo("已受理，待经办人员审核");
    }

    /// Without the struck line 13000.00 are in scope, of which 9090.00 are refunded.
    @Test
    void what_was_claimed_comes_out_the_same_when_it_is_decided_again() {
        var person = referred();
        assertState(approved(person, invoice()), "approved");
        assertThat(api.get("/api/persons/" + person + "/differences").json())
                .hasToString("{\"differences\":[],\"notComparable\":0}");
    }

    @Test
    void a_struck_line_does_not_count() {
        var filed = file(stay(
                referred(), invoice(), "13500.00", line("药", Rooms.DRUG_A, "13000.00"), line("他人药", "", "500.00")));
        var approved = approve(review(filed, "{\"line\": 2, \"struck\": \"与病历不符\"}"));
        assertState(approved, "approved");
        assertThat(approved.at("/claimed") + " " + approved.at("/refund")).isEqualTo("13000.00 9090.00");
    }

    @Test
    void neither_regions_nor_institutions_are_told_of_a_claim() throws Exception {
        var person = referred();
        assertState(approved(person, invoice()), "approved");
        var day = LocalDate.of(2025, 6, 2);
        var told = new ArrayList<Object>();
        rooms.transaction(connection -> {
            SettlementExport.elsewhere(connection, day, Registry.regions(connection), told::add);
            SettlementExport.made(connection, SHANGHAI, Optional.empty(), day, day, told::add);
            told.addAll(SettlementExport.totals(connection, SHANGHAI, day, day));
            return told;
        });
        assertThat(told).isEmpty();
        assertThat(rooms.number(
                        "select count(*) from settlement where institution = ? and settled_by = 'manual-claim'",
                        SHANGHAI))
                .isPositive();
    }

    @Test
    void an_invoice_is_claimed_once() {
        var person = referred();
        var invoice = invoice();
        var body = stay(person, invoice, "13000.00", line("药", Rooms.DRUG_A, "13000.00"));
        var first = file(body);
        assertState(first, "filed");
        var again = file(body);
        assertRefused(again, 409, "INVOICE_CLAIMED", "invoice.number");
        assertThat(again.at("/got")).isEqualTo("in claim " + first.at("/claim"));
        assertThat(again.at("/whatToDo")).isEqualTo("look how far that claim has come; do not claim twice");
        // Of another's claim nobody is told its number.
        var other = file(stay(referred(), invoice, "13000.00", line("药", Rooms.DRUG_A, "13000.00")));
        assertRefused(other, 409, "INVOICE_CLAIMED", "invoice.number");
        assertThat(other.at("/got")).isEqualTo("claimed before");
        assertState(act(api.insured(first.at("/person")), first, "withdrawal", "\"why\": \"改日再报\""), "withdrawn");
        assertState(file(body), "filed");
    }

    @Test
    void what_the_institution_settled_is_not_claimed() {
        var person = rooms.employee("100.00", "0.00");
        var day = LocalDate.of(2025, 5, 8);
        var settled = rooms.settled(rooms.visit(person, day), "b", "700.00");
        var body = claim(
                person,
                "outpatient",
                Rooms.HOSPITAL,
                "2025-05-08",
                "",
                invoice(),
                "700.00",
                line("药", Rooms.DRUG_A, "700.00"));
        var refused = file(body);
        assertRefused(refused, 409, "SETTLED_DIRECTLY", "invoice.total");
        assertThat(refused.at("/got")).contains(settled.settlement().id());
        // One of another total is another visit of the day.
        assertState(file(body.replace("700.00", "701.00")), "filed");
    }

    /// Filed first, settled at the institution before it is approved.
    @Test
    void what_is_settled_at_the_institution_meanwhile_is_not_approved() {
        var person = rooms.employee("100.00", "0.00");
        var filed = file(claim(
                person,
                "outpatient",
                Rooms.HOSPITAL,
                "2025-05-08",
                "",
                invoice(),
                "700.00",
                line("药", Rooms.DRUG_A, "700.00")));
        var reviewed = review(filed);
        assertState(reviewed, "reviewed");
        rooms.settled(rooms.visit(person, LocalDate.of(2025, 5, 8)), "b", "700.00");
        var before = rooms.state();
        assertRefused(approve(reviewed), 409, "SETTLED_DIRECTLY", "invoice.total");
        assertThat(rooms.state()).isEqualTo(before);
        assertState(act(api.reviewer("r-1"), reviewed, "rejection", "\"why\": \"已直接结算\""), "rejected");
    }

    @Test
    void who_sorts_the_lines_does_not_approve() {
        var filed = file(stay(referred(), invoice(), "100.00", line("药", Rooms.DRUG_A, "100.00")));
        var sorted = "\"lines\": []";
        var reviewed = act(api.clerk("c-9"), filed, "review", sorted);
        var refused = act(api.promoted("c-9"), reviewed, "approval", "");
        assertRefused(refused, 409, "REVIEWED_BY_ITS_CLERK", "reviewer");
        // Below the deductible nothing is paid; it counts for the year all the same.
        var approved = approve(reviewed);
        assertState(approved, "approved");
        assertThat(approved.at("/refund")).isEqualTo("0.00");
        assertRefused(pay(approved), 409, "NOTHING_TO_PAY", "claim");
    }

    @Test
    void of_two_clerks_the_second_is_told_what_the_first_did() {
        var filed = file(stay(referred(), invoice(), "13000.00", line("药", Rooms.DRUG_A, "13000.00")));
        assertState(review(filed), "reviewed");
        var second = act(api.clerk("c-2"), filed, "return", "\"why\": \"缺章\"");
        assertRefused(second, 409, "CHANGED_MEANWHILE", "version");
        assertThat(second.at("/expected"))
                .isEqualTo("2 (c-1 acted meanwhile: its lines are sorted; to be approved by somebody else)");
    }

    @Test
    void of_two_reviewers_at_once_one_settles() throws InterruptedException, ExecutionException {
        for (var round = 0; round < 5; round++) {
            var person = referred();
            var reviewed = review(file(stay(person, invoice(), "13000.00", line("药", Rooms.DRUG_A, "13000.00"))));
            List<Callable<TestApi.Answer>> both = List.of(
                    () -> act(api.reviewer("r-1"), reviewed, "approval", ""),
                    () -> act(api.reviewer("r-2"), reviewed, "approval", ""));
            var statuses = new ArrayList<Integer>();
            try (var threads = Executors.newFixedThreadPool(2)) {
                for (var done : threads.invokeAll(both)) {
                    statuses.add(done.get().status());
                }
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
            assertThat(rooms.number("select count(*) from settlement where psn_no = ?", person))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_request_sent_again_gets_the_first_answer() {
        var person = referred();
        var reviewed = review(file(stay(person, invoice(), "13000.00", line("药", Rooms.DRUG_A, "13000.00"))));
        var path = "/api/claims/" + reviewed.at("/claim") + "/approval";
        var key = UUID.randomUUID().toString();
        var first = api.reviewer("r-1").post(path, key, "{\"version\": 2}", "en");
        assertState(first, "approved");
        var again = api.reviewer("r-1").post(path, key, "{\"version\": 2}", "en");
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertRefused(
                api.reviewer("r-1").post(path, key, "{\"version\": 3}", "en"), 409, "KEY_REUSED", "Idempotency-Key");
        // Another's key is another key, though it reads the same.
        assertRefused(
                api.reviewer("r-2").post(path, key, "{\"version\": 2}", "en"), 409, "CHANGED_MEANWHILE", "version");
        assertThat(rooms.number("select count(*) from settlement where psn_no = ?", person))
                .isEqualTo(1);
    }

    @Test
    void a_returned_claim_is_filed_anew() {
        var person = referred();
        var invoice = invoice();
        var filed = file(stay(person, invoice, "13000.00", line("药", Rooms.DRUG_A, "13000.00")));
        var returned = act(filed, "return", "\"why\": \"发票号有误\"");
        assertState(returned, "returned");
        assertRefused(review(returned), 409, "WRONG_STATE", "claim");
        var anew = act(
                returned,
                "resubmission",
                "\"claim\": " + stay(person, invoice + "X", "13100.00", line("药", Rooms.DRUG_A, "13100.00")));
        assertState(anew, "filed");
        assertThat(anew.at("/claim")).isEqualTo(filed.at("/claim"));
        assertThat(anew.at("/invoice/number")).isEqualTo(invoice + "X");
        // The first number is free again.
        assertState(file(stay(person, invoice, "50.00", line("药", Rooms.DRUG_A, "50.00"))), "filed");
        assertState(approve(review(anew)), "approved");
        assertThat(api.get("/api/persons/" + person + "/claims").json().size()).isEqualTo(2);
    }

    /// The payment comes back, the decision is taken back, and it is decided again: 9090.00 once.
    @Test
    void a_payment_that_came_back_and_a_decision_taken_back() {
        var person = referred();
        var paid = pay(approved(person, invoice()));
        assertState(paid, "paid");
        assertRefused(act(api.reviewer("r-1"), paid, "reopening", "\"why\": \"编码\""), 409, "WRONG_STATE", "claim");
        var back = act(paid, "payment-return", "\"why\": \"账号有误\", \"payee\": " + PAYEE.replace("1234", "4321"));
        assertState(back, "approved");
        assertThat(back.at("/payee/account")).endsWith("4321");
        var reopened = act(api.reviewer("r-1"), back, "reopening", "\"why\": \"编码对照有误\"");
        assertState(reopened, "filed");
        assertThat(reopened.at("/settlement")).isEmpty();
        assertThat(rooms.number("select pool_fen + inpatient_pool_fen from year_to_date where psn_no = ?", person))
                .isZero();
        var again = pay(approve(review(reopened)));
        assertState(again, "paid");
        assertThat(again.at("/refund")).isEqualTo("9090.00");
        var fund = "fund:999999:employee:pool>refund:999999 909000, cash>institution:" + SHANGHAI + " 391000";
        assertThat(booked(person))
                .isEqualTo(fund + ", refund:999999>fund:999999:employee:pool 909000, institution:" + SHANGHAI
                        + ">cash 391000, " + fund);
    }

    @Test
    void lists_go_on_where_they_ended() {
        var person = referred();
        for (var i = 0; i < 3; i++) {
            assertState(
                    act(
                            file(stay(person, invoice(), "10.00", line("药", Rooms.DRUG_A, "10.00"))),
                            "rejection",
                            "\"why\": \"重复\""),
                    "rejected");
        }
        var seen = new ArrayList<String>();
        var after = "";
        do {
            var page = api.get(
                    "/api/regions/999999/claims?state=rejected&most=2" + (after.isEmpty() ? "" : "&after=" + after));
            page.json()
                    .at("/claims")
                    .forEach(claim -> seen.add(claim.at("/claim").asString()));
            after = page.at("/next");
        } while (!after.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3);
        assertRefused(api.get("/api/regions/999999/claims?state=rejected&most=501"), 400, "WRONG_VALUE", "most");
        assertRefused(api.get("/api/claims/1"), 404, "UNKNOWN_CLAIM", "claim");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "person": "       | "person": "X   | 404 | UNKNOWN_PERSON          | person
                    "H31000000001"    | "H3199"        | 404 | UNKNOWN_INSTITUTION     | institution
                    "DRUG-A"          | "NONE"         | 400 | UNKNOWN_CODE            | lines[0].code
                    "DRUG-A"          | "FORMER"       | 400 | UNKNOWN_CODE            | lines[0].code
                    "2025-05-08",     | "2025-06-03",  | 400 | IN_THE_FUTURE           | until
                    "2025-05-08", "t  | "2025-06-03", "t | 400 | IN_THE_FUTURE         | invoice.date
                    "2025-05-01"      | "2025-05-09"   | 400 | ENDS_BEFORE_IT_BEGINS   | until
                    "inpatient"       | "outpatient"   | 400 | ONE_DAY_A_CLAIM         | until
                    "total": "100.00" | "total": "100.01" | 400 | SUM_DIFFERS          | invoice.total
                    "quantity": "1"   | "quantity": "2" | 400 | AMOUNT_DIFFERS         | lines[0].amount
                    "quantity": "1"   | "quantity": "0" | 400 | WRONG_VALUE            | lines[0].quantity
                    "care-record"     | "other"        | 400 | DOCUMENTS_MISSING       | documents
                    6200000000000001234 | 62           | 400 | WRONG_VALUE             | payee.account
                    """)
    void what_is_wrong_is_refused_by_its_field(String was, String is, int status, String code, String field) {
        var body = stay(referred(), invoice(), "100.00", line("药", Rooms.DRUG_A, "100.00"));
        var at = body.indexOf(was);
        assertThat(at).as(body).isNotNegative();
        // Of the days that are alike the invoice's comes second.
        var wrong = body.substring(0, at) + is + body.substring(at + was.length());
        var before = rooms.rows("claim") + rooms.rows("request");
        assertRefused(file(wrong), status, code, field);
        assertThat(rooms.rows("claim") + rooms.rows("request")).isEqualTo(before);
    }

    /// Within twelve months after the eighth of May 2025.
    @Test
    void the_last_day_is_a_day_on_which_it_may_be_filed() {
        var person = referred();
        var body = stay(person, invoice(), "100.00", line("药", Rooms.DRUG_A, "100.00"));
        rooms.today("2026-05-09");
        var refused = file(body);
        assertRefused(refused, 422, "CLAIM_TOO_LATE", "until");
        assertThat(refused.at("/expected") + ", not " + refused.at("/got"))
                .isEqualTo("a claim filed by 2026-05-08, not 2026-05-09");
        assertThat(refused.at("/rule/id")).isEqualTo("999999/claim-limit@always");
        assertThat(refused.at("/whatToDo")).isEqualTo("tell the agency of the home region what kept you from it");
        rooms.today("2026-05-08");
        var filed = file(body);
        assertState(filed, "filed");
        // It is the day of filing that counts.
        rooms.today("2026-06-01");
        assertState(approve(review(filed)), "approved");
    }

    @Test
    void where_no_rule_is_known_it_says_so() {
        var refused = file(claim(
                referred(),
                "outpatient",
                SHANGHAI,
                "2025-05-08",
                "",
                invoice(),
                "100.00",
                line("药", Rooms.DRUG_A, "100.00")));
        assertRefused(refused, 409, "NO_KNOWN_RULE", "person");
        assertThat(refused.at("/whatToDo")).isEqualTo("ask the healthcare-security agency of the home region");
    }

    /// Each in a transaction that is undone.
    @Test
    void the_proof_finds_what_was_changed_behind_the_servers_back() {
        var approved = approved(referred(), invoice());
        assertState(approved, "approved");
        var id = approved.at("/claim");
        for (var broken : List.of(
                "update claim set refund_fen = refund_fen + 1 where claim_id = ?",
                "update claim set settlement_id = '1' where claim_id = ?",
                "update claim set state = 'reviewed' where claim_id = ?",
                "update claim set state = 'withdrawn', settlement_id = null, refund_fen = 0 where claim_id = ?",
                "update claim set reviewer = clerk where claim_id = ?",
                "update claim set version = version + 1 where claim_id = ?",
                "update claim set invoice_fen = invoice_fen + 1 where claim_id = ?",
                "update claim_line set code = '' where claim_id = ?",
                "update claim_line set struck = 'x' where claim_id = ?",
                "delete from claim_line where claim_id = ?",
                "delete from claim_event where number = 2 and claim_id = ?",
                "delete from claim_invoice where claim_id = ?",
                "update settlement set settled_by = 'direct' where batch = ?",
                "update settlement set total_fen = total_fen + 1, cash_fen = cash_fen + 1 where batch = ?")) {
            var offender = rooms.undone(connection -> {
                assertThat(Rooms.change(connection, broken, id)).as(broken).isEqualTo(1);
                return ClaimBooks.prove(connection).offender();
            });
            assertThat(offender.map(text -> text.en()))
                    .as(broken)
                    .hasValueSatisfying(text -> assertThat(text).endsWith(id));
        }
        assertThat(rooms.transaction(ClaimBooks::prove).offender()).isEmpty();
    }
}

package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.server.outflow.OutflowBooks;
import org.openyibao.server.settlement.Rooms;

/// Accounts that move with the insurance, over HTTP.
class MoveApiTest {

    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

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

    @AfterEach
    void proved() {
        assertThat(rooms.transaction(OutflowBooks::offender)).isEmpty();
    }

    private static TestApi.Answer out(String person, String region) {
        return api.post("/api/accounts/" + person + "/moves/out", """
                {"toRegion": "%s", "agency": "样例中心", "reference": "L-1"}""".formatted(region));
    }

    private static TestApi.Answer in(String person, String reference, String current, String prior, int year) {
        return api.post("/api/accounts/" + person + "/moves/in", """
                {"fromRegion": "310000", "agency": "样例中心", "reference": "%s", "current": "%s", "prior": "%s",
                 "moneyYear": %d}""".formatted(reference, current, prior, year));
    }

    private static TestApi.Answer within(String person, String region) {
        return api.post("/api/accounts/" + person + "/moves/within", "{\"fromRegion\": \"%s\"}".formatted(region));
    }

    private static TestApi.Answer approve(String person, TestApi.Answer asked, String reviewer) {
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        assertThat(asked.at("/state")).isEqualTo("asked");
        return api.reviewer(reviewer)
                .post("/api/accounts/" + person + "/moves/" + asked.at("/move") + "/approval", "{}");
    }

    private static String held(String person) {
        var ledger = rooms.ledger(person);
        return ledger.balances().current() + " " + ledger.balances().prior() + " " + ledger.wallet();
    }

    private static String moved(String person) {
        return rooms.text(
                "select coalesce(string_agg(source || '>' || target || ' ' || amount_fen, ', ' order by entry), '')"
                        + " from journal where psn_no = ? and why = 'TRANSFER'",
                person);
    }

    /// Insured in a region until 31 May and in another from 1 June on.
    private static String mover(String from, String to) {
        var person = rooms.employee(from, "312.45", "5021.30");
        rooms.insuredUntil(person, LocalDate.of(2025, 5, 31));
        rooms.participates(person, Scheme.EMPLOYEE, to, Status.ACTIVE, Standing.NORMAL, LocalDate.of(2025, 6, 1), EVER);
        return person;
    }

    @Test
    void out_of_this_server_the_whole_balance_goes() {
        var person = rooms.employee("220200", "312.45", "5021.30");
        rooms.insuredUntil(person, LocalDate.of(2025, 5, 31));
        var asked = out(person, "310000");
        assertThat(held(person)).isEqualTo("312.45 5021.30 0.00");
        var done = approve(person, asked, "r-1");
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.at("/state")).isEqualTo("done");
        assertThat(done.at("/current") + " " + done.at("/prior")).isEqualTo("312.45 5021.30");
        assertThat(held(person)).isEqualTo("0.00 0.00 0.00");
        assertThat(moved(person)).isEqualTo("current>relation:220200 31245, prior>relation:220200 502130");
        var why = api.get("/api/accounts/" + person + "/why");
        assertThat(why.at("/statement/lines/1/what")).isEqualTo("the account moved to 310000, 样例中心");
        assertThat(why.at("/statement/lines/1/rule/id")).startsWith("000000/account-move@2021-12-01");
        assertThat(api.get("/api/accounts/" + person + "/years").at("/0/movedOut"))
                .isEqualTo("5333.75");
        assertThat(out(person, "310000").at("/code")).isEqualTo("MOVED_ALREADY");
    }

    @Test
    void into_this_server_money_comes_to_the_bucket_of_its_year() {
        var person = rooms.employee("220200", "10.00", "20.00");
        approve(person, in(person, "X-1", "210.00", "3210.55", 2025), "r-1");
        assertThat(held(person)).isEqualTo("220.00 3230.55 0.00");
        approve(person, in(person, "X-2", "1.00", "2.00", 2024), "r-1");
        assertThat(held(person)).isEqualTo("220.00 3233.55 0.00");
        assertThat(moved(person))
                .isEqualTo("relation:220200>current 21000, relation:220200>prior 321055, relation:220200>prior 300");
        var again = in(person, "X-1", "210.00", "3210.55", 2025);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/code") + " " + again.at("/field")).isEqualTo("MOVED_ALREADY reference");
    }

    @Test
    void what_was_asked_for_before_new_year_and_approved_after_comes_to_prior_years() {
        rooms.today("2025-12-31");
        var person = rooms.employee("220200", "10.00", "0.00");
        var asked = in(person, "X-1", "210.00", "0.00", 2025);
        rooms.today("2026-01-02");
        approve(person, asked, "r-1");
        assertThat(held(person)).isEqualTo("0.00 220.00 0.00");
    }

    /// What Jilin City lets go is what Changchun takes up.
    @Test
    void between_regions_of_this_server_the_balance_stays_and_both_sides_are_booked() {
        var person = mover("220200", "220100");
        var done = approve(person, within(person, "220200"), "r-1");
        assertThat(done.at("/direction") + " " + done.at("/fromRegion") + " " + done.at("/toRegion"))
                .isEqualTo("within 220200 220100");
        assertThat(held(person)).isEqualTo("312.45 5021.30 0.00");
        assertThat(moved(person))
                .isEqualTo("current>relation:220200 31245, prior>relation:220200 502130,"
                        + " relation:220100>current 31245, relation:220100>prior 502130");
        var statement = api.get("/api/accounts/" + person + "/statement");
        assertThat(statement.at("/lines/1/what")).isEqualTo("the account moved from 220200 to 220100");
        assertThat(statement.at("/lines/1/change/total")).isEqualTo("0.00");
        assertThat(statement.at("/in")).isEqualTo("5333.75");
        assertThat(statement.at("/out")).isEqualTo("0.00");
        assertThat(within(person, "220200").at("/code")).isEqualTo("MOVED_ALREADY");
    }

    @Test
    void inside_guangdong_the_account_stays_where_it_is() {
        var person = mover("440300", "440100");
        var answer = within(person, "440300");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("ACCOUNT_STAYS");
        assertThat(answer.at("/rule/id")).startsWith("440000/account-move-in-province");
        assertThat(held(person)).isEqualTo("312.45 5021.30 0.00");
        var chinese = api.post(
                "/api/accounts/" + person + "/moves/within", "key-" + person, "{\"fromRegion\": \"440300\"}", "zh-CN");
        assertThat(chinese.at("/message")).contains("个人账户不划转");
    }

    @Test
    void nobody_reviews_what_they_asked_for_and_nothing_is_reviewed_twice() {
        var person = mover("220200", "220100");
        var asked = api.clerk("c-9").post("/api/accounts/" + person + "/moves/within", "{\"fromRegion\": \"220200\"}");
        api.promoted("c-9");
        assertThat(approve(person, asked, "c-9").at("/code")).isEqualTo("REVIEWED_BY_ITS_CLERK");
        assertThat(within(person, "220200").at("/code")).isEqualTo("ANOTHER_WAITS");
        var path = "/api/accounts/" + person + "/moves/" + asked.at("/move");
        var rejected = api.reviewer("r-1").post(path + "/rejection", "{\"why\": \"not so\"}");
        assertThat(rejected.at("/state") + " " + rejected.at("/why")).isEqualTo("rejected not so");
        assertThat(approve(person, asked, "r-1").at("/code")).isEqualTo("ENDED_ALREADY");
        var cancelled = api.post(
                "/api/accounts/" + person + "/moves/" + within(person, "220200").at("/move") + "/cancellation",
                "{\"why\": \"mistaken\"}");
        assertThat(cancelled.at("/state")).isEqualTo("cancelled");
        assertThat(moved(person)).isEmpty();
        assertThat(api.get("/api/accounts/" + person + "/moves").json().size()).isEqualTo(2);
        assertThat(api.reviewer("r-1").post(path + "7/approval", "{}").at("/code"))
                .isEqualTo("UNKNOWN_MOVE");
    }

    @Test
    void who_is_still_insured_does_not_move_out_and_who_is_not_gets_nothing_in() {
        var insured = rooms.employee("220200", "1.00", "0.00");
        assertThat(out(insured, "310000").at("/code")).isEqualTo("STILL_INSURED");
        assertThat(within(insured, "220100").at("/code")).isEqualTo("NOT_INSURED_THERE");
        var gone = rooms.employee("220200", "1.00", "0.00");
        rooms.insuredUntil(gone, LocalDate.of(2025, 5, 31));
        assertThat(in(gone, "X-1", "1.00", "0.00", 2025).at("/code")).isEqualTo("STATUS_NOT_NORMAL");
        assertThat(in(rooms.resident(), "X-1", "1.00", "0.00", 2025).at("/code"))
                .isEqualTo("NO_ACCOUNT");
        var poor = rooms.employee("220200", "0.00", "0.00");
        rooms.insuredUntil(poor, LocalDate.of(2025, 5, 31));
        assertThat(out(poor, "310000").at("/code")).isEqualTo("NOTHING_TO_MOVE");
        assertThat(out("1234567", "310000").at("/code")).isEqualTo("UNKNOWN_PERSON");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"fromRegion\": \"31\", \"current\": \"1.00\", \"prior\": \"0.00\", \"moneyYear\": 2025', fromRegion",
        "'\"fromRegion\": \"310000\", \"current\": \"1\", \"prior\": \"0.00\", \"moneyYear\": 2025', current",
        "'\"fromRegion\": \"310000\", \"current\": \"0.00\", \"prior\": \"0.00\", \"moneyYear\": 2025', prior",
        "'\"fromRegion\": \"310000\", \"current\": \"1.00\", \"prior\": \"0.00\", \"moneyYear\": 2026', moneyYear",
        "'\"fromRegion\": \"220200\", \"current\": \"1.00\", \"prior\": \"0.00\", \"moneyYear\": 2025', fromRegion",
        "'\"fromRegion\": \"310000\", \"current\": \"1.00\", \"moneyYear\": 2025', prior",
    })
    void what_is_wrong_with_a_move_is_named(String fields, String field) {
        var person = rooms.employee("220200", "1.00", "0.00");
        var answer = api.post(
                "/api/accounts/" + person + "/moves/in", "{" + fields + ", \"agency\": \"a\", \"reference\": \"r\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/field")).isEqualTo(field);
    }

    @Test
    void a_move_without_its_entries_and_entries_without_a_move_are_found() {
        var person = mover("220200", "220100");
        var done = approve(person, within(person, "220200"), "r-1");
        assertThat(rooms.<String>undone(connection -> {
                    Rooms.change(connection, "update account_move set to_region = '220300' where psn_no = ?", person);
                    return OutflowBooks.offender(connection).orElseThrow().en();
                }))
                .contains("move:" + done.at("/move"));
        assertThat(rooms.<String>undone(connection -> {
                    Rooms.change(connection, "delete from review where psn_no = ?", person);
                    return OutflowBooks.offender(connection).orElseThrow().en();
                }))
                .contains("move:" + done.at("/move"));
        assertThat(rooms.<String>undone(connection -> {
                    Rooms.change(
                            connection,
                            "update journal set why = 'CREDIT' where psn_no = ? and why = 'TRANSFER'",
                            person);
                    return OutflowBooks.offender(connection).orElseThrow().en();
                }))
                .contains("move:" + done.at("/move"));
    }
}

package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.settlement.Rooms;

/// What clerks do to a person's insurance, over HTTP. Today is 1 July 2025.
class PersonApiTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String SAID = "\"reason\": \"依申请\"";
    private static final String ACTIVE = terms("220200", "active");

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

    private static String terms(String region, String status) {
        return """
                {"region": "%s", "status": "%s", "standing": "normal", "tier": "0", "assistance": "none",
                 "civilServant": false}""".formatted(region, status);
    }

    private static String details(String certificate, String name) {
        return """
                {"certificateType": "01", "certificate": "%s", "name": "%s", "sex": "2", "nation": "01",
                 "birth": "1990-01-01"}""".formatted(certificate, name);
    }

    private static TestApi.Answer register(String number, String certificate) {
        return api.post("/api/persons", """
                {"number": "%s", "details": %s, %s}""".formatted(number, details(certificate, "测试甲"), SAID));
    }

    private static String registered() {
        var number = "22020000000000%06d".formatted(NUMBERS.incrementAndGet());
        assertThat(register(number, "ID-" + number).at("/version")).isEqualTo("1");
        return number;
    }

    /// With the person's version as it is now.
    private static TestApi.Answer change(String person, String path, String body) {
        var version = api.get("/api/persons/" + person).at("/version");
        return api.post("/api/persons/" + person + path, "{\"version\": " + version + ", " + body + ", " + SAID + "}");
    }

    private static void done(TestApi.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static String refused(TestApi.Answer answer) {
        return answer.status() + " " + answer.at("/code") + " " + answer.at("/field");
    }

    private static String employee() {
        var person = registered();
        done(change(
                person, "/participations", "\"scheme\": \"employee\", \"from\": \"2020-01-01\", \"terms\": " + ACTIVE));
        return person;
    }

    private static TestApi.Answer pay(String person, String kind, String period, String paidOn, boolean corrects) {
        return change(person, "/contributions", """
                "scheme": "employee", "period": "%s", "region": "220200", "kind": "%s", "base": "6000.00",
                "employee": "120.00", "paidOn": "%s", "corrects": %s""".formatted(period, kind, paidOn, corrects));
    }

    @Test
    void a_person_is_registered_once_and_a_certificate_is_one_persons() {
        var person = registered();
        assertThat(refused(register(person, "ID-other"))).isEqualTo("409 REGISTERED_ALREADY number");
        var taken = register("2202009999", "ID-" + person);
        assertThat(refused(taken)).isEqualTo("409 CERTIFICATE_TAKEN certificate");
        assertThat(taken.at("/message")).startsWith("certificate: expected a certificate that nobody");
        assertThat(api.get("/api/persons/2202009999").at("/code")).isEqualTo("UNKNOWN_PERSON");
        var wrong = api.post(
                "/api/persons",
                "k-" + person,
                """
                {"number": "2202009998", "details": %s, %s}""".formatted(details("ID-x", "测试").replace("\"sex\": \"2\"", "\"sex\": \"F\""), SAID),
                "zh");
        assertThat(refused(wrong)).isEqualTo("400 WRONG_VALUE details.sex");
        assertThat(wrong.at("/expected")).startsWith("形如");
        var unborn = api.post(
                "/api/persons", """
                {"number": "2202009998", "details": %s, %s}""".formatted(details("ID-x", "测试").replace("1990-01-01", "2025-07-02"), SAID));
        assertThat(refused(unborn)).isEqualTo("400 WRONG_VALUE birth");
    }

    @Test
    void details_are_corrected_and_what_they_were_is_kept() {
        var person = registered();
        done(change(person, "/corrections", "\"details\": " + details("ID-" + person, "测试乙")));
        assertThat(api.get("/api/persons/" + person).at("/name")).isEqualTo("测**");
        var trail = api.get("/api/persons/" + person + "/changes");
        assertThat(trail.at("/0/kind")).isEqualTo("registered");
        assertThat(trail.at("/0/clerk")).isEqualTo("c-1");
        assertThat(trail.json().at("/1/fields").toString())
                .isEqualTo("[{\"field\":\"name\",\"before\":\"测**\",\"after\":\"测**\"}]");
        assertThat(trail.at("/1/reason")).isEqualTo("依申请");
        assertThat(refused(change(person, "/corrections", "\"details\": " + details("ID-" + person, "测试乙"))))
                .isEqualTo("409 NOTHING_CHANGES ");
    }

    @Test
    void of_two_clerks_who_change_what_both_saw_the_second_is_told() {
        var person = registered();
        var body = "{\"version\": 1, \"details\": " + details("ID-" + person, "%s") + ", " + SAID + "}";
        done(api.post("/api/persons/" + person + "/corrections", body.formatted("测试乙")));
        var second = api.post("/api/persons/" + person + "/corrections", body.formatted("测试丙"));
        assertThat(refused(second)).isEqualTo("409 CHANGED_MEANWHILE version");
        assertThat(second.at("/message"))
                .isEqualTo("version: expected 2 (changed by somebody else: look again), got 1");
        assertThat(api.get("/api/persons/" + person).at("/name")).isEqualTo("测**");
        var unknown = api.post("/api/persons/77/corrections", body.formatted("测试丙"));
        assertThat(refused(unknown)).isEqualTo("404 UNKNOWN_PERSON person");
    }

    /// What each of several calls at the same moment came to, sorted.
    private static List<String> atOnce(int callers, IntFunction<TestApi.Answer> call) {
        var answers = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < callers; i++) {
                var caller = i;
                threads.execute(() -> {
                    var answer = call.apply(caller);
                    answers.add(answer.status() + answer.at("/code"));
                });
            }
        }
        return answers.stream().sorted().toList();
    }

    @Test
    void of_many_who_change_or_register_the_same_at_once_one_does() {
        var person = registered();
        var body = "{\"version\": 1, \"details\": " + details("ID-" + person, "%s") + ", " + SAID + "}";
        assertThat(atOnce(4, i -> api.post("/api/persons/" + person + "/corrections", body.formatted("测试" + i))))
                .containsExactly("200", "409CHANGED_MEANWHILE", "409CHANGED_MEANWHILE", "409CHANGED_MEANWHILE");
        assertThat(api.get("/api/persons/" + person + "/changes").json()).hasSize(2);
        assertThat(atOnce(4, i -> register("220201" + i, "ID-at-once")))
                .containsExactly("200", "409CERTIFICATE_TAKEN", "409CERTIFICATE_TAKEN", "409CERTIFICATE_TAKEN");
    }

    @Test
    void a_participation_is_opened_changed_from_a_day_and_ended() {
        var person = employee();
        done(change(
                person,
                "/participations/employee/2020-01-01/changes",
                "\"from\": \"2025-05-01\", \"terms\": " + terms("220200", "retired")));
        var seen = api.get("/api/persons/" + person + "?day=2025-04-30");
        assertThat(seen.at("/participations/1/to")).isEqualTo("2025-04-30");
        assertThat(seen.at("/participations/1/standing/standing")).isEqualTo("normal");
        assertThat(seen.at("/participations/0/status")).isEqualTo("retired");
        assertThat(seen.at("/participations/0/insuredSince")).isEqualTo("2020-01-01");
        assertThat(seen.json().at("/participations/0").has("standing")).isFalse();
        done(change(person, "/participations/employee/2025-05-01/end", "\"lastDay\": \"2025-06-30\""));
        assertThat(api.get("/api/persons/" + person).at("/participations/0/to")).isEqualTo("2025-06-30");
        done(change(person, "/participations/employee/2025-05-01/end", "\"lastDay\": null"));
        assertThat(api.get("/api/persons/" + person)
                        .json()
                        .at("/participations/0")
                        .has("to"))
                .isFalse();
        var trail = api.get("/api/persons/" + person + "/changes");
        assertThat(trail.json().at("/2/fields").toString())
                .as("the first of the two rows of a change from a later day")
                .isEqualTo("[{\"field\":\"to\",\"before\":\"9999-12-31\",\"after\":\"2025-04-30\"}]");
        assertThat(trail.at("/3/subject")).isEqualTo("employee 2025-05-01");
        assertThat(trail.json().at("/4/fields").toString())
                .isEqualTo("[{\"field\":\"to\",\"before\":\"9999-12-31\",\"after\":\"2025-06-30\"}]");
    }

    @Test
    void what_cannot_be_of_a_participation_is_refused_by_field() {
        var person = employee();
        var open = "\"scheme\": \"employee\", \"from\": \"%s\", \"to\": \"%s\", \"terms\": " + ACTIVE;
        assertThat(refused(change(person, "/participations", open.formatted("2019-01-01", "2020-01-01"))))
                .isEqualTo("409 INSURED_ALREADY from");
        done(change(person, "/participations", open.formatted("2019-01-01", "2019-12-31")));
        assertThat(refused(change(person, "/participations/employee/2019-01-01/end", "\"lastDay\": \"2020-01-01\"")))
                .isEqualTo("409 INSURED_ALREADY lastDay");
        assertThat(refused(change(person, "/participations", open.formatted("1989-01-01", "1989-12-31"))))
                .isEqualTo("400 WRONG_VALUE from");
        assertThat(refused(change(person, "/participations", open.formatted("2018-01-01", "2017-12-31"))))
                .isEqualTo("400 WRONG_VALUE to");
        assertThat(refused(change(
                        person,
                        "/participations",
                        open.formatted("2018-01-01", "2018-12-31").replace("active", "student"))))
                .isEqualTo("400 WRONG_VALUE status");
        assertThat(refused(change(person, "/participations/resident/2019-01-01/end", "\"lastDay\": \"2020-01-01\"")))
                .isEqualTo("404 UNKNOWN_PARTICIPATION first");
        assertThat(refused(change(
                        person,
                        "/participations/employee/2019-01-01/changes",
                        "\"from\": \"2020-01-01\", \"terms\": " + ACTIVE)))
                .isEqualTo("400 WRONG_VALUE from");
        assertThat(api.get("/api/persons/" + person + "/changes").json()).hasSize(3);
    }

    /// Flexibly employed and moving: the national rule repairs up to three months.
    @Test
    void insurance_moves_in_one_act_and_what_was_paid_counts_on() {
        var person = employee();
        for (var month : new String[] {"2025-01", "2025-02", "2025-03"}) {
            done(pay(person, "regular", month, month + "-10", false));
        }
        var there = "\"lastDay\": \"%s\", \"to\": {\"scheme\": \"employee\", \"from\": \"%s\", \"terms\": %s}";
        assertThat(refused(change(
                        person,
                        "/participations/employee/2020-01-01/move",
                        there.formatted("2025-03-31", "2025-04-01", ACTIVE))))
                .isEqualTo("400 WRONG_VALUE to.region");
        var suzhou = terms("320500", "active");
        assertThat(refused(change(
                        person,
                        "/participations/employee/2020-01-01/move",
                        there.formatted("2025-03-31", "2025-03-31", suzhou))))
                .isEqualTo("400 WRONG_VALUE to.from");
        done(change(
                person,
                "/participations/employee/2020-01-01/move",
                there.formatted("2025-03-31", "2025-04-01", suzhou)));
        done(change(person, "/contributions", """
                "scheme": "employee", "period": "2025-06", "region": "320500", "kind": "regular",
                "paidOn": "2025-06-05", "corrects": false"""));
        var seen = api.get("/api/persons/" + person + "?day=2025-06-30");
        assertThat(seen.at("/participations/0/region")).isEqualTo("320500");
        assertThat(seen.at("/participations/0/insuredSince")).isEqualTo("2020-01-01");
        assertThat(seen.at("/participations/1/to")).isEqualTo("2025-03-31");
        assertThat(seen.at("/participations/0/standing/standing"))
                .as("April and May are not paid for, and moving asks that they are within three months")
                .isEqualTo("waiting");
        assertThat(seen.at("/participations/0/standing/rule/id")).startsWith("320000/gap-relation-moved@");
        for (var month : new String[] {"2025-04", "2025-05"}) {
            done(change(person, "/contributions", """
                    "scheme": "employee", "period": "%s", "region": "320500", "kind": "back-payment",
                    "paidOn": "2025-06-20", "corrects": false""".formatted(month)));
        }
        var repaid = api.get("/api/persons/" + person + "?day=2025-04-15");
        assertThat(repaid.at("/participations/0/standing/standing")).isEqualTo("normal");
        assertThat(repaid.at("/participations/0/standing/because")).isEqualTo("made up for by paying");
        assertThat(api.get("/api/persons/" + person + "/standing?scheme=employee")
                        .at("/0/standing"))
                .isEqualTo("ended");
    }

    /// Shenzhen asks of who retires in 2024 for 300 months, 120 of them paid there; January to March 2024 are 3.
    @Test
    void who_retires_with_too_few_years_is_told_what_is_missing_and_has_benefits_once_it_is_paid() {
        var person = registered();
        var path = "/participations";
        done(change(
                person,
                path,
                "\"scheme\": \"employee\", \"from\": \"2024-01-01\", \"terms\": " + terms("440300", "active")));
        for (var month : List.of("2024-01", "2024-02", "2024-03")) {
            done(change(person, "/contributions", """
                    "scheme": "employee", "period": "%s", "region": "440300", "kind": "regular", "base": "6000.00",
                    "employee": "120.00", "paidOn": "%s-10", "corrects": false""".formatted(month, month)));
        }
        done(change(
                person,
                path + "/employee/2024-01-01/changes",
                "\"from\": \"2024-04-01\", \"terms\": " + terms("440300", "retired")));

        var short297 = api.get("/api/persons/" + person);
        assertThat(short297.at("/participations/0/standing/standing")).isEqualTo("suspended");
        assertThat(short297.at("/participations/0/standing/because")).startsWith("too few years of contribution");
        assertThat(short297.at("/participations/0/standing/from")).isEqualTo("2024-04-01");
        assertThat(short297.at("/participations/0/standing/rule/id")).startsWith("440300/retirement@2024");
        assertThat(short297.at("/participations/0/standing/missing/months")).isEqualTo("297");
        assertThat(short297.at("/participations/0/standing/missing/actualMonths"))
                .isEqualTo("0");
        assertThat(short297.at("/participations/0/standing/missing/localMonths"))
                .isEqualTo("117");
        assertThat(api.get("/api/persons/" + person, "zh").at("/participations/0/standing/because"))
                .startsWith("退休时缴费年限不足");

        // All that is missing, paid on one day (一次性补缴): April 1999 to December 2023 are 297 months.
        try (var months = Stream.iterate(YearMonth.of(1999, 4), month -> month.plusMonths(1))
                .limit(297)) {
            var offered = months.map(month -> new Enrolment.Offered(
                            new Contribution(
                                    person,
                                    Scheme.EMPLOYEE,
                                    month,
                                    "440300",
                                    ContributionKind.BACK_PAYMENT,
                                    Rooms.fen("6000.00"),
                                    Rooms.fen("120.00"),
                                    Fen.ZERO,
                                    Fen.ZERO,
                                    LocalDate.of(2025, 6, 20)),
                            false))
                    .toList();
            served.rooms()
                    .transaction(connection ->
                            served.rooms().service(Enrolment.class).contribute(connection, offered, "c-1", "一次性补缴"));
        }
        var opened = api.get("/api/persons/" + person);
        assertThat(opened.at("/participations/0/standing/standing")).isEqualTo("normal");
        assertThat(opened.at("/participations/0/standing/from")).isEqualTo("2025-06-20");
    }

    @Test
    void contributions_are_recorded_corrected_and_shown() {
        var person = employee();
        done(pay(person, "regular", "2025-01", "2025-01-10", false));
        assertThat(refused(pay(person, "regular", "2025-01", "2025-01-11", false)))
                .isEqualTo("400 CONTRIBUTION period");
        done(pay(person, "regular", "2025-01", "2025-01-11", true));
        var late = pay(person, "regular", "2025-02", "2025-05-10", false);
        assertThat(refused(late)).isEqualTo("400 CONTRIBUTION paidOn");
        assertThat(late.at("/expected")).contains("back-payment");
        done(pay(person, "back-payment", "2025-02", "2025-05-10", false));
        var held = api.get("/api/persons/" + person + "/contributions");
        assertThat(held.json()).hasSize(2);
        assertThat(held.at("/0/paidOn")).isEqualTo("2025-01-11");
        assertThat(held.at("/1/kind")).isEqualTo("back-payment");
        assertThat(held.at("/1/employee")).isEqualTo("120.00");
        var trail = api.get("/api/persons/" + person + "/changes");
        assertThat(trail.json().at("/3/fields").toString())
                .isEqualTo("[{\"field\":\"paidOn\",\"before\":\"2025-01-10\",\"after\":\"2025-01-11\"}]");
        assertThat(trail.at("/3/subject")).isEqualTo("employee 2025-01");
        assertThat(api.get("/api/persons/77/contributions").status()).isEqualTo(404);
    }

    @Test
    void a_death_is_reported_and_taken_back() {
        var person = employee();
        assertThat(refused(change(person, "/death", "\"day\": \"2025-07-02\""))).isEqualTo("400 WRONG_VALUE day");
        done(change(person, "/death", "\"day\": \"2025-05-20\""));
        var dead = api.get("/api/persons/" + person + "?day=2025-05-21");
        assertThat(dead.at("/died")).isEqualTo("2025-05-20");
        assertThat(dead.at("/participations/0/standing/standing")).isEqualTo("ended");
        assertThat(dead.at("/participations/0/standing/because")).isEqualTo("died");
        var version = dead.at("/version");
        done(api.post("/api/persons/" + person + "/death/taking-back", "{\"version\": " + version + ", " + SAID + "}"));
        var alive = api.get("/api/persons/" + person + "?day=2025-05-21");
        assertThat(alive.json().has("died")).isFalse();
        assertThat(alive.at("/participations/0/standing/standing")).isEqualTo("normal");
        var again = api.post(
                "/api/persons/" + person + "/death/taking-back",
                "{\"version\": " + alive.at("/version") + ", " + SAID + "}");
        assertThat(refused(again)).isEqualTo("409 NO_DEATH ");
        assertThat(api.get("/api/persons/" + person + "/changes")
                        .json()
                        .at("/3/fields")
                        .toString())
                .isEqualTo("[{\"field\":\"died\",\"before\":\"2025-05-20\"}]");
    }
}

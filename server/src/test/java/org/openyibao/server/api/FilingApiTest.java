package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.server.ContractCases;
import org.openyibao.server.settlement.Rooms;

/// Filings for care away from home, over HTTP.
class FilingApiTest {

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
        rooms.today("2025-05-08");
    }

    private static String path(String person) {
        return "/api/persons/" + person + "/filings";
    }

    private static String wish(String ground, String place, String more) {
        return """
                {"ground": "%s", "place": "%s"%s, "reason": "看病"}""".formatted(ground, place, more);
    }

    /// A paper and its photo, as fields that others precede.
    private static String with(String person, String paper) {
        return ", \"documents\": [\"%1$s\"], \"files\": [{\"paper\": \"%1$s\", \"document\": \"%2$s\"}]"
                .formatted(paper, api.photo(person));
    }

    private static String retired() {
        return rooms.insured(new Insured("999999", Scheme.EMPLOYEE, Status.RETIRED, Standing.NORMAL), Balances.NONE);
    }

    private static TestApi.Answer ask(String person, String place, String more) {
        return api.post(
                "/api/can-i-use",
                "{\"person\": \"" + person + "\", \"visit\": {\"kind\": \"inpatient\", \"level\": \"2\", \"place\": \""
                        + place + "\"" + more + "}}");
    }

    @Test
    void a_long_term_filing_holds_until_cancelled_and_care_there_is_as_at_home() {
        var person = retired();
        assertThat(ask(person, "310000", "").at("/whyNotDirect")).isEqualTo("NOT_FILED");
        var made = api.insured(person)
                .post(path(person), wish("resettled-retiree", "310000", with(person, "household-register")));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(made.at("/from")).isEqualTo("2025-05-08");
        assertThat(made.json().has("until")).isFalse();
        assertThat(made.at("/complete")).isEqualTo("true");
        assertThat(made.at("/rules/0/id")).isEqualTo("000000/filing-documents-resettled@2023-01-01");
        var there = ask(person, "310115", "");
        assertThat(there.at("/route")).isEqualTo("direct");
        assertThat(there.at("/reduction")).isEqualTo("0%");
        assertThat(ask(person, "999999", "").at("/reduction")).as("at home too").isEqualTo("0%");
        rooms.today("2031-05-08");
        assertThat(ask(person, "310000", "").at("/route")).isEqualTo("direct");
        var cancelled = api.insured(person)
                .post(path(person) + "/" + made.at("/filing") + "/cancellation", "{\"reason\": \"返回参保地\"}");
        assertThat(cancelled.at("/cancelled")).isEqualTo("2031-05-08");
        assertThat(ask(person, "310000", "").at("/whyNotDirect")).isEqualTo("FILING_CANCELLED");
        assertThat(ask(person, "310000", ", \"admitted\": \"2031-05-07\"").at("/route"))
                .as("a stay that began before")
                .isEqualTo("direct");
    }

    @Test
    void filed_by_promise_care_at_home_loses_until_the_documents_are_in() {
        var person = retired();
        var made =
                api.insured(person).post(path(person), wish("resettled-retiree", "310000", ", \"byCommitment\": true"));
        assertThat(made.at("/complete")).isEqualTo("false");
        assertThat(ask(person, "310000", "").at("/reduction")).isEqualTo("0%");
        var home = ask(person, "999999", "");
        assertThat(home.at("/reduction")).isEqualTo("20%");
        assertThat(home.at("/toDo/0/act")).isEqualTo("supply-documents");
        var documents = path(person) + "/" + made.at("/filing") + "/documents";
        var others = api.insured(person).post(documents, "{\"reason\": \"r\"" + with(person, "passport") + "}");
        assertThat(others.status()).isEqualTo(422);
        assertThat(others.at("/code")).isEqualTo("DOCUMENTS_MISSING");
        assertThat(others.at("/details/0")).isEqualTo("household-register");
        var supplied =
                api.insured(person).post(documents, "{\"reason\": \"补齐\"" + with(person, "household-register") + "}");
        assertThat(supplied.at("/complete")).as(supplied.text()).isEqualTo("true");
        assertThat(ask(person, "999999", "").at("/reduction")).isEqualTo("0%");
    }

    /// Six months by the nation's rule: the last day is 8 November.
    @Test
    void a_temporary_filing_expires_and_can_be_extended_before() {
        var person = retired();
        var made = api.insured(person).post(path(person), wish("referred", "310000", with(person, "referral")));
        assertThat(made.at("/until")).isEqualTo("2025-11-08");
        var extension = path(person) + "/" + made.at("/filing") + "/extension";
        rooms.today("2025-11-08");
        assertThat(ask(person, "310000", "").at("/reduction")).isEqualTo("10%");
        var tooLong = api.insured(person).post(extension, "{\"until\": \"2026-05-09\", \"reason\": \"r\"}");
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.at("/expected")).isEqualTo("a date after 2025-11-08 and not after 2026-05-08");
        var extended = api.insured(person).post(extension, "{\"until\": \"2026-01-31\", \"reason\": \"复查\"}");
        assertThat(extended.at("/until")).isEqualTo("2026-01-31");
        rooms.today("2026-01-31");
        assertThat(ask(person, "310000", "").at("/route")).isEqualTo("direct");
        rooms.today("2026-02-01");
        assertThat(ask(person, "310000", "").at("/whyNotDirect")).isEqualTo("FILING_EXPIRED");
        var late = api.insured(person).post(extension, "{\"until\": \"2026-03-01\", \"reason\": \"r\"}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.at("/code")).isEqualTo("FILING_OVER");
    }

    @Test
    void a_change_of_place_ends_one_filing_and_begins_another_and_the_trail_says_who_and_why() {
        var person = retired();
        var made = api.insured(person)
                .post(path(person), wish("long-term-resident", "310000", ", \"byCommitment\": true"));
        rooms.today("2025-06-01");
        var moved = api.insured(person)
                .post(
                        path(person) + "/" + made.at("/filing") + "/place",
                        "{\"place\": \"440100\", \"reason\": \"搬家\"}");
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(moved.at("/replaces")).isEqualTo(made.at("/filing"));
        assertThat(ask(person, "440100", "").at("/route")).isEqualTo("direct");
        assertThat(ask(person, "310000", "").at("/whyNotDirect")).isEqualTo("FILING_CANCELLED");
        assertThat(ask(person, "310000", ", \"admitted\": \"2025-05-31\"").at("/route"))
                .isEqualTo("direct");
        var all = api.get(path(person));
        assertThat(all.json().size()).isEqualTo(2);
        assertThat(all.at("/0/cancelled")).isEqualTo("2025-06-01");
        assertThat(all.at("/0/events/1/what")).isEqualTo("place");
        assertThat(all.at("/0/events/1/details")).isEqualTo("440100");
        assertThat(all.at("/0/events/1/reason")).isEqualTo("搬家");
        assertThat(all.at("/0/events/1/clerk")).isEqualTo(person);
        assertThat(all.at("/1/events/0/what")).isEqualTo("filed");
        assertThat(all.at("/1/events/0/at")).startsWith("2025-06-01T10:00");
    }

    @Test
    void filed_during_a_stay_it_counts_and_after_the_discharge_a_claim_is_left() {
        var person = retired();
        api.insured(person).post(path(person), wish("other-temporary", "310000", ""));
        var stay = ", \"admitted\": \"2025-05-01\", \"discharged\": \"%s\"";
        assertThat(ask(person, "310000", stay.formatted("2025-05-08")).at("/route"))
                .isEqualTo("direct");
        var after = ask(person, "310000", stay.formatted("2025-05-07"));
        assertThat(after.at("/whyNotDirect")).isEqualTo("NOT_FILED");
        assertThat(after.at("/route")).isEqualTo("claim");
    }

    /// Until the end of 2022 Henan asked for a filing inside the province too.
    @Test
    void inside_the_province_a_filing_is_needed_where_the_region_says_so() {
        var person =
                rooms.insured(new Insured("410100", Scheme.EMPLOYEE, Status.ACTIVE, Standing.NORMAL), Balances.NONE);
        assertThat(ask(person, "410300", "").at("/route")).isEqualTo("direct");
        rooms.today("2022-12-01");
        assertThat(ask(person, "410300", "").at("/whyNotDirect")).isEqualTo("NOT_FILED");
    }

    @Test
    void sent_again_it_is_filed_once_and_a_second_of_its_kind_is_refused() {
        var person = retired();
        var body = wish("other-temporary", "310000", "");
        var first = api.insured(person).post(path(person), "k-" + person, body, "en");
        var again = api.insured(person).post(path(person), "k-" + person, body, "zh");
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.bytes()).isEqualTo(first.bytes());
        var other = api.insured(person).post(path(person), "k-" + person, wish("other-temporary", "110000", ""), "en");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("/got")).contains("place differs");
        var second = api.insured(person).post(path(person), body);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.at("/code")).isEqualTo("FILED_ALREADY");
        assertThat(api.get(path(person)).json().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "referred | 310000 | '' | 422 | DOCUMENTS_MISSING | ''",
                "referred | 310000 | ', \"byCommitment\": true' | 422 | DOCUMENTS_MISSING | ''",
                "posted-worker | 310000 | ', \"byCommitment\": true' | 422 | FILING_GROUND | ''",
                "other-temporary | 999999 | '' | 422 | FILING_AT_HOME | ''",
                "other-temporary | 31 | '' | 400 | WRONG_VALUE | place",
                "holiday | 310000 | '' | 400 | WRONG_VALUE | ground",
                "other-temporary | 310000 | ', \"from\": \"2025-05-07\"' | 400 | WRONG_VALUE | from",
                "other-temporary | 310000 | ', \"until\": \"2025-05-07\"' | 400 | WRONG_VALUE | until",
                "other-temporary | 310000 | ', \"until\": \"2025-11-09\"' | 400 | WRONG_VALUE | until",
                "other-temporary | 310000 | ', \"scheme\": \"resident\"' | 400 | WRONG_VALUE | scheme",
            })
    void what_cannot_be_filed_is_refused(
            String ground, String place, String more, int status, String code, String field) {
        var person = retired();
        var before = rooms.state();
        var answer = api.insured(person).post(path(person), wish(ground, place, more));
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.at("/field")).isEqualTo(field);
        assertThat(rooms.state()).isEqualTo(before);
        assertThat(api.get(path(person)).json().size()).isZero();
    }

    @Test
    void nobody_and_nothing_are_told() {
        assertThat(api.insured("nobody")
                        .post(path("nobody"), wish("other-temporary", "310000", ""))
                        .at("/code"))
                .isEqualTo("UNKNOWN_PERSON");
        var person = retired();
        var cancelled = api.insured(person).post(path(person) + "/77/cancellation", "{\"reason\": \"r\"}");
        assertThat(cancelled.status()).isEqualTo(404);
        assertThat(cancelled.at("/code")).isEqualTo("UNKNOWN_FILING");
    }

    static List<Case> cases() throws IOException {
        return ContractCases.of(Set.of(Question.Filing.class));
    }

    /// Filed on the day of the case, the visit asked about on its own.
    @ParameterizedTest
    @MethodSource("cases")
    void the_contract_cases_come_out(Case asked) {
        var question = ((Question.Filing) asked.question()).asked();
        var filing = question.filing();
        var person = rooms.insured(asked.insured(), Balances.NONE);
        rooms.today(filing.made().orElseThrow().toString());
        var made = api.insured(person)
                .post(
                        path(person),
                        wish(filing.kind().toString(), filing.place().orElseThrow(), with(person, "referral")));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(filing.validMonths()).as("what the rules give").contains(6);
        rooms.today(asked.on().toString());
        var visit = question.visit();
        var answer = ask(
                person,
                visit.place(),
                ", \"admitted\": \"" + visit.admitted().orElseThrow() + "\""
                        + visit.discharged()
                                .map(day -> ", \"discharged\": \"" + day + "\"")
                                .orElse(""));
        List<String> differences = new ArrayList<>();
        for (var expected : asked.expect()) {
            var got = switch (expected.key()) {
                case "filingValid" -> answer.at("/filingValid");
                case "directSettlement" -> Boolean.toString(answer.at("/route").equals("direct"));
                case "reason" -> answer.at("/whyNotDirect");
                default -> answer.at("/" + expected.key());
            };
            if (!expected.value().equals(got)) {
                differences.add(expected + ", got " + got);
            }
        }
        assertThat(differences).as(asked.id() + " " + answer.text()).isEmpty();
    }
}

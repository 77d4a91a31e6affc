package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.policy.Reason;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Rooms;

/// Whether insurance and accounts can be used at a place, over HTTP.
class CanIUseApiTest {

    private static final String PATH = "/api/can-i-use";

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

    @Test
    void anybody_is_answered_as_described() {
        var answer = api.post(PATH, """
                {"on": "2025-05-01", "region": "330100", "scheme": "employee", "status": "active",
                 "account": {"current": "100.00", "prior": "2000.00"},
                 "family": [{"relation": "mother", "region": "330100", "bound": false,
                             "account": {"current": "0.00", "prior": "9.00"}}],
                 "filing": {"kind": "long-term", "place": "220200"},
                 "visit": {"kind": "inpatient", "place": "220200", "level": "3"}}""");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/route")).isEqualTo("direct");
        assertThat(answer.at("/payers/1/payer")).isEqualTo("own-current");
        assertThat(answer.at("/payers/1/allowed")).isEqualTo("false");
        assertThat(answer.at("/payers/1/reason")).isEqualTo("PURPOSE_NOT_ALLOWED");
        assertThat(answer.at("/payers/1/rule/id")).startsWith("330000/account-scope-current");
        assertThat(answer.at("/payers/2/allowed")).isEqualTo("true");
        assertThat(answer.at("/payers/2/balance")).isEqualTo("2000.00");
        assertThat(answer.at("/payers/3/relation")).isEqualTo("mother");
        assertThat(answer.at("/payers/3/reason")).isEqualTo("RELATIVE_NOT_BOUND");
        assertThat(answer.json().at("/toDo").toString()).contains("bind-relative");
    }

    /// Home, scheme, balances and standing are the server's; the hospital is in Beijing, where nobody filed
    /// for.
    @Test
    void a_registered_person_is_known() {
        var person = rooms.employee("220200", "30.00", "1200.00");
        var answer = api.post(PATH, """
                {"person": "%s", "visit": {"kind": "outpatient", "institution": "%s"}}""".formatted(person, Rooms.HOSPITAL));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/on")).isEqualTo("2025-05-08");
        assertThat(answer.at("/home")).isEqualTo("220200");
        assertThat(answer.at("/place")).isEqualTo("110000");
        assertThat(answer.at("/whyNotDirect")).isEqualTo("NOT_FILED");
        assertThat(answer.at("/payers/2/balance")).isEqualTo("1200.00");
        assertThat(answer.at("/payers/2/reason")).isEqualTo("ACCOUNT_NOT_REFUNDED");
        assertThat(answer.at("/toDo/0/act")).isEqualTo("file");
        assertThat(answer.at("/toDo/0/until")).isEqualTo("2025-05-08");
        assertThat(answer.at("/filings/0/documents/0")).isEqualTo("proof-of-residence");
        assertThat(answer.at("/filings/0/rule/source")).contains("医保发〔2022〕22号");
    }

    @Test
    void a_relative_whose_account_is_bound_is_among_the_payers() {
        var person = rooms.resident("220200");
        var owner = rooms.employee("220200", "0.00", "500.00");
        rooms.bind(person, owner, Relation.MOTHER);
        var answer = api.post(PATH, """
                {"person": "%s", "visit": {"kind": "pharmacy", "institution": "%s"}}""".formatted(person, Rooms.PHARMACY));
        assertThat(answer.at("/payers/3/payer")).as(answer.text()).isEqualTo("family");
        assertThat(answer.at("/payers/3/allowed")).isEqualTo("true");
        assertThat(answer.at("/payers/3/balance")).isEqualTo("500.00");
        assertThat(answer.at("/payers/2/reason")).isEqualTo("NO_ACCOUNT");
    }

    /// Whom one has bound, or who has bound one, may be asked about; a stranger may not, in one way or another.
    @Test
    void a_relative_may_be_asked_about_and_a_stranger_not() {
        var user = rooms.resident("220200");
        var owner = rooms.employee("220200", "0.00", "500.00");
        rooms.bind(user, owner, Relation.MOTHER);
        var body = "{\"person\": \"%s\", \"visit\": {\"kind\": \"pharmacy\", \"institution\": \"" + Rooms.PHARMACY
                + "\"}}";
        var quote = "{\"question\": " + body + ", \"bill\": {\"parts\": {\"inScope\": \"10.00\"}}}";
        assertThat(api.insured(user).post(PATH, body.formatted(user)).status()).isEqualTo(200);
        assertThat(api.insured(user).post(PATH, body.formatted(owner)).status()).isEqualTo(200);
        assertThat(api.insured(owner).post(PATH, body.formatted(user)).status()).isEqualTo(200);
        assertThat(api.insured(owner).post("/api/quotes", quote.formatted(user)).status())
                .isEqualTo(200);
        var stranger = api.insured(rooms.resident("220200"));
        var refused = stranger.post(PATH, body.formatted(user));
        assertThat(refused.status() + " " + refused.at("/code")).isEqualTo("403 NOT_YOURS");
        assertThat(stranger.post("/api/quotes", quote.formatted(user)).status()).isEqualTo(403);
    }

    @Test
    void it_is_said_in_the_readers_language() {
        var body = """
                {"region": "220200", "scheme": "employee", "status": "active", "visit": {"kind": "outpatient"}}""";
        assertThat(api.post(PATH, "k-1", body, "zh").at("/conclusion")).isEqualTo("可以在机构直接结算");
        assertThat(api.post(PATH, "k-1", body, "en").at("/conclusion")).isEqualTo("Settled at the institution");
    }

    @Test
    void it_changes_nothing() {
        var person = rooms.employee("220200", "30.00", "1200.00");
        var before = rooms.state();
        api.post(PATH, "{\"person\": \"" + person + "\", \"visit\": {\"kind\": \"outpatient\"}}");
        assertThat(rooms.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"visit\": {\"kind\": \"outpatient\"}} | 400 | MISSING_FIELD | region",
                "{\"region\": \"220200\", \"scheme\": \"employee\", \"status\": \"active\"} | 400 | MISSING_FIELD | visit",
                "{\"region\": \"2202\", \"scheme\": \"employee\", \"status\": \"active\", \"visit\": {\"kind\": \"outpatient\"}}"
                        + " | 400 | WRONG_VALUE | region",
                "{\"region\": \"220200\", \"scheme\": \"employee\", \"status\": \"active\", \"visit\": {\"kind\": \"dental\"}}"
                        + " | 400 | WRONG_VALUE | visit.kind",
                "{\"region\": \"220200\", \"scheme\": \"employee\", \"status\": \"active\", \"visit\": {\"kind\": \"outpatient\","
                        + " \"networked\": \"yes\"}} | 400 | WRONG_VALUE | visit.networked",
                "{\"person\": \"nobody\", \"visit\": {\"kind\": \"outpatient\"}} | 404 | UNKNOWN_PERSON | person",
                "{\"person\": \"nobody\", \"region\": \"220200\", \"visit\": {\"kind\": \"outpatient\"}}"
                        + " | 400 | WRONG_VALUE | region",
                "{\"region\": \"220200\", \"scheme\": \"employee\", \"status\": \"active\", \"visit\": {\"kind\": \"outpatient\","
                        + " \"institution\": \"H1\"}} | 404 | UNKNOWN_INSTITUTION | visit.institution",
                "{\"region\": \"220200\", \"scheme\": \"employee\", \"status\": \"active\", \"visit\": {\"kind\": \"outpatient\","
                        + " \"institution\": \"H1\", \"place\": \"310000\"}} | 400 | WRONG_VALUE | visit.institution",
                "{\"region\": \"220200\", \"scheme\": \"employee\", \"status\": \"active\", \"visit\": {\"kind\": \"inpatient\","
                        + " \"admitted\": \"2025-05-02\", \"discharged\": \"2025-05-01\"}} | 400 | WRONG_VALUE | visit.discharged",
            })
    void what_is_wrong_is_named(String body, int status, String code, String field) {
        var answer = api.post(PATH, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.at("/field")).isEqualTo(field);
    }

    @Test
    void what_the_server_knows_of_diseases_is_not_to_be_told_it() {
        var person = rooms.resident("510300");
        var answer = api.post(PATH, """
                {"person": "%s", "visit": {"kind": "chronic", "diseases": ["M03900"], "registered": true}}""".formatted(person));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/field")).isEqualTo("visit.registered");
    }

    /// Asks whether a visit is paid for, then settles 10,000.00 of it: who may pay and has something pays, nobody else
    /// does, and what is not settled there is refused for the reason that was told. Returns the reasons told.
    private static String askThenSettle(String person, Scheme scheme, String institution, VisitKind kind) {
        var asked = api.post(PATH, """
                {"person": "%s", "scheme": "%s", "visit": {"kind": "%s", "institution": "%s"}}""".formatted(person, scheme, kind, institution));
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        var may = new TreeSet<String>();
        var reasons = new TreeSet<String>();
        for (var payer : asked.json().at("/payers")) {
            var has = payer.at("/balance").isMissingNode()
                    || !payer.at("/balance").asString().equals("0.00");
            if (payer.at("/allowed").asBoolean()
                    && has
                    && (!payer.at("/payer").asString().equals("family")
                            || payer.at("/relation").isString())
                    && !payer.at("/payer").asString().equals("wallet")) {
                may.add(payer.at("/payer").asString());
            }
            if (!payer.at("/reason").isMissingNode() && !payer.at("/reason").isNull()) {
                reasons.add(payer.at("/payer").asString() + " "
                        + payer.at("/reason").asString());
            }
        }
        var day = LocalDate.of(2025, 5, 8);
        var visit = rooms.visit(person, scheme, institution, day);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", Rooms.line(Rooms.DRUG_A, "10000.00", day)));
        switch (rooms.perform(visit.settle("b", "10000.00", kind))) {
            case Outcome.Settled settled -> {
                var paid = settled.settlement();
                var did = new TreeSet<String>();
                Map.of(
                                "fund", paid.funds(),
                                "own-current", paid.accountCurrent(),
                                "own-prior", paid.accountPrior(),
                                "family", paid.familyPaid())
                        .forEach((payer, amount) -> {
                            if (!amount.isZero()) {
                                did.add(payer);
                            }
                        });
                assertThat(asked.at("/route")).isEqualTo("direct");
                assertThat(did).isEqualTo(may);
            }
            case Outcome other -> {
                var why = Reason.valueOf(asked.at("/whyNotDirect"));
                assertThat(asked.at("/route")).isNotEqualTo("direct");
                assertThat(((Outcome.Refused) other).refusal().expected().zh())
                        .contains(why.text().zh());
                reasons.add(why.name());
            }
        }
        return String.join(", ", reasons);
    }

    @Test
    void what_is_answered_is_what_a_settlement_then_does() {
        var employee = rooms.employee("30.00", "50.00");
        assertThat(askThenSettle(employee, Scheme.EMPLOYEE, Rooms.HOSPITAL, VisitKind.OUTPATIENT))
                .doesNotContain("fund", "own");

        var suspended = rooms.employee("30.00", "50.00");
        rooms.stands(suspended, Standing.SUSPENDED);
        assertThat(askThenSettle(suspended, Scheme.EMPLOYEE, Rooms.HOSPITAL, VisitKind.OUTPATIENT))
                .contains("fund STATUS_NOT_NORMAL");

        var child = rooms.resident("510300");
        rooms.bind(child, rooms.employee("510300", "0.00", "40.00"), Relation.MOTHER);
        assertThat(askThenSettle(child, Scheme.RESIDENT, Rooms.COMMUNITY, VisitKind.CHRONIC))
                .contains("NOT_REGISTERED");
        rooms.register(child, "M03900", Scheme.RESIDENT, LocalDate.of(2025, 5, 8));
        assertThat(askThenSettle(child, Scheme.RESIDENT, Rooms.COMMUNITY, VisitKind.CHRONIC))
                .doesNotContain("fund");

        // Of Ordos: half of what is above 2,000.00 a year, at most 10,000.00: 4,000.00, 5,000.00, 1,000.00, nothing.
        rooms.service(Registry.class)
                .saveInstitutions(List.of(new Institution(
                        "H15060000001",
                        LocalDate.of(2010, 1, 1),
                        LocalDate.of(9999, 12, 31),
                        "样例医院",
                        "150600",
                        InstitutionKind.HOSPITAL,
                        Level.THREE,
                        true,
                        true)));
        var chronic = rooms.employee("150600", "0.00", "0.00");
        rooms.register(chronic, "M03900", Scheme.EMPLOYEE, LocalDate.of(2025, 5, 8));
        for (var visit = 1; visit <= 3; visit++) {
            assertThat(askThenSettle(chronic, Scheme.EMPLOYEE, "H15060000001", VisitKind.CHRONIC))
                    .doesNotContain("fund");
        }
        assertThat(askThenSettle(chronic, Scheme.EMPLOYEE, "H15060000001", VisitKind.CHRONIC))
                .contains("fund CAP_REACHED");

        var away = rooms.employee("220200", "30.00", "50.00");
        assertThat(askThenSettle(away, Scheme.EMPLOYEE, Rooms.HOSPITAL, VisitKind.OUTPATIENT))
                .contains("NOT_FILED");
    }

    @Test
    void a_person_who_is_not_in_the_scheme_is_told_so() {
        var person = rooms.resident("220200");
        var answer = api.post(
                PATH,
                "{\"person\": \"" + person + "\", \"scheme\": \"employee\", \"visit\": {\"kind\": \"outpatient\"}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/field")).isEqualTo("scheme");
    }
}

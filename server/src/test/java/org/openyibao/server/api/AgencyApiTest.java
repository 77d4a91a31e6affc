package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.settlement.Rooms;

/// What an agency works with, over HTTP: paper in two steps, the list of what waits, persons' files, institutions and
/// imports.
class AgencyApiTest {

    private static final String HEADER = "code,name,region,kind,level,designated,networked,from,to\n";

    private static ServedRooms served;
    private static Rooms rooms;
    private static TestApi clerk;
    private static TestApi reviewer;
    private static TestApi administrator;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        rooms = served.rooms();
        clerk = served.api().as(new Caller("clerk-jilin", Role.CLERK, "220000"));
        reviewer = served.api().as(new Caller("reviewer-jilin", Role.REVIEWER, "220000"));
        administrator = served.api().as(new Caller("administrator-1", Role.ADMINISTRATOR, ""));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @BeforeEach
    void today() {
        rooms.today("2025-05-08");
    }

    private static String retiree(String region) {
        return rooms.insured(new Insured(region, Scheme.EMPLOYEE, Status.RETIRED, Standing.NORMAL), Balances.NONE);
    }

    private static String proposals(String person) {
        return "/api/persons/" + person + "/proposals";
    }

    private static TestApi.Answer propose(String person) {
        return propose(clerk, person);
    }

    private static TestApi.Answer propose(TestApi by, String person) {
        return by.post(proposals(person), """
                {"paper": "备案登记表 31 号", "filing": {"ground": "resettled-retiree", "place": "310000",
                 "documents": ["household-register"], "reason": "随子女居住"}}""");
    }

    @Test
    void paper_is_proposed_by_a_clerk_and_approved_by_a_reviewer() {
        var person = retiree("220100");
        var proposed = propose(person);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(200);
        assertThat(proposed.at("/kind")).isEqualTo("filing");
        assertThat(proposed.at("/clerk")).isEqualTo("clerk-jilin");
        assertThat(proposed.at("/status")).isEqualTo("waits for its review");
        assertThat(proposed.at("/filing/place")).isEqualTo("310000");
        var id = proposed.at("/proposal");
        assertThat(clerk.get("/api/persons/" + person + "/filings").json().size())
                .isZero();
        var waiting = reviewer.get("/api/regions/220100/work?role=reviewer&kind=proposal");
        var counts = waiting.json().at("/counts");
        assertThat(IntStream.range(0, counts.size())
                        .mapToObj(at -> counts.get(at).get("step").asString()))
                .contains("proposal/filing");
        var item = StreamSupport.stream(waiting.json().at("/items").spliterator(), false)
                .filter(each -> each.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(item.get("person").asString()).isEqualTo(person);
        assertThat(item.get("next").asString()).isEqualTo("review a filing from paper");
        assertThat(item.get("by").asString()).isEqualTo("clerk-jilin");
        assertThat(item.get("name").asString()).matches(".\\*+");
        var approved = reviewer.post(proposals(person) + "/" + id + "/approval", "{}");
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(approved.at("/outcome")).isEqualTo("approved");
        assertThat(approved.at("/endedBy")).isEqualTo("reviewer-jilin");
        var filed = clerk.get("/api/persons/" + person + "/filings");
        assertThat(filed.at("/0/filing")).isEqualTo(approved.at("/result"));
        assertThat(filed.at("/0/from")).isEqualTo("2025-05-08");
        var again = reviewer.post(proposals(person) + "/" + id + "/rejection", "{\"why\": \"x\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/code")).isEqualTo("ENDED_ALREADY");
    }

    @Test
    void a_binding_and_both_ends_are_proposed_alike() {
        var user = rooms.resident("220200");
        var owner = rooms.employee("220100", "0.00", "100.00");
        var proposed = clerk.post(proposals(user), """
                {"paper": "共济登记表 7 号", "binding": {"owner": "%s", "relation": "mother", "yearLimit": "500.00"}}""".formatted(owner));
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(200);
        assertThat(proposed.at("/binding/yearLimit")).isEqualTo("500.00");
        var bound = reviewer.post(proposals(user) + "/" + proposed.at("/proposal") + "/approval", "{}");
        assertThat(bound.status()).as(bound.text()).isEqualTo(200);
        var end = clerk.post(
                proposals(user),
                "{\"paper\": \"解除申请 1 号\", \"bindingEnd\": {\"binding\": \"%s\", \"because\": \"relation-ended\"}}"
                        .formatted(bound.at("/result")));
        assertThat(end.status()).as(end.text()).isEqualTo(200);
        var rejected = reviewer.post(proposals(user) + "/" + end.at("/proposal") + "/rejection", "{\"why\": \"未签字\"}");
        assertThat(rejected.at("/outcome")).isEqualTo("rejected");
        assertThat(rejected.at("/why")).isEqualTo("未签字");
        assertThat(clerk.get("/api/accounts/" + user + "/bindings")
                        .json()
                        .at("/0")
                        .has("endedOn"))
                .isFalse();
        var listed = clerk.get(proposals(user));
        assertThat(listed.at("/0/kind") + " " + listed.at("/1/kind")).isEqualTo("binding binding-end");
        assertThat(clerk.get(proposals(user) + "/" + end.at("/proposal")).at("/bindingEnd/because"))
                .isEqualTo("relation-ended");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"paper": "p"}                                                             | body         | 0
                    {"paper": "p", "filing": {"ground": "x", "place": "310000", "reason": "r"}} | filing.ground| "x"
                    {"paper": "p", "filing": {"ground": "referred", "place": "31", "reason": "r"}} | filing.place | "31"
                    {"paper": "p", "filingEnd": {"filing": "1", "reason": "r"}, "bindingEnd": {"binding": "1", "because": "requested"}} | body | 2
                    {"filingEnd": {"filing": "1", "reason": "r"}}                              | paper        | nothing""")
    void what_is_no_proposal_is_refused_by_field(String body, String field, String got) {
        var refused = clerk.post(proposals(retiree("220100")), body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/field")).isEqualTo(field);
        assertThat(refused.at("/got")).isEqualTo(got);
    }

    @ParameterizedTest
    @CsvSource({"most=0, most", "most=501, most", "kind=visit, kind", "role=x, role", "after=1, after"})
    void what_the_list_cannot_be_asked_for_is_refused(String asked, String field) {
        var refused = reviewer.get("/api/regions/220200/work?" + asked);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/field")).isEqualTo(field);
    }

    @Test
    void a_file_by_time_tells_what_happened_the_latest_first() {
        var person = retiree("220100");
        var id = propose(person).at("/proposal");
        rooms.today("2025-05-09");
        reviewer.post(proposals(person) + "/" + id + "/approval", "{}");
        var file = clerk.get("/api/persons/" + person + "/timeline");
        assertThat(file.status()).as(file.text()).isEqualTo(200);
        var entries = file.json().at("/entries");
        var told = IntStream.range(0, entries.size())
                .mapToObj(entries::get)
                .map(each -> each.get("day").asString() + " " + each.get("what").asString())
                .toList();
        assertThat(told)
                .contains(
                        "2025-05-09 filed for care away from home",
                        "2025-05-08 entered from paper: filing for care away from home",
                        "2010-01-01 begins in the employee scheme");
        assertThat(told.indexOf("2025-05-09 filed for care away from home"))
                .isLessThan(told.indexOf("2025-05-08 entered from paper: filing for care away from home"));
        assertThat(file.at("/found")).isEqualTo(Integer.toString(entries.size()));
        var page = clerk.get("/api/persons/" + person + "/timeline?kind=filing&limit=1", "zh");
        assertThat(page.at("/entries/0/what")).isEqualTo("异地就医备案");
        assertThat(page.at("/entries/0/by")).isEqualTo("clerk-jilin");
        assertThat(page.at("/entries/0/details")).isEqualTo("310000");
        assertThat(clerk.get("/api/persons/" + person + "/timeline?limit=0").status())
                .isEqualTo(400);
    }

    @Test
    void another_regions_clerk_and_who_takes_no_part_are_refused() {
        var person = retiree("220100");
        var elsewhere = served.api().as(new Caller("clerk-beijing", Role.CLERK, "110000"));
        assertThat(elsewhere.get("/api/persons/" + person + "/timeline").at("/code"))
                .isEqualTo("NOT_YOURS");
        assertThat(elsewhere.get("/api/regions/220100/work").at("/code")).isEqualTo("NOT_YOURS");
        assertThat(elsewhere.post(proposals(person), "{}").at("/code")).isEqualTo("NOT_YOURS");
        var proposer = served.api().as(new Caller("clerk-changchun", Role.CLERK, "220100"));
        var id = propose(proposer, person).at("/proposal");
        var own = proposer.post(proposals(person) + "/" + id + "/approval", "{}");
        assertThat(own.status() + " " + own.at("/code")).isEqualTo("403 NOT_ALLOWED");
        // The same user, made a reviewer since.
        var promoted = served.api().promoted("clerk-changchun");
        var same = promoted.post(proposals(person) + "/" + id + "/approval", "{}");
        assertThat(same.at("/code")).isEqualTo("REVIEWED_BY_ITS_CLERK");
        assertThat(clerk.get("/api/persons/" + person + "/filings").json().size())
                .isZero();
    }

    @Test
    void institutions_are_found_by_region_name_and_code() {
        var all = administrator.get("/api/regions/110000/institutions");
        assertThat(all.text()).contains(Rooms.HOSPITAL).doesNotContain(Rooms.PHARMACY);
        var one = administrator.get("/api/regions/000000/institutions?name=" + Rooms.PHARMACY);
        assertThat(one.at("/found")).isEqualTo("1");
        assertThat(one.at("/institutions/0/kind")).isEqualTo("pharmacy");
        var first = administrator.get("/api/regions/110000/institutions?most=1");
        var second = administrator.get("/api/regions/110000/institutions?most=1&after=" + first.at("/next"));
        assertThat(second.at("/institutions/0/institution")).isGreaterThan(first.at("/institutions/0/institution"));
        assertThat(administrator.get("/api/institutions/" + Rooms.HOSPITAL).at("/0/region"))
                .isEqualTo("110000");
        assertThat(administrator.get("/api/institutions/X").at("/code")).isEqualTo("UNKNOWN_INSTITUTION");
    }

    private static TestApi.Answer send(String kind, byte[] file) {
        return administrator.call(
                "POST",
                "/api/imports/" + kind,
                administrator
                        .request("/api/imports/" + kind, "en")
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    private static TestApi.Answer send(String kind, String file) {
        return send(kind, file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_file_with_errors_is_told_by_row_and_column_and_nothing_of_it_is_taken() {
        var wrong = send(
                "institutions",
                HEADER
                        + "H22010000091,样例医院,220100,hospital,2,true,true,2020-01-01,\n"
                        + "H22010000092,样例药店,2201,pharmacy,unrated,true,maybe,2020-01-01,\n");
        assertThat(wrong.status()).as(wrong.text()).isEqualTo(200);
        assertThat(wrong.json().has("taken")).isFalse();
        assertThat(wrong.at("/wrong")).as(wrong.text()).isEqualTo("2");
        assertThat(wrong.at("/complaints/0/row")).isEqualTo("3");
        assertThat(wrong.at("/complaints/0/column")).isEqualTo("region");
        assertThat(wrong.at("/complaints/1/column")).isEqualTo("networked");
        assertThat(administrator.get("/api/institutions/H22010000091").status()).isEqualTo(404);
    }

    @Test
    void a_file_is_taken_from_csv_and_from_a_spreadsheet() throws IOException {
        var taken = send("institutions", HEADER + "H22010000093,样例医院三,220100,hospital,2,true,true,2020-01-01,\n");
        assertThat(taken.at("/taken")).as(taken.text()).isEqualTo("1");
        assertThat(administrator.get("/api/institutions/H22010000093").at("/0/name"))
                .isEqualTo("样例医院三");
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "OpenYibao", "1.0")) {
            var sheet = workbook.newWorksheet("1");
            var head = HEADER.strip().split(",");
            var row = "H22010000094,样例医院四,220100,hospital,3,true,false,2020-01-01,".split(",", -1);
            for (var column = 0; column < head.length; column++) {
                sheet.value(0, column, head[column]);
                sheet.value(1, column, row[column]);
            }
        }
        var sheet = send("institutions", bytes.toByteArray());
        assertThat(sheet.at("/taken")).as(sheet.text()).isEqualTo("1");
        assertThat(administrator.get("/api/institutions/H22010000094").at("/0/networked"))
                .isEqualTo("false");
        var unknown = send("persons", HEADER);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.at("/code")).isEqualTo("UNKNOWN_KIND");
        assertThat(send("institutions", "").at("/complaints/0/row")).isEqualTo("1");
    }
}

package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
import org.openyibao.engine.claim.Relation;
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

    /// Proposed and approved; the id of what it made or changed.
    private static String carriedOut(String person, String what) {
        var proposed = clerk.post(proposals(person), "{\"paper\": \"申请表 9 号\", " + what + "}");
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(200);
        var address = proposals(person) + "/" + proposed.at("/proposal");
        var approved = reviewer.post(address + "/approval", "{}");
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        return approved.at("/result");
    }

    /// By promise on 8 May for six months; the referral's paper comes later, the place changes last.
    @Test
    void a_filing_lives_from_paper_alone() {
        var person = retiree("220100");
        var photo = clerk.photo(person);
        var resident = carriedOut(person, """
                "filing": {"ground": "long-term-resident", "place": "310000", "byCommitment": true, "reason": "居住"}""");
        var filings = "/api/persons/" + person + "/filings";
        assertThat(clerk.get(filings).at("/0/complete")).isEqualTo("false");
        carriedOut(person, """
                "filingDocuments": {"filing": "%s", "documents": ["proof-of-residence"], "reason": "补齐",
                 "files": [{"paper": "proof-of-residence", "document": "%s"}]}""".formatted(resident, photo));
        assertThat(clerk.get(filings).at("/0/complete")).isEqualTo("true");
        assertThat(clerk.get(filings).at("/0/files/0/document")).isEqualTo(photo);
        var moved = carriedOut(person, """
                "filingPlace": {"filing": "%s", "place": "440100", "reason": "搬家"}""".formatted(resident));
        assertThat(moved).isNotEqualTo(resident);
        assertThat(clerk.get(filings).at("/0/cancelled")).isEqualTo("2025-05-08");
        assertThat(clerk.get(filings).at("/1/place")).isEqualTo("440100");

        var referred = carriedOut(person, """
                "filing": {"ground": "referred", "place": "110000", "documents": ["referral"], "reason": "转诊",
                 "files": [{"paper": "referral", "document": "%s"}]}""".formatted(photo));
        assertThat(clerk.get(filings).at("/2/until")).isEqualTo("2025-11-08");
        assertThat(clerk.get(filings).at("/2/files/0/document")).isEqualTo(photo);
        rooms.today("2025-10-08");
        assertThat(carriedOut(person, """
                "filingExtension": {"filing": "%s", "until": "2026-04-08", "reason": "复查"}""".formatted(referred))).isEqualTo(referred);
        var extended = clerk.get(filings);
        assertThat(extended.at("/2/until")).isEqualTo("2026-04-08");
        assertThat(extended.at("/2/events/1/what") + " " + extended.at("/2/events/1/clerk"))
                .isEqualTo("extended clerk-jilin");
        var told = clerk.get(proposals(person));
        assertThat(told.at("/1/filingDocuments/files/0/document")).isEqualTo(photo);
        assertThat(told.at("/2/filingPlace/place")).isEqualTo("440100");
        assertThat(told.at("/3/filing/files/0/paper")).isEqualTo("referral");
        assertThat(told.at("/4/filingExtension/until")).isEqualTo("2026-04-08");
    }

    @Test
    void what_would_be_refused_of_a_filing_cannot_be_proposed() {
        var person = retiree("220100");
        var strangers = clerk.photo(retiree("220100"));
        var unknown = clerk.post(proposals(person), """
                {"paper": "p", "filing": {"ground": "referred", "place": "110000", "documents": ["referral"],
                 "reason": "转诊", "files": [{"paper": "referral", "document": "%s"}]}}""".formatted(strangers));
        assertThat(unknown.at("/code") + " " + unknown.at("/field")).isEqualTo("UNKNOWN_DOCUMENT files[0].document");
        var filing = carriedOut(person, """
                "filing": {"ground": "referred", "place": "110000", "documents": ["referral"], "reason": "转诊"}""");
        for (var refused : new String[][] {
            {
                "{\"paper\": \"p\", \"filingExtension\": {\"filing\": \"%s\", \"until\": \"2025-11-09\", \"reason\": \"r\"}}",
                "WRONG_VALUE until"
            },
            {
                "{\"paper\": \"p\", \"filingPlace\": {\"filing\": \"%s\", \"place\": \"110000\", \"reason\": \"r\"}}",
                "FILED_ALREADY place"
            },
            {
                "{\"paper\": \"p\", \"filingDocuments\": {\"filing\": \"%s9\", \"documents\": [], \"reason\": \"r\"}}",
                "UNKNOWN_FILING filing"
            }
        }) {
            var answer = clerk.post(proposals(person), refused[0].formatted(filing));
            assertThat(answer.at("/code") + " " + answer.at("/field")).isEqualTo(refused[1]);
        }
        assertThat(clerk.get(proposals(person)).json().size()).isEqualTo(1);
    }

    @Test
    void a_binding_is_limited_and_put_first_from_paper() {
        var user = rooms.resident("220200");
        var mother = rooms.employee("220100", "0.00", "100.00");
        var father = rooms.employee("220100", "0.00", "100.00");
        var wish = "\"binding\": {\"owner\": \"%s\", \"relation\": \"%s\"}";
        var first = carriedOut(user, wish.formatted(mother, "mother"));
        var second = carriedOut(user, wish.formatted(father, "father"));
        assertThat(carriedOut(user, "\"bindingLimit\": {\"binding\": \"" + first + "\", \"yearLimit\": \"300.00\"}"))
                .isEqualTo(first);
        carriedOut(user, "\"bindingPlace\": {\"binding\": \"" + second + "\", \"position\": 1}");
        var listed = clerk.get("/api/accounts/" + user + "/bindings");
        assertThat(listed.at("/0/binding")).isEqualTo(second);
        assertThat(listed.at("/1/binding") + " " + listed.at("/1/yearLimit")).isEqualTo(first + " 300.00");
        var outside = clerk.post(
                proposals(user),
                "{\"paper\": \"p\", \"bindingPlace\": {\"binding\": \"" + second + "\", \"position\": 3}}");
        assertThat(outside.at("/message")).isEqualTo("position: expected a whole number from 1 to 2, got 3");
        carriedOut(user, "\"bindingLimit\": {\"binding\": \"" + first + "\"}");
        assertThat(clerk.get("/api/accounts/" + user + "/bindings")
                        .json()
                        .at("/1")
                        .has("yearLimit"))
                .isFalse();
    }

    /// The user is the clerk's, whose account it is not.
    @Test
    void an_account_of_elsewhere_is_neither_bound_nor_limited_by_a_clerk_of_here() {
        var user = rooms.resident("220200");
        var owner = rooms.employee("220100", "0.00", "100.00");
        var here = served.api().as(new Caller("clerk-jilin-city", Role.CLERK, "220200"));
        var wish = "{\"paper\": \"p\", \"binding\": {\"owner\": \"%s\", \"relation\": \"mother\"}}".formatted(owner);
        assertThat(here.post(proposals(user), wish).at("/code")).isEqualTo("NOT_YOURS");
        var binding = rooms.bind(user, owner, Relation.MOTHER).id();
        var limit = "{\"paper\": \"p\", \"bindingLimit\": {\"binding\": \"%s\", \"yearLimit\": \"9.00\"}}"
                .formatted(binding);
        assertThat(here.post(proposals(user), limit).at("/code")).isEqualTo("NOT_YOURS");
        assertThat(clerk.post(proposals(user), limit).status()).isEqualTo(200);
        var end = "{\"paper\": \"p\", \"bindingEnd\": {\"binding\": \"%s\", \"because\": \"requested\"}}"
                .formatted(binding);
        assertThat(here.post(proposals(user), end).status()).isEqualTo(200);
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

    @Test
    void the_catalogue_is_searched_as_it_holds_in_a_region_on_a_day() {
        var path = "/api/regions/220200/catalogue?search=";
        var found = clerk.get(path + "scan");
        assertThat(found.json().size()).as(found.text()).isEqualTo(1);
        assertThat(found.at("/0/code") + " " + found.at("/0/region") + " " + found.at("/0/ceiling"))
                .isEqualTo("SCAN 000000 240.00");
        assertThat(clerk.get(path + "former").json().isEmpty()).isTrue();
        var then = clerk.get(path + "former&on=2020-12-31");
        assertThat(then.at("/0/code") + " " + then.at("/0/to")).isEqualTo("FORMER 2020-12-31");
        assertThat(clerk.get("/api/regions/110000/catalogue?search=scan").at("/code"))
                .isEqualTo("NOT_YOURS");
        assertThat(administrator.get("/api/regions/1/catalogue?search=scan").at("/field"))
                .isEqualTo("region");
        assertThat(clerk.get(path + "%20").at("/field")).isEqualTo("search");
    }

    private static TestApi.Answer send(String kind, String name, byte[] file) {
        var path = "/api/imports/" + kind + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        return administrator.call(
                "POST",
                path,
                administrator
                        .request(path, "en")
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    private static TestApi.Answer send(String kind, String file) {
        return send(kind, kind + ".csv", file.getBytes(StandardCharsets.UTF_8));
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
        var sheet = send("institutions", "机构.xlsx", bytes.toByteArray());
        assertThat(sheet.at("/taken")).as(sheet.text()).isEqualTo("1");
        assertThat(administrator.get("/api/institutions/H22010000094").at("/0/networked"))
                .isEqualTo("false");
        var unknown = send("persons", HEADER);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.at("/code")).isEqualTo("UNKNOWN_KIND");
        assertThat(send("institutions", "").at("/complaints/0/row")).isEqualTo("1");
    }

    @Test
    void an_auditor_finds_who_sent_which_file_and_what_came_of_it() {
        rooms.today("2025-05-09");
        send(
                "institutions",
                "新增 机构.csv",
                (HEADER + "H22010000095,样例医院五,220100,hospital,2,true,true,2020-01-01,\n")
                        .getBytes(StandardCharsets.UTF_8));
        send("catalogue", "a&b=1%.csv", "region\n".getBytes(StandardCharsets.UTF_8));
        assertThat(send("persons", HEADER).status()).isEqualTo(404);
        rooms.today("2025-05-10");
        var day = "/api/imports?from=2025-05-09&to=2025-05-09";
        var auditor = served.api().as(new Caller("auditor-1", Role.AUDITOR, ""));
        var found = auditor.get(day);
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(found.at("/found")).isEqualTo("2");
        var refused = found.json().at("/imports/0");
        assertThat(refused.at("/at").asString()).startsWith("2025-05-09T");
        assertThat(refused.at("/by").asString()).isEqualTo("administrator-1");
        assertThat(refused.at("/kind").asString()).isEqualTo("catalogue");
        assertThat(refused.at("/file").asString()).isEqualTo("a&b=1%.csv");
        assertThat(refused.at("/sha256").asString())
                .isEqualTo("42b8bfc4f57a31e36e2e57843e499fddd8aa855611e7ccfbeae1f27c60a61c53");
        assertThat(refused.at("/size").asInt()).isEqualTo(7);
        assertThat(refused.at("/taken").asInt()).isZero();
        assertThat(refused.at("/wrong").asInt()).isEqualTo(1);
        assertThat(refused.at("/outcome").asString()).isEqualTo("refused");
        var taken = found.json().at("/imports/1");
        assertThat(taken.at("/kind").asString()).isEqualTo("institutions");
        assertThat(taken.at("/file").asString()).isEqualTo("新增 机构.csv");
        assertThat(taken.at("/sha256").asString())
                .isEqualTo("cfea5799e87026319d03805b0a58ad53694ad8d4643865958dff4a090bf8f0b3");
        assertThat(taken.at("/size").asInt()).isEqualTo(126);
        assertThat(taken.at("/taken").asInt()).isEqualTo(1);
        assertThat(taken.at("/wrong").asInt()).isZero();
        assertThat(taken.at("/outcome").asString()).isEqualTo("taken");

        assertThat(administrator.get(day).json()).isEqualTo(found.json());
        assertThat(auditor.get(day + "&kind=institutions").json().at("/imports"))
                .containsExactly(taken);
        assertThat(auditor.get(day + "&limit=1&offset=1").json().at("/imports")).containsExactly(taken);
        assertThat(auditor.get("/api/imports?from=2025-05-10").at("/found")).isEqualTo("0");
        assertThat(clerk.get(day).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind=persons.csv | kind
            kind=9999 | kind
            from=2025-05-10&to=2025-05-09 | to
            from=yesterday | from
            limit=101 | limit
            """)
    void imports_are_asked_for_in_these_ways_alone(String query, String field) {
        var refused = administrator.get("/api/imports?" + query);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.at("/field")).isEqualTo(field);
    }

    @Test
    void a_file_has_a_name_that_can_be_read() {
        rooms.today("2025-05-12");
        for (var wrong : List.of(" ", "../x.csv", "C:\\x.csv", "a\u0000.csv", "a\u202Evsc.csv", "长".repeat(201))) {
            var refused = send("institutions", wrong, HEADER.getBytes(StandardCharsets.UTF_8));
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.at("/field")).isEqualTo("name");
            assertThat(refused.at("/expected"))
                    .isEqualTo("the name of a file, 1 to 200 characters without /, \\ and control characters");
        }
        var none = administrator.post("/api/imports/institutions", HEADER);
        assertThat(none.at("/code")).as(none.text()).isEqualTo("MISSING_FIELD");
        assertThat(none.at("/field")).isEqualTo("name");
        var longest = "长".repeat(196) + ".csv";
        assertThat(send("institutions", longest, HEADER.getBytes(StandardCharsets.UTF_8))
                        .at("/taken"))
                .isEqualTo("0");
        assertThat(administrator.get("/api/imports?from=2025-05-12").at("/imports/0/file"))
                .isEqualTo(longest);
    }
}

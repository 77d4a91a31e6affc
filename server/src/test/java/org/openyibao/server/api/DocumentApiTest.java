package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.server.document.Documents;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.settlement.Rooms;

/// Photos and scans over HTTP, and what names them: claims, filings, withdrawals. And what forms offer.
class DocumentApiTest {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final byte[] PDF = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
    private static final AtomicInteger DIFFERENT = new AtomicInteger();

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
        rooms.today("2025-10-10");
    }

    private static String path(String person) {
        return "/api/persons/" + person + "/documents";
    }

    private static TestApi.Answer send(String person, String type, byte[] content, String language) {
        return api.call(
                "POST",
                path(person),
                api.request(path(person), language)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    /// No two alike.
    private static byte[] photo() {
        var content = Arrays.copyOf(JPEG, JPEG.length + 4);
        content[JPEG.length] = (byte) DIFFERENT.incrementAndGet();
        return content;
    }

    private static void assertRefused(TestApi.Answer answer, int status, String code, String field) {
        assertThat(answer.status() + " " + answer.at("/code") + " " + answer.at("/field"))
                .as(answer.text())
                .isEqualTo(status + " " + code + " " + field);
    }

    @Test
    void what_was_sent_comes_back_as_it_was_and_the_same_again_is_the_same() {
        var person = rooms.employee("220200", "0.00", "0.00");
        var first = send(person, "image/png", PNG, "en");
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.at("/type") + " " + first.at("/bytes")).isEqualTo("image/png 8");
        // printf '\211PNG\r\n\032\n' | sha256sum
        assertThat(first.at("/sha256")).isEqualTo("4c4b6a3be1314ab86138bef4314dde022e600960d8689a2c8f8631802d20dab6");
        assertThat(send(person, "image/png", PNG, "en").at("/document")).isEqualTo(first.at("/document"));

        var back = api.get(path(person) + "/" + first.at("/document"));
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.bytes()).isEqualTo(PNG);
        var headers = back.response().headers();
        assertThat(headers.firstValue("Content-Type")).contains("image/png");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Content-Disposition").orElse(""))
                .startsWith("inline")
                .contains(".png");
        assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void another_person_has_no_such_document() {
        var mine = api.photo(rooms.employee("220200", "0.00", "0.00"));
        var other = rooms.employee("220200", "0.00", "0.00");
        assertRefused(api.get(path(other) + "/" + mine), 404, "UNKNOWN_DOCUMENT", "document");
        assertRefused(send("nobody", "image/png", PNG, "en"), 404, "UNKNOWN_PERSON", "person");
    }

    @Test
    void what_it_is_its_first_bytes_say() {
        var person = rooms.employee("220200", "0.00", "0.00");
        var pdf = send(person, "image/jpeg", PDF, "en");
        assertThat(pdf.at("/type")).isEqualTo("application/pdf");
        var back = api.get(path(person) + "/" + pdf.at("/document"));
        assertThat(back.response().headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(back.response().headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<svg onload=alert(1)>", "PNG", "GIF89a", "{\"a\": 1}"})
    void what_is_neither_image_nor_pdf_is_refused(String content) {
        var person = rooms.employee("220200", "0.00", "0.00");
        var answer = send(person, "image/png", content.getBytes(StandardCharsets.UTF_8), "zh");
        assertRefused(answer, 400, "NOT_A_DOCUMENT", "body");
        assertThat(answer.at("/expected")).isEqualTo("JPEG、PNG 图片或 PDF 文件");
        assertThat(answer.at("/whatToDo")).startsWith("请拍照");
    }

    @Test
    void eight_mebibytes_are_taken_and_a_byte_more_is_not() {
        var person = rooms.employee("220200", "0.00", "0.00");
        var most = Arrays.copyOf(JPEG, Documents.MOST_BYTES);
        assertThat(send(person, "image/jpeg", most, "en").at("/bytes")).isEqualTo("8388608");
        var more = Arrays.copyOf(JPEG, Documents.MOST_BYTES + 1);
        assertRefused(send(person, "image/jpeg", more, "en"), 400, "DOCUMENT_TOO_LARGE", "body");
    }

    @Test
    void a_day_takes_sixty_and_the_next_day_takes_more() {
        var person = rooms.employee("220200", "0.00", "0.00");
        for (var i = 0; i < Documents.MOST_A_DAY; i++) {
            api.photo(person);
        }
        assertRefused(send(person, "image/jpeg", photo(), "en"), 409, "TOO_MANY_DOCUMENTS", "body");
        rooms.today("2025-10-11");
        api.photo(person);
    }

    @Test
    void a_claim_knows_the_hash_of_a_photo_and_contradicts_another() {
        rooms.today("2025-06-02");
        var person = ClaimApiTest.referred(rooms);
        ClaimApiTest.saveHospital(rooms);
        var photo = send(person, "image/jpeg", photo(), "en");
        var filed = api.post("/api/claims", claim(person, photo.at("/document"), ""));
        assertThat(filed.status()).as(filed.text()).isEqualTo(200);
        assertThat(filed.at("/documents/0/sha256")).isEqualTo(photo.at("/sha256"));
        assertThat(filed.json().at("/documents/1").has("sha256")).isFalse();
        var other = ", \"sha256\": \"" + "0a".repeat(32) + "\"";
        assertRefused(
                api.post("/api/claims", claim(person, photo.at("/document"), other)),
                400,
                "WRONG_VALUE",
                "documents[0].sha256");
    }

    private static String claim(String person, String document, String hash) {
        return """
                {"person": "%s", "kind": "inpatient", "institution": "H31000000001", "from": "2025-05-01",
                 "until": "2025-05-08",
                 "invoice": {"number": "DOC-%d", "date": "2025-05-08", "total": "2000.00"},
                 "lines": [{"name": "药", "code": "DRUG-A", "quantity": "1", "price": "2000.00", "amount": "2000.00"}],
                 "documents": [{"paper": "invoice", "id": "%s"%s}, {"paper": "fee-list", "id": "D-2"},
                  {"paper": "care-record", "id": "D-3"}],
                 "payee": {"holder": "张三", "bank": "样例银行", "account": "6200000000000000123"}}""".formatted(person, DIFFERENT.incrementAndGet(), document, hash);
    }

    @Test
    void a_filing_keeps_which_photo_was_which_paper() {
        var person = rooms.employee("220200", "0.00", "0.00");
        var photo = api.photo(person);
        var body = """
                {"ground": "long-term-resident", "place": "310000", "documents": ["proof-of-residence"],
                 "files": [{"paper": "proof-of-residence", "document": "%s"}], "reason": "长期居住"}""";
        var strangers = api.photo(rooms.employee("220200", "0.00", "0.00"));
        assertRefused(
                api.insured(person).post("/api/persons/" + person + "/filings", body.formatted(strangers)),
                404,
                "UNKNOWN_DOCUMENT",
                "files[0].document");
        assertThat(api.get("/api/persons/" + person + "/filings").json().isEmpty())
                .isTrue();
        var made = api.insured(person).post("/api/persons/" + person + "/filings", body.formatted(photo));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        var listed = api.get("/api/persons/" + person + "/filings");
        assertThat(listed.at("/0/files/0/paper") + " " + listed.at("/0/files/0/document"))
                .isEqualTo("proof-of-residence " + photo);
    }

    @Test
    void papers_that_a_promise_stood_for_come_later_as_photos() {
        var person = rooms.employee("220200", "0.00", "0.00");
        var made = api.insured(person).post("/api/persons/" + person + "/filings", """
                {"ground": "posted-worker", "place": "310000", "byCommitment": true, "reason": "派驻"}""");
        assertThat(made.json().path("complete").asBoolean()).isFalse();
        var photo = api.photo(person);
        var supplied = api.insured(person)
                .post("/api/persons/" + person + "/filings/" + made.at("/filing") + "/documents", """
                {"documents": ["proof-of-work"], "files": [{"paper": "proof-of-work", "document": "%s"}],
                 "reason": "补齐"}""".formatted(photo));
        assertThat(supplied.status()).as(supplied.text()).isEqualTo(200);
        assertThat(api.get("/api/persons/" + person + "/filings").at("/0/files/0/document"))
                .isEqualTo(photo);
    }

    @Test
    void a_withdrawal_keeps_its_photos_and_names_no_stranger_s() {
        var person = rooms.employee("220200", "0.00", "100.00");
        var photo = api.photo(person);
        var body = """
                {"reason": "transfer-impossible", "happenedOn": "2025-09-30",
                 "documents": ["proof-of-enrolment-at-destination"],
                 "files": [{"paper": "proof-of-enrolment-at-destination", "document": "%s"}],
                 "payeeName": "测试甲", "payeeAccount": "6222000000000000000"}""";
        assertRefused(
                api.post("/api/accounts/" + person + "/withdrawals", body.formatted("1")),
                404,
                "UNKNOWN_DOCUMENT",
                "files[0].document");
        var asked = api.post("/api/accounts/" + person + "/withdrawals", body.formatted(photo));
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        var listed = api.get("/api/accounts/" + person + "/withdrawals");
        assertThat(listed.json().size()).isEqualTo(1);
        assertThat(listed.at("/0/files/0/document")).isEqualTo(photo);
    }

    /// By the nation's rules of the day and those of Jilin City, as the packs have them.
    @Test
    void forms_offer_what_the_rules_of_today_let_the_person_ask_for() {
        var person = rooms.employee("220200", "0.00", "100.00");
        var offered = api.get("/api/persons/" + person + "/choices", "zh");
        assertThat(offered.status()).as(offered.text()).isEqualTo(200);
        assertThat(offered.at("/region/code") + " " + offered.at("/scheme")).isEqualTo("220200 employee");
        assertThat(offered.at("/wallet/transfersPerDay") + " " + offered.at("/wallet/perTransfer"))
                .isEqualTo("3 2000.00");
        assertThat(texts(offered, "/sharing/relatives", ""))
                .containsExactly("spouse", "parent", "child", "sibling", "grandparent", "grandchild");
        // An active employee is no resettled retiree.
        assertThat(texts(offered, "/filings", "/ground"))
                .containsExactly("long-term-resident", "posted-worker", "referred", "emergency", "other-temporary");
        assertThat(offered.at("/filings/0/papers/0/name")).isEqualTo("居住证明");
        assertThat(offered.at("/filings/0/rules/0/id")).startsWith("000000/filing-documents-resident@");
        assertThat(texts(offered, "/withdrawals", "/reason"))
                .containsExactly("death", "emigration", "transfer-impossible", "voluntary-exit");
        assertThat(texts(offered, "/withdrawals/0/papers", "/name")).containsExactly("继承人身份证件", "收款银行账户");
        assertThat(texts(offered, "/uses", "/purpose")).contains("resident-premium", "sport-fitness");
        assertThat(texts(offered, "/places", "/code"))
                .contains("310000", "220200")
                .doesNotContain("000000", "999999");
        assertThat(texts(offered, "/claimPapers", "/code"))
                .containsExactly("invoice", "fee-list", "care-record", "other");
        assertThat(api.get("/api/persons/" + person + "/choices").at("/filings/0/papers/0/name"))
                .isEqualTo("proof of residence there");
        var resident = api.get("/api/persons/" + rooms.resident("220200") + "/choices");
        assertThat(texts(resident, "/withdrawals", "/reason")).isEmpty();
        assertRefused(api.get("/api/persons/nobody/choices"), 404, "UNKNOWN_PERSON", "person");
    }

    @Test
    void an_insured_person_names_only_what_he_sent() {
        rooms.today("2025-06-02");
        var person = ClaimApiTest.referred(rooms);
        var own = api.insured(person);
        assertRefused(
                own.post("/api/claims", claim(person, api.photo(person), "")),
                404,
                "UNKNOWN_DOCUMENT",
                "documents[1].id");
        var filing = """
                {"ground": "long-term-resident", "place": "440000", "documents": ["proof-of-residence"],
                 "reason": "长期居住"%s}""";
        assertRefused(
                own.post("/api/persons/" + person + "/filings", filing.formatted("")),
                409,
                "DOCUMENT_NOT_SENT",
                "documents[0]");
        var file = ", \"files\": [{\"paper\": \"proof-of-residence\", \"document\": \"" + api.photo(person) + "\"}]";
        var made = own.post("/api/persons/" + person + "/filings", filing.formatted(file));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
    }

    @Test
    void a_relative_is_found_by_name_and_certificate_together() {
        var person = rooms.employee("220200", "0.00", "0.00");
        var known =
                rooms.service(Enrolment.class).byNumber(person).orElseThrow().person();
        var found = search(known.name(), known.certificate());
        assertThat(found.at("/person")).as(found.text()).isEqualTo(person);
        for (var wrong : List.of(search("另一人", known.certificate()), search(known.name(), "110000190001010011"))) {
            assertRefused(wrong, 404, "UNKNOWN_RELATIVE", "certificate");
            assertThat(wrong.text()).doesNotContain(person).doesNotContain(known.certificate());
        }
        assertRefused(api.post("/api/relatives/search", "{\"name\": \"甲\"}"), 400, "MISSING_FIELD", "certificate");
    }

    private static TestApi.Answer search(String name, String certificate) {
        return api.post(
                "/api/relatives/search", "{\"name\": \"%s\", \"certificate\": \"%s\"}".formatted(name, certificate));
    }

    @Test
    void institutions_are_found_by_a_part_of_their_names() {
        var found = api.get("/api/institutions?name=" + "P22020000001");
        assertThat(found.at("/0/institution") + " " + found.at("/0/kind") + " " + found.at("/0/region"))
                .as(found.text())
                .isEqualTo("P22020000001 pharmacy 220200");
        assertThat(api.get("/api/institutions?name=nowhere").json().isEmpty()).isTrue();
        assertRefused(api.get("/api/institutions?name=a"), 400, "WRONG_VALUE", "name");
        assertRefused(api.get("/api/institutions"), 400, "MISSING_FIELD", "name");
    }

    private static List<String> texts(TestApi.Answer answer, String list, String each) {
        var found = new ArrayList<String>();
        answer.json().at(list).forEach(item -> found.add(item.at(each).asString("")));
        return found;
    }
}

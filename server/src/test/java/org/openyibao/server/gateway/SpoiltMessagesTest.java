package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.crossregion.FilingBooks;
import org.openyibao.server.family.FamilyBooks;
import org.openyibao.server.settlement.SettlementBooks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Thousands of messages, most of them spoilt, one after the other to one server: samples and inputs as the tables have
/// them, of every transaction on offer, with something changed.
///
/// Whatever comes, it is answered with an envelope, without a fault; a refusal has changed no row; what was done is
/// answered in the same bytes again; the memory does not grow, and the books are right in the end.
///
/// The messages are always the same. `-Dopenyibao.fuzz.seconds=600` goes on for so long, with others each time;
/// `-Dopenyibao.fuzz.seed=7` repeats them. A failure says what was sent.
@Tag("slow")
class SpoiltMessagesTest {

    private static final int MESSAGES = 2_000;
    private static final int WARM = 600;
    private static final long SEED = 20_251_226;
    private static final long MOST_GROWTH_BYTES = 48L << 20;

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> SAMPLES =
            List.of("9001.cap", "1101.cap", "2201.cap", "2203.cap", "2204.cap", "2206.cap", "2207.cap", "2208.cqex");

    /// Where a stack trace would show.
    private static final List<String> FAULTS = List.of("系统错误", "org.openyibao", "java.lang", "org.postgresql", "\tat ");

    private final long seconds = Long.getLong("openyibao.fuzz.seconds", 0);
    private final long seed = Long.getLong("openyibao.fuzz.seed", seconds > 0 ? System.nanoTime() : SEED);
    private final Random random = new Random(seed);
    private final Mutator mutator = new Mutator(random);
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    /// Who calls for whom, with what is known of ids. `course` are messages that are right one after the other, and
    /// `others` some that may come at any time.
    private static final class Scene {
        private final String institution;
        private final String region;
        private final Drafts drafts;
        private final List<ObjectNode> course;
        private final List<ObjectNode> others;
        private int next;
        private int refusals;

        Scene(String institution, String region, Drafts drafts, List<ObjectNode> course, List<ObjectNode> others) {
            this.institution = institution;
            this.region = region;
            this.drafts = drafts;
            this.course = course;
            this.others = others;
            drafts.know("fixmedins_code", institution);
            drafts.know("setl_optins", region);
            for (var name : List.of("insuplc_admdvs", "mdtrtarea_admvs", "mdtrtarea_admdvs", "insu_optins")) {
                drafts.know(name, region);
            }
        }

        /// Goes on in the course when its message was carried out, or cannot be any more.
        void answered(boolean isDone) {
            refusals = isDone ? 0 : refusals + 1;
            if (isDone || refusals > 4) {
                refusals = 0;
                next = (next + 1) % course.size();
            }
        }
    }

    @Test
    void are_answered_and_change_nothing() throws Exception {
        try (var gateway = Gateway.open();
                var tables = new Tables(gateway.server().database());
                client) {
            var scenes = scenes(gateway);
            var offered = offered(gateway);
            assertThat(offered).hasSizeGreaterThanOrEqualTo(40);
            var end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            var contents = tables.contents();
            var heap = Long.MAX_VALUE;
            for (var number = 0; seconds > 0 ? System.nanoTime() < end : number < MESSAGES; number++) {
                if (number == WARM) {
                    heap = heapInUse();
                }
                contents = exchange(gateway, scenes, offered, tables, contents, number);
            }
            assertThat(heapInUse() - heap).as("memory that grew, seed %d", seed).isLessThan(MOST_GROWTH_BYTES);
            assertThat(outcomes.keySet().stream().filter(key -> key.endsWith(" done")))
                    .as("transactions that were carried out at all: %s", outcomes)
                    .hasSizeGreaterThan(offered.size() / 3);
            prove(gateway);
        }
    }

    private static List<InterfaceTables.Transaction> offered(Gateway gateway) {
        var transactions = gateway.server().service(Transactions.class);
        var offered = new ArrayList<InterfaceTables.Transaction>();
        for (var transaction : gateway.server().service(InterfaceTables.class).transactions()) {
            try {
                transactions.handler(transaction.number());
                offered.add(transaction);
            } catch (InvalidFieldException notOffered) {
                assertThat(notOffered.text()).contains("本服务不提供交易");
            }
        }
        return offered;
    }

    /// A resident at a clinic, an employee at a pharmacy, and one in a hospital.
    private List<Scene> scenes(Gateway gateway) {
        var samples = SAMPLES.stream()
                .map(sample -> Samples.read(sample + ".request.json"))
                .toList();
        var clinic = new Scene(
                Gateway.CLINIC,
                "430100",
                drafts(gateway, Gateway.RESIDENT, "430000198801010010", "390", "11"),
                samples,
                samples);
        var purchases = Stream.of("2101", "2102")
                .map(transaction -> PharmacyTest.purchase(gateway, transaction, "1"))
                .toList();
        var pharmacy = new Scene(
                Gateway.PHARMACY,
                "220200",
                drafts(gateway, Gateway.EMPLOYEE, "220000199003150029", "310", "41"),
                purchases,
                purchases);
        var stays = new Stays(gateway);
        var person = stays.employee();
        var course = List.of(
                stays.admission(person, "2025-03-03 10:00:00"),
                stays.change(person, "", "2025-03-03 11:00:00"),
                stays.charge(
                        person,
                        "",
                        Stays.Line.one(Stays.DRUG, "100.00", "2025-03-04"),
                        Stays.Line.one(Stays.SCAN, "250.00", "2025-03-04")),
                stays.settlement("2303", person, "", "350.00"),
                stays.discharge(person, "", "2025-03-10 09:00:00"),
                stays.settlement("2304", person, "", "350.00"),
                stays.reversal(person, "", ""),
                stays.of("2405", person, ""),
                stays.withdrawal(person, "", "0000"),
                stays.of("2404", person, ""));
        var hospital = new Scene(
                Stays.HOSPITAL, "110000", drafts(gateway, person, "110000198003070010", "310", "21"), course, course);
        return List.of(clinic, pharmacy, hospital);
    }

    private Drafts drafts(Gateway gateway, String person, String certificate, String scheme, String category) {
        var drafts = new Drafts(gateway.server().service(InterfaceTables.class), random);
        drafts.know("psn_no", person);
        drafts.know("mdtrt_cert_type", "02");
        drafts.know("mdtrt_cert_no", certificate);
        drafts.know("certno", certificate);
        drafts.know("insutype", scheme);
        drafts.know("med_type", category);
        return drafts;
    }

    /// Sends one message. What the tables hold after it.
    private Map<String, String> exchange(
            Gateway gateway,
            List<Scene> scenes,
            List<InterfaceTables.Transaction> offered,
            Tables tables,
            Map<String, String> contents,
            int number)
            throws Exception {
        var scene = any(scenes);
        var inCourse = mutator.oneIn(2);
        var message =
                inCourse ? renewed(gateway, scene, scene.course.get(scene.next)) : message(gateway, scene, offered);
        var transaction = message.get("infno").asString();
        var changes = mutator.oneIn(3) ? 0 : 1 + random.nextInt(3);
        for (var i = 0; i < changes; i++) {
            mutator.mutate(message);
        }
        var body = mutator.bytes(message);
        if (mutator.oneIn(12)) {
            body = mutator.mutate(body);
        }
        var before = tables.newestWriting();
        var answer = send(gateway, transaction, body);
        var sent = described(number, body);
        var isDone = checked(answer, sent);
        if (inCourse) {
            scene.answered(isDone);
        }
        outcomes.merge(transaction + (isDone ? " done" : " refused"), 1, Integer::sum);
        if (!isDone && tables.newestWriting() == before) {
            return contents;
        }
        var after = tables.contents();
        if (!isDone) {
            assertThat(after).as("rows changed by a refusal: %s", sent).isEqualTo(contents);
            return after;
        }
        if (isEnvelope(answer)) {
            scene.drafts.know(MAPPER.readTree(answer.body()).get("output"));
            scene.drafts.know("msgid", message.path("msgid").asString(""));
            if (mutator.oneIn(6)) {
                assertThat(send(gateway, transaction, body).body())
                        .as("the answer to %s, sent again", sent)
                        .isEqualTo(answer.body());
                assertThat(tables.contents())
                        .as("rows changed by %s, sent again", sent)
                        .isEqualTo(after);
            }
        }
        return after;
    }

    private ObjectNode message(Gateway gateway, Scene scene, List<InterfaceTables.Transaction> offered) {
        if (mutator.oneIn(4)) {
            return renewed(gateway, scene, any(scene.others));
        }
        var transaction = any(offered);
        var message = gateway.message(transaction.number(), scene.institution, "{}");
        message.put("mdtrtarea_admvs", scene.region).put("insuplc_admdvs", scene.region);
        message.set("input", scene.drafts.input(transaction));
        return message;
    }

    private static ObjectNode renewed(Gateway gateway, Scene scene, ObjectNode message) {
        var renewed = message.deepCopy().put("msgid", gateway.nextMessageId(scene.institution));
        scene.drafts.renew(renewed.get("input"));
        return renewed;
    }

    private HttpResponse<byte[]> send(Gateway gateway, String transaction, byte[] body) throws Exception {
        var path = any(List.of("/fsi", "/" + transaction, "/fsi/api/" + transaction, "/"));
        var request = HttpRequest.newBuilder(URI.create(gateway.server().baseUrl() + path))
                .header(
                        "Content-Type",
                        any(List.of("application/json", "text/plain", "application/x-www-form-urlencoded")))
                .timeout(Duration.ofMinutes(1));
        // Without a length where it comes as a stream.
        request.POST(
                mutator.oneIn(10)
                        ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                        : BodyPublishers.ofByteArray(body));
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static boolean isEnvelope(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    }

    /// Whether it was carried out.
    private static boolean checked(HttpResponse<byte[]> answer, String sent) {
        assertThat(answer.statusCode()).as(sent).isIn(200, 413, 503);
        if (!isEnvelope(answer)) {
            assertThat(answer.headers().firstValue("Content-Type")).as(sent).hasValue("application/octet-stream");
            assertThat(answer.statusCode()).as(sent).isEqualTo(200);
            return true;
        }
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(FAULTS).as("%s%nwas answered: %s", sent, text).noneMatch(text::contains);
        JsonNode envelope = MAPPER.readTree(answer.body());
        assertThat(envelope.propertyNames())
                .as("%s%nwas answered: %s", sent, text)
                .contains("output", "infcode", "err_msg", "inf_refmsgid", "refmsg_time", "respond_time");
        assertThat(envelope.get("infcode").isInt()).as(sent).isTrue();
        assertThat(envelope.get("inf_refmsgid").asString()).as(sent).matches("\\d{30}");
        var code = envelope.get("infcode").asInt();
        assertThat(code).as(sent).isIn(0, -1);
        if (code == -1) {
            assertThat(envelope.get("err_msg").asString("")).as(sent).isNotBlank();
            assertThat(envelope.get("output").isNull()).as(sent).isTrue();
        } else {
            assertThat(answer.statusCode()).as(sent).isEqualTo(200);
        }
        return code == 0;
    }

    private String described(int number, byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        return "message %d of seed %d: %s"
                .formatted(number, seed, text.length() > 6_000 ? text.substring(0, 6_000) + "…" : text);
    }

    private static long heapInUse() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void prove(Gateway gateway) throws SQLException {
        try (var connection = gateway.server().database().connect()) {
            var reports = List.of(
                    AccountBooks.prove(connection),
                    FamilyBooks.prove(connection),
                    SettlementBooks.prove(connection),
                    FilingBooks.prove(connection));
            assertThat(reports)
                    .allSatisfy(report -> assertThat(report.offender()).isEmpty());
        }
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}

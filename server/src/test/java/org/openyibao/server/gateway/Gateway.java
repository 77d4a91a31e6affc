package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.cli.ServeOptions;
import org.openyibao.server.cli.TestServer;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A whole server with a few invented persons, institutions and catalogue entries, spoken to over HTTP.
///
/// RESIDENT is insured in Changsha, EMPLOYEE in Jilin City with 50.00 of this year and 100.00 of prior years.
final class Gateway implements AutoCloseable {

    static final String RESIDENT = "43000000000000000001";
    static final String EMPLOYEE = "22020000000000000001";
    static final String CLINIC = "H43000000001";
    static final String PHARMACY = "P22020000001";

    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final List<String> TABLES = List.of(
            "visit",
            "fee_upload",
            "settlement",
            "journal",
            "ledger",
            "year_to_date",
            "message",
            "exchange_file",
            "filing",
            "filing_event",
            "registration",
            "clearing_application",
            "clearing_application_step",
            "visit_mark",
            "department",
            "goods_record",
            "goods_deletion");

    private final TestServer server;
    private final AtomicInteger messages = new AtomicInteger();

    private Gateway(TestServer server) {
        this.server = server;
    }

    static Gateway open() {
        return open(UnaryOperator.identity());
    }

    static Gateway open(UnaryOperator<ServeOptions> changed) {
        var gateway = new Gateway(TestServer.start(changed));
        gateway.load();
        return gateway;
    }

    private void load() {
        server.service(Registry.class)
                .saveInstitutions(List.of(
                        institution(CLINIC, "测试医院", "430100", InstitutionKind.VILLAGE, Level.UNRATED),
                        institution("H43000000002", "另一医院", "430100", InstitutionKind.VILLAGE, Level.UNRATED),
                        institution(PHARMACY, "测试药店", "220200", InstitutionKind.PHARMACY, Level.UNRATED)));
        server.service(Registry.class)
                .saveEntries(List.of(
                        entry("430100", "XB05XAL211B002040404948", Grade.A, Ratio.ZERO, OptionalLong.empty()),
                        entry("430100", "XJ01DDT088B001040105006", Grade.A, Ratio.ZERO, OptionalLong.empty()),
                        entry("430100", "DRUG-B", Grade.B, Ratio.ofMillionths(100_000), OptionalLong.of(20_000_000)),
                        entry("220200", "DRUG-A", Grade.A, Ratio.ZERO, OptionalLong.empty()),
                        entry("220200", "DRUG-C", Grade.C, Ratio.ZERO, OptionalLong.empty())));
        var enrolment = server.service(Enrolment.class);
        enrolment.savePersons(List.of(
                person(RESIDENT, "430000198801010010", "测试甲", LocalDate.of(1988, 1, 1)),
                person(EMPLOYEE, "220000199003150029", "测试乙", LocalDate.of(1990, 3, 15))));
        enrolment.saveParticipations(List.of(
                participation(RESIDENT, Scheme.RESIDENT, "430100", Status.ADULT),
                participation(EMPLOYEE, Scheme.EMPLOYEE, "220200", Status.ACTIVE)));
        openAccount();
    }

    private void openAccount() {
        try (var connection = server.database().connect()) {
            var openings = Map.of(EMPLOYEE, new Balances(Fen.of(5_000), Fen.of(10_000)));
            server.service(Accounts.class).open(connection, openings, Instant.parse("2025-01-01T00:00:00Z"));
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Institution institution(String code, String name, String region, InstitutionKind kind, Level level) {
        return new Institution(code, START, EVER, name, region, kind, level, true, true);
    }

    private static CatalogueEntry entry(String region, String code, Grade grade, Ratio firstPay, OptionalLong ceiling) {
        return new CatalogueEntry(
                region, code, START, EVER, "药品 " + code, FeeCategory.DRUG, grade, firstPay, ceiling, "09", false);
    }

    private static Person person(String number, String certificate, String name, LocalDate birth) {
        return new Person(number, "01", certificate, name, "2", "01", birth);
    }

    private static Participation participation(String person, Scheme scheme, String region, Status status) {
        return new Participation(
                person,
                scheme,
                START,
                EVER,
                region,
                status,
                Standing.NORMAL,
                Tier.NONE,
                Assistance.NONE,
                false,
                START,
                "测试单位",
                "");
    }

    TestServer server() {
        return server;
    }

    /// A message as the captured ones, with a `msgid` that was not used before and this `input`.
    ObjectNode message(String transaction, String institution, String input) {
        var message = Samples.request("9001");
        message.put("infno", transaction);
        message.put("msgid", nextMessageId(institution));
        message.put("fixmedins_code", institution);
        message.set("input", Json.object(input.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    String nextMessageId(String institution) {
        return institution + "20251226" + (1_000_000_000 + messages.incrementAndGet());
    }

    /// The answer's body to a message that is sent as it is.
    String post(String body) {
        return send(body).body();
    }

    HttpResponse<String> send(String body) {
        try {
            return server.post("/fsi", body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /// The answer to a message, which must be carried out.
    ObjectNode done(ObjectNode message) {
        var answer = answer(message);
        assertThat(answer.get("infcode").asInt()).as(answer.toString()).isZero();
        return answer;
    }

    /// The `err_msg` of a message that must be refused: with status 200, and without a change to any row.
    String refused(ObjectNode message) {
        return refused(message.toString());
    }

    String refused(String body) {
        var before = rows();
        var response = send(body);
        assertThat(response.statusCode()).isEqualTo(200);
        var answer = Json.object(response.body().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.get("infcode").isInt()).isTrue();
        assertThat(answer.get("infcode").asInt()).as(answer.toString()).isEqualTo(-1);
        assertThat(answer.get("output").isNull()).isTrue();
        assertThat(rows()).isEqualTo(before);
        return answer.get("err_msg").stringValue();
    }

    ObjectNode answer(ObjectNode message) {
        return Json.object(post(message.toString()).getBytes(StandardCharsets.UTF_8));
    }

    /// Registers a visit of the resident at the clinic.
    String visit() {
        var message = Samples.request("2201");
        message.put("msgid", nextMessageId(CLINIC));
        return done(message).at("/output/data/mdtrt_id").stringValue();
    }

    /// Uploads the two lines of the captured bill, 56.98, to a batch.
    void upload(String visit, String batch) {
        done(fees(visit, batch));
    }

    ObjectNode fees(String visit, String batch) {
        var message = Samples.request("2204");
        message.put("msgid", nextMessageId(CLINIC));
        for (JsonNode line : message.at("/input/feedetail")) {
            ((ObjectNode) line).put("mdtrt_id", visit).put("chrg_bchno", batch);
            ((ObjectNode) line).put("feedetl_sn", batch + line.get("feedetl_sn").stringValue());
        }
        return message;
    }

    /// Asks for a preview (2206) or a settlement (2207) of a batch with the captured bill.
    ObjectNode settlement(String transaction, String visit, String batch) {
        var message = Samples.request(transaction);
        message.put("msgid", nextMessageId(CLINIC));
        data(message).put("mdtrt_id", visit).put("chrg_bchno", batch);
        return message;
    }

    static ObjectNode data(ObjectNode message) {
        return (ObjectNode) message.at("/input/data");
    }

    /// How many rows each table has.
    Map<String, Long> rows() {
        var rows = new TreeMap<String, Long>();
        try (var connection = server.database().connect();
                var statement = connection.createStatement()) {
            for (var table : TABLES) {
                try (var counted = statement.executeQuery("select count(*) from " + table)) {
                    counted.next();
                    rows.put(table, counted.getLong(1));
                }
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        return rows;
    }

    /// The first column of the only row of a query.
    String one(String sql, String parameter) {
        try (var connection = server.database().connect();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

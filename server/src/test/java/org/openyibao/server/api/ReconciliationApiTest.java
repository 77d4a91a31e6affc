package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.clearing.AwayRooms;
import org.openyibao.server.exchange.Exchange;
import org.openyibao.server.exchange.ExchangedFile;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Rooms;

/// A clerk compares a pharmacy's month with ours: 300.00 and 120.00 paid by accounts, and 50.00 that were taken back.
class ReconciliationApiTest {

    private static final String PATH = "/api/institutions/" + Rooms.PHARMACY;

    private static ServedRooms served;
    private static TestApi api;
    private static AwayRooms.Bought first;
    private static AwayRooms.Bought second;
    private static String reversal;
    private static AwayRooms.Bought reversed;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        api = served.api();
        var away = AwayRooms.in(served.rooms());
        served.rooms().now("2023-04-18T10:00:00");
        first = away.bought(AwayRooms.JILIN, Rooms.PHARMACY, "300.00");
        second = away.bought(AwayRooms.CHANGCHUN, Rooms.PHARMACY, "120.00");
        reversed = away.bought(AwayRooms.JILIN, Rooms.PHARMACY, "50.00");
        reversal = away.reversed(reversed);
        served.rooms().now("2023-05-01T00:00:00");
        away.bought(AwayRooms.JILIN, Rooms.PHARMACY, "7.00");
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String order(String count, String total, String more) {
        return """
                {"from": "2023-04-01", "to": "2023-04-30", "visitKind": "pharmacy", "withReversals": true, "count": %s,
                 "total": "%s", "funds": "0.00" %s}""".formatted(count, total, more);
    }

    private static TestApi.Answer compare(String order) {
        return api.post(PATH + "/reconciliations", order);
    }

    private static TestApi.Answer csv(String path) {
        return api.call(
                "GET",
                path,
                api.request(path, "en").header("Accept", "text/csv").GET());
    }

    @Test
    void our_sums_are_shown_by_scheme_and_kind() {
        assertThat(api.get(PATH + "/totals?from=2023-04-01&to=2023-04-30").text())
                .isEqualTo("""
                        [{"scheme":"employee","visitKind":"pharmacy","reversals":false,"count":3,"total":"470.00",\
                        "funds":"0.00","account":"470.00","cash":"0.00"},{"scheme":"employee","visitKind":"pharmacy",\
                        "reversals":true,"count":1,"total":"-50.00","funds":"0.00","account":"-50.00","cash":"0.00"}]""");
        assertThat(api.get(PATH + "/totals?from=2023-04-01").at("/field")).isEqualTo("to");
    }

    @Test
    void sums_are_compared_as_far_as_the_institution_says_them_and_kept() {
        var even = compare(order("4", "420.00", ", \"account\": \"420.00\""));
        assertThat(even.at("/even")).isEqualTo("true");
        assertThat(even.at("/ours/cash")).isEqualTo("0.00");
        assertThat(compare(order("4", "420.00", "")).at("/even")).isEqualTo("true");
        assertThat(compare(order("4", "420.00", ", \"cash\": \"0.01\"")).at("/even"))
                .isEqualTo("false");
        assertThat(compare(order("4", "420.00", ", \"account\": \"419.99\"")).at("/even"))
                .isEqualTo("false");
        assertThat(compare(order("3", "420.00", "")).at("/even")).isEqualTo("false");
        assertThat(compare(order("0", "0.00", ", \"scheme\": \"resident\"")).at("/even"))
                .isEqualTo("true");
        assertThat(api.get("/api/reconciliations/" + even.at("/reconciliation")).json())
                .isEqualTo(even.json());
        assertThat(api.get(PATH + "/reconciliations?from=2023-04-30&to=2023-05-30")
                        .at("/0/institution"))
                .isEqualTo(Rooms.PHARMACY);
        assertThat(api.get(PATH + "/reconciliations?from=2023-05-01&to=2023-05-30")
                        .text())
                .isEqualTo("[]");
    }

    private String sent(String text) throws IOException {
        var content = Files.writeString(folder.resolve("detail.txt"), text);
        return served.rooms()
                .once((Once<ExchangedFile> once) ->
                        served.rooms().service(Exchange.class).keep(once, Rooms.PHARMACY, "detail.txt", content))
                .number();
    }

    private static String line(AwayRooms.Bought bought, String settlement, String amount, String flag) {
        return String.join("\t", settlement, bought.visit().id(), bought.visit().person(), amount, "0.00", amount, flag)
                + "\n";
    }

    @Test
    void lines_are_compared_with_a_file_and_those_that_differ_are_listed() throws IOException {
        var file = sent(line(first, first.id(), "300.01", "0")
                + line(reversed, reversed.id(), "50.00", "0")
                + line(reversed, reversal, "-50.00", "1")
                + line(first, "7", "1.00", "0"));
        var made = compare(order("4", "301.01", ", \"file\": \"" + file + "\""));
        assertThat(made.at("/even")).isEqualTo("false");
        assertThat(made.at("/differences")).isEqualTo("3");
        assertThat(made.at("/ours/total")).isEqualTo("420.00");
        var differences = csv("/api/reconciliations/" + made.at("/reconciliation") + "/differences");
        assertThat(differences
                        .text()
                        .lines()
                        .skip(1)
                        .map(row -> row.replaceFirst("^([^,]*,[^,]*),[^,]*,[^,]*,[^,]*", "$1")))
                .containsExactly(
                        "amounts," + first.id() + ",false,300.00,0.00,300.00,300.01,0.00,300.01",
                        "ours," + second.id() + ",false,120.00,0.00,120.00,,,",
                        "theirs,7,false,,,,1.00,0.00,1.00");
    }

    @Test
    void what_cannot_be_compared_is_refused_by_its_field() throws IOException {
        assertThat(compare(order("1", "1.00", ", \"file\": \"77\"")).at("/code"))
                .isEqualTo("UNKNOWN_FILE");
        var wrong = compare(order("1", "1.00", ", \"file\": \"" + sent("a\tb\n") + "\""));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.at("/message")).isEqualTo("file: expected 7 columns parted by tabs in line 1, got 2");
        var other =
                compare(order("2", "120.00", ", \"file\": \"" + sent(line(second, second.id(), "120.00", "0")) + "\""));
        assertThat(other.at("/message")).isEqualTo("count: expected the lines of the file, 1, got 2");
        assertThat(compare(order("1", "1.00", "").replace("2023-04-30", "2023-03-31"))
                        .at("/field"))
                .isEqualTo("to");
        assertThat(compare(order("1", "1.00", "").replace("pharmacy", "surgery"))
                        .at("/field"))
                .isEqualTo("visitKind");
        assertThat(api.post("/api/institutions/H0/reconciliations", order("1", "1.00", ""))
                        .at("/code"))
                .isEqualTo("UNKNOWN_INSTITUTION");
        assertThat(csv("/api/reconciliations/77/differences").status()).isEqualTo(404);
        assertThat(api.get("/api/reconciliations/77").at("/code")).isEqualTo("UNKNOWN_RECONCILIATION");
    }
}

package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.server.clearing.AwayRooms;
import org.openyibao.server.clearing.Confirmations;
import org.openyibao.server.clearing.Netting;
import org.openyibao.server.cli.Serve;
import org.openyibao.server.cli.ServeOptions;
import org.openyibao.server.cli.ServerRun;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.settlement.Rooms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// People of Jilin City bought for 300.00, 200.00 and 50.00 in a month at a pharmacy of Changchun, the last of
/// which was taken back, and one of Changchun for 120.00 in Jilin City: without the pharmacy's word, Jilin City
/// owes 380.00.
class ConfirmationTest {

    private static Rooms rooms;
    private static AwayRooms away;
    private static ServerRun server;
    private static HttpClient client;
    private static int messages;
    private static YearMonth last = YearMonth.of(2023, 1);

    /// Each test has a month of its own, and the one after it.
    private YearMonth month = last;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        away = AwayRooms.in(rooms);
        server = Serve.start(ServeOptions.external(rooms.database().address()).withClock(rooms.clock()));
        client = HttpClient.newHttpClient();
    }

    @BeforeEach
    void settle() {
        last = last.plusMonths(3);
        month = last;
        rooms.now(month + "-18T10:00:00");
        bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00");
        bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "200.00");
        away.reversed(bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "50.00"));
        bought(AwayRooms.CHANGCHUN, Rooms.PHARMACY, "120.00");
        rooms.now(month.plusMonths(1) + "-02T10:00:00");
        away.clearAll(month);
    }

    @AfterAll
    static void close() {
        client.close();
        server.close();
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    /// By somebody with a certificate of 18 characters, as the interface has them.
    private AwayRooms.Bought bought(String home, String pharmacy, String amount) {
        var number = rooms.employee(home, "0.00", "1000.00");
        var enrolment = rooms.service(Enrolment.class);
        var person = enrolment.byNumber(number).orElseThrow().person();
        enrolment.savePersons(List.of(new Person(
                number,
                person.certificateType(),
                number.substring(number.length() - 18),
                person.name(),
                person.sex(),
                person.nation(),
                person.birth())));
        return away.bought(number, home, pharmacy, amount);
    }

    private ObjectNode message(String transaction, String institution, String input) {
        messages++;
        var message = Samples.request("9001");
        message.put("infno", transaction);
        message.put("msgid", institution + "20230502" + (1_000_000_000 + messages));
        message.put("fixmedins_code", institution);
        message.set("input", Json.object(input.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private String post(ObjectNode message) {
        var request = HttpRequest.newBuilder(server.baseUrl().resolve("/fsi"))
                .POST(HttpRequest.BodyPublishers.ofString(message.toString()))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private ObjectNode done(ObjectNode message) {
        var answer = Json.object(post(message).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.get("infcode").asInt()).as(answer.toString()).isZero();
        return answer;
    }

    private String refused(ObjectNode message) {
        var before = progress();
        var answer = Json.object(post(message).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.get("infcode").asInt()).as(answer.toString()).isEqualTo(-1);
        assertThat(progress()).isEqualTo(before);
        return answer.get("err_msg").stringValue();
    }

    private List<JsonNode> details(String institution, int startRow) {
        var rows = new ArrayList<JsonNode>();
        done(message("3260", institution, """
                        {"data": {"trt_year": "%d", "trt_month": "%02d", "startrow": %d}}""".formatted(month.getYear(), month.getMonthValue(), startRow)))
                .at("/output/data")
                .forEach(rows::add);
        return rows;
    }

    private static String line(JsonNode detail, String flag) {
        return """
                {"certno": "%s", "mdtrt_id": "%s", "mdtrt_setl_time": "%s", "setl_sn": "%s", "medfee_sumamt": %s,
                 "optins_pay_sumamt": "%s", "cnfm_flag": "%s"}""".formatted(
                        detail.get("certno").stringValue(),
                        detail.get("mdtrt_id").stringValue(),
                        detail.get("mdtrt_setl_time").stringValue(),
                        detail.get("setl_sn").stringValue(),
                        Scalars.text(detail.get("medfee_sumamt")),
                        Scalars.text(detail.get("optins_pay_sumamt")),
                        flag);
    }

    private ObjectNode confirmation(String institution, String... lines) {
        return message("3261", institution, """
                {"data": {"trt_year": %d, "trt_month": %d, "totalrow": %d}, "detail": [%s]}""".formatted(
                        month.getYear(), month.getMonthValue(), lines.length, String.join(",", lines)));
    }

    private ObjectNode undoing(String original) {
        return message(
                "3262", AwayRooms.CHANGCHUN_PHARMACY, """
                {"data": {"trt_year": "%d", "trt_month": "%02d", "otransid": "%s"}}""".formatted(month.getYear(), month.getMonthValue(), original));
    }

    /// `institution items owed, confirmed, withheld` of each.
    private List<String> progress() {
        return rooms.service(Confirmations.class).progress(month).stream()
                .map(each -> each.institution() + " " + each.items() + " " + each.owed() + ", " + each.confirmed() + " "
                        + each.confirmedOwed() + ", " + each.withheld() + " " + each.withheldOwed())
                .toList();
    }

    @Test
    void an_institution_is_told_its_lines_of_a_month() {
        var rows = details(AwayRooms.CHANGCHUN_PHARMACY, 1);
        assertThat(rows).hasSize(4);
        var first = rows.getFirst();
        assertThat(first.get("seqno").asInt()).isEqualTo(1);
        assertThat(first.get("mdtrtarea").stringValue()).isEqualTo(AwayRooms.CHANGCHUN);
        assertThat(first.get("medins_no").stringValue()).isEqualTo(AwayRooms.CHANGCHUN_PHARMACY);
        assertThat(first.get("certno").stringValue()).isNotEmpty();
        assertThat(first.get("mdtrt_id").stringValue()).isNotEmpty();
        assertThat(first.get("mdtrt_setl_time").stringValue()).isEqualTo(month + "-18 10:00:00");
        assertThat(first.get("fulamt_advpay_flag").stringValue()).isEqualTo("0");
        assertThat(first.size()).isEqualTo(10);
        assertThat(rows.stream().map(row -> Scalars.text(row.get("optins_pay_sumamt"))))
                .containsExactly("300.00", "200.00", "50.00", "-50.00");
        assertThat(rows.stream().map(row -> Scalars.text(row.get("medfee_sumamt"))))
                .containsExactly("300.00", "200.00", "50.00", "-50.00");
        assertThat(details(AwayRooms.CHANGCHUN_PHARMACY, 4).stream()
                        .map(row -> row.get("seqno").asInt()))
                .containsExactly(4);
        assertThat(details(AwayRooms.CHANGCHUN_PHARMACY, 5)).isEmpty();
        assertThat(details(Rooms.PHARMACY, 0).stream().map(row -> Scalars.text(row.get("optins_pay_sumamt"))))
                .as("its own only")
                .containsExactly("120.00");
        var may = message("3260", Rooms.PHARMACY, """
                {"data": {"trt_year": 2023, "trt_month": "13", "startrow": 1}}""");
        assertThat(refused(may)).isEqualTo("trt_month：应为 0 至 12 的整数，实为 13");
    }

    @Test
    void what_is_not_confirmed_is_netted_with_the_next_month() {
        var rows = details(AwayRooms.CHANGCHUN_PHARMACY, 1);
        var message = confirmation(AwayRooms.CHANGCHUN_PHARMACY, line(rows.get(0), "1"), line(rows.get(1), "0"));
        var answer = post(message);
        assertThat(post(message)).as("sent again").isEqualTo(answer);
        assertThat(progress())
                .containsExactly(
                        "P22010000001 4 500.00, 1 300.00, 1 200.00", Rooms.PHARMACY + " 1 120.00, 0 0.00, 0 0.00");
        assertThat(refused(confirmation(AwayRooms.CHANGCHUN_PHARMACY, line(rows.get(1), "1"))))
                .startsWith("setl_sn：应为尚未确认，或已回退确认的结算");
        var netting = away.netted(month).nettings().getFirst();
        assertNetting(netting, "500.00 - 120.00 + -200.00 = 180.00");
        assertThat(refused(undoing("0"))).startsWith("trt_month：应为尚未轧差的月份");
        assertThat(refused(confirmation(AwayRooms.CHANGCHUN_PHARMACY, line(rows.get(2), "1"))))
                .startsWith("trt_month：应为尚未轧差的月份");
        rooms.now(month.plusMonths(2) + "-02T10:00:00");
        away.clearAll(month.plusMonths(1));
        assertNetting(away.netted(month.plusMonths(1)).nettings().getFirst(), "0.00 - 0.00 + 200.00 = 200.00");
    }

    private static void assertNetting(Netting netting, String parts) {
        assertThat(netting.payer()).isEqualTo(AwayRooms.JILIN);
        assertThat(netting.owed() + " - " + netting.owedBack() + " + " + netting.adjusted() + " = " + netting.net())
                .isEqualTo(parts);
    }

    @Test
    void a_confirmation_is_taken_back_by_its_number_or_with_the_whole_month() {
        var rows = details(AwayRooms.CHANGCHUN_PHARMACY, 1);
        var first = done(confirmation(AwayRooms.CHANGCHUN_PHARMACY, line(rows.get(0), "1")))
                .get("inf_refmsgid")
                .stringValue();
        done(confirmation(AwayRooms.CHANGCHUN_PHARMACY, line(rows.get(1), "0"), line(rows.get(2), "1")));
        assertThat(refused(undoing("77"))).startsWith("otransid：应为 " + month + " 有未回退确认的原交易流水号");
        done(undoing(first));
        assertThat(progress().getFirst()).isEqualTo("P22010000001 4 500.00, 1 50.00, 1 200.00");
        assertThat(refused(undoing(first))).startsWith("otransid：");
        done(confirmation(AwayRooms.CHANGCHUN_PHARMACY, line(rows.get(0), "0")));
        done(undoing("0"));
        assertThat(progress().getFirst()).isEqualTo("P22010000001 4 500.00, 0 0.00, 0 0.00");
        assertThat(refused(undoing("0"))).startsWith("otransid：");
        assertNetting(away.netted(month).nettings().getFirst(), "500.00 - 120.00 + 0.00 = 380.00");
    }

    @Test
    void a_withheld_reversal_is_netted_later_as_well() {
        var rows = details(AwayRooms.CHANGCHUN_PHARMACY, 1);
        done(confirmation(AwayRooms.CHANGCHUN_PHARMACY, line(rows.get(3), "0")));
        assertNetting(away.netted(month).nettings().getFirst(), "500.00 - 120.00 + 50.00 = 430.00");
    }

    @Test
    void a_line_that_is_not_as_it_was_settled_is_refused_with_all_others() {
        var rows = details(AwayRooms.CHANGCHUN_PHARMACY, 1);
        var good = line(rows.get(0), "1");
        assertWrong(good, line(rows.get(1), "1").replace("200.00,", "200.01,"), "medfee_sumamt：应为结算 ");
        assertWrong(good, line(rows.get(1), "1").replace("\"200.00\"", "\"199\""), "optins_pay_sumamt：应为结算 ");
        assertWrong(good, line(rows.get(1), "1").replace("10:00:00", "10:00:01"), "mdtrt_setl_time：应为结算 ");
        assertWrong(good, line(rows.get(1), "2"), "cnfm_flag（第 2 行）：应为 0（不确认）或 1（确认），实为 2");
        assertWrong(good, good, "setl_sn：应为本机构 " + month + " 已清算的结算，每笔一行");
        var certificate = rows.get(1).get("certno").stringValue();
        assertWrong(good, line(rows.get(1), "1").replace(certificate, "1"), "certno：应为结算 ");
        assertWrong(good, line(rows.get(1), "1").replace("mdtrt_id\": \"", "mdtrt_id\": \"9"), "mdtrt_id：应为结算 ");
        assertThat(refused(confirmation(Rooms.PHARMACY, good))).as("another's").startsWith("setl_sn：应为本机构");
        var lacking = confirmation(AwayRooms.CHANGCHUN_PHARMACY, good);
        ((ObjectNode) lacking.at("/input/data")).put("totalrow", 2);
        assertThat(refused(lacking)).isEqualTo("totalrow：应为 detail 的行数 1，实为 2");
        var dayOnly = line(rows.get(1), "1").replace(month + "-18 10:00:00", month + "-18");
        done(confirmation(AwayRooms.CHANGCHUN_PHARMACY, good, dayOnly));
    }

    private void assertWrong(String first, String second, String complaint) {
        assertThat(refused(confirmation(AwayRooms.CHANGCHUN_PHARMACY, first, second)))
                .startsWith(complaint);
    }
}

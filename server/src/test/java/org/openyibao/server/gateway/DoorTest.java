package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Message;
import org.openyibao.server.settlement.Overloaded;
import org.openyibao.server.settlement.Settlements;

/// Where messages are taken in, and what is left to others.
class DoorTest {

    private static final int MORE_THAN_THE_QUEUE = 6_000;

    private static Gateway gateway;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static HttpRequest.Builder post(String path) {
        var message = Samples.request("9001").put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        return HttpRequest.newBuilder(gateway.server().uri(path)).POST(BodyPublishers.ofString(message.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/9001",
                "/isp-api/powercsb/9001",
                "/CSB",
                "/mbs/fmi/fsi/api/callFsiService/callService",
                "/ebus/app/fsi/api/signInSignOutService/signIn",
                "/apiary",
                "/2207"
            })
    void every_address_is_the_same_door_and_the_message_says_what_it_is(String path)
            throws IOException, InterruptedException {
        var response = gateway.server().send(post(path).build());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json;charset=utf-8");
        assertThat(response.body()).contains("\"infcode\":0").contains("\"sign_no\"");
    }

    @ParameterizedTest
    @CsvSource({"/isp-api/9001, query", "/ebus/app/fsi/api/signInSignOutService/signIn, query", "/CSB, 9001"})
    void the_address_says_what_a_message_does_not(String path, String header) throws IOException, InterruptedException {
        var message = Samples.request("9001").put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        message.remove("infno");
        var request = post(path).header("_api_name", header).POST(BodyPublishers.ofString(message.toString()));
        assertThat(gateway.server().send(request.build()).body()).contains("\"sign_no\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "application/json;charset=GBK",
                "nonsense"
            })
    void any_content_type_will_do(String type) throws IOException, InterruptedException {
        var request = post("/9001").header("Content-Type", type).build();
        assertThat(gateway.server().send(request).body()).contains("\"infcode\":0");
    }

    @Test
    void a_client_may_ask_whether_to_go_on() throws IOException, InterruptedException {
        var message = Samples.request("9001").put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        var request = post("/9001").expectContinue(true).POST(BodyPublishers.ofString(message.toString()));
        assertThat(gateway.server().send(request.build()).body()).contains("\"infcode\":0");
    }

    /// As they are on the wire, misspelt too.
    @ParameterizedTest
    @CsvSource({
        "signInSignOutService/signOut, 9002",
        "fileupload/upload, 9101",
        "fileupload/download, 9102",
        "fsiPsnInfoService/queryPsnInfo, 1101",
        "hsecfc/localQrCodeQuery, 1162",
        "outpatientDocInfoService/outpatientRregistration, 2201",
        "outpatientDocInfoService/outpatientRegistrationCancel, 2202",
        "outpatientDocInfoService/outpatientMdtrtinfoUp, 2203",
        "outpatientDocInfoService/outpatientMdtrtinfoUpA, 2203A",
        "outpatientDocInfoService/outpatientFeeListUp, 2204",
        "outpatientDocInfoService/outpatientFeeListUpCancel, 2205",
        "outpatientSettleService/preSettletment, 2206",
        "outpatientSettleService/saveSettletmentV2, 2207",
        "outpatientSettleService/cancleSettletment, 2208",
        "hospFeeDtlService/feeDtlUp, 2301",
        "hospFeeDtlService/feeDtlCl, 2302",
        "hospSettService/preSett, 2303",
        "hospSettService/settV2, 2304",
        "hospSettService/settCl, 2305",
        "hospitalRegisterService/hospitalRegisterSave, 2401",
        "hospitalRegisterService/hospitalRegisterEdit, 2403",
        "hospitalRegisterService/hospitalRegisterCancel, 2404",
        "dscgService/dischargeProcess, 2402",
        "dscgService/dischargeUndo, 2405",
        "reverseService/revsMethod, 2601",
        "ybSettlementStmtService/stmtTotal, 3201",
        "ybSettlementStmtService/stmtDetail, 3202",
    })
    void a_service_and_a_method_name_a_transaction(String address, String transaction) {
        assertThat(gateway.server().service(Transactions.class).services()).containsEntry(address, transaction);
    }

    @ParameterizedTest
    @CsvSource({"GET, /9001", "PUT, /9001", "GET, /elsewhere", "POST, /api/9001", "POST, /actuator/9001", "POST, /api"})
    void the_rest_is_for_others(String method, String path) throws IOException, InterruptedException {
        var request = post(path).method(method, BodyPublishers.ofString("{}"));
        assertThat(gateway.server().send(request.build()).statusCode()).isEqualTo(404);
    }

    @Test
    void who_signed_in_can_sign_out() {
        var message =
                gateway.message("9002", Gateway.CLINIC, "{\"signOut\": {\"sign_no\": \"1\", \"opter_no\": \"001\"}}");
        assertThat(gateway.done(message).at("/output/sign_time/sign_time").stringValue())
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void too_much_at_once_is_refused_with_503_and_taken_later() throws Exception {
        var message = Samples.request("9001").put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        var path = "/9001";
        try (var senders = Executors.newVirtualThreadPerTaskExecutor();
                var connection = gateway.server().database().connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table message in access exclusive mode");
            var overloaded = new CountDownLatch(1);
            for (var i = 0; i < MORE_THAN_THE_QUEUE; i++) {
                var number = i;
                senders.submit(() -> fill(number, overloaded));
            }
            assertThat(overloaded.await(1, TimeUnit.MINUTES)).isTrue();
            var refused = gateway.server().post(path, message.toString());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body()).contains("\"infcode\":-1").contains("未作任何处理");
            connection.rollback();
        }
        assertThat(gateway.server().post(path, message.toString()).statusCode()).isEqualTo(200);
    }

    private static void fill(int number, CountDownLatch overloaded) {
        var message = new Message("X", "fill-" + number, "9001", new byte[] {1}, Instant.now());
        try {
            gateway.server().service(Settlements.class).perform(message, new Command.Remember(""), outcome ->
                    new byte[] {1});
        } catch (Overloaded full) {
            overloaded.countDown();
        }
    }
}

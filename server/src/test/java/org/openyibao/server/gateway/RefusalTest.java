package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// Bad input: refused with the field, what was expected and what came; HTTP 200; nothing written.
class RefusalTest {

    private static final int TOO_LARGE = 2 * 1024 * 1024 + 1;

    private static Gateway gateway;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void an_unknown_transaction() {
        var message = gateway.message("22088", Gateway.CLINIC, "{\"data\": {}}");
        assertThat(gateway.refused(message)).isEqualTo("infno：应为本服务支持的交易编号（如 2208），实为 22088");
        message.put("infno", "4401");
        assertThat(gateway.refused(message)).isEqualTo("infno：本服务不提供交易 4401（住院病案首页信息）");
        message.remove("infno");
        assertThat(gateway.refused(message)).isEqualTo("infno：应为交易编号，实为未送");
    }

    @Test
    void an_unknown_institution() {
        var message = gateway.message("9001", "H99999999999", "{\"signIn\": {}}");
        assertThat(gateway.refused(message)).isEqualTo("fixmedins_code：应为已登记的定点医药机构编号，实为 H99999999999");
    }

    @Test
    void an_unknown_person() {
        var registration = Samples.request("2201").put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        Gateway.data(registration).put("psn_no", "43000000000000000099");
        assertThat(gateway.refused(registration)).startsWith("psn_no：应为").endsWith("实为 43000000000000000099");

        var question = Samples.request("1101");
        Gateway.data(question).put("mdtrt_cert_no", "430000198801010099");
        assertThat(gateway.refused(question)).isEqualTo("mdtrt_cert_no：应为已登记人员的身份证号，实为 430000198801010099");
        Gateway.data(question).put("mdtrt_cert_type", "03");
        assertThat(gateway.refused(question)).contains("社会保障卡卡号").contains("certno");
        Gateway.data(question).put("mdtrt_cert_type", "01");
        assertThat(gateway.refused(question)).startsWith("mdtrt_cert_no：").contains("电子凭证令牌");
        Gateway.data(question)
                .put("mdtrt_cert_type", "02")
                .put("certno", "430000198801010010")
                .put("psn_name", "别人");
        assertThat(gateway.refused(question)).isEqualTo("psn_name：应为证件上的姓名，实为别人");
        Gateway.data(question).put("psn_name", "测试甲");
        gateway.done(question);
    }

    @Test
    void a_total_that_is_not_the_sum_of_its_lines() {
        var visit = gateway.visit();
        gateway.upload(visit, "sum");
        for (var transaction : new String[] {"2206", "2207"}) {
            var message = gateway.settlement(transaction, visit, "sum");
            Gateway.data(message).put("medfee_sumamt", "60.00");
            assertThat(gateway.refused(message)).isEqualTo("medfee_sumamt：应为费用明细合计 56.98，实为 60.00");
        }
        var message = gateway.settlement("2207", visit, "sum");
        Gateway.data(message).put("inscp_scp_amt", "50");
        assertThat(gateway.refused(message)).isEqualTo("inscp_scp_amt：应为符合政策范围金额 56.98，实为 50.00");
    }

    @Test
    void a_settled_visit_settled_again() {
        var visit = gateway.visit();
        gateway.upload(visit, "again");
        gateway.done(gateway.settlement("2207", visit, "again"));
        assertThat(gateway.refused(gateway.settlement("2207", visit, "again")))
                .startsWith("chrg_bchno：应为未结算的收费批次号，实为 again（已结算");
        assertThat(gateway.refused(gateway.fees(visit, "again"))).startsWith("chrg_bchno：应为未结算的收费批次号");
    }

    @Test
    void a_visit_of_another_institution() {
        var visit = gateway.visit();
        var message = gateway.fees(visit, "other").put("fixmedins_code", "H43000000002");
        assertThat(gateway.refused(message)).startsWith("mdtrt_id：").endsWith("实为 " + visit);
    }

    static Stream<Arguments> badFields() {
        return Stream.of(
                Arguments.of("2201", "/input/data", "psn_no", null, "psn_no：应为不超过 30 个字符的文本，实为空"),
                Arguments.of("2201", "/input/data", "insutype", "510", "insutype：应为 310"),
                Arguments.of("2201", "/input/data", "begntime", "昨天", "begntime：应为 yyyy-MM-dd HH:mm:ss 格式的日期时间，实为昨天"),
                Arguments.of("2201", "/input/data", "mdtrt_cert_type", "2", "mdtrt_cert_type：应为 01"),
                Arguments.of("2201", "/input/data", "dept_name", "", "dept_name：应为不超过 100 个字符的文本，实为空"),
                Arguments.of("2203", "/input/mdtrtinfo", "med_type", "77", "med_type：应为本服务支持的医疗类别"),
                Arguments.of("2203", "/input/mdtrtinfo", "dise_codg", "", "dise_codg：应为不超过 30"),
                Arguments.of("2203", "/input/diseinfo/0", "diag_srt_no", "x", "diag_srt_no（第 1 行）：应为 0 至 99 的整数，实为 x"),
                Arguments.of("2204", "/input/feedetail/1", "cnt", "-2", "cnt（第 2 行）：应为大于 0、最多四位小数的数量，实为 -2"),
                Arguments.of("2204", "/input/feedetail/1", "pric", "abc", "pric（第 2 行）：应为大于 0、最多六位小数的单价，实为 abc"),
                Arguments.of("2204", "/input/feedetail/0", "det_item_fee_sumamt", "3.50", "det_item_fee_sumamt：应为大于 0"),
                Arguments.of("2204", "/input/feedetail/0", "med_list_codg", "NONE", "med_list_codg：应为就医地医保目录"),
                Arguments.of("2204", "/input/feedetail/1", "chrg_bchno", "7", "chrg_bchno（第 2 行）：应为与第 1 行相同的 bad，实为 7"),
                Arguments.of("2204", "/input/feedetail/1", "hosp_appr_flag", "9", "hosp_appr_flag（第 2 行）：应为 0"),
                Arguments.of("2204", "/input/feedetail/0", "bilg_dr_codg", "", "bilg_dr_codg（第 1 行）：应为"),
                Arguments.of("2204", "/input/feedetail/0", "memo", "a\u0000", "memo：应为可以保存的文本"),
                Arguments.of(
                        "2206", "/input/data", "medfee_sumamt", "1.234", "medfee_sumamt：应为不小于 0、最多两位小数的金额，实为 1.234"),
                Arguments.of("2207", "/input/data", "acct_used_flag", "3", "acct_used_flag：应为 0（不使用）"),
                Arguments.of("2207", "/input/data", "psn_setlway", "02", "psn_setlway：应为 01（按项目结算），实为 02"),
                Arguments.of("2207", "/input/data", "mdtrt_id", "no-such", "mdtrt_id：应为该人员在本机构的就诊ID，实为 no-such"));
    }

    @ParameterizedTest
    @MethodSource("badFields")
    void a_field_that_is_missing_mistyped_or_wrong(
            String transaction, String node, String name, String value, String message) {
        var visit = gateway.visit();
        var bad = transaction.equals("2204") ? gateway.fees(visit, "bad") : Samples.request(transaction);
        bad.put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        ((ObjectNode) bad.at(node)).put(name, value);
        assertThat(gateway.refused(bad)).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource({"2201, data", "2202, data", "2203, mdtrtinfo", "2204, feedetail", "2207, data", "2601, data"})
    void a_node_that_is_missing_or_mistyped(String transaction, String node) {
        assertThat(gateway.refused(gateway.message(transaction, Gateway.CLINIC, "{}")))
                .startsWith(node + "：应为");
        var text = gateway.message(transaction, Gateway.CLINIC, "{\"" + node + "\": \"x\"}");
        assertThat(gateway.refused(text)).startsWith(node + "：应为").endsWith("实为文本");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"infno\": ", "", "[]", "null", "2207", "\"2207\"", "{\"infno\": \"2207\"} {}", "<xml/>"})
    void what_is_no_message(String body) {
        assertThat(gateway.refused(body)).startsWith("报文：应为一个合法的 JSON 对象，第 1 行第 ");
    }

    @Test
    void a_body_that_is_too_large() throws IOException, InterruptedException {
        var body = ("{\"infno\": \"2204\", \"x\": \"" + "x".repeat(TOO_LARGE)).getBytes(StandardCharsets.UTF_8);
        var before = gateway.rows();
        for (BodyPublisher publisher : new BodyPublisher[] {
            BodyPublishers.ofByteArray(body), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
        }) {
            var request = HttpRequest.newBuilder(gateway.server().uri("/fsi/2204"))
                    .POST(publisher)
                    .build();
            var response = gateway.server().send(request);
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).contains("\"infcode\":-1").contains("报文：应不超过 2 MiB");
        }
        assertThat(gateway.rows()).isEqualTo(before);
    }
}

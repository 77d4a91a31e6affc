package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openyibao.server.api.TestApi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Messages that were published: captured, or kept in the source of client programs of several provinces (with invented
/// persons). A request is answered as its row says. An answer has a counterpart here with the same fields of the same
/// JSON kinds; what the row names besides is the gateway's or the province's own.
class SamplesTest {

    private static final Path FOLDER = Path.of("src/test/resources/interface");

    /// What gateways put beside the envelope of the standard.
    private static final Set<String> OF_GATEWAYS = Set.of("enctype", "appname", "mid", "idetinfo", "expContent");

    /// Of Hebei's stays, beside the fields of the standard.
    private static final Set<String> OF_HEBEI = Set.of(
            "othfund_pay",
            "insu_admdvs",
            "psn_pay",
            "ownpay_hosp_part",
            "inscp_amt",
            "cashPayamt",
            "dedc_std",
            "crt_dedc",
            "psn_insu_rlts_id",
            "mdtrt_cert_no",
            "begndate",
            "enddate",
            "setl_type",
            "invono",
            "exp_content",
            "setl_proc_info",
            "crt_payb_lmt_amt",
            "fund_pay_type_name",
            "hifdm_pay");

    private interface Row {
        void check(String sample);
    }

    private static final Map<String, Row> ROWS = new LinkedHashMap<>();

    private static final Map<String, JsonNode> ANSWERS = new HashMap<>();

    private static Gateway gateway;

    static {
        for (var transaction : List.of("9001", "1101", "2201", "2203", "2204", "5206", "2206", "2207")) {
            // Its values are compared in CapturedVisitTest.
            ROWS.put(transaction + ".cap.request", SamplesTest::carriedOut);
            ROWS.put(transaction + ".cap.response", answered(transaction, Set.of()));
        }
        ROWS.put(
                "1101.hnspec.request",
                sample -> assertThat(carriedOut(read(sample))
                                .at("/output/baseinfo/psn_no")
                                .stringValue())
                        .isEqualTo(Gateway.RESIDENT));
        ROWS.put("1101.hebmock.response", answered("1101", Set.of()));
        ROWS.put("1101.nmgmock.response", answered("1101", Set.of()));
        ROWS.put("1161.nmgmock.response", answered("1161", Set.of()));
        // A card service's own error, in no envelope; ours has one.
        ROWS.put(
                "1162.nmgmock.response",
                _ -> assertThat(gateway.refused(gateway.message(
                                "1162",
                                Gateway.CLINIC,
                                "{\"data\": {\"orgId\": \"H43000000001\", \"ecQrCode\": \"123\"}}")))
                        .startsWith("ecQrCode：应为"));
        for (var transaction : List.of("2201", "2204", "2206", "2207", "2208", "9001")) {
            ROWS.put(transaction + ".nmgmock.response", answered(transaction, Set.of()));
        }
        // That a disease has extensions is in no table.
        ROWS.put("5301.nmgmock.response", answered("5301", Set.of("exp_content")));
        ROWS.put("2301.nmgmock.response", answered("2301", Set.of()));
        for (var transaction : List.of("2303", "2304", "2305")) {
            ROWS.put(transaction + ".nmgmock.response", answered(transaction, OF_HEBEI));
        }
        // The standard answers with null, these with an empty object; clients read neither.
        for (var transaction : List.of("2302", "2402", "2405")) {
            ROWS.put(transaction + ".nmgmock.response", answered(transaction, Set.of("output")));
        }
        ROWS.put("2401.nmgmock.response", answered("2401 refused", Set.of()));
        ROWS.put("3103.fj.response.error", answered("3103 refused", Set.of()));
        ROWS.put("2208.cqex.request", refused("setl_id：应为该人员该次就诊在本机构的结算ID，实为"));
        ROWS.put("2208.cqex.request.2", refused("setl_id：应为该人员该次就诊在本机构的结算ID，实为"));
        ROWS.put("2305.cqex.request", refused("setl_id：应为该人员该次就诊在本机构的结算ID，实为"));
        ROWS.put("2305.cqex.request.2", refused("setl_id：应为该人员该次就诊在本机构的结算ID，实为"));
        ROWS.put("2404.cqex.request", refused("mdtrt_id：应为该人员在本机构的就诊ID，实为 983067522301"));
        ROWS.put("2405.cqex.request", refused("mdtrt_id：应为该人员在本机构的就诊ID，实为 983067522301"));
        // Fujian sends the patient where the standard has the findings.
        ROWS.put("3103.fj.request", refused("warn_type：应为"));
        // A slip of the specification: its number is of something else.
        ROWS.put("4102.hnspec.request", refused("infno：本服务不提供交易 4501（临床检查记录）"));
        ROWS.put("5303.cqex.request", SamplesTest::carriedOut);
        ROWS.put("5303.hnspec.request", SamplesTest::carriedOut);
        ROWS.put("5261.hsa.response", notOffered("5261", "结算单查询"));
        ROWS.put("5262.hsa.response", notOffered("5262", "结算信息查询"));
    }

    static Stream<String> samples() {
        return ROWS.keySet().stream();
    }

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
        visit();
        stay();
        String code;
        try (var api = new TestApi(gateway.server())) {
            code = api.post("/api/persons/" + Gateway.RESIDENT + "/medical-codes", "{}")
                    .at("/code");
        }
        keep("1161", gateway.message("1161", Gateway.CLINIC, """
                {"data": {"orgId": "H43000000001", "businessType": "01101", "operatorId": "001", "ecQrCode": "%s"}}
                """.formatted(code)));
        ANSWERS.put("2401 refused", gateway.answer(gateway.message("2401", Gateway.CLINIC, "{}")));
        ANSWERS.put("3103 refused", gateway.answer(Samples.read("3103.fj.request.json")));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static void visit() {
        for (var transaction : List.of("9001", "1101", "5206")) {
            keep(transaction, renewed(Samples.request(transaction)));
        }
        keep("2201", renewed(Samples.request("2201")));
        var visit = ANSWERS.get("2201").at("/output/data/mdtrt_id").stringValue();
        var description = renewed(Samples.request("2203"));
        description.findParents("mdtrt_id").forEach(node -> ((ObjectNode) node).put("mdtrt_id", visit));
        keep("2203", description);
        keep("2204", gateway.fees(visit, "b1"));
        keep("2206", gateway.settlement("2206", visit, "b1"));
        keep("2207", gateway.settlement("2207", visit, "b1"));
        var reversal = renewed(Samples.read("2208.cqex.request.json"));
        Gateway.data(reversal).put("mdtrt_id", visit).put("psn_no", Gateway.RESIDENT);
        Gateway.data(reversal)
                .put(
                        "setl_id",
                        ANSWERS.get("2207").at("/output/setlinfo/setl_id").stringValue());
        keep("2208", reversal);
        keep("2503", gateway.message("2503", Gateway.CLINIC, """
                {"data": {"psn_no": "%s", "insutype": "390", "opsp_dise_code": "M03900", "opsp_dise_name": "高血压",
                  "insu_optins": "430100", "ide_fixmedins_no": "H43000000001", "ide_fixmedins_name": "测试医院",
                  "hosp_ide_date": "2025-01-01", "diag_dr_codg": "D1", "diag_dr_name": "测试医师",
                  "begndate": "2025-01-01", "enddate": "2121-01-01"}}""".formatted(Gateway.RESIDENT)));
        keep("5301", gateway.message("5301", Gateway.CLINIC, """
                {"data": {"psn_no": "%s"}}""".formatted(Gateway.RESIDENT)));
    }

    private static void stay() {
        var stays = new Stays(gateway);
        var person = stays.employee();
        var stay = stays.admitted(person, "2025-03-03 10:00:00");
        var line = Stays.Line.one(Stays.DRUG, "100.00", "2025-03-04");
        keep("2301", stays.charge(person, stay, line));
        keep("2302", stays.withdrawal(person, stay, line.serial()));
        gateway.done(stays.charge(person, stay, Stays.Line.one(Stays.DRUG, "9000.00", "2025-03-04")));
        keep("2402", stays.discharge(person, stay, "2025-03-10 09:00:00"));
        keep("2303", stays.settlement("2303", person, stay, "9000.00"));
        keep("2304", stays.settlement("2304", person, stay, "9000.00"));
        keep(
                "2305",
                stays.reversal(
                        person,
                        stay,
                        ANSWERS.get("2304").at("/output/setlinfo/setl_id").stringValue()));
        keep("2405", stays.of("2405", person, stay));
    }

    private static void keep(String name, ObjectNode message) {
        ANSWERS.put(name, gateway.done(message));
    }

    private static ObjectNode renewed(ObjectNode message) {
        return message.put("msgid", gateway.nextMessageId(Gateway.CLINIC));
    }

    private static ObjectNode read(String sample) {
        return Samples.read(sample + ".json");
    }

    @Test
    void every_sample_has_a_row() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var names = files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .toList();
            assertThat(new TreeSet<>(ROWS.keySet())).isEqualTo(new TreeSet<>(names));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void is_answered_as_its_row_says(String sample) {
        ROWS.get(sample).check(sample);
    }

    /// Of a visit that is gone on with elsewhere: the same message was carried out, with the ids of this server.
    private static void carriedOut(String sample) {
        var transaction = read(sample).get("infno").stringValue();
        if (!ANSWERS.containsKey(transaction)) {
            carriedOut(renewed(read(sample)));
        }
    }

    private static ObjectNode carriedOut(ObjectNode message) {
        return gateway.done(message);
    }

    private static Row refused(String text) {
        return sample -> assertThat(gateway.refused(read(sample))).startsWith(text);
    }

    private static Row notOffered(String transaction, String title) {
        return _ -> assertThat(gateway.refused(gateway.message(transaction, Gateway.CLINIC, "{\"data\": {}}")))
                .isEqualTo("infno：本服务不提供交易 " + transaction + "（" + title + "）");
    }

    private static Row answered(String answer, Set<String> own) {
        return sample -> {
            var unmet = new TreeSet<String>();
            compare("", read(sample), ANSWERS.get(answer), own, unmet);
            assertThat(unmet)
                    .as("fields of %s that its counterpart has not", sample)
                    .isEmpty();
        };
    }

    /// Adds each field of the sample that is not there, or of another kind. Null is what either side did not know.
    private static void compare(String place, JsonNode sample, JsonNode ours, Set<String> own, Set<String> unmet) {
        for (var field : sample.properties()) {
            var name = field.getKey();
            if (own.contains(name) || (OF_GATEWAYS.contains(name) && !ours.has(name))) {
                continue;
            }
            var there = ours.get(name);
            if (there == null) {
                unmet.add(place + "/" + name);
            } else if (!there.isNull() && !field.getValue().isNull()) {
                if (there.getNodeType() != field.getValue().getNodeType()) {
                    unmet.add(place + "/" + name + " is no " + field.getValue().getNodeType());
                } else if (there.isArray()
                        && !there.isEmpty()
                        && !field.getValue().isEmpty()) {
                    compare(place + "/" + name, field.getValue().get(0), there.get(0), own, unmet);
                } else {
                    compare(place + "/" + name, field.getValue(), there, own, unmet);
                }
            }
        }
    }
}

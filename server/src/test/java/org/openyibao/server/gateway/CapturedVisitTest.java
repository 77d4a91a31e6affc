package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A clinic visit that took place, from signing in to settling, sent again: the answers are those that were captured.
class CapturedVisitTest {

    /// What differs from one visit to the next: compared for being there, not for its value. The captured age is
    /// not that of the birth date, which was invented later; it is checked by itself.
    private static final Set<String> IDS_AND_TIMES = Set.of(
            "inf_refmsgid",
            "refmsg_time",
            "respond_time",
            "sign_no",
            "sign_time",
            "mdtrt_id",
            "setl_id",
            "setl_time",
            "age");

    /// The standard added it after the capture.
    private static final Set<String> ADDED_SINCE = Set.of("hifdm_pay", "exp_content");

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
    void is_answered_as_it_was() {
        var sent = new ArrayList<ObjectNode>();
        var answers = new ArrayList<String>();
        var visit = "";
        for (var transaction : List.of("9001", "1101", "2201", "2203", "2204", "2206", "2207")) {
            var message = inVisit(Samples.request(transaction), visit);
            var answer = gateway.post(message.toString());
            sent.add(message);
            answers.add(answer);
            var read = parsed(answer);
            assertSame(transaction, Samples.response(transaction), read);
            if (transaction.equals("2201")) {
                visit = read.at("/output/data/mdtrt_id").stringValue();
            }
        }

        var settled = parsed(answers.getLast());
        assertThat(settled.at("/output/setlinfo/fund_pay_sumamt").decimalValue())
                .isEqualByComparingTo("39.89");
        assertThat(settled.at("/output/setlinfo/psn_cash_pay").decimalValue()).isEqualByComparingTo("17.09");
        assertThat(settled.at("/inf_refmsgid").stringValue()).matches("430100\\d{24}");
        assertThat(settled.at("/refmsg_time").stringValue()).matches("\\d{17}");
        assertAge(settled.at("/output/setlinfo/age"));
        var person = parsed(answers.get(1));
        assertAge(person.at("/output/baseinfo/age"));

        var rows = gateway.rows();
        for (var i = 0; i < sent.size(); i++) {
            assertThat(gateway.post(sent.get(i).toString())).isEqualTo(answers.get(i));
        }
        assertThat(gateway.rows()).isEqualTo(rows);
    }

    private static ObjectNode parsed(String answer) {
        return Json.object(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode inVisit(ObjectNode message, String visit) {
        message.findParents("mdtrt_id").forEach(node -> ((ObjectNode) node).put("mdtrt_id", visit));
        return message;
    }

    private static void assertAge(JsonNode age) {
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        var tenths = Times.ageInTenths(LocalDate.of(1988, 1, 1), today);
        assertThat(age.decimalValue().movePointRight(1).intValueExact()).isEqualTo(tenths);
    }

    private static void assertSame(String place, JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            var added = new HashSet<>(actual.propertyNames());
            added.removeAll(expected.propertyNames());
            assertThat(ADDED_SINCE).as(place).containsAll(added);
            for (var field : expected.properties()) {
                var there = actual.get(field.getKey());
                var where = place + "/" + field.getKey();
                assertThat(there).as(where).isNotNull();
                if (IDS_AND_TIMES.contains(field.getKey())) {
                    assertThat(there.getNodeType())
                            .as(where)
                            .isEqualTo(field.getValue().getNodeType());
                } else {
                    assertSame(where, field.getValue(), there);
                }
            }
        } else if (expected.isArray()) {
            assertThat(actual).as(place).hasSameSizeAs(expected);
            for (var i = 0; i < expected.size(); i++) {
                assertSame(place + "/" + i, expected.get(i), actual.get(i));
            }
        } else if (expected.isNumber()) {
            assertThat(actual.isNumber()).as(place).isTrue();
            assertThat(actual.decimalValue()).as(place).isEqualByComparingTo(expected.decimalValue());
        } else {
            assertThat(actual).as(place).isEqualTo(expected);
        }
    }
}

package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.server.api.TestApi;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import tools.jackson.databind.node.ObjectNode;

/// What institutions see of persons by message, as the audit trail has it.
class MessageLooksTest {

    private static final String RESIDENT = Gateway.RESIDENT;

    private static Gateway gateway;
    private static Stays stays;
    private static TestApi api;
    private static TestApi auditor;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
        stays = new Stays(gateway);
        api = new TestApi(gateway.server());
        auditor = api.as(new Caller("auditor", Role.AUDITOR, ""));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        execute("delete from look");
    }

    private static void execute(String sql) {
        try (var connection = gateway.server().database().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static ObjectNode asked(String transaction, String institution, String data) {
        return gateway.message(transaction, institution, "{\"data\": " + data.replace('\'', '"') + "}");
    }

    private static ObjectNode who() {
        return asked("1101", Gateway.CLINIC, """
                {'mdtrt_cert_type': '02', 'mdtrt_cert_no': '430000198801010010', 'psn_cert_type': '01',
                 'certno': '430000198801010010', 'psn_name': '测试甲'}""");
    }

    private static TestApi.Answer searched(String wanted) {
        var answer = auditor.post("/api/audit/search", wanted);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /// `institution transaction person` of each look, the newest first.
    private static List<String> looks() {
        return StreamSupport.stream(searched("{}").json().get("looks").spliterator(), false)
                .map(look -> look.path("institution").asString("-") + " "
                        + look.path("route").asString() + " "
                        + look.path("person").asString("-"))
                .toList();
    }

    @Test
    void an_institution_that_asks_who_somebody_is_leaves_a_line_that_auditors_and_the_person_read() {
        gateway.done(who().put("opter", "0031").put("opter_name", "王收费"));
        var found = searched("{\"user\": \"" + Gateway.CLINIC + "\", \"route\": \"1101\"}");
        assertThat(found.json().get("looks")).hasSize(1);
        assertThat(found.at("/looks/0/institution")).isEqualTo(Gateway.CLINIC);
        assertThat(found.at("/looks/0/institutionName")).isEqualTo("测试医院");
        assertThat(found.at("/looks/0/operator")).isEqualTo("0031");
        assertThat(found.at("/looks/0/person")).isEqualTo(RESIDENT);
        assertThat(found.at("/looks/0/address")).isEqualTo("127.0.0.1");
        assertThat(found.json().at("/looks/0").has("user")).isFalse();
        assertThat(found.json().at("/looks/0").has("role")).isFalse();

        var mine = api.insured(RESIDENT).get("/api/persons/" + RESIDENT + "/looks");
        assertThat(mine.at("/looks/1/institutionName") + " " + mine.at("/looks/1/route"))
                .isEqualTo("测试医院 1101");
        assertThat(mine.json().at("/looks/1").has("operator")).isFalse();
        assertThat(mine.json().at("/looks/1").has("address")).isFalse();
        assertThat(mine.text()).doesNotContain("王收费");
    }

    @Test
    void a_name_in_place_of_the_operators_number_is_left_out() {
        gateway.done(who().put("opter", "王收费"));
        var found = searched("{}");
        assertThat(found.json().get("looks")).hasSize(1);
        assertThat(found.json().at("/looks/0").has("operator")).isFalse();
    }

    @Test
    void a_message_sent_again_shows_nothing_new_and_a_refused_one_nothing() {
        var message = who();
        var first = gateway.post(message.toString());
        assertThat(gateway.post(message.toString())).isEqualTo(first);
        gateway.refused(asked("1101", Gateway.CLINIC, """
                {'mdtrt_cert_type': '02', 'mdtrt_cert_no': '430000198801010010', 'psn_cert_type': '01',
                 'certno': '430000198801010010', 'psn_name': '别人'}"""));
        gateway.refused(asked("5201", Gateway.CLINIC, "{'psn_no': '%s'}".formatted(RESIDENT)));
        assertThat(looks()).containsExactly(Gateway.CLINIC + " 1101 " + RESIDENT);
    }

    @Test
    void a_visit_and_its_settlement_are_entries_of_their_own_and_what_asks_about_them_is_a_look() {
        var visit = gateway.visit();
        gateway.upload(visit, "b1");
        gateway.done(gateway.settlement("2206", visit, "b1"));
        var settled = gateway.done(gateway.settlement("2207", visit, "b1"));
        assertThat(looks()).containsExactly(Gateway.CLINIC + " 2206 " + RESIDENT);
        gateway.done(asked(
                "5203",
                Gateway.CLINIC,
                "{'psn_no': '%s', 'mdtrt_id': '%s', 'setl_id': '%s'}"
                        .formatted(
                                RESIDENT,
                                visit,
                                settled.at("/output/setlinfo/setl_id").asString())));
        gateway.done(asked("5206", Gateway.CLINIC, "{'psn_no': '%s'}".formatted(RESIDENT)));
        gateway.done(asked(
                "5201", Gateway.CLINIC, "{'psn_no': '%s', 'begntime': '2025-01-01 00:00:00'}".formatted(RESIDENT)));
        assertThat(looks())
                .containsExactly(
                        Gateway.CLINIC + " 5201 " + RESIDENT,
                        Gateway.CLINIC + " 5206 " + RESIDENT,
                        Gateway.CLINIC + " 5203 " + RESIDENT,
                        Gateway.CLINIC + " 2206 " + RESIDENT);
    }

    @Test
    void a_list_is_a_look_at_each_whom_it_names() {
        var one = stays.employee();
        var other = stays.employee();
        stays.admitted(one, "2025-06-07 09:30:00");
        stays.admitted(other, "2025-06-07 10:30:00");
        gateway.done(asked("5303", Stays.HOSPITAL, "{'begntime': '2025-06-07', 'endtime': '2025-06-07'}"));
        assertThat(looks())
                .containsExactlyInAnyOrder(Stays.HOSPITAL + " 5303 " + one, Stays.HOSPITAL + " 5303 " + other);
        gateway.done(asked("5303", Stays.OTHER_HOSPITAL, "{'begntime': '2025-06-07', 'endtime': '2025-06-07'}"));
        assertThat(looks()).hasSize(2);
    }

    @Test
    void what_reads_nothing_about_persons_leaves_none() {
        gateway.done(Samples.request("9001").put("msgid", gateway.nextMessageId(Gateway.CLINIC)));
        gateway.done(asked("1901", Gateway.CLINIC, "{'type': 'insutype', 'date': '2025-06-01'}"));
        assertThat(looks()).isEmpty();
    }

    /// What cannot be written down is not shown, nor kept as answered.
    @Test
    void without_the_line_there_is_no_answer() {
        var message = who();
        execute("alter table look rename to hidden");
        try {
            var answer = gateway.answer(message);
            assertThat(answer.get("infcode").asInt()).isEqualTo(-1);
            assertThat(answer.toString()).doesNotContain("测试甲").doesNotContain("430000198801010010");
        } finally {
            execute("alter table hidden rename to look");
        }
        gateway.done(message);
        assertThat(looks()).containsExactly(Gateway.CLINIC + " 1101 " + RESIDENT);
    }
}

package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// A `msgid` is carried out once, however often and however many at once it comes.
class IdempotencyTest {

    private static final int COPIES = 16;

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
    void copies_that_arrive_together_get_one_answer_and_make_one_settlement() {
        var visit = gateway.visit();
        gateway.upload(visit, "together");
        var message = gateway.settlement("2207", visit, "together").toString();
        var before = gateway.rows();
        var answers = new HashSet<>(together(message));
        assertThat(answers).hasSize(1);
        assertThat(answers.iterator().next()).contains("\"infcode\":0");
        var after = gateway.rows();
        assertThat(after.get("settlement")).isEqualTo(before.get("settlement") + 1);
        assertThat(after.get("message")).isEqualTo(before.get("message") + 1);
        assertThat(gateway.post(message)).isEqualTo(answers.iterator().next());
        assertThat(gateway.rows()).isEqualTo(after);
    }

    private static List<String> together(String message) {
        var start = new CountDownLatch(1);
        var answers = new ArrayList<Future<String>>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var copy = 0; copy < COPIES; copy++) {
                answers.add(threads.submit((Callable<String>) () -> {
                    start.await();
                    return gateway.post(message);
                }));
            }
            start.countDown();
        }
        return answers.stream().map(IdempotencyTest::get).toList();
    }

    private static String get(Future<String> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void another_content_under_the_same_id_is_refused_by_the_name_of_the_field() {
        var visit = gateway.visit();
        gateway.upload(visit, "reused");
        var message = gateway.settlement("2207", visit, "reused");
        gateway.done(message);
        Gateway.data(message).put("medfee_sumamt", "60.00");
        assertThat(gateway.refused(message)).isEqualTo("msgid：此报文ID已用于另一内容（medfee_sumamt 不同）");
        var other = gateway.settlement("2206", visit, "reused");
        other.put("msgid", message.get("msgid").stringValue());
        assertThat(gateway.refused(other)).isEqualTo("msgid：此报文ID已用于另一内容（infno 不同）");
    }

    @Test
    void another_time_of_sending_or_another_form_is_the_same_message() {
        var visit = gateway.visit();
        gateway.upload(visit, "form");
        var message = gateway.settlement("2207", visit, "form");
        var first = gateway.post(message.toString());
        message.put("inf_time", "2025-12-26 21:59:59")
                .put("sign_no", "1")
                .put("cainfo", "x")
                .put("dev_no", "2");
        Gateway.data(message).put("invono", (String) null).put("medfee_sumamt", 56.98);
        var data = Gateway.data(message).deepCopy();
        ((ObjectNode) message.get("input")).putArray("data").add(data);
        assertThat(gateway.post(message.toString())).isEqualTo(first);
    }

    @Test
    void another_institution_may_use_the_same_id() {
        var message = Samples.request("1101").put("msgid", "shared");
        gateway.done(message);
        gateway.done(message.put("fixmedins_code", "H43000000002"));
    }

    @Test
    void the_first_answer_of_a_preview_holds_also_after_the_settlement() {
        var visit = gateway.visit();
        gateway.upload(visit, "preview");
        var preview = gateway.settlement("2206", visit, "preview");
        var first = gateway.post(preview.toString());
        assertThat(first).contains("\"infcode\":0");
        gateway.done(gateway.settlement("2207", visit, "preview"));
        assertThat(gateway.refused(gateway.settlement("2206", visit, "preview")))
                .startsWith("chrg_bchno：");
        assertThat(gateway.post(preview.toString())).isEqualTo(first);
        Gateway.data(preview).put("acct_used_flag", "0");
        assertThat(gateway.refused(preview)).isEqualTo("msgid：此报文ID已用于另一内容（acct_used_flag 不同）");
    }

    @Test
    void what_was_refused_may_be_sent_again_corrected() {
        var visit = gateway.visit();
        gateway.upload(visit, "corrected");
        var message = gateway.settlement("2207", visit, "corrected");
        Gateway.data(message).put("medfee_sumamt", "60.00");
        assertThat(gateway.refused(message)).isEqualTo("medfee_sumamt：应为费用明细合计 56.98，实为 60.00");
        Gateway.data(message).put("medfee_sumamt", "56.98");
        gateway.done(message);
    }
}

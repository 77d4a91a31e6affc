package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.clearing.Application;
import org.openyibao.server.clearing.Applications;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Request;
import tools.jackson.databind.node.ObjectNode;

/// A clinic applies to be paid: it settled 56.98 three times, of which the fund paid 39.89 each, and took one
/// back. That is two persons with 113.96, 79.78 from the fund and 34.18 in cash.
class ClearingApplicationTest {

    private static final String OTHER = "H43000000002";
    private static final LocalDate TODAY = LocalDate.now(BusinessDay.ZONE);
    private static final String MONTH = TODAY.format(DateTimeFormatter.ofPattern("uuuuMM"));

    private static final AtomicInteger KEYS = new AtomicInteger();
    private static Gateway gateway;
    private static int clinics;

    /// Each test has a clinic of its own.
    private String clinic = "";

    private String visit = "";

    @BeforeAll
    static void start() {
        gateway = Gateway.open();
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void settle() {
        clinics++;
        clinic = "H4300000010" + clinics;
        gateway.server()
                .service(Registry.class)
                .saveInstitutions(List.of(new Institution(
                        clinic,
                        LocalDate.of(2010, 1, 1),
                        LocalDate.of(9999, 12, 31),
                        "测试诊所",
                        "430100",
                        InstitutionKind.VILLAGE,
                        Level.UNRATED,
                        true,
                        true)));
        var registration = Samples.request("2201").put("msgid", gateway.nextMessageId(clinic));
        visit = gateway.done(registration.put("fixmedins_code", clinic))
                .at("/output/data/mdtrt_id")
                .stringValue();
        settled("a");
        settled("b");
        var back = Samples.read("2208.cqex.request.json").put("msgid", gateway.nextMessageId(clinic));
        Gateway.data(back).put("mdtrt_id", visit).put("setl_id", settled("c"));
        gateway.done(back.put("fixmedins_code", clinic));
    }

    private String settled(String name) {
        var batch = name + clinics;
        gateway.done(gateway.fees(visit, batch).put("fixmedins_code", clinic));
        return gateway.done(gateway.settlement("2207", visit, batch).put("fixmedins_code", clinic))
                .at("/output/setlinfo/setl_id")
                .stringValue();
    }

    private ObjectNode application(String transaction, String more) {
        return gateway.message(transaction, clinic, """
                {"data": {"clr_type": "11", "medfee_sumamt": 113.96, "med_sumfee": "113.96", "fund_appy_sum": 79.78,
                  "cash_payamt": "34.18", "acct_pay": 0, "begndate": "%s", "enddate": "%s"%s}}""".formatted(TODAY.minusDays(1), TODAY, more));
    }

    private ObjectNode application() {
        return application("3203", ", \"clr_way\": \"1\", \"setlym\": \"" + MONTH + "\", \"psntime\": 2");
    }

    private String applied() {
        return gateway.done(application()).at("/output/result/clr_appy_evt_id").stringValue();
    }

    private ObjectNode asking(String transaction, String institution, String data) {
        return gateway.message(transaction, institution, "{\"data\": {" + data + "}}");
    }

    private ObjectNode withdrawal(String institution, String id) {
        return asking("3204", institution, "\"clr_appy_evt_id\": \"" + id + "\"");
    }

    private String state(String id) {
        return gateway.server()
                .service(Applications.class)
                .find(id)
                .map(Application::state)
                .map(NationalCodes::clearingState)
                .orElse("none");
    }

    private String agency(Function<Once<Application>, Answer> step) {
        var request = new Request("", "k" + KEYS.incrementAndGet(), new byte[0]);
        return switch (step.apply(new Once<>(request, made -> made.id().getBytes(StandardCharsets.UTF_8)))) {
            case Answer.Done ignored -> "";
            case Answer.Refused(var refusal) -> refusal.code();
            case Answer.Reused ignored -> "reused";
        };
    }

    private String accepted(String id, String clerk) {
        return agency(once -> gateway.server().service(Applications.class).accept(once, id, clerk));
    }

    private String approved(String id, String reviewer) {
        return agency(once -> gateway.server().service(Applications.class).approve(once, id, reviewer));
    }

    private String rejected(String id) {
        return agency(once -> gateway.server().service(Applications.class).reject(once, id, "clerk-1", "材料不全"));
    }

    @Test
    void an_application_is_accepted_by_one_and_approved_by_another() {
        var message = application();
        var answer = gateway.post(message.toString());
        assertThat(gateway.post(message.toString())).as("sent again").isEqualTo(answer);
        var id = Json.object(answer.getBytes(StandardCharsets.UTF_8))
                .at("/output/result/clr_appy_evt_id")
                .stringValue();
        var told = gateway.done(asking("3205A", clinic, "\"clr_ym\": \"" + MONTH + "\""))
                .at("/output/clr_appys");
        assertThat(told.get("clr_appy_evt_id").stringValue()).isEqualTo(id);
        assertThat(told.get("clr_stas").stringValue()).isEqualTo("10");
        assertThat(told.get("medfee_Sumamt").decimalValue()).isEqualByComparingTo("113.96");
        assertThat(told.get("hi_agre_sumfee").decimalValue()).isEqualByComparingTo("113.96");
        assertThat(told.get("fund_appy_sum").decimalValue()).isEqualByComparingTo("79.78");
        assertThat(told.get("cash_payamt").decimalValue()).isEqualByComparingTo("34.18");
        assertThat(told.get("acct_pay").decimalValue()).isEqualByComparingTo("0");
        assertThat(told.get("begndate").stringValue())
                .isEqualTo(TODAY.minusDays(1).toString());
        assertThat(told.get("enddate").stringValue()).isEqualTo(TODAY.toString());
        assertThat(told.get("clr_ym").stringValue()).isEqualTo(MONTH);
        assertThat(told.get("clr_optins").stringValue()).isEqualTo("430100");
        assertThat(told.size()).isEqualTo(14);
        assertThat(approved(id, "clerk-2")).as("not accepted").isEqualTo("STEP_TAKEN");
        assertThat(accepted(id, "clerk-1")).isEmpty();
        assertThat(state(id)).isEqualTo("20");
        assertThat(approved(id, "clerk-1")).isEqualTo("REVIEWED_BY_ITS_CLERK");
        assertThat(approved(id, "clerk-2")).isEmpty();
        assertThat(state(id)).isEqualTo("50");
        assertThat(gateway.refused(withdrawal(clinic, id))).isEqualTo("clr_appy_evt_id：应为未决定的申请，实为已由 clerk-2 审核通过");
        assertThat(gateway.refused(application("3203A", ""))).startsWith("begndate：应为未申请清算的期间");
        assertThat(gateway.done(asking("3205A", clinic, "\"clr_stas\": \"10\""))
                        .at("/output/clr_appys")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void what_is_withdrawn_or_rejected_may_be_applied_for_again() {
        var first = gateway.done(application("3203A", ", \"clr_optins\": \"430100\""))
                .at("/output/clr_appy_evt_id")
                .stringValue();
        assertThat(gateway.refused(withdrawal(OTHER, first)))
                .as("another's")
                .isEqualTo("clr_appy_evt_id：应为已有的清算申请编号，实为 " + first);
        gateway.done(asking("3204A", clinic, "\"clr_apply_evt_id\": \"" + first + "\", \"clr_optins\": \"430100\""));
        assertThat(state(first)).isEqualTo("0");
        assertThat(gateway.refused(withdrawal(clinic, first))).contains("撤销");
        var second = applied();
        assertThat(accepted(second, "clerk-1")).isEmpty();
        assertThat(rejected(second)).isEmpty();
        assertThat(state(second)).isEqualTo("0");
        assertThat(rejected(second)).isEqualTo("STEP_TAKEN");
        var third = applied();
        var told = gateway.done(asking("3205A", clinic, "")).at("/output/clr_appys");
        assertThat(told.size()).isEqualTo(3);
        assertThat(told.get(2).get("clr_appy_evt_id").stringValue()).isEqualTo(third);
        assertThat(gateway.done(asking("3205A", OTHER, ""))
                        .at("/output/clr_appys")
                        .isEmpty())
                .as("its own only")
                .isTrue();
    }

    @Test
    void sums_that_changed_are_not_approved() {
        var id = applied();
        assertThat(accepted(id, "clerk-1")).isEmpty();
        settled("d");
        assertThat(approved(id, "clerk-2")).isEqualTo("SUMS_DIFFER");
        assertThat(state(id)).isEqualTo("20");
    }

    @Test
    void what_is_wrong_is_named_with_both_sums() {
        assertWrong("medfee_sumamt", "113.97", "medfee_sumamt：应为本方该期间的合计 113.96，实为 113.97");
        assertWrong("fund_appy_sum", "79.77", "fund_appy_sum：应为本方该期间的合计 79.78，实为 79.77");
        assertWrong("cash_payamt", "0", "cash_payamt：应为本方该期间的合计 34.18，实为 0.00");
        assertWrong("acct_pay", "-1", "acct_pay：应为本方该期间的合计 0.00，实为 -1.00");
        assertWrong("psntime", "3", "psntime：应为本方该期间的合计 2，实为 3");
        assertWrong("med_sumfee", "113.97", "med_sumfee：应为 0 至医疗费总额 113.96，实为 113.97");
        assertWrong("clr_type", "21", "begndate：应为该类别有结算的期间");
        assertWrong("clr_type", "99915", "begndate：应为该类别有结算的期间");
        assertWrong("clr_type", "15", "clr_type：应为 11（门诊）");
        assertWrong("setlym", "202513", "setlym：应为 yyyyMM 格式的年月，实为 202513");
        assertWrong("enddate", TODAY.plusDays(2).toString(), "enddate：应为");
        assertWrong("enddate", TODAY.minusDays(2).toString(), "enddate：应为");
        assertWrong("begndate", "x", "begndate：应为 yyyy-MM-dd 格式的日期，实为 x");
        assertWrong("clr_optins", "430200", "clr_optins：应为本机构清算的经办机构 430100，实为 430200");
        var theirs = application().put("fixmedins_code", OTHER);
        assertThat(gateway.refused(theirs)).as("another's settlements").startsWith("begndate：应为该类别有结算的期间");
        var message = application();
        Gateway.data(message).put("clr_type", "99939");
        gateway.done(message);
    }

    private void assertWrong(String field, String value, String complaint) {
        var message = application();
        Gateway.data(message).put(field, value);
        assertThat(gateway.refused(message)).startsWith(complaint);
    }

    @Test
    void an_institution_has_the_agency_of_its_region() {
        var told = gateway.done(asking("3206A", clinic, "\"page_num\": 1, \"page_size\": 10"))
                .get("output");
        assertThat(told.toString())
                .isEqualTo("{\"data\":[{\"clr_optins\":\"430100\"}],\"pages\":1,\"page_num\":1,\"page_size\":10}");
        assertThat(gateway.done(asking("3206A", Gateway.PHARMACY, "\"page_num\": 1, \"page_size\": 10"))
                        .at("/output/data/0/clr_optins")
                        .stringValue())
                .isEqualTo("220200");
        assertThat(gateway.done(asking("3206A", clinic, "\"page_num\": 2, \"page_size\": 10"))
                        .at("/output/data")
                        .isEmpty())
                .isTrue();
    }
}

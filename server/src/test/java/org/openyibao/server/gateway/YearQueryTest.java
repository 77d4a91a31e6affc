package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.gateway.Stays.Line;
import tools.jackson.databind.JsonNode;

/// What a person's years came to (5206), and what was paid for the insurance (90100).
class YearQueryTest {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");

    private static Gateway gateway;
    private static Stays stays;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
        stays = new Stays(gateway);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static JsonNode years(String person, String month) {
        var message = Samples.request("5206");
        message.put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        Gateway.data(message).put("psn_no", person).put("cum_ym", month);
        return gateway.done(message).get("output");
    }

    private static void assertYears(JsonNode output, String... codesAndValues) {
        var told = new ArrayList<String>();
        output.get("cuminfo").forEach(row -> {
            told.add(row.get("year").stringValue() + " "
                    + row.get("cum_type_code").stringValue());
            told.add(row.get("cum").decimalValue().stripTrailingZeros().toPlainString());
        });
        assertThat(told).containsExactly(codesAndValues);
    }

    /// Three visits of the captured resident, made to be those of the year and the sums that were captured.
    @Test
    void a_resident_as_captured() throws SQLException {
        assertThat(years(Gateway.RESIDENT, "").at("/cuminfo").size())
                .as("nothing yet")
                .isZero();
        for (var batch : List.of("1", "2", "3")) {
            var visit = gateway.visit();
            gateway.upload(visit, batch);
            gateway.done(gateway.settlement("2207", visit, batch));
        }
        // Of 56.98 each, all in scope, 39.89 was paid.
        assertYears(
                years(Gateway.RESIDENT, ""),
                "2025 S0000",
                "170.94",
                "2025 S0000_BIZ11",
                "170.94",
                "2025 F0000",
                "170.94",
                "2025 C0000",
                "3",
                "2025 D390101",
                "119.67",
                "2025 D390101_BIZ11",
                "119.67",
                "2025 TS390201",
                "0");
        try (var connection = gateway.server().database().connect();
                var update = connection.createStatement()) {
            update.executeUpdate("update settlement set benefit_year = 2021, in_scope_fen = 5021, total_fen = 5089,"
                    + " pool_fen = 3500 where psn_no = '" + Gateway.RESIDENT + "'");
        }
        var output = years(Gateway.RESIDENT, "");
        var captured = Samples.response("5206").get("output");
        assertThat(output.get("cuminfo").size())
                .isEqualTo(captured.get("cuminfo").size());
        for (var i = 0; i < captured.get("cuminfo").size(); i++) {
            var expected = captured.at("/cuminfo/" + i);
            var row = output.at("/cuminfo/" + i);
            assertThat(row.propertyNames()).hasSameElementsAs(expected.propertyNames());
            for (var name : List.of("cum_type_code", "year", "cum_ym", "insutype")) {
                assertThat(row.get(name)).isEqualTo(expected.get(name));
            }
            assertThat(row.get("cum").decimalValue())
                    .isEqualByComparingTo(expected.get("cum").decimalValue());
        }
    }

    @Test
    void stays_of_two_years_and_the_reversal_of_one() {
        var person = stays.employee();
        settled(person, "2025-03-03", "2025-03-09");
        var second = settled(person, "2025-05-03", "2025-05-09");
        settled(person, "2026-02-03", "2026-02-09");
        gateway.done(stays.reversal(
                person,
                second.get("mdtrt_id").stringValue(),
                second.get("setl_id").stringValue()));
        // 5,000.00 less a deductible of 1,300.00, of which the fund pays 85 %: 3,145.00. The rules of Beijing here know
        // no
        // layer that the rest would count towards.
        assertYears(
                years(person, ""),
                "2025 S0000",
                "5000",
                "2025 S0000_BIZ21",
                "5000",
                "2025 F0000",
                "5000",
                "2025 F0000_BIZ21",
                "5000",
                "2025 C0000",
                "1",
                "2025 C0000_BIZ21",
                "1",
                "2025 Q0000",
                "1300",
                "2025 Q0000_BIZ21",
                "1300",
                "2025 D310101",
                "3145",
                "2025 D310101_BIZ21",
                "3145",
                "2025 TS310301",
                "0",
                "2026 S0000",
                "5000",
                "2026 S0000_BIZ21",
                "5000",
                "2026 F0000",
                "5000",
                "2026 F0000_BIZ21",
                "5000",
                "2026 C0000",
                "1",
                "2026 C0000_BIZ21",
                "1",
                "2026 Q0000",
                "1300",
                "2026 Q0000_BIZ21",
                "1300",
                "2026 D310101",
                "3145",
                "2026 D310101_BIZ21",
                "3145",
                "2026 TS310301",
                "0");
        var march = years(person, "202503");
        assertThat(march.at("/cuminfo/0/cum_ym").stringValue()).isEqualTo("202503");
        assertThat(march.at("/cuminfo/0/cum").decimalValue()).isEqualByComparingTo("5000");
        assertThat(march.get("cuminfo").size()).isEqualTo(11);
        assertThat(years(person, "202504").at("/cuminfo").size()).isZero();
    }

    private static JsonNode settled(String person, String from, String to) {
        var visit = stays.admitted(person, from + " 09:30:00");
        gateway.done(stays.charge(person, visit, Line.one(Stays.DRUG, "5000.00", from)));
        gateway.done(stays.discharge(person, visit, to + " 11:00:00"));
        return gateway.done(stays.settlement("2304", person, visit, "5000.00")).at("/output/setlinfo");
    }

    private static JsonNode paid(String person) {
        return gateway.done(gateway.message("90100", Gateway.CLINIC, "{\"data\": {\"psn_no\": \"" + person + "\"}}"))
                .get("output");
    }

    private static Enrolment.Offered month(String person, YearMonth month, ContributionKind kind) {
        var none = kind == ContributionKind.WITHDRAWN;
        return new Enrolment.Offered(
                new Contribution(
                        person,
                        Scheme.EMPLOYEE,
                        month,
                        "110000",
                        kind,
                        none ? Fen.ZERO : Fen.of(500_000),
                        none ? Fen.ZERO : Fen.of(10_000),
                        none ? Fen.ZERO : Fen.of(40_000),
                        Fen.ZERO,
                        month.atDay(1)),
                false);
    }

    @Test
    void contributions_of_the_last_twelve_months() throws SQLException {
        var person = stays.employee();
        assertThat(paid(person).size()).isZero();
        var now = YearMonth.from(LocalDate.now(ZoneId.of("Asia/Shanghai")));
        var enrolment = gateway.server().service(Enrolment.class);
        try (var connection = gateway.server().database().connect()) {
            connection.setAutoCommit(false);
            var taken = enrolment.contribute(
                    connection,
                    List.of(
                            month(person, now.minusMonths(12), ContributionKind.REGULAR),
                            month(person, now.minusMonths(11), ContributionKind.REGULAR),
                            month(person, now.minusMonths(2), ContributionKind.REGULAR),
                            month(person, now.minusMonths(1), ContributionKind.REGULAR)),
                    "clerk",
                    "测试");
            assertThat(taken.added()).isEqualTo(4);
            taken = enrolment.contribute(
                    connection, List.of(month(person, now.minusMonths(2), ContributionKind.WITHDRAWN)), "clerk", "误录");
            assertThat(taken.added()).isEqualTo(1);
            connection.commit();
        }
        var told = paid(person);
        assertThat(told.isArray()).isTrue();
        assertThat(told.size()).isEqualTo(2);
        var first = told.get(0);
        assertThat(first.get("poolarea_no").stringValue()).isEqualTo("110000");
        assertThat(first.get("poolarea_no_name").stringValue()).isEqualTo("北京市");
        assertThat(first.get("insutype").stringValue()).isEqualTo("310");
        assertThat(first.get("insutype_name").stringValue()).isEqualTo("职工基本医疗保险");
        assertThat(first.get("clct_type").stringValue()).isEqualTo("10");
        assertThat(first.get("clct_type_name").stringValue()).isEqualTo("正常缴费");
        assertThat(first.get("clct_flag").stringValue()).isEqualTo("1");
        assertThat(first.get("accrym_begn").stringValue()).isEqualTo(MONTH.format(now.minusMonths(11)));
        assertThat(first.get("accrym_end").stringValue()).isEqualTo(MONTH.format(now.minusMonths(11)));
        assertThat(first.get("clct_time").stringValue())
                .isEqualTo(now.minusMonths(11).atDay(1) + " 00:00:00");
        assertThat(told.get(1).get("accrym_begn").stringValue()).isEqualTo(MONTH.format(now.minusMonths(1)));
    }
}

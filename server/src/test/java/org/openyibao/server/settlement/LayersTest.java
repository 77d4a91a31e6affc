package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.line;
import static org.openyibao.server.settlement.Rooms.paid;
import static org.openyibao.server.settlement.Rooms.terms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.server.policy.Policies;

/// Funds beside the pooled one: what they pay is kept, posted and counted in the year. By a made-up pack:
/// the pooled fund pays half of inpatient care; of what the person bore in the year above 1000.00,
/// catastrophic insurance pays 60 %; of what was borne for emergency care above 100.00, assistance pays half.
class LayersTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);

    private static final String RULES = """
            pack: {region: "510300", name: 样例, english: Specimen}
            sources:
              made-up: {document: 测试, evidence: specimen}
            rules:
              - id: share
                title: {zh: 支付比例, en: Share}
                pool: {ratio: 50%}
                source: made-up
                confidence: specimen
              - id: catastrophic
                title: {zh: 大病保险, en: Catastrophic insurance}
                when: {visit: inpatient}
                layer: {kind: catastrophic, deductible: 1000.00, brackets: [{ratio: 60%}]}
                source: made-up
                confidence: specimen
              - id: assistance
                title: {zh: 医疗救助, en: Assistance}
                when: {visit: emergency}
                layer: {kind: assistance, deductible: 100.00, brackets: [{ratio: 50%}]}
                source: made-up
                confidence: specimen
            """;

    private static Rooms rooms;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        var pack = Files.createDirectories(folder.resolve("510300-specimen"));
        Files.writeString(pack.resolve("rules.yaml"), RULES);
        rooms = Rooms.open(Policies.read(folder));
    }

    @AfterAll
    static void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    private static Outcome.Settled admission(Rooms.Visit visit, String batch, String total) {
        rooms.done(Outcome.FeesTaken.class, visit.upload(batch, line(Rooms.DRUG_A, total, DAY)));
        return rooms.done(
                Outcome.Settled.class, visit.settle(batch, terms(Scheme.RESIDENT, VisitKind.INPATIENT, total)));
    }

    private static Outcome.Settled emergency(Rooms.Visit visit, String batch) {
        rooms.done(Outcome.FeesTaken.class, visit.upload(batch, line(Rooms.DRUG_A, "1000.00", DAY)));
        return rooms.done(
                Outcome.Settled.class, visit.settle(batch, terms(Scheme.RESIDENT, VisitKind.EMERGENCY, "1000.00")));
    }

    @Test
    void a_layer_that_is_not_the_catastrophic_one_minds_its_year_too() {
        var visit = rooms.visit(rooms.resident(), Scheme.RESIDENT, Rooms.COMMUNITY, DAY);
        // Half of 500.00 less 100.00.
        assertThat(paid(emergency(visit, "b1")))
                .isEqualTo("1000.00 = funds 700.00 + current 0.00 + prior 0.00 + cash 300.00");
        // Half of 1000.00 less 100.00 is 450.00, of which 200.00 were paid.
        assertThat(paid(emergency(visit, "b2")))
                .isEqualTo("1000.00 = funds 750.00 + current 0.00 + prior 0.00 + cash 250.00");
        assertThat(rooms.number("select assistance_fen from year_to_date where psn_no = '" + visit.person() + "'"))
                .isEqualTo(45_000);
    }

    @Test
    void a_layer_pays_above_its_deductible_of_the_year_and_gives_back_what_is_reversed() {
        var visit = rooms.visit(rooms.resident(), Scheme.RESIDENT, Rooms.COMMUNITY, DAY);
        // Half of 1600.00 is borne: below the 1000.00.
        var first = admission(visit, "b1", "1600.00");
        assertThat(paid(first)).isEqualTo("1600.00 = funds 800.00 + current 0.00 + prior 0.00 + cash 800.00");
        assertThat(rooms.year(visit)).isEqualTo("0 0 80000 1 80000 0");

        // 800.00 + 1500.00 are borne: 60 % of 1300.00.
        var second = admission(visit, "b2", "3000.00");
        assertThat(paid(second)).isEqualTo("3000.00 = funds 2280.00 + current 0.00 + prior 0.00 + cash 720.00");
        assertThat(rooms.year(visit)).isEqualTo("0 0 230000 2 230000 78000");
        assertThat(rooms.text(
                        "select string_agg(concat_ws(' ', source, amount_fen), ', ' order by entry) from journal"
                                + " where reference = ?",
                        second.settlement().id()))
                .isEqualTo("fund:510300:resident:pool 150000, fund:510300:resident:catastrophic 78000, cash 72000");
        assertThat(rooms.offender()).isEmpty();

        var reversed = rooms.done(Outcome.Settled.class, visit.reverse(second));
        assertThat(paid(reversed)).isEqualTo("-3000.00 = funds -2280.00 + current 0.00 + prior 0.00 + cash -720.00");
        assertThat(rooms.year(visit)).isEqualTo("0 0 80000 1 80000 0");
        var text = rooms.service(Settlements.class)
                .receipt(second.settlement().id())
                .orElseThrow()
                .text(Locale.ENGLISH);
        assertThat(text).contains("Catastrophic insurance").contains("780.00");
    }
}

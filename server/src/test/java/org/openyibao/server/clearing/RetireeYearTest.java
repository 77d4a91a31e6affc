package org.openyibao.server.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.server.claim.Claim;
import org.openyibao.server.claim.ClaimOrder;
import org.openyibao.server.claim.Claims;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.FeeItem;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Rooms;
import org.openyibao.server.settlement.ServedStay;
import org.openyibao.server.settlement.SettlementRecord;

/// A year of a retiree of Beijing who lives in Sanya: files, goes to a hospital, has a chronic disease treated, lies in
/// hospital, buys at a pharmacy, has an emergency in Guangzhou, claims what was paid first; and the regions clear it.
/// Figures worked by hand from
/// Beijing's table for retired employees under 70: outpatient care above 1,300.00 a year 85% at a hospital; stays above
/// 1,300.00, then 650.00, 95.5% at level 3 up to 30,000.00. Both count at home and at the filed place. Elsewhere in
/// another province, and for chronic care, no rule of Beijing's fund is known and the account pays alone.
class RetireeYearTest {

    private static final String SANYA = "460200";
    private static final String GUANGZHOU = "440100";
    private static final String HOSPITAL = "H46020000001";
    private static final String OFFLINE = "H46020000002";
    private static final String PHARMACY = "P46020000001";
    private static final String EMERGENCY_ROOM = "H44010000001";
    private static final String HYPERTENSION = "M03900";

    private static Rooms rooms;
    private static AwayRooms away;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        away = new AwayRooms(rooms);
        rooms.service(Registry.class)
                .saveInstitutions(List.of(
                        institution(HOSPITAL, SANYA, InstitutionKind.HOSPITAL, Level.THREE, true),
                        institution(OFFLINE, SANYA, InstitutionKind.HOSPITAL, Level.THREE, false),
                        institution(PHARMACY, SANYA, InstitutionKind.PHARMACY, Level.UNRATED, true),
                        institution(EMERGENCY_ROOM, GUANGZHOU, InstitutionKind.HOSPITAL, Level.THREE, true)));
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private static Institution institution(
            String code, String region, InstitutionKind kind, Level level, boolean networked) {
        return new Institution(
                code,
                LocalDate.of(2010, 1, 1),
                LocalDate.of(9999, 12, 31),
                "样例机构 " + code,
                region,
                kind,
                level,
                true,
                networked);
    }

    private static LocalDate today() {
        return rooms.clock().instant().atZone(rooms.clock().getZone()).toLocalDate();
    }

    private static Outcome visit(String person, String institution, String amount, VisitKind kind) {
        var visit = rooms.visit(person, Scheme.EMPLOYEE, institution, today());
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", Rooms.line(Rooms.DRUG_A, amount, today())));
        return rooms.perform(visit.settle("b", amount, kind));
    }

    private static void paid(Outcome outcome, String fund, String current, String prior, String cash) {
        assertThat(outcome).isInstanceOf(Outcome.Settled.class);
        var settlement = ((Outcome.Settled) outcome).settlement();
        assertThat(List.of(
                        settlement.funds(), settlement.accountCurrent(), settlement.accountPrior(), settlement.cash()))
                .hasToString("[" + String.join(", ", fund, current, prior, cash) + "]");
    }

    private static String refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal().expected().zh();
    }

    private static Filings.Made file(String person) {
        var wish = new Filings.Wish(
                person,
                Optional.empty(),
                FilingGround.RESETTLED_RETIREE,
                SANYA,
                Optional.empty(),
                Optional.empty(),
                Set.of("household-register"),
                false,
                "随子女居住",
                "clerk-1",
                "",
                "");
        return rooms.file(wish);
    }

    @Test
    void a_year_of_a_resettled_retiree() {
        rooms.today("2025-01-06");
        var person = rooms.insured(
                new Insured("110000", Scheme.EMPLOYEE, Status.RETIRED, Standing.NORMAL),
                new Balances(Rooms.fen("500.00"), Rooms.fen("4500.00")),
                LocalDate.of(1960, 3, 7),
                "");

        // Not filed yet: nothing is settled in Sanya.
        assertThat(refused(visit(person, HOSPITAL, "100.00", VisitKind.OUTPATIENT)))
                .contains("未办理异地就医备案");
        rooms.today("2025-01-10");
        var filing = file(person).filing();
        assertThat(filing.until()).isEmpty();

        // 700.00 above the deductible at 85% are 595.00; of 1,405.00 this year's 500.00 pay first.
        rooms.today("2025-02-12");
        paid(visit(person, HOSPITAL, "2000.00", VisitKind.OUTPATIENT), "595.00", "500.00", "905.00", "0.00");
        assertThat(refused(visit(person, OFFLINE, "100.00", VisitKind.OUTPATIENT)))
                .contains("该机构未联网");

        // Chronic care once the disease is registered; the account pays.
        rooms.today("2025-03-05");
        assertThat(refused(visit(person, HOSPITAL, "300.00", VisitKind.CHRONIC)))
                .contains("未作门诊慢特病备案");
        rooms.register(person, HYPERTENSION, Scheme.EMPLOYEE, today());
        paid(visit(person, HOSPITAL, "300.00", VisitKind.CHRONIC), "0.00", "0.00", "300.00", "0.00");

        // A stay: 8,700.00 above 1,300.00 at 95.5% are 8,308.50; the account pays 1,691.50.
        rooms.today("2025-04-01");
        var stay = ServedStay.admitted(rooms, person, Scheme.EMPLOYEE, HOSPITAL, today(), false);
        rooms.today("2025-04-09");
        paid(stay.settled("10000.00", today()), "8308.50", "0.00", "1691.50", "0.00");

        // The pharmacy of Sanya, and one purchase taken back.
        rooms.today("2025-05-20");
        paid(visit(person, PHARMACY, "100.00", VisitKind.PHARMACY), "0.00", "0.00", "100.00", "0.00");
        var mistaken = rooms.visit(person, Scheme.EMPLOYEE, PHARMACY, today());
        rooms.done(Outcome.FeesTaken.class, mistaken.upload("b", Rooms.line(Rooms.DRUG_A, "50.00", today())));
        var wrong = rooms.done(Outcome.Settled.class, mistaken.settle("b", "50.00", VisitKind.PHARMACY));
        rooms.done(Outcome.Settled.class, mistaken.reverse(wrong));

        // Guangzhou is not filed for: an emergency counts as filed, other care does not.
        rooms.today("2025-06-15");
        assertThat(refused(visit(person, EMERGENCY_ROOM, "200.00", VisitKind.OUTPATIENT)))
                .contains("备案地与就医地不符");
        var emergency = visit(person, EMERGENCY_ROOM, "200.00", VisitKind.EMERGENCY);
        paid(emergency, "0.00", "0.00", "200.00", "0.00");
        assertThat(settled(emergency).treatedAsFiled()).isTrue();

        // A second stay: 3,350.00 above 650.00 at 95.5% are 3,199.25; the account has 1,303.50 and pays 800.75.
        rooms.today("2025-09-01");
        var second = ServedStay.admitted(rooms, person, Scheme.EMPLOYEE, HOSPITAL, today(), false);
        rooms.today("2025-09-04");
        paid(second.settled("4000.00", today()), "3199.25", "0.00", "800.75", "0.00");
        assertThat(rooms.ledger(person).balances()).isEqualTo(new Balances(Rooms.fen("0.00"), Rooms.fen("502.75")));

        // A hospital of Sanya that is not on the network: paid first, claimed at home, where 1,000.00 at 85% are
        // 850.00;
        // accounts are refunded nothing. The same invoice comes back, and what was settled there is not claimed.
        rooms.today("2025-10-20");
        var claimed = claimed(person, OFFLINE, LocalDate.of(2025, 10, 10), "INV-1");
        assertThat(claimed.refund()).isEqualTo(Rooms.fen("850.00"));
        assertThat(claimed.state()).isEqualTo(Claim.State.PAID);
        assertThat(rooms.refusedOnce((Once<Claim> once) -> rooms.service(Claims.class)
                                .file(once, order(person, OFFLINE, LocalDate.of(2025, 10, 10), "INV-1", "1000.00")))
                        .code())
                .isEqualTo("INVOICE_CLAIMED");
        assertThat(rooms.refusedOnce((Once<Claim> once) -> rooms.service(Claims.class)
                                .file(once, order(person, HOSPITAL, LocalDate.of(2025, 2, 12), "INV-2", "2000.00")))
                        .code())
                .isEqualTo("SETTLED_DIRECTLY");
        assertThat(rooms.ledger(person).balances().prior()).isEqualTo(Rooms.fen("502.75"));

        // Sanya is owed 2,000.00 + 300.00 + 10,000.00 + 100.00 + 4,000.00, Guangzhou 200.00.
        rooms.today("2026-01-05");
        for (var month = YearMonth.of(2025, 1); month.getYear() == 2025; month = month.plusMonths(1)) {
            away.clearAll(month);
            away.netted(month);
        }
        assertThat(away.balance(SANYA)).isEqualTo("16400.00");
        assertThat(away.balance(GUANGZHOU)).isEqualTo("200.00");
        assertThat(away.balance("110000")).isEqualTo("-16600.00");

        // A new year: the deductible anew, 595.00 from the fund; of 1,405.00 the account's last 502.75, the rest cash.
        paid(visit(person, HOSPITAL, "2000.00", VisitKind.OUTPATIENT), "595.00", "0.00", "502.75", "902.25");

        // Back for good: the filing ends, and with it settlement in Sanya.
        rooms.refile(person, (filings, known) -> filings.cancel(known, filing.id(), "回京居住", "clerk-1"));
        assertThat(refused(visit(person, HOSPITAL, "100.00", VisitKind.OUTPATIENT)))
                .contains("备案已撤销");
        assertThat(rooms.offender()).isEmpty();
    }

    private static ClaimOrder order(String person, String institution, LocalDate day, String invoice, String amount) {
        var total = Rooms.fen(amount);
        return new ClaimOrder(
                person,
                Optional.empty(),
                VisitKind.OUTPATIENT,
                institution,
                day,
                day,
                "",
                true,
                new Claim.Invoice("", invoice, day, total),
                List.of(new Claim.Line(
                        1, "药品", "", Rooms.DRUG_A, 10_000, total.value() * 10_000, total, FeeItem.Approval.NONE, "")),
                List.of(
                        new Claim.Document(Claim.Paper.INVOICE, "D-1", ""),
                        new Claim.Document(Claim.Paper.FEE_LIST, "D-2", ""),
                        new Claim.Document(Claim.Paper.CARE_RECORD, "D-3", "")),
                new Claim.Payee("张三丰", "样例银行", "6200000000000001234"),
                "self");
    }

    /// Filed, looked at, approved by another, and paid.
    private static Claim claimed(String person, String institution, LocalDate day, String invoice) {
        var claims = rooms.service(Claims.class);
        var filed = rooms.once(
                (Once<Claim> once) -> claims.file(once, order(person, institution, day, invoice, "1000.00")));
        var reviewed = rooms.once((Once<Claim> once) -> claims.review(once, of(filed), "clerk-1", List.of(), ""));
        var approved = rooms.once((Once<Claim> once) -> claims.approve(once, of(reviewed), "reviewer-1"));
        return rooms.once((Once<Claim> once) ->
                claims.pay(once, of(approved), "cashier-1", new Claim.Payment("B-7", LocalDate.of(2025, 10, 20))));
    }

    private static Claims.Of of(Claim claim) {
        return new Claims.Of(claim.id(), claim.version());
    }

    private static SettlementRecord settled(Outcome outcome) {
        return ((Outcome.Settled) outcome).settlement();
    }
}

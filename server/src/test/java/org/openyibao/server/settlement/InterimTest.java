package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.registry.Registry;

/// Stays that are settled in parts while they go on (中途结算).
///
/// Beijing, level 3: 1,300.00 are borne of the year's first admission, 650.00 of later ones; then the fund pays 85 %
/// up to 30,000.00, 90 % up to 40,000.00, 95 % up to 100,000.00, 85 % above.
class InterimTest {

    private static final String SHENZHEN = "H44030000001";

    private static Rooms rooms;

    private String person;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        rooms.service(Registry.class)
                .saveInstitutions(
                        List.of(Rooms.institution(SHENZHEN, "440300", InstitutionKind.HOSPITAL, Level.THREE, true)));
    }

    @AfterAll
    static void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    @BeforeEach
    void person() {
        rooms.today("2025-07-01");
        person = rooms.employee("3000.00", "1000.00");
    }

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    private static ServedStay admitted(String person, String day) {
        rooms.today(day);
        return ServedStay.admitted(rooms, person, Scheme.EMPLOYEE, Rooms.HOSPITAL, day(day), false);
    }

    private static void charged(ServedStay stay, String amount, String day) {
        rooms.today(day);
        stay.charged(Rooms.line(Rooms.DRUG_A, amount, day(day)));
    }

    private static Outcome.Settled settledAtTheEnd(ServedStay stay, String total, String day) {
        rooms.today(day);
        stay.discharged(day(day));
        return rooms.done(Outcome.Settled.class, stay.settle(total));
    }

    private static void assertParts(Outcome.Settled settled, String deductible, String pool) {
        assertThat(settled.settlement().deductible()).isEqualTo(fen(deductible));
        assertThat(settled.settlement().pool()).isEqualTo(fen(pool));
    }

    private String year(int year) {
        return rooms.text(
                "select concat_ws(' ', inpatient_pool_fen, admissions) from year_to_date where psn_no = ? and benefit_year = ?",
                person,
                year);
    }

    private static List<Fen> sum(Outcome.Settled... parts) {
        return Arrays.stream(parts)
                .map(part -> paid(part.settlement()))
                .reduce((one, other) -> {
                    var sum = new ArrayList<Fen>();
                    for (var i = 0; i < one.size(); i++) {
                        sum.add(one.get(i).plus(other.get(i)));
                    }
                    return sum;
                })
                .orElseThrow();
    }

    private static List<Fen> paid(SettlementRecord settlement) {
        var paid = new ArrayList<>(List.of(
                settlement.total(),
                settlement.ownPay(),
                settlement.firstPay(),
                settlement.inScope(),
                settlement.deductible(),
                settlement.yearBurden(),
                settlement.pool(),
                settlement.accountCurrent(),
                settlement.accountPrior(),
                settlement.cash()));
        Arrays.stream(settlement.layersFen()).mapToObj(Fen::of).forEach(paid::add);
        return paid;
    }

    /// 800.00 lie below the deductible, of which 500.00 are left; then 28,700.00 at 85 % and 333.33 at 90 %; then the
    /// rest of the whole bracket's 9,000.00, of which 300.00 were paid, 60,000.00 at 95 % and 10,333.34 at 85 %.
    @Test
    void the_parts_come_to_what_one_settlement_at_the_end_does() {
        var stay = admitted(person, "2025-07-03");
        var first = stay.settledInPart("800.00", day("2025-07-05"));
        assertParts(first, "800.00", "0.00");
        var second = stay.settledInPart("29533.33", day("2025-07-20"));
        assertParts(second, "500.00", "24695.00");
        charged(stay, "80000.01", "2025-07-25");
        var last = settledAtTheEnd(stay, "80000.01", "2025-08-01");
        assertParts(last, "0.00", "74483.34");

        var twin = rooms.employee("3000.00", "1000.00");
        var whole = ServedStay.admitted(rooms, twin, Scheme.EMPLOYEE, Rooms.HOSPITAL, day("2025-07-03"), false);
        for (var amount : List.of("800.00", "29533.33", "80000.01")) {
            whole.charged(Rooms.line(Rooms.DRUG_A, amount, day("2025-07-05")));
        }
        whole.discharged(day("2025-08-01"));
        var once = rooms.done(Outcome.Settled.class, whole.settle("110333.34"));
        assertParts(once, "1300.00", "99178.34");
        assertThat(sum(first, second, last)).isEqualTo(paid(once.settlement()));

        // One admission of the year, however many settlements: the next one bears half.
        assertThat(year(2025)).isEqualTo("9917834 1");
        var next = admitted(person, "2025-08-05");
        charged(next, "1000.00", "2025-08-05");
        assertParts(settledAtTheEnd(next, "1000.00", "2025-08-06"), "650.00", "297.50");
        assertThat(rooms.service(Differences.class).of(person).differences()).isEmpty();
        assertThat(rooms.offender()).isEmpty();
    }

    @Test
    void receipts_say_what_they_cover_and_from_where_they_go_on() {
        var stay = admitted(person, "2025-07-03");
        stay.settledInPart("5000.00", day("2025-07-05"));
        charged(stay, "2000.00", "2025-07-07");
        var last = settledAtTheEnd(stay, "2000.00", "2025-07-09");
        var receipt =
                rooms.service(Settlements.class).receipt(last.settlement().id()).orElseThrow();
        assertThat(receipt.heading().covers())
                .contains(new Text(
                        "本次住院第 2 次结算（出院），费用日期 2025-07-07 至 2025-07-07",
                        "Final settlement 2 of the stay, fee lines of 2025-07-07 to 2025-07-07"));
        assertThat(receipt.text(Locale.CHINESE)).contains("结算范围");
        assertThat(receipt.steps().stream().map(step -> step.sentence().en()).toList())
                .contains(
                        "Goes on from what was settled of this stay before: in scope 5,000.00, of which 1,300.00 towards"
                                + " the deductible",
                        "Deductible 1,300.00 per admission; 0.00 borne this time",
                        "Pooled fund pays 1,700.00: 85% of 2,000.00 (the part from 5,000.00 to 7,000.00)");
    }

    /// Each part counts in the year in which it was settled; the deductible is that of the stay, and brackets go on.
    @Test
    void across_the_end_of_a_year_the_deductible_is_borne_once() {
        var stay = admitted(person, "2025-12-20");
        // 18,700.00 at 85 %.
        assertParts(stay.settledInPart("20000.00", day("2025-12-31")), "1300.00", "15895.00");
        charged(stay, "20000.00", "2026-01-10");
        // 10,000.00 at 85 %, 10,000.00 at 90 %.
        assertParts(settledAtTheEnd(stay, "20000.00", "2026-01-20"), "0.00", "17500.00");
        assertThat(year(2025)).isEqualTo("1589500 1");
        assertThat(year(2026)).isEqualTo("1750000 0");
        assertThat(rooms.service(Differences.class).of(person).differences()).isEmpty();
    }

    /// Tier 3 of Shenzhen at level 3: until 2023-09-30 75 % of what is above 300.00, then 90 % of what is above 600.00.
    @Test
    void what_was_settled_stays_and_the_rest_is_settled_by_the_rules_of_its_own_day() {
        rooms.today("2023-09-20");
        var insured = new Insured(
                "440300",
                Scheme.EMPLOYEE,
                Status.ACTIVE,
                Standing.NORMAL,
                Insured.AGE_UNKNOWN,
                Sex.UNKNOWN,
                Tier.THREE,
                Assistance.NONE,
                false,
                1,
                Continuity.NONE);
        var patient = rooms.insured(insured, Balances.NONE);
        var stay = ServedStay.admitted(rooms, patient, Scheme.EMPLOYEE, SHENZHEN, day("2023-09-20"), false);
        assertParts(stay.settledInPart("10000.00", day("2023-09-30")), "300.00", "7275.00");
        charged(stay, "10000.00", "2023-10-04");
        assertParts(settledAtTheEnd(stay, "10000.00", "2023-10-05"), "0.00", "9000.00");
        assertThat(rooms.service(Differences.class).of(patient).differences()).isEmpty();
    }

    /// While the person was suspended the fund paid nothing, and nothing counts towards the deductible.
    @Test
    void a_part_for_which_the_fund_was_barred_counts_towards_nothing() {
        var stay = admitted(person, "2025-07-03");
        rooms.stands(person, Standing.SUSPENDED);
        assertParts(stay.settledInPart("5000.00", day("2025-07-05")), "0.00", "0.00");
        rooms.stands(person, Standing.NORMAL);
        charged(stay, "5000.00", "2025-07-07");
        assertParts(settledAtTheEnd(stay, "5000.00", "2025-07-09"), "1300.00", "3145.00");
        // Known in time, the first part would have borne the deductible, and the second 85 % of all of it.
        assertThat(rooms.service(Differences.class).of(person).differences().stream()
                        .flatMap(difference -> difference.shares().stream()
                                .filter(share -> share.payer() == Difference.Payer.POOL)
                                .map(share -> share.was() + " " + share.now())))
                .containsExactly("0.00 3145.00", "3145.00 4250.00");
    }

    @Test
    void the_last_settlement_is_reversed_first_and_the_stay_settled_again() {
        var stay = admitted(person, "2025-07-03");
        var admission = rooms.text("select opened_by from visit where visit_id = ?", stay.id());
        var first = stay.settledInPart("5000.00", day("2025-07-05"));
        var second = stay.settledInPart("3000.00", day("2025-07-07"));
        // 5,000.00 less 1,300.00 at 85 %, then 3,000.00 at 85 %.
        assertParts(first, "1300.00", "3145.00");
        assertParts(second, "0.00", "2550.00");
        assertRefused(
                stay.reverse(first),
                Field.SETTLEMENT,
                "the id of the last settlement of the stay, "
                        + second.settlement().id() + " (the later are reversed first)");
        assertRefused(
                new Command.Undo(person, Rooms.HOSPITAL, first.settlement().message(), "2207"),
                Field.SETTLEMENT,
                "the id of the last settlement of the stay, "
                        + second.settlement().id() + " (the later are reversed first)");
        assertThat(admission).isNotEmpty();
        rooms.done(Outcome.Settled.class, stay.reverse(second));
        rooms.done(Outcome.Settled.class, stay.reverse(first));
        assertThat(year(2025)).isEqualTo("0 0");
        var again = settledAtTheEnd(stay, "8000.00", "2025-07-09");
        assertParts(again, "1300.00", "5695.00");
        assertThat(year(2025)).isEqualTo("569500 1");
        assertThat(rooms.service(Differences.class).of(person).differences()).isEmpty();
    }

    private static void assertRefused(Command command, Field field, String expected) {
        var refusal = rooms.refused(command);
        assertThat(refusal.expected().en()).isEqualTo(expected);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.expected().zh()).isNotEmpty().isNotEqualTo(expected);
    }

    @Test
    void what_is_settled_stays_as_it_is_until_that_is_reversed() {
        var stay = admitted(person, "2025-07-03");
        var drugs = Rooms.lines(Rooms.DRUG_A, 3, "1000.00", day("2025-07-04"), FeeItem.Approval.MET);
        rooms.today("2025-07-05");
        stay.charged(drugs);
        var settled = rooms.done(Outcome.Settled.class, stay.settleInPart("3000.00"))
                .settlement()
                .id();
        var noLines = "the id of a stay with fee lines since its last settlement";
        assertRefused(stay.settleInPart("0.00"), Field.VISIT, noLines);
        assertRefused(
                stay.charge(ServedStay.back(drugs, "R-1", 1)),
                Field.LINE_TAKES_BACK,
                "the serial of a line that is not settled (reverse " + settled + " first)");
        assertRefused(
                stay.withdraw(drugs.serial()),
                Field.LINE_SERIAL,
                "the serial of a line that is not settled (reverse " + settled + " first)");
        var reverseFirst = "the id of a stay that is not settled (reverse the settlement first)";
        assertRefused(stay.cancel(true), Field.VISIT, reverseFirst);
        assertRefused(
                change(stay, Optional.of(day("2025-07-02")), Optional.empty()),
                Field.ADMITTED,
                "the admission by which it was settled in part, 2025-07-03 (reverse that first)");
        assertRefused(
                change(stay, Optional.empty(), Optional.of("24")),
                Field.CATEGORY,
                "the class of care by which it was settled in part, 21 (reverse that first)");
        rooms.done(Outcome.Done.class, change(stay, Optional.empty(), Optional.empty()));
        // Of all lines those are withdrawn that are not settled.
        charged(stay, "7.00", "2025-07-05");
        rooms.done(
                Outcome.Done.class, new Command.WithdrawCharges(person, Rooms.HOSPITAL, stay.id(), Optional.empty()));
        assertRefused(stay.settleInPart("7.00"), Field.VISIT, noLines);
        assertRefused(
                stay.discharge(day("2025-07-04")),
                Field.DISCHARGED,
                "a discharge not before the interim settlement, 2025-07-05");
        stay.discharged(day("2025-07-05"));
        assertRefused(
                stay.settleInPart("7.00"),
                Field.VISIT,
                "the id of a stay that has not ended (settle one that has ended for good)");
        assertRefused(stay.settle("0.00"), Field.VISIT, noLines);
        // The discharge can be undone, for nothing was settled since.
        rooms.done(Outcome.Done.class, stay.undoDischarge());
        charged(stay, "7.00", "2025-07-05");
        settledAtTheEnd(stay, "7.00", "2025-07-05");
        assertRefused(stay.undoDischarge(), Field.VISIT, reverseFirst);
    }

    private Command.ChangeAdmission change(ServedStay stay, Optional<LocalDate> admitted, Optional<String> category) {
        return new Command.ChangeAdmission(
                person,
                Rooms.HOSPITAL,
                stay.id(),
                admitted.map(on -> on.atTime(9, 30)),
                Optional.empty(),
                category,
                category.isPresent(),
                "",
                "",
                before -> before);
    }

    @Test
    void an_admission_is_not_undone_while_a_part_is_settled() {
        rooms.today("2025-07-03");
        var admission = ServedStay.admission(person, Scheme.EMPLOYEE, Rooms.HOSPITAL, day("2025-07-03"), false);
        var id = rooms.done(Outcome.Opened.class, admission).visit();
        var stay = new ServedStay(rooms, person, Scheme.EMPLOYEE, Rooms.HOSPITAL, id);
        stay.settledInPart("5000.00", day("2025-07-05"));
        var undo = new Command.Undo(
                person, Rooms.HOSPITAL, rooms.text("select opened_by from visit where visit_id = ?", id), "2207");
        assertRefused(undo, Field.VISIT, "the id of a stay that is not settled (reverse the settlement first)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update settlement set stay_part = 3 where visit_id = ? and stay_part = 2 | the settlements of a stay do not go on",
                "update settlement set stay_interim = false where visit_id = ? | a settled stay is not what was registered",
                "update settlement set stay_uploads = null where visit_id = ? and stay_part = 2 | a settled stay is not what was",
                "update fee_upload set withdrawn = true where visit_id = ? and amounts_fen[1] = 500000 | a settled stay is not what",
                "update visit set discharged_at = opened_at where visit_id = ? | a settled stay is not what was registered",
                "update fee_upload set amounts_fen[1] = 1 where visit_id = ? and amounts_fen[1] = 300000 | a settled stay is not",
                "update settlement set stay_uploads = array_append(stay_uploads, (select max(upload_id) from fee_upload f where f.visit_id = settlement.visit_id)) where visit_id = ? and stay_part = 1 | a settled stay is not what was"
            })
    void parts_that_were_changed_behind_the_server_are_found(String change, String expected) {
        var stay = admitted(person, "2025-07-03");
        stay.settledInPart("5000.00", day("2025-07-05"));
        charged(stay, "3000.00", "2025-07-07");
        settledAtTheEnd(stay, "3000.00", "2025-07-09");
        assertThat(offenderAfter(change, stay.id())).startsWith(expected);
    }

    @Test
    void lines_settled_twice_or_not_at_all_are_found() {
        var stay = admitted(person, "2025-07-03");
        stay.settledInPart("5000.00", day("2025-07-05"));
        charged(stay, "5000.00", "2025-07-07");
        settledAtTheEnd(stay, "5000.00", "2025-07-09");
        assertThat(offenderAfter("""
                update settlement s set stay_uploads = (
                    select p.stay_uploads from settlement p where p.visit_id = s.visit_id and p.stay_part = 1)
                where visit_id = ?""", stay.id())).startsWith("fee lines were settled twice in a stay");
        var other = rooms.employee("0.00", "0.00");
        var elsewhere = admitted(other, "2025-07-09");
        charged(elsewhere, "1.00", "2025-07-09");
        assertThat(offenderAfter(
                        "update fee_upload set psn_no = ?, visit_id = ? where visit_id = ?",
                        person,
                        stay.id(),
                        elsewhere.id()))
                .startsWith("a stay settled to its end has fee lines that are not");
    }

    private static String offenderAfter(String change, Object... values) {
        return rooms.undone(connection -> {
            assertThat(Rooms.change(connection, change, values)).isPositive();
            return SettlementBooks.prove(connection).offender().map(Text::en).orElse("nothing");
        });
    }
}

package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.text.Text;
import org.openyibao.server.clearing.AwayRooms;
import org.openyibao.server.clearing.DayLine;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.registry.Registry;

/// What decides a stay: the day of discharge, the filing made by then, the stays settled before; and what is known of
/// it afterwards.
class StaysTest {

    private static final String SHANGHAI = "H31000000001";
    private static final String SHENZHEN = "H44030000001";

    private static Rooms rooms;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        rooms.service(Registry.class)
                .saveInstitutions(List.of(
                        Rooms.institution(SHANGHAI, "310000", InstitutionKind.HOSPITAL, Level.TWO, true),
                        Rooms.institution(SHENZHEN, "440300", InstitutionKind.HOSPITAL, Level.THREE, true)));
    }

    @AfterAll
    static void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    @BeforeEach
    void today() {
        rooms.today("2025-07-01");
    }

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    private static ServedStay admitted(String person, String institution, String day) {
        return ServedStay.admitted(rooms, person, Scheme.EMPLOYEE, institution, day(day), false);
    }

    /// Of the specimen region: at level 2 the fund pays 85 % of what is above 500.00, above 10,000.00 90 %.
    private static String specimen() {
        return rooms.insured(new Insured("999999", Scheme.EMPLOYEE, Status.ACTIVE, Standing.NORMAL), Balances.NONE);
    }

    private static void file(String person, String on, FilingGround ground) {
        rooms.today(on);
        var wish = new Filings.Wish(
                person,
                Optional.empty(),
                ground,
                "310000",
                Optional.empty(),
                Optional.empty(),
                ground == FilingGround.REFERRED ? Set.of("referral") : Set.of(),
                false,
                "转诊",
                "clerk-1",
                "",
                "");
        rooms.file(wish);
        rooms.today("2025-07-01");
    }

    private static Refusal refused(ServedStay stay, String total) {
        return rooms.refused(stay.settle(total));
    }

    /// 9,500.00 at 75 % and 6,000.00 at 80 %: 10 points less than at home, for the filing is a referral.
    @Test
    void filed_during_the_stay_is_filed_in_time() {
        var person = specimen();
        var stay = admitted(person, SHANGHAI, "2025-05-01");
        stay.charged(Rooms.line(Rooms.DRUG_A, "16000.00", day("2025-05-02")));
        stay.discharged(day("2025-05-09"));
        var refusal = refused(stay, "16000.00");
        assertThat(refusal.field()).isEqualTo(Field.HOME_REGION);
        assertThat(refusal.expected().zh()).contains("请备案或先垫付后回参保地报销", "000000/filing-need");
        file(person, "2025-05-09", FilingGround.REFERRED);
        var settled = rooms.done(Outcome.Settled.class, stay.settle("16000.00")).settlement();
        assertThat(settled.pool()).isEqualTo(fen("11925.00"));
        assertThat(settled.serviceDate()).isEqualTo(day("2025-05-09"));
        assertThat(settled.stay()).hasValueSatisfying(of -> {
            assertThat(of.admitted()).isEqualTo(day("2025-05-01"));
            assertThat(of.discharged()).isEqualTo(day("2025-05-09"));
            assertThat(of.category()).isEqualTo("21");
            assertThat(of.part().isOfSeveral()).isFalse();
        });
    }

    @Test
    void filed_after_the_discharge_is_too_late_to_settle_there() {
        var person = specimen();
        file(person, "2025-05-10", FilingGround.REFERRED);
        var stay = admitted(person, SHANGHAI, "2025-05-01");
        stay.charged(Rooms.line(Rooms.DRUG_A, "16000.00", day("2025-05-02")));
        stay.discharged(day("2025-05-09"));
        assertThat(refused(stay, "16000.00").expected().zh()).contains("未办理异地就医备案");
    }

    /// 9,500.00 at 65 % and 6,000.00 at 70 %: 20 points less.
    @Test
    void a_filing_that_ends_during_the_stay_holds_for_it_and_one_that_ended_before_does_not() {
        var person = specimen();
        file(person, "2024-11-05", FilingGround.OTHER_TEMPORARY);
        var settled = admitted(person, SHANGHAI, "2025-05-01").settled("16000.00", day("2025-05-09"));
        assertThat(settled.settlement().pool()).isEqualTo(fen("10375.00"));
        var later = admitted(person, SHANGHAI, "2025-05-09");
        later.charged(Rooms.line(Rooms.DRUG_A, "16000.00", day("2025-05-09")));
        later.discharged(day("2025-05-12"));
        assertThat(refused(later, "16000.00").expected().zh()).contains("备案已过有效期");
    }

    @Test
    void an_emergency_counts_as_filed_and_is_kept_with_the_settlement() {
        var person = specimen();
        var stay = ServedStay.admitted(rooms, person, Scheme.EMPLOYEE, SHANGHAI, day("2025-05-01"), true);
        var settled = stay.settled("16000.00", day("2025-05-09")).settlement();
        assertThat(settled.pool()).isEqualTo(fen("11925.00"));
        assertThat(settled.treatedAsFiled()).isTrue();
        // Decided again on what was kept of it, it comes out the same.
        assertThat(rooms.service(Differences.class).of(person).differences()).isEmpty();
    }

    /// Tier 3 of Shenzhen at level 3: until 2023-09-30 75 % of what is above 300.00, then 90 % of what is above 600.00.
    @ParameterizedTest
    @CsvSource({"2023-09-30, 300.00, 7275.00", "2023-10-01, 600.00, 8460.00"})
    void the_rules_of_the_day_of_discharge_decide(String discharged, String deductible, String pool) {
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
        var stay = admitted(rooms.insured(insured, Balances.NONE), SHENZHEN, "2023-09-20");
        var settled = stay.settled("10000.00", day(discharged)).settlement();
        assertThat(settled.deductible()).isEqualTo(fen(deductible));
        assertThat(settled.pool()).isEqualTo(fen(pool));
    }

    @Test
    void insurance_is_asked_for_on_the_day_of_discharge() {
        var person = rooms.employee("0.00", "0.00");
        rooms.insuredUntil(person, day("2025-03-05"));
        var stay = admitted(person, Rooms.HOSPITAL, "2025-03-03");
        stay.charged(Rooms.line(Rooms.DRUG_A, "5000.00", day("2025-03-03")));
        stay.discharged(day("2025-03-06"));
        var refusal = refused(stay, "5000.00");
        assertThat(refusal.field()).isEqualTo(Field.SCHEME);
        assertThat(refusal.expected().en()).isEqualTo("a scheme the person was in on 2025-03-06");
        rooms.done(Outcome.Done.class, stay.undoDischarge());
        stay.discharged(day("2025-03-05"));
        // 3,700.00 at 85 %.
        assertThat(rooms.done(Outcome.Settled.class, stay.settle("5000.00"))
                        .settlement()
                        .pool())
                .isEqualTo(fen("3145.00"));
    }

    /// Moved during the stay: by the rules of Beijing, 3,700.00 at 85 %, or of the specimen, which wants a filing.
    @Test
    void who_moved_during_the_stay_is_settled_by_the_home_of_the_day_of_discharge() {
        var person = specimen();
        rooms.insuredUntil(person, day("2025-05-04"));
        rooms.service(Enrolment.class)
                .saveParticipations(List.of(new Participation(
                        person,
                        Scheme.EMPLOYEE,
                        day("2025-05-05"),
                        LocalDate.of(9999, 12, 31),
                        "110000",
                        Status.ACTIVE,
                        Standing.NORMAL,
                        Tier.NONE,
                        Assistance.NONE,
                        false,
                        day("2025-05-05"),
                        "",
                        "")));
        var stay = admitted(person, Rooms.HOSPITAL, "2025-05-01");
        stay.charged(Rooms.line(Rooms.DRUG_A, "5000.00", day("2025-05-02")));
        stay.discharged(day("2025-05-04"));
        assertThat(refused(stay, "5000.00").field()).isEqualTo(Field.HOME_REGION);
        rooms.done(Outcome.Done.class, stay.undoDischarge());
        stay.discharged(day("2025-05-09"));
        var settled = rooms.done(Outcome.Settled.class, stay.settle("5000.00")).settlement();
        assertThat(settled.region()).isEqualTo("110000");
        assertThat(settled.pool()).isEqualTo(fen("3145.00"));
    }

    /// 30,000.00 charged and 2,000.00 taken back: what is above 1,300.00 at 85 %.
    @Test
    void what_would_be_decided_now_looks_at_what_is_left_of_each_line() {
        var person = rooms.employee("0.00", "0.00");
        var stay = admitted(person, Rooms.HOSPITAL, "2025-03-03");
        var drugs = Rooms.lines(Rooms.DRUG_A, 30, "1000.00", day("2025-03-03"), FeeItem.Approval.MET);
        stay.charged(drugs, Rooms.line(Rooms.DRUG_A, "7.00", day("2025-03-03")));
        var wrong = Rooms.line(Rooms.DRUG_A, "9.00", day("2025-03-03"));
        stay.charged(ServedStay.back(drugs, "R-1", 2), ServedStay.back(drugs, "R-2", 1), wrong);
        rooms.done(Outcome.Done.class, stay.withdraw("R-2"));
        rooms.done(Outcome.Done.class, stay.withdraw(wrong.serial()));
        stay.discharged(day("2025-03-09"));
        var settled = rooms.done(Outcome.Settled.class, stay.settle("28007.00"));
        // 26,707.00 at 85 %.
        assertThat(settled.settlement().pool()).isEqualTo(fen("22700.95"));
        assertThat(settled.settlement().lineParts()).hasSize(8);
        var differences = rooms.service(Differences.class);
        assertThat(differences.of(person).differences()).isEmpty();
        rooms.stands(person, Standing.SUSPENDED);
        assertThat(differences.of(person).differences()).singleElement().satisfies(difference -> {
            assertThat(difference.day()).isEqualTo(day("2025-03-09"));
            assertThat(difference.shares())
                    .filteredOn(share -> share.payer() == Difference.Payer.POOL)
                    .singleElement()
                    .satisfies(share -> {
                        assertThat(share.was()).isEqualTo(fen("22700.95"));
                        assertThat(share.now()).isEqualTo(fen("0.00"));
                    });
        });
        rooms.stands(person, Standing.NORMAL);
        assertThat(rooms.ledger(person).balances()).isEqualTo(Balances.NONE);
        rooms.done(Outcome.Settled.class, stay.reverse(settled));
        assertThat(differences.of(person).differences()).isEmpty();
    }

    @Test
    void what_the_home_region_owes_for_a_stay_is_cleared_and_a_reversal_takes_it_back() {
        var away = AwayRooms.in(rooms);
        var person = specimen();
        file(person, "2025-05-05", FilingGround.REFERRED);
        rooms.today("2025-05-09");
        var stay = admitted(person, SHANGHAI, "2025-05-01");
        var settled = stay.settled("16000.00", day("2025-05-09"));
        rooms.today("2025-05-10");
        assertThat(owed(away, "2025-05-09")).containsExactly("999999 310000 1/0 11925.00");
        rooms.done(Outcome.Settled.class, stay.reverse(settled));
        var again = rooms.done(Outcome.Settled.class, stay.settle("16000.00"));
        rooms.done(Outcome.Settled.class, stay.reverse(again));
        rooms.today("2025-05-11");
        assertThat(owed(away, "2025-05-10")).containsExactly("999999 310000 3/2 -11925.00");
        assertThat(rooms.offender()).isEmpty();
    }

    private static List<String> owed(AwayRooms away, String day) {
        return away.cleared(day(day)).lines().stream().map(StaysTest::owed).toList();
    }

    private static String owed(DayLine line) {
        return line.home() + " " + line.place() + " " + line.items() + "/" + line.reversals() + " " + line.owed();
    }

    @Test
    void of_two_admissions_at_two_servers_one_takes_place() throws Exception {
        try (var beside = rooms.beside(UnaryOperator.identity());
                var both = Executors.newFixedThreadPool(2)) {
            for (var i = 0; i < 10; i++) {
                var person = rooms.employee("0.00", "0.00");
                var tries = new ArrayList<Callable<Outcome>>();
                tries.add(() -> rooms.perform(
                        ServedStay.admission(person, Scheme.EMPLOYEE, Rooms.HOSPITAL, day("2025-06-01"), false)));
                tries.add(() -> beside.perform(
                        ServedStay.admission(person, Scheme.EMPLOYEE, Rooms.OTHER_HOSPITAL, day("2025-06-02"), false)));
                var opened = 0;
                for (var outcome : both.invokeAll(tries)) {
                    opened += outcome.get() instanceof Outcome.Opened ? 1 : 0;
                }
                assertThat(opened).isEqualTo(1);
            }
        }
    }

    @Test
    void of_a_charge_and_a_cancellation_at_two_servers_one_takes_place() throws Exception {
        try (var beside = rooms.beside(UnaryOperator.identity());
                var both = Executors.newFixedThreadPool(2)) {
            for (var i = 0; i < 20; i++) {
                var stay = admitted(rooms.employee("0.00", "0.00"), Rooms.HOSPITAL, "2025-06-01");
                var line = Rooms.line(Rooms.DRUG_A, "10.00", day("2025-06-01"));
                var tries = List.<Callable<Outcome>>of(
                        () -> rooms.perform(stay.charge(line)), () -> beside.perform(stay.cancel(false)));
                var refused = 0;
                for (var outcome : both.invokeAll(tries)) {
                    refused += outcome.get() instanceof Outcome.Refused ? 1 : 0;
                }
                assertThat(refused).isEqualTo(1);
            }
        }
    }

    @Test
    void a_stay_is_cancelled_with_its_lines_or_not_until_they_are_withdrawn() {
        var stay = admitted(rooms.employee("0.00", "0.00"), Rooms.HOSPITAL, "2025-06-01");
        var line = Rooms.line(Rooms.DRUG_A, "10.00", day("2025-06-01"));
        stay.charged(line);
        assertRefused(stay.cancel(false), Field.VISIT, "the id of a stay without fee lines (withdraw those first)");
        rooms.done(Outcome.Done.class, stay.withdraw(line.serial()));
        rooms.done(Outcome.Done.class, stay.cancel(false));

        var other = admitted(stay.person(), Rooms.HOSPITAL, "2025-06-01");
        other.charged(Rooms.line(Rooms.DRUG_A, "10.00", day("2025-06-01")));
        rooms.done(Outcome.Done.class, other.cancel(true));
    }

    @Test
    void refusals_are_told_in_both_languages() {
        var person = rooms.employee("0.00", "0.00");
        assertRefused(
                ServedStay.admission("nobody", Scheme.EMPLOYEE, Rooms.HOSPITAL, day("2025-03-03"), false),
                Field.PERSON,
                "the number of a registered person");
        assertRefused(
                ServedStay.admission(person, Scheme.RESIDENT, Rooms.HOSPITAL, day("2025-03-03"), false),
                Field.SCHEME,
                "a scheme the person was in on 2025-03-03");
        assertRefused(
                ServedStay.admission(person, Scheme.EMPLOYEE, Rooms.PHARMACY, day("2025-03-03"), false),
                Field.INSTITUTION,
                "an institution with beds");
        assertRefused(
                ServedStay.admission(person, Scheme.EMPLOYEE, Rooms.HOSPITAL, day("2025-07-02"), false),
                Field.ADMITTED,
                "a time not after today, 2025-07-01");
        var stay = admitted(person, Rooms.HOSPITAL, "2025-03-03");
        assertRefused(
                ServedStay.admission(person, Scheme.EMPLOYEE, Rooms.OTHER_HOSPITAL, day("2025-03-04"), false),
                Field.PERSON,
                "a person without another stay");
        assertRefused(stay.undoDischarge(), Field.VISIT, "the id of a stay that has ended");
        assertRefused(stay.settle("1.00"), Field.VISIT, "the id of a stay that has ended");
        assertRefused(
                stay.discharge(day("2025-03-02")),
                Field.DISCHARGED,
                "a time not before the admission, 2025-03-03T09:30");
        var drugs = Rooms.lines(Rooms.DRUG_A, 3, "10.00", day("2025-03-04"), FeeItem.Approval.MET);
        assertRefused(
                stay.charge(Rooms.line(Rooms.DRUG_A, "10.00", day("2025-03-02"))),
                Field.LINE_DAY,
                "a day from the admission, 2025-03-03, to today, 2025-07-01");
        assertRefused(
                stay.charge(ServedStay.back(drugs, "R-1", 1)),
                Field.LINE_TAKES_BACK,
                "the serial of a line of this stay that was charged and not withdrawn");
        stay.charged(drugs);
        assertRefused(
                stay.charge(ServedStay.back(drugs, "R-1", 4)),
                Field.LINE_QUANTITY,
                "no more than what is left of the line, 3");
        stay.charged(ServedStay.back(drugs, "R-1", 1));
        assertRefused(
                stay.withdraw(drugs.serial()),
                Field.LINE_SERIAL,
                "the serial of a line of which nothing was taken back (withdraw that first)");
        assertRefused(
                stay.withdraw("none"), Field.LINE_SERIAL, "the serial of a line of this stay that was not withdrawn");
        assertRefused(
                stay.discharge(day("2025-03-03")),
                Field.DISCHARGED,
                "a discharge not before the last fee line, 2025-03-04");
        stay.discharged(day("2025-03-09"));
        assertRefused(
                stay.discharge(day("2025-03-09")),
                Field.VISIT,
                "the id of a stay that has not ended (undo the discharge first)");
        assertRefused(
                ServedStay.admission(person, Scheme.EMPLOYEE, Rooms.HOSPITAL, day("2025-03-08"), false),
                Field.ADMITTED,
                "a day not before the last discharge, 2025-03-09");
        rooms.done(Outcome.Settled.class, stay.settle("20.00"));
        assertRefused(
                stay.undoDischarge(),
                Field.VISIT,
                "the id of a stay that is not settled (reverse the settlement first)");
    }

    private static void assertRefused(Command command, Field field, String expected) {
        var refusal = rooms.refused(command);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.expected().en()).isEqualTo(expected);
        assertThat(refusal.expected().zh()).isNotEmpty().isNotEqualTo(expected);
    }

    /// A stay that was registered late lies before one that is known already.
    @Test
    void a_stay_ends_before_the_next_one_begins() {
        var person = rooms.employee("0.00", "0.00");
        var second = admitted(person, Rooms.HOSPITAL, "2025-04-03");
        second.discharged(day("2025-04-09"));
        var first = admitted(person, Rooms.HOSPITAL, "2025-03-03");
        assertRefused(second.undoDischarge(), Field.PERSON, "a person without another stay");
        assertRefused(
                first.discharge(day("2025-04-04")), Field.DISCHARGED, "a day not after the next admission, 2025-04-03");
        first.discharged(day("2025-04-03"));
        assertRefused(first.undoDischarge(), Field.PERSON, "a person without another stay");
        rooms.done(Outcome.Done.class, second.undoDischarge());
    }

    @ParameterizedTest
    @CsvSource({
        "update visit set discharged_at = null where visit_id = ?",
        "update visit set discharged_at = discharged_at + interval '1 day' where visit_id = ?",
        "update visit set opened_at = opened_at - interval '1 day' where visit_id = ?",
        "update visit set cancelled = true where visit_id = ?",
        "update fee_upload set withdrawn = true where visit_id = ?",
        "update fee_upload set withdrawn_serials = serials[1:1] where visit_id = ?",
        "update settlement set stay_uploads = '{1}' where visit_id = ?",
        "update fee_upload set takes_back[2] = '' where visit_id = ?"
    })
    void a_stay_that_was_changed_behind_its_settlement_is_found(String change) {
        var stay = admitted(rooms.employee("0.00", "0.00"), Rooms.HOSPITAL, "2025-03-03");
        var drugs = Rooms.lines(Rooms.DRUG_A, 3, "1000.00", day("2025-03-03"), FeeItem.Approval.MET);
        stay.charged(drugs, ServedStay.back(drugs, "R-1", 1));
        stay.discharged(day("2025-03-09"));
        var settled = rooms.done(Outcome.Settled.class, stay.settle("2000.00"));
        var found = rooms.undone(connection -> {
            assertThat(Rooms.change(connection, change, stay.id())).isEqualTo(1);
            return SettlementBooks.prove(connection).offender().map(Text::en).orElse("nothing");
        });
        assertThat(found)
                .isEqualTo("a settled stay is not what was registered and charged: "
                        + settled.settlement().id());
    }
}

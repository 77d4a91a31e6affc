package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Reason;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.registry.Registry;

/// Chronic and special diseases are settled as such for whom they are registered, in another province if they are
/// listed; and the institution that somebody chose is the one to which rules that ask for it mean.
class ChronicCareTest {

    private static final LocalDate DAY = LocalDate.of(2025, 5, 8);
    private static final String HYPERTENSION = "M03900";
    private static final String DIALYSIS = "M07801";
    private static final String LUPUS = "M07101";
    private static final String TOWNSHIP = "H51030000007";
    private static final String SHANGHAI = "H31000000007";
    private static final String SPECIMEN = "H99999900007";
    private static final String CENTRE = "H44030000007";
    private static final String OTHER_CENTRE = "H44030000008";

    private static Rooms rooms;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        rooms.today(DAY.toString());
        rooms.service(Registry.class)
                .saveInstitutions(List.of(
                        Rooms.institution(TOWNSHIP, "510300", InstitutionKind.TOWNSHIP, Level.ONE, true),
                        Rooms.institution(SHANGHAI, "310000", InstitutionKind.HOSPITAL, Level.TWO, true),
                        Rooms.institution(SPECIMEN, "999999", InstitutionKind.HOSPITAL, Level.TWO, true),
                        Rooms.institution(CENTRE, "440300", InstitutionKind.COMMUNITY, Level.ONE, true),
                        Rooms.institution(OTHER_CENTRE, "440300", InstitutionKind.COMMUNITY, Level.ONE, true)));
    }

    @AfterAll
    static void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    private static Outcome settle(String person, String institution, VisitKind kind, String disease, LocalDate day) {
        var visit = rooms.visit(person, Scheme.RESIDENT, institution, day);
        if (!disease.isEmpty()) {
            rooms.done(Outcome.Done.class, visit.describe("14", disease));
        }
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", Rooms.line(Rooms.DRUG_A, "100.00", day)));
        return rooms.perform(visit.settle("b", "100.00", kind));
    }

    private static Outcome chronic(String person, String institution, String disease) {
        return settle(person, institution, VisitKind.CHRONIC, disease, DAY);
    }

    private static String poolOf(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Settled.class);
        return ((Outcome.Settled) outcome).settlement().pool().toString();
    }

    private static Refusal refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
    }

    private static void file(String person, String place) {
        var wish = new Filings.Wish(
                person,
                Optional.empty(),
                FilingGround.LONG_TERM_RESIDENT,
                place,
                Optional.empty(),
                Optional.empty(),
                Set.of("proof-of-residence"),
                false,
                "居住",
                "clerk-1",
                "",
                "");
        rooms.file(wish);
    }

    /// Two diseases in Sichuan: 50% in the fund's drugs without a deductible, so 50.00 of 100.00.
    @Test
    void a_disease_that_is_not_registered_is_refused_and_nothing_is_done() {
        var person = rooms.resident("510300");
        var visit = rooms.visit(person, Scheme.RESIDENT, TOWNSHIP, DAY);
        rooms.done(Outcome.Done.class, visit.describe("14", HYPERTENSION));
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", Rooms.line(Rooms.DRUG_A, "100.00", DAY)));
        var before = rooms.state();
        var refused = refusal(rooms.perform(visit.settle("b", "100.00", VisitKind.CHRONIC)));
        assertThat(refused.field()).isEqualTo(Field.DISEASE);
        assertThat(refused.got()).isEqualTo(HYPERTENSION);
        assertThat(refused.expected().zh()).contains("请先备案，或按普通门诊结算", "000000/chronic-registration@always");
        assertThat(rooms.state()).isEqualTo(before);
        rooms.register(person, HYPERTENSION, Scheme.RESIDENT, DAY);
        assertThat(poolOf(rooms.perform(visit.settle("b", "100.00", VisitKind.CHRONIC))))
                .isEqualTo("50.00");
    }

    @Test
    void another_disease_a_later_day_another_scheme_or_a_registration_taken_back_do_not_do() {
        var other = rooms.resident("510300");
        rooms.register(other, DIALYSIS, Scheme.RESIDENT, DAY);
        assertThat(refusal(chronic(other, TOWNSHIP, HYPERTENSION)).field()).isEqualTo(Field.DISEASE);

        var later = rooms.resident("510300");
        rooms.register(later, HYPERTENSION, Scheme.RESIDENT, DAY.plusDays(1));
        assertThat(refusal(chronic(later, TOWNSHIP, HYPERTENSION)).field()).isEqualTo(Field.DISEASE);

        var back = rooms.resident("510300");
        var id = rooms.register(back, HYPERTENSION, Scheme.RESIDENT, DAY);
        rooms.done(
                Outcome.Filed.class,
                new Command.CancelRegistration(back, Rooms.HOSPITAL, Registration.Kind.CHRONIC, id, "误登记"));
        assertThat(refusal(chronic(back, TOWNSHIP, HYPERTENSION)).field()).isEqualTo(Field.DISEASE);

        var none = rooms.resident("510300");
        assertThat(refusal(chronic(none, TOWNSHIP, "")).got()).isEqualTo("未送");
    }

    /// Of both diseases the cap of the year is 500.00, of hypertension alone 200.00: of a bill of 1,000.00, half of
    /// which is 500.00, whoever is registered for both gets all, the other 200.00.
    @Test
    void a_visit_that_names_no_disease_is_for_those_that_are_registered() {
        var both = rooms.resident("510300");
        rooms.register(both, HYPERTENSION, Scheme.RESIDENT, DAY);
        rooms.register(both, "M01600", Scheme.RESIDENT, DAY);
        var one = rooms.resident("510300");
        rooms.register(one, HYPERTENSION, Scheme.RESIDENT, DAY);
        var paid = List.of(both, one).stream()
                .map(person -> {
                    var visit = rooms.visit(person, Scheme.RESIDENT, TOWNSHIP, DAY);
                    rooms.done(Outcome.FeesTaken.class, visit.upload("b", Rooms.line(Rooms.DRUG_A, "1000.00", DAY)));
                    return poolOf(rooms.perform(visit.settle("b", "1000.00", VisitKind.CHRONIC)));
                })
                .toList();
        assertThat(paid).containsExactly("500.00", "200.00");
    }

    /// The specimen region's fund pays 60% of chronic care wherever it is.
    @Test
    void in_another_province_the_listed_diseases_are_settled_and_others_are_for_a_claim() {
        var person = rooms.resident("999999");
        rooms.register(person, DIALYSIS, Scheme.RESIDENT, DAY);
        rooms.register(person, LUPUS, Scheme.RESIDENT, DAY);
        file(person, "310000");
        assertThat(poolOf(chronic(person, SHANGHAI, DIALYSIS))).isEqualTo("60.00");
        var refused = refusal(chronic(person, SHANGHAI, LUPUS));
        assertThat(refused.field()).isEqualTo(Field.DISEASE);
        assertThat(refused.expected().zh()).contains("请先垫付后回参保地报销", "000000/chronic-elsewhere@2023-01-01");
        assertThat(poolOf(chronic(person, SPECIMEN, LUPUS))).isEqualTo("60.00");
    }

    /// What was registered is as much a ground as how somebody was insured: taken back, what was paid as chronic care
    /// is told to have been paid too much, and why.
    @Test
    void a_registration_taken_back_is_found_in_what_was_settled_on_it() {
        var person = rooms.resident("510300");
        var id = rooms.register(person, HYPERTENSION, Scheme.RESIDENT, DAY);
        assertThat(poolOf(chronic(person, TOWNSHIP, HYPERTENSION))).isEqualTo("50.00");
        assertThat(rooms.service(Differences.class).of(person).differences()).isEmpty();
        rooms.done(
                Outcome.Filed.class,
                new Command.CancelRegistration(person, Rooms.HOSPITAL, Registration.Kind.CHRONIC, id, "误登记"));
        var found = rooms.service(Differences.class).of(person).differences();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().fundsOwe()).isEqualTo(Rooms.fen("50.00").negated());
        assertThat(found.getFirst().causes())
                .extracting(Difference.Cause::what)
                .containsExactly(Difference.What.REGISTRATION);
    }

    /// In Shenzhen's second tier a community centre counts, until 2023-09-30, if it is the bound one.
    @Test
    void the_chosen_institution_is_the_bound_one() {
        var day = LocalDate.of(2023, 6, 1);
        var insured = new Insured(
                "440300",
                Scheme.EMPLOYEE,
                Status.ACTIVE,
                Standing.NORMAL,
                40,
                Sex.MALE,
                Tier.TWO,
                Assistance.NONE,
                false,
                1,
                Continuity.NONE);
        var person = rooms.insured(insured, Balances.NONE);
        rooms.choose(person, CENTRE, day);
        var elsewhere = outpatient(person, OTHER_CENTRE, day);
        assertThat(elsewhere.reason()).contains(Reason.NOT_BOUND_INSTITUTION);
        assertThat(elsewhere.pool()).isEqualTo(Fen.ZERO);
        assertThat(outpatient(person, CENTRE, day).pool()).isEqualTo(Rooms.fen("80.00"));
        rooms.choose(person, OTHER_CENTRE, day);
        assertThat(outpatient(person, OTHER_CENTRE, day).pool()).isEqualTo(Rooms.fen("80.00"));
    }

    private static SettlementRecord outpatient(String person, String institution, LocalDate day) {
        var visit = rooms.visit(person, Scheme.EMPLOYEE, institution, day);
        return rooms.settled(visit, "b", "100.00").settlement();
    }
}

package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;

/// What is settled at a pharmacy in Shanghai, of people insured in Jilin: by the filing in force, with the
/// catalogue of Shanghai and the accounts of home.
class AwayTest {

    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final LocalDate DAY = LocalDate.of(2025, 5, 8);
    private static final String PHARMACY = "P31000000001";
    private static final String OFFLINE = "P31000000002";
    private static final String DRUG_OF_SHANGHAI = "SH-DRUG";
    private static final String DRUG_OF_JILIN = "JL-DRUG";

    private static Rooms rooms;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        rooms.today(DAY.toString());
        rooms.service(Registry.class).saveInstitutions(List.of(pharmacy(PHARMACY, true), pharmacy(OFFLINE, false)));
        rooms.service(Registry.class)
                .saveEntries(List.of(drug("310000", DRUG_OF_SHANGHAI), drug("220200", DRUG_OF_JILIN)));
    }

    @AfterAll
    static void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    private static Institution pharmacy(String code, boolean networked) {
        return new Institution(
                code, START, EVER, "上海药店", "310000", InstitutionKind.PHARMACY, Level.UNRATED, true, networked);
    }

    private static CatalogueEntry drug(String region, String code) {
        return new CatalogueEntry(
                region,
                code,
                START,
                EVER,
                "药品 " + code,
                FeeCategory.DRUG,
                Grade.A,
                Ratio.ZERO,
                OptionalLong.empty(),
                "09",
                false);
    }

    private static Filings.Made file(String person) {
        return file(person, "310000");
    }

    private static Filings.Made file(String person, String place) {
        var wish = new Filings.Wish(
                person,
                Optional.empty(),
                FilingGround.OTHER_TEMPORARY,
                place,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                false,
                "探亲",
                "clerk-1",
                "",
                "");
        return rooms.file(wish);
    }

    private static Outcome buy(String person, Scheme scheme, String pharmacy, String drug) {
        return rooms.perform(new Command.Buy(
                person,
                pharmacy,
                DAY.atTime(9, 0),
                List.of(Rooms.line(drug, "100.00", DAY)),
                Rooms.terms(scheme, VisitKind.PHARMACY, "100.00")));
    }

    private static Refusal refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
    }

    @Test
    void filed_for_the_accounts_money_of_both_buckets_pays_there_and_not_filed_nothing_is_settled() {
        var person = rooms.employee("220200", "30.00", "500.00");
        var before = rooms.state();
        var refusal = refused(buy(person, Scheme.EMPLOYEE, PHARMACY, DRUG_OF_SHANGHAI));
        assertThat(refusal.field()).isEqualTo(Field.HOME_REGION);
        assertThat(refusal.expected().zh()).contains("请备案或先垫付后回参保地报销", "000000/filing-need@always");
        assertThat(rooms.state()).isEqualTo(before);
        var filing = file(person).filing();
        var settled = (Outcome.Settled) buy(person, Scheme.EMPLOYEE, PHARMACY, DRUG_OF_SHANGHAI);
        assertThat(settled.settlement().accountCurrent()).isEqualTo(Rooms.fen("30.00"));
        assertThat(settled.settlement().accountPrior()).isEqualTo(Rooms.fen("70.00"));
        assertThat(rooms.ledger(person).balances().prior()).isEqualTo(Rooms.fen("430.00"));
        rooms.refile(person, (filings, known) -> filings.cancel(known, filing.id(), "返回", "clerk-1"));
        assertThat(refused(buy(person, Scheme.EMPLOYEE, PHARMACY, DRUG_OF_SHANGHAI))
                        .expected()
                        .zh())
                .contains("备案已撤销");
        var found = rooms.service(Differences.class).of(person).differences();
        assertThat(found)
                .singleElement()
                .satisfies(difference -> assertThat(difference.causes())
                        .extracting(cause -> cause.what() + " " + cause.before() + " -> " + cause.now())
                        .containsExactly("filing other-temporary -> none"));
    }

    /// Filed on 2024-11-07, a temporary filing holds until 2025-05-07; it was not prolonged.
    @Test
    void an_expired_filing_one_for_another_place_and_one_made_afterwards_settle_nothing() {
        var late = rooms.employee("220200", "0.00", "500.00");
        rooms.today("2024-11-07");
        file(late);
        var elsewhere = rooms.employee("220200", "0.00", "500.00");
        rooms.today(DAY.toString());
        file(elsewhere, "440100");
        var before = rooms.state();
        assertThat(refused(buy(late, Scheme.EMPLOYEE, PHARMACY, DRUG_OF_SHANGHAI))
                        .expected()
                        .zh())
                .contains("备案已过有效期；请重新备案", "000000/filing-temporary@2023-01-01");
        assertThat(refused(buy(elsewhere, Scheme.EMPLOYEE, PHARMACY, DRUG_OF_SHANGHAI))
                        .expected()
                        .zh())
                .contains("备案地与就医地不符；请变更备案地", "000000/filing-temporary@2023-01-01");
        assertThat(rooms.state()).isEqualTo(before);

        var afterwards = rooms.employee("220200", "0.00", "500.00");
        rooms.today(DAY.plusDays(1).toString());
        file(afterwards);
        assertThat(refused(buy(afterwards, Scheme.EMPLOYEE, PHARMACY, DRUG_OF_SHANGHAI))
                        .expected()
                        .zh())
                .contains("请备案或先垫付后回参保地报销");
        rooms.today(DAY.toString());
    }

    @Test
    void lines_are_sorted_by_the_catalogue_of_the_place_of_care() {
        var person = rooms.employee("220200", "0.00", "500.00");
        file(person);
        var refusal = refused(buy(person, Scheme.EMPLOYEE, PHARMACY, DRUG_OF_JILIN));
        assertThat(refusal.field()).isEqualTo(Field.LINE_CODE);
    }

    @Test
    void an_institution_that_is_not_networked_settles_nothing_though_filed_for() {
        var person = rooms.employee("220200", "0.00", "500.00");
        file(person);
        var refusal = refused(buy(person, Scheme.EMPLOYEE, OFFLINE, DRUG_OF_SHANGHAI));
        assertThat(refusal.field()).isEqualTo(Field.INSTITUTION);
        assertThat(refusal.expected().zh()).contains("请先垫付后回参保地报销");
    }

    @Test
    void a_relatives_account_pays_there_too() {
        var child = rooms.resident("220200");
        var mother = rooms.employee("220200", "0.00", "500.00");
        rooms.bind(child, mother, org.openyibao.engine.claim.Relation.MOTHER);
        file(child);
        var settled = (Outcome.Settled) buy(child, Scheme.RESIDENT, PHARMACY, DRUG_OF_SHANGHAI);
        assertThat(settled.settlement().familyPaid()).isEqualTo(Rooms.fen("100.00"));
        assertThat(rooms.ledger(mother).balances().prior()).isEqualTo(Rooms.fen("400.00"));
    }

    /// Who moved the insurance to another region meanwhile has to file with that one.
    @Test
    void a_filing_made_with_another_home_region_does_not_count() {
        var person = rooms.employee("220100", "0.00", "500.00");
        file(person);
        rooms.transaction(
                connection -> Rooms.change(connection, "update filing set home = '220200' where psn_no = ?", person));
        assertThat(refused(buy(person, Scheme.EMPLOYEE, PHARMACY, DRUG_OF_SHANGHAI))
                        .expected()
                        .zh())
                .contains("未办理异地就医备案");
    }
}

package org.openyibao.server.crossregion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Rooms;

/// The proof of filings and registrations finds what was changed behind their back.
class FilingBooksTest {

    private static Rooms rooms;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private static Filings filings() {
        return rooms.service(Filings.class);
    }

    private static FilingRecord file(String person, FilingGround ground, String place, Optional<LocalDate> from) {
        var wish = new Filings.Wish(
                person,
                Optional.empty(),
                ground,
                place,
                from,
                Optional.empty(),
                Set.of("proof-of-residence", "referral"),
                false,
                "居住",
                "clerk-1",
                "",
                "");
        return rooms.file(wish).filing();
    }

    /// Changes a row, says what the proof says, and changes it back.
    private static String found(String change, String back) {
        rooms.transaction(connection -> Rooms.change(connection, change));
        var offender = rooms.offender();
        rooms.transaction(connection -> Rooms.change(connection, back));
        assertThat(rooms.offender()).isEmpty();
        return offender.map(text -> text.en()).orElse("nothing");
    }

    @Test
    void a_life_of_filings_is_proved_and_each_change_behind_their_back_is_found() {
        rooms.today("2025-05-08");
        var person = rooms.employee("220200", "0.00", "0.00");
        var temporary = file(person, FilingGround.OTHER_TEMPORARY, "310000", Optional.empty());
        var longTerm = file(person, FilingGround.LONG_TERM_RESIDENT, "310000", Optional.empty());
        rooms.today("2025-06-08");
        rooms.refile(
                person,
                (filings, known) -> filings.extend(known, temporary.id(), LocalDate.of(2025, 12, 1), "延期", "clerk-1"));
        var moved = rooms.refile(
                        person, (filings, known) -> filings.move(known, longTerm.id(), "440100", "搬家", "clerk-1"))
                .filing();
        rooms.refile(person, (filings, known) -> filings.cancel(known, temporary.id(), "返回", "clerk-1"));
        var again = file(person, FilingGround.OTHER_TEMPORARY, "310000", Optional.empty());
        rooms.register(person, "M03900", Scheme.EMPLOYEE, LocalDate.of(2025, 6, 8));
        var second = rooms.register(person, "M01600", Scheme.EMPLOYEE, LocalDate.of(2025, 6, 8));
        assertThat(rooms.offender()).isEmpty();

        var done = "a filing is not what was done to it";
        assertThat(found(
                        "update filing set holds_until = '2025-12-31' where filing_id = '" + temporary.id() + "'",
                        "update filing set holds_until = '2025-12-01' where filing_id = '" + temporary.id() + "'"))
                .startsWith(done)
                .contains(temporary.id());
        assertThat(found(
                        "update filing set cancelled_on = null where filing_id = '" + longTerm.id() + "'",
                        "update filing set cancelled_on = '2025-06-08' where filing_id = '" + longTerm.id() + "'"))
                .startsWith(done)
                .contains(longTerm.id());
        assertThat(found(
                        "update filing set place = '110000' where filing_id = '" + moved.id() + "'",
                        "update filing set place = '440100' where filing_id = '" + moved.id() + "'"))
                .startsWith(done);
        assertThat(found(
                        "update filing set replaces = 'F-0' where filing_id = '" + moved.id() + "'",
                        "update filing set replaces = '" + longTerm.id() + "' where filing_id = '" + moved.id() + "'"))
                .startsWith("a filing takes the place of one that did not end");
        assertThat(found(
                        "with gone as (delete from filing_event where filing_id = '" + temporary.id()
                                + "' and what = 'cancelled') update filing set cancelled_on = null where filing_id = '"
                                + temporary.id() + "'",
                        "with kept as (insert into filing_event (psn_no, filing_id, event, at, what, details, reason,"
                                + " clerk) values ('" + person + "', '" + temporary.id()
                                + "', 3, '2025-06-08T02:00:00Z', 'cancelled', '2025-06-08', '返回', 'clerk-1'))"
                                + " update filing set cancelled_on = '2025-06-08' where filing_id = '"
                                + temporary.id() + "'"))
                .startsWith("two filings of a kind hold for a place on one day")
                .contains(again.id());
        assertThat(found(
                        "update registration set code = 'M03900' where registration_id = '" + second + "'",
                        "update registration set code = 'M01600' where registration_id = '" + second + "'"))
                .startsWith("a disease or a choice is registered twice for a time")
                .contains(second);
        assertThat(again.until()).contains(LocalDate.of(2025, 12, 8));
    }

    @Test
    void what_was_settled_by_a_filing_that_was_not_in_force_is_found() {
        rooms.today("2025-05-08");
        rooms.service(Registry.class)
                .saveInstitutions(List.of(new Institution(
                        "P31000000001",
                        LocalDate.of(2010, 1, 1),
                        LocalDate.of(9999, 12, 31),
                        "上海药店",
                        "310000",
                        InstitutionKind.PHARMACY,
                        Level.UNRATED,
                        true,
                        true)));
        var person = rooms.employee("220200", "0.00", "500.00");
        var filing = file(person, FilingGround.OTHER_TEMPORARY, "310000", Optional.empty());
        var day = LocalDate.of(2025, 5, 8);
        var visit = rooms.visit(person, Scheme.EMPLOYEE, "P31000000001", day);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", Rooms.line(Rooms.DRUG_A, "60.00", day)));
        var settled = rooms.done(Outcome.Settled.class, visit.settle("b", "60.00", VisitKind.PHARMACY));
        assertThat(rooms.offender()).isEmpty();
        for (var change : List.of(
                "place = '440100'", "holds_until = '2025-05-07', holds_from = '2025-05-07', made_on = '2025-05-07'",
                "ground = 'referred'", "home = '220100'")) {
            assertThat(found(
                            "update filing set " + change + " where filing_id = '" + filing.id() + "'",
                            "update filing set place = '310000', holds_from = '2025-05-08', holds_until = '2025-11-08',"
                                    + " made_on = '2025-05-08', ground = 'other-temporary', home = '220200'"
                                    + " where filing_id = '" + filing.id() + "'"))
                    .startsWith("a settlement rests on a filing that was not in force")
                    .contains(settled.settlement().id());
        }
    }

    /// A filing extended into one that was made for later would hold twice.
    @Test
    void a_filing_is_not_extended_into_another() {
        rooms.today("2025-05-08");
        var person = rooms.employee("220200", "0.00", "0.00");
        var first = file(person, FilingGround.OTHER_TEMPORARY, "310000", Optional.empty());
        file(person, FilingGround.OTHER_TEMPORARY, "310000", Optional.of(LocalDate.of(2025, 11, 20)));
        rooms.today("2025-07-08");
        var refusal = rooms.refusedOnce((Once<Filings.Made> once) -> filings()
                .change(
                        once,
                        person,
                        List.of(),
                        known -> filings().extend(known, first.id(), LocalDate.of(2025, 12, 1), "延期", "clerk-1")));
        assertThat(refusal.code()).isEqualTo("FILED_ALREADY");
        rooms.refile(
                person,
                (filings, known) -> filings.extend(known, first.id(), LocalDate.of(2025, 11, 19), "延期", "clerk-1"));
        assertThat(rooms.offender()).isEmpty();
    }
}

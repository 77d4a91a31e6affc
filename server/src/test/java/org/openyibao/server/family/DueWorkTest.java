package org.openyibao.server.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Rooms;

/// What comes about by itself in family accounts, by a clock that the test moves. Bound on 9 July 2025; the 10th is the
/// last day of whatever ends.
class DueWorkTest {

    private static final LocalDate LAST = LocalDate.of(2025, 7, 10);

    private Rooms rooms;
    private DueWork work;

    @BeforeEach
    void open() {
        rooms = Rooms.open();
        rooms.today("2025-07-09");
        work = rooms.service(DueWork.class);
    }

    @AfterEach
    void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    private String owner() {
        return rooms.employee("220100", "0.00", "100.00");
    }

    private Binding bound(String user, String owner) {
        return rooms.bind(user, owner, Relation.MOTHER);
    }

    /// The last day in force and why, then who recorded it: nobody.
    private String recorded(Binding binding) {
        return rooms.text(
                "select coalesce(b.ended_on::text || ' ' || b.ended_because || ' by ' || e.clerk || ' at ' || e.at::date, 'stands')"
                        + " from family_binding b left join family_binding_event e on e.psn_no = b.psn_no"
                        + " and e.binding_id = b.binding_id and e.what = 'ended' where b.binding_id = ?",
                binding.id());
    }

    @Test
    void bindings_end_with_their_term_and_with_the_insurance_of_owner_and_user() {
        var user = rooms.resident("220200");
        var until = new Bindings.Wish(
                user, owner(), Relation.FATHER, Optional.empty(), Optional.empty(), Optional.of(LAST), "clerk-1");
        var term =
                rooms.once((Once<Binding> once) -> rooms.service(Bindings.class).bind(once, until));
        var leaving = owner();
        var ofLeaving = bound(user, leaving);
        rooms.insuredUntil(leaving, LAST);
        var moving = owner();
        var ofMoving = bound(user, moving);
        rooms.insuredUntil(moving, LAST);
        rooms.participates(
                moving,
                Scheme.EMPLOYEE,
                "110000",
                Status.ACTIVE,
                Standing.NORMAL,
                LAST.plusDays(1),
                LocalDate.of(9999, 12, 31));
        var interrupted = owner();
        var ofInterrupted = bound(user, interrupted);
        rooms.stands(interrupted, Standing.SUSPENDED);
        var gone = rooms.resident("220200");
        var staying = owner();
        var ofGone = bound(gone, staying);
        rooms.insuredUntil(gone, LAST);
        var ofOther = bound(rooms.resident("220200"), staying);

        rooms.now("2025-07-10T23:59:59");
        work.due();
        for (var binding : new Binding[] {term, ofLeaving, ofMoving, ofInterrupted, ofGone, ofOther}) {
            assertThat(recorded(binding)).isEqualTo("stands");
        }

        rooms.now("2025-07-11T12:00:00");
        work.due();
        assertThat(recorded(term)).isEqualTo("2025-07-11 term-over by  at 2025-07-11");
        assertThat(recorded(ofLeaving)).isEqualTo("2025-07-11 owner-not-insured by  at 2025-07-11");
        assertThat(recorded(ofMoving)).isEqualTo("2025-07-11 moved-apart by  at 2025-07-11");
        assertThat(recorded(ofGone)).isEqualTo("2025-07-11 user-not-insured by  at 2025-07-11");
        assertThat(recorded(ofInterrupted)).isEqualTo("stands");
        assertThat(recorded(ofOther)).isEqualTo("stands");

        rooms.now("2025-07-12T12:00:00");
        work.due();
        assertThat(rooms.number("select count(*) from family_binding_event where what = 'ended'"))
                .isEqualTo(4);
    }

    @Test
    void what_nobody_accepted_goes_back_at_its_time_and_it_is_recorded() {
        rooms.now("2025-10-10T21:59:59");
        var owner = rooms.employee("220200", "100.00", "900.00");
        var child = rooms.resident("110000");
        var wish = new Wallets.Wish(owner, child, Relation.MOTHER, Rooms.fen("300.00"), "clerk-1");
        var transfer = rooms.once(
                (Once<WalletTransfer> once) -> rooms.service(Wallets.class).send(once, wish));
        rooms.now("2025-10-11T05:59:59");
        work.due();
        assertThat(rooms.text("select state from wallet_transfer where transfer_id = ?", transfer.id()))
                .isEqualTo("pending");
        assertThat(rooms.ledger(owner).balances().total()).isEqualTo(Rooms.fen("700.00"));

        rooms.now("2025-10-11T06:00:00");
        work.due();
        assertThat(rooms.text(
                        "select concat_ws('|', state, ended_by, (ended_at at time zone 'Asia/Shanghai')::text)"
                                + " from wallet_transfer where transfer_id = ?",
                        transfer.id()))
                .isEqualTo("returned||2025-10-11 06:00:00");
        assertThat(rooms.ledger(owner).balances().current()).isEqualTo(Rooms.fen("100.00"));
        assertThat(rooms.ledger(owner).balances().prior()).isEqualTo(Rooms.fen("900.00"));
        work.due();
        assertThat(rooms.number("select count(*) from journal where reference = ?", transfer.id()))
                .isEqualTo(4);
    }
}

package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;

/// What an institution may ask of one stay, admitted at 9:30 and discharged at 11:00.
public record ServedStay(Rooms rooms, String person, Scheme scheme, String institution, String id) {

    /// Of somebody who is admitted on a day.
    public static ServedStay admitted(
            Rooms rooms, String person, Scheme scheme, String institution, LocalDate day, boolean emergency) {
        var opened = rooms.done(Outcome.Opened.class, admission(person, scheme, institution, day, emergency));
        return new ServedStay(rooms, person, scheme, institution, opened.visit());
    }

    static Command.Admit admission(String person, Scheme scheme, String institution, LocalDate day, boolean emergency) {
        return new Command.Admit(
                person,
                scheme,
                institution,
                day.atTime(9, 30),
                "ZY-1",
                emergency ? "24" : "21",
                emergency,
                "",
                "",
                "{}");
    }

    Command.Charge charge(FeeItem... items) {
        return new Command.Charge(person, institution, id, List.of(items), "[]");
    }

    void charged(FeeItem... items) {
        rooms.done(Outcome.FeesTaken.class, charge(items));
    }

    Command.Discharge discharge(LocalDate day) {
        return new Command.Discharge(person, scheme, institution, id, day.atTime(11, 0), "", "", "{}");
    }

    void discharged(LocalDate day) {
        rooms.done(Outcome.Done.class, discharge(day));
    }

    Command.CancelAdmission cancel(boolean evenCharged) {
        return new Command.CancelAdmission(person, institution, id, evenCharged);
    }

    Command.UndoDischarge undoDischarge() {
        return new Command.UndoDischarge(person, institution, id);
    }

    Command.SettleStay settle(String total) {
        return settle(Rooms.terms(scheme, VisitKind.INPATIENT, total));
    }

    Command.SettleStay settle(Command.SettleTerms terms) {
        return new Command.SettleStay(person, institution, id, false, false, Optional.empty(), terms);
    }

    Command.SettleStay settleInPart(String total) {
        return new Command.SettleStay(
                person,
                institution,
                id,
                true,
                false,
                Optional.empty(),
                Rooms.terms(scheme, VisitKind.INPATIENT, total));
    }

    /// What a drug of grade A comes to, settled on the day while the stay goes on.
    Outcome.Settled settledInPart(String amount, LocalDate day) {
        rooms.today(day.toString());
        charged(Rooms.line(Rooms.DRUG_A, amount, day));
        return rooms.done(Outcome.Settled.class, settleInPart(amount));
    }

    /// What a drug of grade A comes to in a stay that ends on a day.
    public Outcome.Settled settled(String amount, LocalDate day) {
        charged(Rooms.line(Rooms.DRUG_A, amount, day));
        discharged(day);
        return rooms.done(Outcome.Settled.class, settle(amount));
    }

    public Command.Reverse reverse(Outcome.Settled settled) {
        return new Command.Reverse(person, institution, id, settled.settlement().id());
    }

    Command.WithdrawCharges withdraw(String serial) {
        return new Command.WithdrawCharges(person, institution, id, Optional.of(serial));
    }

    /// Of several of an item so many taken back.
    static FeeItem back(FeeItem charged, String serial, int count) {
        return new FeeItem(
                serial,
                charged.code(),
                -count * 10_000L,
                charged.price(),
                Fen.of(charged.price() / 10_000 * count).negated(),
                charged.day(),
                charged.approval(),
                charged.serial());
    }
}

package org.openyibao.server.clearing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
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
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Rooms;

/// Care away from home that is settled directly: people of Jilin City and Changchun buy at each other's pharmacies with
/// their accounts, and people of Shenzhen have emergencies in Beijing, where the fund pays 72 of 100.00.
public record AwayRooms(Rooms rooms) {

    public static final String JILIN = "220200";
    public static final String CHANGCHUN = "220100";
    public static final String SHENZHEN = "440300";
    public static final String BEIJING = "110000";
    public static final String CHANGCHUN_PHARMACY = "P22010000001";

    public static AwayRooms in(Rooms rooms) {
        rooms.service(Registry.class)
                .saveInstitutions(List.of(new Institution(
                        CHANGCHUN_PHARMACY,
                        LocalDate.of(2010, 1, 1),
                        LocalDate.of(9999, 12, 31),
                        "样例药店",
                        CHANGCHUN,
                        InstitutionKind.PHARMACY,
                        Level.UNRATED,
                        true,
                        true)));
        return new AwayRooms(rooms);
    }

    /// What somebody of a region, with 1000.00 in the account, buys at a pharmacy; all of it is paid by the account.
    public Bought bought(String home, String pharmacy, String amount) {
        return bought(rooms.employee(home, "0.00", "1000.00"), home, pharmacy, amount);
    }

    public Bought bought(String person, String home, String pharmacy, String amount) {
        return settled(person, pharmacy, amount, VisitKind.PHARMACY);
    }

    /// An emergency of 100.00 in Beijing of somebody of Shenzhen: 100 x 0.80 x 0.90 = 72 from the fund, 28 in cash.
    public Bought emergency() {
        var insured = new Insured(
                SHENZHEN,
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
        return settled(rooms.insured(insured, Balances.NONE), Rooms.HOSPITAL, "100.00", VisitKind.EMERGENCY);
    }

    private Bought settled(String person, String institution, String amount, VisitKind kind) {
        var day = rooms.clock().instant().atZone(rooms.clock().getZone()).toLocalDate();
        var visit = rooms.visit(person, Scheme.EMPLOYEE, institution, day);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", Rooms.line(Rooms.DRUG_A, amount, day)));
        return new Bought(visit, rooms.done(Outcome.Settled.class, visit.settle("b", amount, kind)));
    }

    /// A settlement and the visit it belongs to.
    public record Bought(Rooms.Visit visit, Outcome.Settled settled) {
        public String id() {
            return settled.settlement().id();
        }
    }

    /// The id of the reversal.
    public String reversed(Bought bought) {
        return rooms.done(Outcome.Settled.class, bought.visit().reverse(bought.settled()))
                .settlement()
                .id();
    }

    public Clearing.Run cleared(LocalDate day) {
        return rooms.once(
                (Once<Clearing.Run> once) -> rooms.service(Clearing.class).clear(once, day, "clerk-1"));
    }

    /// All days of the month that are not cleared yet.
    public void clearAll(YearMonth month) {
        for (var day = 1; day <= month.lengthOfMonth(); day++) {
            if (rooms.service(Clearing.class).day(month.atDay(day)).isEmpty()) {
                cleared(month.atDay(day));
            }
        }
    }

    public Refusal refusedToClear(LocalDate day) {
        return rooms.refusedOnce(
                (Once<Clearing.Run> once) -> rooms.service(Clearing.class).clear(once, day, "clerk-1"));
    }

    public Nettings.Month netted(YearMonth month) {
        return rooms.once(
                (Once<Nettings.Month> once) -> rooms.service(Nettings.class).net(once, month, "clerk-1"));
    }

    /// `home place items/reversals total owed` of each line.
    static List<String> shown(List<DayLine> lines) {
        return lines.stream()
                .map(line -> line.home() + " " + line.place() + " " + line.items() + "/" + line.reversals() + " "
                        + line.total() + " " + line.funds() + "+" + line.account() + "+" + line.family() + " = "
                        + line.owed())
                .toList();
    }

    /// The balance of a region, in yuan.
    String balance(String region) {
        return rooms.service(Nettings.class).balances().stream()
                .filter(balance -> balance.region().equals(region))
                .findFirst()
                .map(balance -> balance.amount().toString())
                .orElse("none");
    }
}

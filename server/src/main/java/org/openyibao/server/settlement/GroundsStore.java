package org.openyibao.server.settlement;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.database.Codes;

/// Reads and fills the columns of `settlement` that hold its grounds; all of them are null where there are none.
final class GroundsStore {

    static final String COLUMNS = "status, standing, tier, assistance, civil_servant, age, sex, family_members,"
            + " continuity, bound_institution, disease, account_use, year_before, wallet_before_fen, relatives_before";

    static final String PLACES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private static final int COUNT = 15;
    private static final int PARTS_OF_A_RELATIVE = 7;

    private GroundsStore() {}

    /// @param at the place before the first one to fill
    static void bind(PreparedStatement insert, int at, SettlementRecord settlement) throws SQLException {
        if (settlement.grounds().isEmpty()) {
            for (var i = 1; i <= COUNT; i++) {
                insert.setObject(at + i, null);
            }
            return;
        }
        var grounds = settlement.grounds().get();
        var insured = grounds.insured();
        var continuity = insured.continuity();
        insert.setString(at + 1, insured.status().toString());
        insert.setString(at + 2, insured.standing().toString());
        insert.setString(at + 3, insured.tier().toString());
        insert.setString(at + 4, insured.assistance().toString());
        insert.setBoolean(at + 5, insured.civilServant());
        insert.setInt(at + 6, insured.age());
        insert.setString(at + 7, insured.sex().toString());
        insert.setInt(at + 8, insured.insuredFamilyMembers());
        insert.setObject(at + 9, new int[] {continuity.years(), continuity.yearsWithoutClaim(), continuity.breaks()});
        insert.setString(at + 10, grounds.boundInstitution());
        insert.setString(at + 11, grounds.disease());
        insert.setString(at + 12, grounds.accountUse().name());
        insert.setObject(at + 13, fen(grounds.yearToDate()));
        insert.setLong(at + 14, grounds.wallet().value());
        insert.setObject(at + 15, Rows.texts(grounds.relatives(), GroundsStore::text));
    }

    private static long[] fen(YearToDate year) {
        return new long[] {
            year.deductible().value(),
            year.pool().value(),
            year.inpatientPool().value(),
            year.familyPool().value(),
            year.admissions(),
            year.burden().value(),
            year.catastrophic().value(),
            year.largeSum().value(),
            year.civilServant().value(),
            year.assistance().value(),
            year.today().value()
        };
    }

    private static String text(FamilyMember member) {
        return member.relation() + " " + member.region() + " " + member.standing() + " "
                + member.account().current().value() + " "
                + member.account().prior().value() + " "
                + member.limit().value() + " " + member.id();
    }

    static Optional<Grounds> read(ResultSet row) throws SQLException {
        if (row.getString("status") == null) {
            return Optional.empty();
        }
        var continuity = Rows.ints(row, "continuity");
        var insured = new Insured(
                row.getString("region"),
                Codes.of(Scheme.class, row.getString("scheme")),
                Codes.of(Status.class, row.getString("status")),
                Codes.of(Standing.class, row.getString("standing")),
                row.getInt("age"),
                Codes.of(Sex.class, row.getString("sex")),
                Codes.of(Tier.class, row.getString("tier")),
                Codes.of(Assistance.class, row.getString("assistance")),
                row.getBoolean("civil_servant"),
                row.getInt("family_members"),
                new Continuity(continuity[0], continuity[1], continuity[2]));
        return Optional.of(new Grounds(
                insured,
                row.getString("bound_institution"),
                row.getString("disease"),
                AccountUse.valueOf(row.getString("account_use")),
                year(Rows.longs(row, "year_before")),
                Fen.of(row.getLong("wallet_before_fen")),
                relatives(Rows.texts(row, "relatives_before"))));
    }

    private static YearToDate year(long[] fen) {
        return new YearToDate(
                Fen.of(fen[0]),
                Fen.of(fen[1]),
                Fen.of(fen[2]),
                Fen.of(fen[3]),
                (int) fen[4],
                Fen.of(fen[5]),
                Fen.of(fen[6]),
                Fen.of(fen[7]),
                Fen.of(fen[8]),
                Fen.of(fen[9]),
                Fen.of(fen[10]));
    }

    private static List<FamilyMember> relatives(List<String> texts) {
        return texts.stream()
                .map(text -> text.split(" ", PARTS_OF_A_RELATIVE))
                .map(parts -> new FamilyMember(
                        parts[6],
                        Codes.of(Relation.class, parts[0]),
                        parts[1],
                        Codes.of(Standing.class, parts[2]),
                        true,
                        new Balances(fen(parts[3]), fen(parts[4])),
                        fen(parts[5])))
                .toList();
    }

    private static Fen fen(String value) {
        return Fen.of(Long.parseLong(value));
    }
}

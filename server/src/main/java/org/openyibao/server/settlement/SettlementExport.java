package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.AccountBooks.Taker;
import org.openyibao.server.registry.InstitutionRegion;

/// A door of the room for whoever goes through many settlements: of a day, of an institution. Reversals are among them,
/// with amounts below zero; claims are not, for they are paid to the person and owed to nobody. Rows are handed
/// over one by one while they come in; the caller's connection has autocommit off.
public final class SettlementExport {

    private static final SettlementExportStore STORE = new SettlementExportStore();

    private SettlementExport() {}

    /// A settlement at an institution of another region than its person's. `account` is the person's own money, wallet
    /// included, `family` what relatives' accounts paid; total = funds + account + family + cash.
    public record Elsewhere(
            String settlement,
            String home,
            String place,
            String person,
            String institution,
            Scheme scheme,
            VisitKind kind,
            String reverses,
            Fen total,
            Fen funds,
            Fen account,
            Fen family,
            Fen cash) {}

    /// Hands over the settlements made on a day where the codes of the person's region and the institution's differ, by
    /// home, place and id in the order of their bytes. `regions` says where institutions stand.
    public static void elsewhere(
            Connection connection, LocalDate day, List<InstitutionRegion> regions, Taker<Elsewhere> taker)
            throws SQLException {
        STORE.elsewhere(connection, day, regions, taker);
    }

    /// What an institution settled in one scheme and kind of care, or reversed. `account` is all accounts' money.
    public record Totals(
            Scheme scheme,
            VisitKind kind,
            boolean reversals,
            long count,
            Fen total,
            Fen funds,
            Fen account,
            Fen cash) {}

    /// What an institution settled from a day to another (inclusive), by the time of settlement.
    public static List<Totals> totals(Connection connection, String institution, LocalDate from, LocalDate to)
            throws SQLException {
        return STORE.totals(connection, institution, from, to);
    }

    /// One of an institution's settlements. `message` asked for it; amounts as [Totals] has them.
    public record Made(
            String settlement,
            String visit,
            String person,
            String message,
            Scheme scheme,
            boolean reversal,
            Fen total,
            Fen funds,
            Fen account,
            Fen cash) {}

    /// Hands over an institution's settlements of a kind of care, or of all, from a day to another (inclusive), by id
    /// in
    /// the order of its bytes.
    public static void made(
            Connection connection,
            String institution,
            Optional<VisitKind> kind,
            LocalDate from,
            LocalDate to,
            Taker<Made> taker)
            throws SQLException {
        STORE.made(connection, institution, kind, from, to, taker);
    }

    /// The settlement of a claim that stands. `refund`: what goes back to the person.
    public record Claimed(String claim, String settlement, String person, Fen total, Fen refund) {}

    /// Hands over the settlements of claims that were not reversed, by claim in the order of the ids' bytes.
    public static void claimed(Connection connection, Taker<Claimed> taker) throws SQLException {
        STORE.claimed(connection, taker);
    }
}

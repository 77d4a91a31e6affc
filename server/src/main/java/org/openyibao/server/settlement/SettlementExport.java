package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.AccountBooks.Taker;
import org.openyibao.server.registry.InstitutionRegion;

/// A door of the room for whoever goes through many settlements: of a day, of an institution. Reversals are among them,
/// with amounts below zero. Rows are handed over one by one while they come in; the caller's connection has autocommit
/// off.
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
}

package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BooksReport;
import org.openyibao.server.database.InStep;
import org.openyibao.server.database.Proofs;
import org.openyibao.server.registry.InstitutionRegion;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.SettlementExport;
import org.openyibao.server.settlement.SettlementExport.Elsewhere;

/// Proves what regions owe each other: every cleared day against its settlements, one by one, and then the sums, the
/// nettings and the books made of them.
public final class ClearingBooks {

    private ClearingBooks() {}

    /// Looks at all that was cleared, in the snapshot of the caller's connection (autocommit off).
    public static BooksReport prove(Connection connection) throws SQLException {
        var store = new ClearingBooksStore();
        var counts = Proofs.counts(connection, ClearingBooksStore.TABLES);
        var regions = Registry.regions(connection);
        for (var day : store.days(connection)) {
            var offender = compareWithSettlements(connection, store, day, regions);
            if (offender.isPresent()) {
                return new BooksReport(counts, offender);
            }
        }
        return new BooksReport(counts, Proofs.offender(connection, ClearingBooksStore.PROOFS));
    }

    private static Optional<Text> compareWithSettlements(
            Connection connection, ClearingBooksStore store, LocalDate day, List<InstitutionRegion> regions)
            throws SQLException {
        try (var items = store.items(connection, day)) {
            var books = new InStep<Item, Elsewhere>(
                    items, ClearingBooks::order, ClearingBooks::agrees, Item::settlement, Elsewhere::settlement);
            SettlementExport.elsewhere(
                    connection, day, regions, settlement -> !Clearing.isOwed(settlement) || books.take(settlement));
            return books.offender().map(ClearingBooks::differs);
        }
    }

    /// As both come: by home region, place and settlement.
    private static int order(Item item, Elsewhere settlement) {
        var homes = item.home().compareTo(settlement.home());
        var places = item.place().compareTo(settlement.place());
        if (homes != 0 || places != 0) {
            return homes != 0 ? homes : places;
        }
        return item.settlement().compareTo(settlement.settlement());
    }

    private static boolean agrees(Item item, Elsewhere settlement) {
        return item.settlement().equals(settlement.settlement())
                && item.home().equals(settlement.home())
                && item.place().equals(settlement.place())
                && item.person().equals(settlement.person())
                && item.institution().equals(settlement.institution())
                && item.scheme() == settlement.scheme()
                && item.kind() == settlement.kind()
                && item.reverses().equals(settlement.reverses())
                && sameAmounts(item, settlement);
    }

    private static boolean sameAmounts(Item item, Elsewhere settlement) {
        return List.of(item.total(), item.funds(), item.account(), item.family())
                .equals(List.<Fen>of(
                        settlement.total(), settlement.funds(), settlement.account(), settlement.family()));
    }

    private static Text differs(String settlement) {
        return new Text("清算明细与结算不符：" + settlement, "what is cleared is not what was settled: " + settlement);
    }
}

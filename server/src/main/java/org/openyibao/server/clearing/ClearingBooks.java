package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BooksReport;
import org.openyibao.server.database.Proofs;
import org.openyibao.server.registry.InstitutionRegion;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.SettlementExport;
import org.openyibao.server.settlement.SettlementExport.Elsewhere;

/// Proves what regions owe each other: every cleared day against its settlements, one by one, and then the sums, the
/// nettings and the books made of them.
public final class ClearingBooks {

    private final ClearingBooksStore.Items items;
    private Optional<Item> next;
    private Optional<Text> offender = Optional.empty();

    private ClearingBooks(ClearingBooksStore.Items items) throws SQLException {
        this.items = items;
        next = items.next();
    }

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
            var books = new ClearingBooks(items);
            SettlementExport.elsewhere(connection, day, regions, books::take);
            return books.offender.or(() -> books.next.map(left -> differs(left.settlement())));
        }
    }

    /// Both come in the same order, so the next item must be about the next settlement that is owed.
    private boolean take(Elsewhere settlement) throws SQLException {
        if (!Clearing.isOwed(settlement)) {
            return true;
        }
        if (next.filter(item -> agrees(item, settlement)).isEmpty()) {
            offender = Optional.of(differs(next.filter(item -> isBefore(item, settlement))
                    .map(Item::settlement)
                    .orElse(settlement.settlement())));
            return false;
        }
        next = items.next();
        return true;
    }

    private static boolean isBefore(Item item, Elsewhere settlement) {
        var homes = item.home().compareTo(settlement.home());
        var places = item.place().compareTo(settlement.place());
        return homes < 0
                || (homes == 0 && places < 0)
                || (homes == 0 && places == 0 && item.settlement().compareTo(settlement.settlement()) < 0);
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

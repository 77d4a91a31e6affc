package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.Away;
import org.openyibao.engine.text.Text;
import org.openyibao.server.crossregion.FilingBooks;
import org.openyibao.server.crossregion.FilingRecord;
import org.openyibao.server.registry.InstitutionRegion;
import org.openyibao.server.registry.Registry;

/// Proves that what was settled as filed was: its person has a filing of the kind that it names, for its place, in
/// force when the care began, and made before it ended where care at the filed place counts as at home. On the day on
/// which a filing is cancelled it may still have been settled by.
final class FiledCare {

    private static final int AT_ONCE = 2_000;

    /// Care that was settled by a filing. `detail`: how the place counts and the kind of the filing, a space between.
    record Filed(
            String person,
            String settlement,
            Scheme scheme,
            String home,
            String institution,
            LocalDate begins,
            LocalDate ends,
            String detail) {}

    private final Connection connection;
    private final Map<String, List<InstitutionRegion>> institutions;
    private final List<Filed> waiting = new ArrayList<>();
    private Optional<Text> offender = Optional.empty();

    private FiledCare(Connection connection) throws SQLException {
        this.connection = connection;
        institutions = Registry.regions(connection).stream()
                .collect(Collectors.groupingBy(InstitutionRegion::code, HashMap::new, Collectors.toList()));
    }

    static Optional<Text> offender(Connection connection) throws SQLException {
        var proof = new FiledCare(connection);
        SettlementBooksStore.filed(connection, proof::take);
        proof.look();
        return proof.offender;
    }

    private boolean take(Filed care) throws SQLException {
        waiting.add(care);
        if (waiting.size() == AT_ONCE) {
            look();
        }
        return offender.isEmpty();
    }

    private void look() throws SQLException {
        var filings = FilingBooks.filings(
                connection, waiting.stream().map(Filed::person).collect(Collectors.toSet()));
        offender = offender.or(() -> waiting.stream()
                .filter(care -> filings.getOrDefault(care.person(), List.of()).stream()
                        .noneMatch(filing -> isFor(filing, care)))
                .findFirst()
                .map(care -> new Text(
                        "结算所依据的备案不存在或当时不在有效期：" + care.settlement(),
                        "a settlement rests on a filing that was not in force: " + care.settlement())));
        waiting.clear();
    }

    private boolean isFor(FilingRecord filing, Filed care) {
        var counted = care.detail().substring(0, care.detail().indexOf(' '));
        var kind = care.detail().substring(care.detail().indexOf(' ') + 1);
        return filing.scheme() == care.scheme()
                && filing.home().equals(care.home())
                && filing.ground().kind().toString().equals(kind)
                && filing.stoodOn(care.begins())
                && (counted.equals(Place.HOME.toString()) || Away.covers(filing.place(), place(care)))
                && (!counted.equals(Place.FILED.toString()) || !filing.from().isAfter(care.ends()));
    }

    private String place(Filed care) {
        return institutions.getOrDefault(care.institution(), List.of()).stream()
                .filter(each ->
                        !care.ends().isBefore(each.validFrom()) && !care.ends().isAfter(each.validTo()))
                .findFirst()
                .map(InstitutionRegion::region)
                .orElse("");
    }
}

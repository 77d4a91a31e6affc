package org.openyibao.server.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// SQL of `institution`, on a caller's connection.
final class InstitutionRegionStore {

    List<InstitutionRegion> all(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select code, valid_from, valid_to, region from institution");
                var rows = select.executeQuery()) {
            var found = new ArrayList<InstitutionRegion>();
            while (rows.next()) {
                found.add(new InstitutionRegion(
                        rows.getString(1),
                        rows.getObject(2, LocalDate.class),
                        rows.getObject(3, LocalDate.class),
                        rows.getString(4)));
            }
            return found;
        }
    }
}

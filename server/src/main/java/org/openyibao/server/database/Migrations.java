package org.openyibao.server.database;

import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;

/// The way of a database's tables to those of this version: the files in `db/migration`, and what cannot be done in
/// SQL.
public final class Migrations {

    private Migrations() {}

    public static FluentConfiguration of(DatabaseAddress address) {
        return Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .javaMigrations(sealing(address.keys()));
    }

    /// Those that seal what earlier versions kept in clear.
    public static JavaMigration[] sealing(DataKeys keys) {
        return new JavaMigration[] {
            sealing(
                    "67",
                    "sealed persons",
                    SealedTable.PERSONS,
                    List.of(
                            "create index person_by_certificate on person (certificate_hash)",
                            "create index person_by_name on person (name_hash)"),
                    keys),
            sealing(
                    "68",
                    "sealed messages",
                    List.of(SealedTable.MESSAGE, SealedTable.REQUEST.by("key")),
                    List.of(),
                    keys),
            sealing(
                    "69",
                    "sealed payees cards and staff",
                    Stream.concat(Stream.of(SealedTable.CARD.by("number")), SealedTable.OTHERS.stream())
                            .toList(),
                    List.of("alter table card add primary key (number_hash)"),
                    keys),
        };
    }

    private static JavaMigration sealing(
            String version, String description, List<SealedTable> tables, List<String> after, DataKeys keys) {
        return new SealingMigration(MigrationVersion.fromVersion(version), description, tables, after, keys);
    }
}

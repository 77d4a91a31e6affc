package org.openyibao.server.database;

import java.util.List;
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
            new SealingMigration(
                    MigrationVersion.fromVersion("67"),
                    "sealed persons",
                    List.of(SealedTable.PERSON, SealedTable.ENROLMENT_CHANGE),
                    List.of(
                            "create index person_by_certificate on person (certificate_hash)",
                            "create index person_by_name on person (name_hash)"),
                    keys),
        };
    }
}

package org.openyibao.server;

import java.time.Clock;
import javax.sql.DataSource;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.database.Migrations;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What every room needs. The packs, the clock and the keys of personal data come from
/// [org.openyibao.server.cli.Serve].
@Configuration(proxyBeanMethods = false)
class CommonBeans {

    @Bean
    FlywayConfigurationCustomizer sealingMigrations(DataKeys keys) {
        return flyway -> flyway.javaMigrations(Migrations.sealing(keys));
    }

    @Bean
    @DependsOnDatabaseInitialization
    Ids ids(Clock clock, DataSource dataSource) {
        return Ids.ofNextStart(clock, dataSource);
    }
}

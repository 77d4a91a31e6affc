package org.openyibao.server;

import java.time.Clock;
import javax.sql.DataSource;
import org.openyibao.server.database.Ids;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What every room needs. The packs and the clock come from [org.openyibao.server.cli.Serve].
@Configuration(proxyBeanMethods = false)
class CommonBeans {

    @Bean
    @DependsOnDatabaseInitialization
    Ids ids(Clock clock, DataSource dataSource) {
        return Ids.ofNextStart(clock, dataSource);
    }
}

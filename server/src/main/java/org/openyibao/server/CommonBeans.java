package org.openyibao.server;

import java.time.Clock;
import org.openyibao.server.database.Ids;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What every room needs. The packs and the clock come from [org.openyibao.server.cli.Serve].
@Configuration(proxyBeanMethods = false)
class CommonBeans {

    @Bean
    Ids ids(Clock clock, @Value("${openyibao.server-number:0}") int serverNumber) {
        return new Ids(clock, serverNumber);
    }
}

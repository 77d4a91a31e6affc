package org.openyibao.server;

import java.time.Clock;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.database.Ids;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What every room needs. The packs are read before anything is started, by [org.openyibao.server.cli.Serve].
@Configuration(proxyBeanMethods = false)
class CommonBeans {

    /// The official time of the country, which dates and times on messages and receipts are in.
    @Bean
    Clock clock() {
        return Clock.system(BusinessDay.ZONE);
    }

    @Bean
    Ids ids(Clock clock, @Value("${openyibao.server-number:0}") int serverNumber) {
        return new Ids(clock, serverNumber);
    }
}

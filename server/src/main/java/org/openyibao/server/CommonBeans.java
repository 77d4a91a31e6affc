package org.openyibao.server;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What every room needs. The packs are read before anything is started, by [org.openyibao.server.cli.Serve].
@Configuration(proxyBeanMethods = false)
class CommonBeans {

    /// The official time of the country, which dates and times on messages and receipts are in.
    @Bean
    Clock clock() {
        return Clock.system(ZoneId.of("Asia/Shanghai"));
    }
}

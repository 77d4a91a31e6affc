package org.openyibao.server;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.openyibao.engine.policy.PolicyBook;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What every room needs: the packs and the clock.
@Configuration(proxyBeanMethods = false)
class CommonBeans {

    /// The packs of the folder `openyibao.policies`, by default `policies/` of the checkout.
    @Bean
    PolicyBook policyBook(@Value("${openyibao.policies:${openyibao.home:.}/policies}") Path policies) {
        return PolicyBook.read(policies);
    }

    /// The official time of the country, which dates and times on messages and receipts are in.
    @Bean
    Clock clock() {
        return Clock.system(ZoneId.of("Asia/Shanghai"));
    }
}

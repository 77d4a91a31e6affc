package org.openyibao.server.gateway;

import jakarta.servlet.DispatcherType;
import java.util.Optional;
import org.openyibao.server.exchange.Exchange;
import org.openyibao.server.sandbox.CallLog;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// Puts the door in front of Spring's dispatcher and of its filters, of which a message needs none.
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean
    FilterRegistrationBean<Door> door(
            Dispatcher dispatcher, AccessTokens tokens, Exchange exchange, Optional<CallLog> log) {
        var door = new FilterRegistrationBean<>(new Door(dispatcher, tokens, exchange, log));
        door.setDispatcherTypes(DispatcherType.REQUEST);
        door.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return door;
    }
}

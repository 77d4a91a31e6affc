package org.openyibao.server.gateway;

import jakarta.servlet.DispatcherType;
import org.openyibao.server.exchange.Exchange;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// Puts the door in front of Spring's dispatcher and behind every other filter.
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean
    FilterRegistrationBean<Door> door(Dispatcher dispatcher, Exchange exchange) {
        var door = new FilterRegistrationBean<>(new Door(dispatcher, exchange));
        door.setDispatcherTypes(DispatcherType.REQUEST);
        door.setOrder(Ordered.LOWEST_PRECEDENCE);
        return door;
    }
}

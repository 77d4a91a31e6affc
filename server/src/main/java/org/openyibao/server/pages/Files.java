package org.openyibao.server.pages;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/// The files that the page loads. They lie compressed beside themselves, by Brotli.
@Configuration(proxyBeanMethods = false)
class Files implements WebMvcConfigurer {

    private static final Duration FOR_EVER = Duration.ofDays(365);
    private static final Duration A_DAY = Duration.ofDays(1);

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        var compressed = new EncodedResourceResolver();
        compressed.setContentCodings(List.of("br"));
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/pages/assets/")
                .setCacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(compressed)
                .addResolver(new PathResourceResolver());
        registry.addResourceHandler("/icon.svg", "/robots.txt")
                .addResourceLocations("classpath:/pages/")
                .setCacheControl(CacheControl.maxAge(A_DAY).cachePublic());
    }
}

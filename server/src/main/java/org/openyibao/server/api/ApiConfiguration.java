package org.openyibao.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.identity.Caller;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.core.convert.converter.ConverterRegistry;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.support.RequestContextUtils;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// How calls under `/api` are read and answered.
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    static final int LARGEST_BODY_BYTES = 2 * 1024 * 1024;

    private static final Pattern KEY = Pattern.compile("[!-~]{1,64}");
    private static final Text KEY_FORM =
            new Text("1 至 64 个可见 ASCII 字符，每个新请求用一个新的", "1 to 64 visible ASCII characters, new for each new request");

    /// Amounts as yuan in a string, what is absent left out; limits on what comes in.
    @Bean
    JsonMapper json() {
        var factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(LARGEST_BODY_BYTES)
                        .maxNestingDepth(32)
                        .maxStringLength(100_000)
                        .maxNumberLength(100)
                        .maxNameLength(200)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .addModule(new SimpleModule().addSerializer(Fen.class, ToStringSerializer.instance))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .build();
    }

    @Bean
    ServerHttpMessageConvertersCustomizer records(JsonMapper json) {
        return converters -> converters.addCustomConverter(new RecordConverter(json));
    }

    /// Chinese or English as Accept-Language prefers; Chinese without.
    @Bean
    LocaleResolver localeResolver() {
        var resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(List.of(Locale.CHINESE, Locale.ENGLISH));
        resolver.setDefaultLocale(Locale.CHINESE);
        return resolver;
    }

    @Bean
    WebMvcConfigurer api(JsonMapper json, Doorkeeper doorkeeper) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(doorkeeper);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallResolver(json));
                resolvers.add(new CallerResolver());
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                addTo(registry);
            }
        };
    }

    /// Dates and codes of enums in addresses and parameters, as [Inputs] has them.
    static void addTo(ConverterRegistry registry) {
        registry.addConverter(String.class, LocalDate.class, text -> coded(text, LocalDate.class));
        registry.addConverterFactory(new ConverterFactory<String, Enum<?>>() {
            @Override
            public <T extends Enum<?>> Converter<String, T> getConverter(Class<T> type) {
                return code -> coded(code, type);
            }
        });
    }

    private static <T> T coded(String text, Class<T> type) {
        return Inputs.coded(text, type).orElseThrow(() -> new IllegalArgumentException("not of its form"));
    }

    /// Every route says who may call it, or the server does not start.
    @Bean
    SmartInitializingSingleton everyRouteIsKept(
            Doorkeeper doorkeeper, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return () -> mappings.forEach(mapping -> mapping.getHandlerMethods()
                .forEach((info, route) -> doorkeeper
                        .fault(route, List.copyOf(info.getPatternValues()))
                        .ifPresent(fault -> {
                            throw new IllegalStateException(fault);
                        })));
    }

    record CallerResolver() implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Caller resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest web,
                @Nullable WebDataBinderFactory binders) {
            return Callers.required();
        }
    }

    /// Makes the [Call] of a request that changes something.
    record CallResolver(JsonMapper json) implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Call.class;
        }

        @Override
        public Call resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest web,
                @Nullable WebDataBinderFactory binders) {
            var key = Optional.ofNullable(web.getHeader(Call.KEY_HEADER))
                    .orElseThrow(() -> Inputs.missing(Call.KEY_HEADER, KEY_FORM));
            if (!KEY.matcher(key).matches()) {
                throw Inputs.wrong(Call.KEY_HEADER, KEY_FORM, new Text("其他内容", "something else"));
            }
            var request = (HttpServletRequest) web.getNativeRequest();
            var address = request.getMethod() + " " + request.getRequestURI();
            return new Call(key, address, RequestContextUtils.getLocale(request), json, Callers.required());
        }
    }
}

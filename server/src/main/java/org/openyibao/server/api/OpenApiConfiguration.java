package org.openyibao.server.api;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The description of this interface, served as OpenAPI 3.1 at `/api/openapi.json`.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static final String ROLES = "x-roles";

    private static final String TOKEN = "token";
    private static final String SESSION = "session";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Call.class, Caller.class)
                .addResponseWrapperToIgnore(Changed.class);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("OpenYibao")
                        .description("""
                                The agency's interface. Amounts are yuan with two decimals in a string ("12.30"), dates \
                                ISO 8601, codes strings. A call that changes something has an Idempotency-Key: sent \
                                again by the same caller with the same key it gets the first answer and does nothing \
                                more. What is not 2xx is a Problem, in the language of Accept-Language (zh or en). \
                                Each operation names the roles that may call it (x-roles): a program calls with a \
                                token, a browser with the cookie of its session and X-XSRF-TOKEN. What is not the \
                                caller's to see is refused with 403 NOT_YOURS, whether it is there or not.""")
                        .version("0.1.0")
                        .license(new License().name("Apache License 2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer"))
                        .addSecuritySchemes(
                                SESSION,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name(Callers.COOKIE)))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN))
                .addSecurityItem(new SecurityRequirement().addList(SESSION));
    }

    @Bean
    Schemas schemas() {
        return new Schemas();
    }

    /// Says who may call.
    @Bean
    OperationCustomizer rights() {
        return (operation, method) -> {
            var allowed = method.getMethodAnnotation(Allowed.class);
            if (allowed == null) {
                return operation.security(List.of());
            }
            var roles = Arrays.stream(allowed.value()).map(Role::toString).toList();
            var told = "For: " + String.join(", ", roles)
                    + (allowed.relatives() ? " (insured: also of whom a binding ties to the person)" : "") + ".";
            operation.setDescription(Optional.ofNullable(operation.getDescription())
                    .map(text -> text + " " + told)
                    .orElse(told));
            operation.addExtension(ROLES, roles);
            operation
                    .getResponses()
                    .addApiResponse("401", problem("nobody is signed in"))
                    .addApiResponse("403", problem("not for the caller's role, or not among what the caller may see"));
            return operation;
        };
    }

    @Bean
    OperationCustomizer keys() {
        return (operation, method) -> {
            if (Arrays.stream(method.getMethodParameters())
                    .anyMatch(parameter -> parameter.getParameterType() == Call.class)) {
                operation.addParametersItem(new HeaderParameter()
                        .name(Call.KEY_HEADER)
                        .required(true)
                        .description("new for each new request; the same when the same request is sent again")
                        .example("3f0c2a6e-0b7d-4d0e-9d55-4f1f6f0f8a11")
                        .schema(Schemas.text().minLength(1).maxLength(64)));
            }
            if (operation.getParameters() != null) {
                operation.getParameters().forEach(OpenApiConfiguration::keepText);
            }
            operation.getResponses().addApiResponse("default", problem("nothing was done, and why"));
            return operation;
        };
    }

    /// An example of digits is read as a number, though the parameter is text.
    private static void keepText(Parameter parameter) {
        if (parameter.getExample() instanceof Number digits
                && Optional.ofNullable(parameter.getSchema().getTypes())
                        .filter(types -> types.contains("string"))
                        .isPresent()) {
            parameter.setExample(digits.toString());
        }
    }

    private static ApiResponse problem(String why) {
        return new ApiResponse()
                .description(why)
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType().schema(new Schema<>().$ref("Problem"))));
    }

    @Bean
    OpenApiCustomizer withProblem() {
        return api -> ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(Problem.class))
                .referencedSchemas
                .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
    }
}

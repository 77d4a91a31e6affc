package org.openyibao.server.api;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.Optional;
import org.openyibao.server.identity.Caller;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The description of this interface, served as OpenAPI 3.1 at `/api/openapi.json`.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

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
                                again with the same key it gets the first answer and does nothing more. What is not \
                                2xx is a Problem, in the language of Accept-Language (zh or en).""")
                        .version("0.1.0")
                        .license(new License().name("Apache License 2.0").identifier("Apache-2.0")));
    }

    @Bean
    Schemas schemas() {
        return new Schemas();
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
            operation.getResponses().addApiResponse("default", problem());
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

    private static ApiResponse problem() {
        return new ApiResponse()
                .description("nothing was done, and why")
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

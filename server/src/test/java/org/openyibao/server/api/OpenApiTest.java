package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.policy.Pack;
import org.openyibao.server.cli.Serve;
import org.openyibao.server.cli.ServeOptions;
import org.openyibao.server.cli.ServerRun;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// The description of the interface names every address, and what it shows as an example is understood.
class OpenApiTest {

    private static TestDatabase database;
    private static ServerRun server;
    private static TestApi api;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        server = Serve.start(ServeOptions.external(database.address()));
        api = new TestApi(server);
    }

    @AfterAll
    static void stop() {
        api.close();
        server.close();
        database.close();
    }

    /// Each operation by "POST /api/...".
    private static void forEachOperation(BiConsumer<String, JsonNode> check) {
        for (var path : api.description().get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                check.accept(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue());
            }
        }
    }

    @Test
    void it_is_openapi_3_1() {
        assertThat(api.description().get("openapi").asString()).startsWith("3.1");
        assertThat(api.description().at("/info/title").asString()).isEqualTo("OpenYibao");
    }

    @Test
    void every_address_is_described_and_no_other() {
        var described = new TreeSet<String>();
        forEachOperation((name, operation) -> described.add(name));
        var served = new TreeSet<String>();
        for (var handlers :
                Objects.requireNonNull(server.service(DispatcherServlet.class).getHandlerMappings())) {
            if (handlers instanceof RequestMappingHandlerMapping controllers) {
                controllers.getHandlerMethods().keySet().forEach(mapping -> add(mapping, served));
            }
        }
        assertThat(served).isNotEmpty().isEqualTo(described);
    }

    private static void add(RequestMappingInfo mapping, Set<String> served) {
        for (var pattern : mapping.getPatternValues()) {
            if (pattern.startsWith("/api/") && !pattern.startsWith("/api/openapi")) {
                mapping.getMethodsCondition().getMethods().forEach(method -> served.add(method + " " + pattern));
            }
        }
    }

    @Test
    void every_operation_says_what_it_does_and_shows_it() {
        forEachOperation((name, operation) -> {
            assertThat(operation.path("summary").asString("")).as(name).isNotEmpty();
            assertThat(operation.path("tags")).as(name + " has a tag").isNotEmpty();
            assertThat(operation.at("/responses/200").isMissingNode()).as(name).isFalse();
            for (var parameter : operation.path("parameters")) {
                assertThat(parameter.path("example").asString(""))
                        .as(name + " " + parameter)
                        .isNotEmpty();
            }
            if (operation.has("requestBody") && !isOfFiles(operation)) {
                assertThat(example(operation).isMissingNode())
                        .as("%s has no example", name)
                        .isFalse();
            }
        });
    }

    @Test
    void every_example_is_as_described_and_understood() {
        forEachOperation((name, operation) -> {
            if (operation.has("requestBody") && !isOfFiles(operation)) {
                var example = example(operation);
                var schema = operation.at("/requestBody/content/application~1json/schema");
                assertThat(api.faults(schema, example)).as(name).isEmpty();
                var answer = caller(operation)
                        .post(filledIn(name.substring(name.indexOf(' ') + 1), operation), example.toString());
                // Nobody is registered, so it may come to nothing; but never because it was not understood. Before an
                // institution there is nobody, nothing was settled there, and nobody is bound.
                var statuses = name.equals("POST /api/sign-in")
                        ? List.of(401)
                        : (name.startsWith("POST /api/institutions/")
                                                || name.startsWith("POST /api/accounts/{person}/bindings/"))
                                        && answer.at("/code").equals("NOT_YOURS")
                                ? List.of(403)
                                : List.of(200, 404, 409, 422);
                assertThat(answer.status()).as("%s: %s", name, answer.text()).isIn(statuses);
                assertThat(answer.at("/code")).as(name).isNotEqualTo("NOT_FOUND");
            }
        });
    }

    /// The body is a file as it is, of one of the types named.
    private static boolean isOfFiles(JsonNode operation) {
        var content = operation.at("/requestBody/content");
        return !content.has("application/json")
                && !content.isEmpty()
                && content.valueStream()
                        .allMatch(type -> type.at("/schema/format").asString("").equals("binary"));
    }

    /// Somebody who may call it, and sees what its example names.
    private static TestApi caller(JsonNode operation) {
        var roles = operation.path(OpenApiConfiguration.ROLES);
        if (roles.isEmpty()) {
            return api;
        }
        var role = Arrays.stream(Role.values())
                .filter(each ->
                        roles.valueStream().anyMatch(name -> name.asString().equals(each.toString())))
                .max(Comparator.comparing(each -> each == Role.CLERK || each == Role.REVIEWER))
                .orElseThrow();
        return switch (role) {
            case CLERK, REVIEWER -> api.as(new Caller(role.toString(), role, Pack.NATION));
            case INSURED -> api.insured(PersonApi.PERSON);
            case CASHIER -> api.cashier("H22020000001");
            case ANALYST, AUDITOR, ADMINISTRATOR -> api.as(new Caller(role.toString(), role, ""));
        };
    }

    @Test
    void every_operation_says_who_may_call_it() {
        forEachOperation((name, operation) -> {
            var roles = operation.path(OpenApiConfiguration.ROLES);
            var everybodys =
                    operation.has("security") && operation.get("security").isEmpty();
            assertThat(roles.isEmpty()).as(name).isEqualTo(everybodys);
            assertThat(operation.at("/responses/403").isMissingNode()).as(name).isEqualTo(everybodys);
            roles.forEach(
                    role -> assertThat(operation.path("description").asString()).contains(role.asString()));
        });
        assertThat(api.description()
                        .at("/components/securitySchemes/token/scheme")
                        .asString())
                .isEqualTo("bearer");
    }

    private static JsonNode example(JsonNode operation) {
        var content = operation.at("/requestBody/content/application~1json");
        return content.has("example")
                ? content.get("example")
                : content.path("examples").isEmpty()
                        ? content.path("example")
                        : content.get("examples").iterator().next().path("value");
    }

    private static String filledIn(String path, JsonNode operation) {
        var filled = path;
        for (var parameter : operation.path("parameters")) {
            if (parameter.get("in").asString().equals("path")) {
                filled = filled.replace(
                        "{" + parameter.get("name").asString() + "}",
                        parameter.get("example").asString());
            }
        }
        return filled;
    }

    @Test
    void what_is_not_there_or_not_taken_is_a_problem() {
        var nothing = api.get("/api/nothing");
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.at("/code")).isEqualTo("NOT_FOUND");
        assertThat(nothing.at("/message")).isEqualTo("there is nothing at this address");
        assertThat(api.get("/api/nothing", "zh-CN").at("/message")).isEqualTo("没有此地址");
        assertThat(api.get("/api/nothing", "fr,en;q=0.5").at("/message")).isEqualTo("there is nothing at this address");
        assertThat(api.get("/error").status()).isEqualTo(404);
    }

    @Test
    void a_method_that_is_not_taken_is_a_problem_with_those_that_are() {
        var answer = api.call(
                "GET",
                "/api/settlements/1",
                api.request("/api/settlements/1", "en").DELETE());
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.at("/code")).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(answer.response().headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void an_unknown_id_names_itself() {
        var answer = api.get("/api/settlements/77");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("status", "code", "message", "field", "expected", "got");
        assertThat(answer.at("/message")).isEqualTo("settlement: expected the id of a settlement, got 77");
    }
}

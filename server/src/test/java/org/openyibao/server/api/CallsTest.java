package org.openyibao.server.api;

import static java.util.regex.Matcher.quoteReplacement;
import static java.util.regex.Pattern.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Reason;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.BusyException;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.UnsureException;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.http.MediaType;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a controller gets of a call, and what a caller gets when it cannot have it.
class CallsTest {

    private static final String GOOD = """
            {"amount": "12.30", "day": "2025-03-31", "scheme": "employee", "region": "510300", "count": 2,
             "relatives": [{"person": "P1", "month": "2025-03"}]}""";

    record Relative(String person, YearMonth month) {}

    record Order(
            @Positive Fen amount,
            LocalDate day,
            Scheme scheme,
            @Pattern(regexp = "\\d{6}") String region,
            @Positive int count,
            List<Relative> relatives,
            @Size(max = 5) Optional<String> note) {}

    record Reply(Fen amount, Scheme scheme, LocalDate day, Optional<String> note, List<String> persons) {}

    @RestController
    static class Orders {
        private final List<Order> taken = new ArrayList<>();
        private Answer answer = new Answer.Done(new byte[0]);
        private RuntimeException failure = new IllegalStateException("select secret from person");

        @PostMapping("/orders")
        Changed<Reply> order(@RequestBody Order order, Call call) {
            return call.<Order, Reply>once(
                    order,
                    (value, locale) -> new Reply(
                            value.amount(),
                            value.scheme(),
                            value.day(),
                            value.note(),
                            value.relatives().stream().map(Relative::person).toList()),
                    once -> {
                        taken.add(order);
                        return answer instanceof Answer.Done
                                ? new Answer.Done(once.render().apply(order))
                                : answer;
                    });
        }

        @PostMapping("/failing")
        Changed<Reply> fail(Call call) {
            throw failure;
        }

        @GetMapping("/days")
        String day(@RequestParam("from") LocalDate from, @RequestParam("scheme") Scheme scheme) {
            return from + " " + scheme;
        }
    }

    private final Orders orders = new Orders();
    private MockMvc mvc;

    @BeforeEach
    void start() {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        new Caller("c-1", Role.CLERK, "000000"), "", List.of()));
        var configuration = new ApiConfiguration();
        var json = configuration.json();
        var conversions = new DefaultFormattingConversionService();
        ApiConfiguration.addTo(conversions);
        mvc = MockMvcBuilders.standaloneSetup(orders)
                .setControllerAdvice(new Problems())
                .setLocaleResolver(configuration.localeResolver())
                .setCustomArgumentResolvers(new ApiConfiguration.CallResolver(json))
                .setConversionService(conversions)
                .setMessageConverters(
                        new RecordConverter(json),
                        new StringHttpMessageConverter(),
                        new JacksonJsonHttpMessageConverter(json))
                .build();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private MockHttpServletResponse send(String body) throws Exception {
        return mvc.perform(post("/orders")
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Idempotency-Key", "k-1")
                        .header("Accept-Language", "en")
                        .content(body))
                .andReturn()
                .getResponse();
    }

    private static JsonNode problem(MockHttpServletResponse response, int status) throws Exception {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        return JsonMapper.shared().readTree(response.getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void a_good_body_arrives_and_its_answer_is_written_in_yuan_codes_and_dates() throws Exception {
        var answer = send(GOOD);
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo("application/json");
        assertThat(answer.getContentAsString())
                .isEqualTo(
                        "{\"amount\":\"12.30\",\"scheme\":\"employee\",\"day\":\"2025-03-31\",\"persons\":[\"P1\"]}");
        assertThat(orders.taken.getFirst())
                .isEqualTo(new Order(
                        Fen.of(1230),
                        LocalDate.of(2025, 3, 31),
                        Scheme.EMPLOYEE,
                        "510300",
                        2,
                        List.of(new Relative("P1", YearMonth.of(2025, 3))),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "12.30"      | "12.3"      | WRONG_VALUE   | amount              | above 0
            "12.30"      | 12.30       | WRONG_VALUE   | amount              | yuan
            "12.30"      | "0.00"      | WRONG_VALUE   | amount              | above 0
            "12.30"      | "-12.30"    | WRONG_VALUE   | amount              | yuan
            "12.30"      | "1e3"       | WRONG_VALUE   | amount              | yuan
            "12.30"      | null        | MISSING_FIELD | amount              | yuan
            2025-03-31   | 2025-02-30  | WRONG_VALUE   | day                 | a date such as 2025-03-31
            2025-03-31   | 31.3.2025   | WRONG_VALUE   | day                 | a date such as 2025-03-31
            employee     | employed    | WRONG_VALUE   | scheme              | one of employee
            "510300"     | "5103"      | WRONG_VALUE   | region              | \\d{6}
            "510300"     | 510300      | WRONG_VALUE   | region              | text
            2,           | 0,          | WRONG_VALUE   | count               | above 0
            2,           | 2.5,        | WRONG_VALUE   | count               | a whole number
            2,           | "2",        | WRONG_VALUE   | count               | a whole number
            "P1"         | " "         | WRONG_VALUE   | relatives[0].person | text of 1 to 200
            "P1"         | "a\\u0000"  | WRONG_VALUE   | relatives[0].person | text
            2025-03"}    | 2025"}      | WRONG_VALUE   | relatives[0].month  | a month such as 2025-03
            "month"      | "mouth"     | UNKNOWN_FIELD | relatives[0].mouth  | month
            "amount"     | "Amount"    | UNKNOWN_FIELD | Amount              | amount
            "relatives": | "note": "long enough", "relatives": | WRONG_VALUE | note | 1 to 5
            [{           | [1, {       | WRONG_VALUE   | relatives[0]        | an object
            """)
    void what_is_wrong_is_named(String good, String bad, String code, String field, String expected) throws Exception {
        assertThat(GOOD).contains(good);
        var problem = problem(send(GOOD.replaceFirst(quote(good), quoteReplacement(bad))), 400);
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("field").asString()).isEqualTo(field);
        assertThat(problem.get("expected").asString()).contains(expected);
        assertThat(problem.get("message").asString()).startsWith(field + ": expected ");
        assertThat(orders.taken).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"amount": "1.00",          | MALFORMED_JSON | line 1
            {"amount": "1.00"} x        | MALFORMED_JSON | line 1
            {"a": 1, "a": 2}            | MALFORMED_JSON | line 1
            [1]                         | WRONG_VALUE    | a list of 1
            7                           | WRONG_VALUE    | 7
            """)
    void a_body_that_is_none_is_refused(String body, String code, String got) throws Exception {
        var problem = problem(send(body), 400);
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("field").asString()).isEqualTo("body");
        assertThat(problem.get("got").asString()).contains(got);
    }

    @Test
    void no_body_at_all_is_missing() throws Exception {
        assertThat(problem(send(""), 400).get("code").asString()).isEqualTo("MISSING_FIELD");
    }

    @Test
    void too_deep_and_too_long_is_refused() throws Exception {
        assertThat(problem(send("{\"amount\":" + "[".repeat(40)), 400)
                        .get("expected")
                        .asString())
                .contains("32 levels");
        assertThat(problem(send("{\"note\": \"" + "x".repeat(3_000_000) + "\"}"), 400)
                        .get("expected")
                        .asString())
                .contains("2 MiB");
    }

    @Test
    void a_body_that_is_not_json_is_not_taken() throws Exception {
        var response = mvc.perform(post("/orders")
                        .contentType(MediaType.TEXT_PLAIN)
                        .header("Idempotency-Key", "k-1")
                        .content(GOOD))
                .andReturn()
                .getResponse();
        var problem = problem(response, 415);
        assertThat(problem.get("code").asString()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(problem.get("message").asString()).isEqualTo("请求正文应为 application/json");
    }

    @ParameterizedTest
    @CsvSource({"'', WRONG_VALUE", "'a b', WRONG_VALUE", "键, WRONG_VALUE"})
    void a_key_has_a_form(String key, String code) throws Exception {
        var response = mvc.perform(post("/orders")
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Idempotency-Key", key)
                        .content(GOOD))
                .andReturn()
                .getResponse();
        var problem = problem(response, 400);
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("field").asString()).isEqualTo("Idempotency-Key");
    }

    @Test
    void a_change_needs_a_key() throws Exception {
        var response = mvc.perform(
                        post("/orders").contentType(MediaType.APPLICATION_JSON).content(GOOD))
                .andReturn()
                .getResponse();
        assertThat(problem(response, 400).get("code").asString()).isEqualTo("MISSING_FIELD");
        assertThat(orders.taken).isEmpty();
    }

    @Test
    void parameters_are_named_too() throws Exception {
        var good = mvc.perform(get("/days?from=2025-01-01&scheme=employee"))
                .andReturn()
                .getResponse();
        assertThat(good.getContentAsString()).isEqualTo("2025-01-01 employee");
        var missing =
                problem(mvc.perform(get("/days?scheme=employee")).andReturn().getResponse(), 400);
        assertThat(missing.get("code").asString()).isEqualTo("MISSING_FIELD");
        assertThat(missing.get("field").asString()).isEqualTo("from");
        var wrong = problem(
                mvc.perform(get("/days?from=2025-13-01&scheme=employee"))
                        .andReturn()
                        .getResponse(),
                400);
        assertThat(wrong.get("message").asString()).isEqualTo("from：应为日期，如 2025-03-31，实为2025-13-01");
        var code = problem(
                mvc.perform(get("/days?from=2025-01-01&scheme=x")).andReturn().getResponse(), 400);
        assertThat(code.get("expected").asString()).startsWith("employee、");
    }

    @Test
    void a_policy_refusal_says_what_can_be_done() throws Exception {
        orders.answer = new Answer.Refused(Refusal.notAllowed(Reason.SPORT_FITNESS, Optional.empty()));
        var problem = problem(send(GOOD), 422);
        assertThat(problem.get("code").asString()).isEqualTo("SPORT_FITNESS");
        assertThat(problem.get("message").asString()).isEqualTo("an account must not pay for sport and fitness");
        assertThat(problem.get("whatToDo").asString()).startsWith("pay otherwise");
    }

    @Test
    void a_key_used_for_another_request_names_the_field_that_differs() throws Exception {
        var mapper = new ApiConfiguration().json();
        var first = Content.of(
                "POST /orders",
                mapper.valueToTree(new Order(
                        Fen.of(1230),
                        LocalDate.of(2025, 3, 31),
                        Scheme.EMPLOYEE,
                        "510300",
                        2,
                        List.of(new Relative("P2", YearMonth.of(2025, 3))),
                        Optional.empty())));
        orders.answer = new Answer.Reused(first);
        var problem = problem(send(GOOD), 409);
        assertThat(problem.get("code").asString()).isEqualTo("KEY_REUSED");
        assertThat(problem.get("got").asString()).contains("relatives[0].person differs");
        assertThat(problem.get("whatToDo").asString()).contains("the first request was done");
    }

    @Test
    void busy_may_be_tried_again() throws Exception {
        orders.failure = new BusyException("every try lost", new IllegalStateException());
        var response = mvc.perform(post("/failing").header("Idempotency-Key", "k"))
                .andReturn()
                .getResponse();
        assertThat(problem(response, 503).get("code").asString()).isEqualTo("BUSY");
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
    }

    @Test
    void a_fault_says_a_number_and_nothing_of_the_inside() throws Exception {
        var fault = problem(
                mvc.perform(post("/failing").header("Idempotency-Key", "k"))
                        .andReturn()
                        .getResponse(),
                500);
        assertThat(fault.get("code").asString()).isEqualTo("FAULT");
        assertThat(fault.toString()).doesNotContain("secret", "Exception");
        orders.failure = new UnsureException(new IllegalStateException("x"));
        var unsure = problem(
                mvc.perform(post("/failing").header("Idempotency-Key", "k"))
                        .andReturn()
                        .getResponse(),
                500);
        assertThat(unsure.get("code").asString()).isEqualTo("UNSURE");
        assertThat(unsure.get("message").asString()).contains("不会重复办理");
    }
}

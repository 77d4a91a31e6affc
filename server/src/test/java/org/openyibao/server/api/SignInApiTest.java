package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.Users;
import org.openyibao.server.request.Result;
import tools.jackson.databind.JsonNode;

/// Signing in and out over HTTP, as a browser and as a program do it.
class SignInApiTest {

    private static final String PASSWORD = "correct-horse-7";
    private static final String WRONG = "wrong-horse-77";

    private static ServedRooms served;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    /// A new clerk with the password above.
    private static String clerk() {
        var name = "clerk-" + UUID.randomUUID().toString().substring(0, 8);
        var made = served.server()
                .service(Users.class)
                .create(new Caller(name, Role.CLERK, "510300"), Optional.of(PASSWORD), "a test");
        assertThat(made).isInstanceOf(Result.Done.class);
        return name;
    }

    private static String credentials(String user, String password) {
        return "{\"user\": \"" + user + "\", \"password\": \"" + password + "\"}";
    }

    /// Keeps cookies and sends the token back as pages do.
    private static final class Browser implements AutoCloseable {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(cookies).build();

        record Answer(int status, JsonNode json, HttpResponse<String> response) {}

        Answer get(String path) {
            return send(HttpRequest.newBuilder(served.server().baseUrl().resolve(path))
                    .GET());
        }

        Answer post(String path, String body) {
            return post(path, body, cookie("XSRF-TOKEN").map(HttpCookie::getValue));
        }

        Answer post(String path, String body, Optional<String> crossSite) {
            return post(path, body, crossSite, "en");
        }

        Answer post(String path, String body, Optional<String> crossSite, String language) {
            var request = HttpRequest.newBuilder(served.server().baseUrl().resolve(path))
                    .header("Content-Type", "application/json")
                    .header("Accept-Language", language)
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            crossSite.ifPresent(token -> request.header("X-XSRF-TOKEN", token));
            return send(request);
        }

        private Answer send(HttpRequest.Builder request) {
            try {
                var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                return new Answer(response.statusCode(), TestApi.JSON.readTree(response.body()), response);
            } catch (IOException failure) {
                throw new AssertionError(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }

        Optional<HttpCookie> cookie(String name) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .findFirst();
        }

        String session() {
            return cookie("OPENYIBAO").orElseThrow().getValue();
        }

        void show(String session) {
            var cookie = new HttpCookie("OPENYIBAO", session);
            cookie.setPath("/");
            cookie.setDomain(served.server().baseUrl().getHost());
            cookie.setVersion(0);
            cookies.getCookieStore().add(URI.create(served.server().baseUrl() + "/"), cookie);
        }

        /// Opens the page and signs in.
        Answer signIn(String user, String password) {
            get("/api/session");
            return post("/api/sign-in", credentials(user, password));
        }

        String who() {
            return get("/api/session").json().at("/user/user").asString("");
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @Test
    void a_browser_signs_in_is_known_and_signs_out() {
        var user = clerk();
        try (var browser = new Browser()) {
            assertThat(browser.get("/api/session").json().propertyNames()).containsExactly("today", "secondsLeft");
            var answer = browser.signIn(user, PASSWORD);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().toString())
                    .isEqualTo("{\"user\":{\"user\":\"" + user
                            + "\",\"role\":\"clerk\",\"scope\":\"510300\",\"mustChange\":false,\"elsewhere\":false},\"today\":\"2025-07-01\",\"secondsLeft\":"
                            + Duration.between(served.rooms().now(), Instant.parse("2025-07-01T16:00:00Z"))
                                    .toSeconds() + "}");
            assertThat(answer.response().headers().allValues("Set-Cookie"))
                    .anySatisfy(cookie -> assertThat(cookie)
                            .startsWith("OPENYIBAO=")
                            .contains("HttpOnly", "SameSite=Strict", "Path=/")
                            .doesNotContain("Secure"))
                    .anySatisfy(cookie -> assertThat(cookie)
                            .startsWith("XSRF-TOKEN=")
                            .contains("SameSite=Strict")
                            .doesNotContain("HttpOnly"));
            assertThat(browser.who()).isEqualTo(user);
            var session = browser.session();
            assertThat(browser.post("/api/sign-out", "").status()).isEqualTo(200);
            assertThat(browser.who()).isEmpty();
            browser.show(session);
            assertThat(browser.who())
                    .as("the session is over on the server too")
                    .isEmpty();
        }
    }

    @Test
    void capitals_and_blanks_around_a_name_do_not_matter() {
        var user = clerk();
        try (var browser = new Browser()) {
            browser.signIn(" " + user.toUpperCase(java.util.Locale.ROOT) + " ", PASSWORD);
            assertThat(browser.who()).isEqualTo(user);
        }
    }

    @Test
    void what_was_shown_before_signing_in_is_not_the_session_after() {
        var user = clerk();
        try (var browser = new Browser()) {
            browser.show("planted-by-somebody-else");
            browser.signIn(user, PASSWORD);
            var first = browser.session();
            assertThat(first).isNotEqualTo("planted-by-somebody-else");
            var crossSite = browser.cookie("XSRF-TOKEN").orElseThrow().getValue();
            browser.post("/api/sign-in", credentials(user, PASSWORD));
            assertThat(browser.session()).isNotEqualTo(first);
            assertThat(browser.cookie("XSRF-TOKEN").orElseThrow().getValue()).isNotEqualTo(crossSite);
            assertThat(browser.who()).isEqualTo(user);
            browser.show(first);
            assertThat(browser.who())
                    .as("the first session ended with the second sign-in")
                    .isEmpty();
        }
    }

    @Test
    void a_wrong_password_an_unknown_a_disabled_and_a_locked_user_get_one_answer() {
        var user = clerk();
        var disabled = clerk();
        served.server().service(Users.class).disable(disabled, "a test");
        var locked = clerk();
        try (var browser = new Browser()) {
            for (var i = 0; i < Users.MOST_FAILURES; i++) {
                assertThat(browser.signIn(locked, WRONG).status()).isEqualTo(401);
            }
            var wrong = browser.signIn(user, WRONG);
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.response().headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer");
            assertThat(wrong.json().at("/code").asString()).isEqualTo("SIGN_IN_REFUSED");
            assertThat(wrong.json().at("/message").asString())
                    .isEqualTo("the user or the password is wrong, or the user is locked or disabled; 5 wrong passwords"
                            + " in a row lock for 15 minutes");
            assertThat(browser.signIn("nobody", WRONG).json()).isEqualTo(wrong.json());
            assertThat(browser.signIn(disabled, PASSWORD).json()).isEqualTo(wrong.json());
            assertThat(browser.signIn(locked, PASSWORD).json()).isEqualTo(wrong.json());
            var chinese = browser.post(
                    "/api/sign-in",
                    credentials("nobody", WRONG),
                    browser.cookie("XSRF-TOKEN").map(HttpCookie::getValue),
                    "zh");
            assertThat(chinese.json().at("/message").asString()).startsWith("用户名或密码不正确");
            assertThat(browser.who()).isEmpty();
        }
    }

    @Test
    void a_browser_changes_nothing_without_the_token_of_the_page() {
        var user = clerk();
        try (var browser = new Browser()) {
            var blind = browser.post("/api/sign-in", credentials(user, PASSWORD), Optional.empty());
            assertThat(blind.status()).isEqualTo(403);
            assertThat(blind.json().at("/code").asString()).isEqualTo("CROSS_SITE");
            assertThat(blind.json().at("/message").asString())
                    .isEqualTo("without the X-XSRF-TOKEN of this page nothing was done; reload the page and try again");
            browser.signIn(user, PASSWORD);
            var wish = "{\"purpose\": \"report\", \"days\": 1}";
            assertThat(browser.post("/api/tokens", wish, Optional.empty()).status())
                    .isEqualTo(403);
            var chinese = browser.post("/api/tokens", wish, Optional.of("made-up"), "zh");
            assertThat(chinese.status()).isEqualTo(403);
            assertThat(chinese.json().at("/message").asString()).startsWith("请求未带本页面的 X-XSRF-TOKEN");
            assertThat(browser.get("/api/tokens").json().at("/tokens")).isEmpty();
            assertThat(browser.post("/api/tokens", wish).status()).isEqualTo(200);
            assertThat(browser.get("/api/tokens").json().at("/tokens")).hasSize(1);
        }
    }

    @Test
    void nobody_may_not_have_tokens_or_change_a_password() {
        try (var nobody = served.api().nobody()) {
            var answer = nobody.get("/api/tokens");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.at("/code")).isEqualTo("NOT_SIGNED_IN");
            assertThat(answer.at("/message")).isEqualTo("sign in first, or send a token that is good in Authorization");
            assertThat(nobody.get("/api/tokens", "zh").at("/message")).startsWith("请先登录");
            assertThat(nobody.post("/api/password", "{\"old\": \"a\", \"password\": \"b\"}")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_token_acts_for_its_user_without_cookies_until_it_is_taken_away() {
        var user = clerk();
        try (var browser = new Browser();
                var first = served.api().as(new Caller(user, Role.CLERK, "510300"))) {
            assertThat(first.get("/api/session").at("/user/user")).isEqualTo(user);
            var issued = first.post("/api/tokens", "{\"purpose\": \"nightly report\", \"days\": 2}");
            assertThat(issued.status()).isEqualTo(200);
            assertThat(issued.at("/token")).startsWith("oyb_").hasSize(47);
            var id = issued.at("/id");
            try (var second = first.with(issued.at("/token"))) {
                assertThat(second.get("/api/session").at("/user/user")).isEqualTo(user);
                assertThat(second.get("/api/tokens").json().at("/tokens")).hasSize(2);
                assertThat(second.get("/api/tokens").at("/tokens/0/purpose")).isEqualTo("nightly report");
                assertThat(second.get("/api/tokens").text()).doesNotContain(issued.at("/token"));
                var path = "/api/tokens/" + id;
                assertThat(first.call("DELETE", path, first.request(path, "en").DELETE())
                                .status())
                        .isEqualTo(200);
                assertThat(second.get("/api/tokens").status()).isEqualTo(401);
                assertThat(first.call("DELETE", path, first.request(path, "en").DELETE())
                                .at("/message"))
                        .isEqualTo("id: expected the id of a token of one's own, got " + id);
            }
            // A secret of the one kind is none of the other.
            browser.signIn(user, PASSWORD);
            try (var stolen = first.with(browser.session())) {
                assertThat(stolen.get("/api/tokens").status()).isEqualTo(401);
            }
        }
    }

    @Test
    void a_token_and_a_session_end_in_time() {
        var user = clerk();
        try (var browser = new Browser();
                var first = served.api().as(new Caller(user, Role.CLERK, "510300"))) {
            browser.signIn(user, PASSWORD);
            var token = first.post("/api/tokens", "{\"purpose\": \"a day\", \"days\": 1}")
                    .at("/token");
            try (var day = first.with(token)) {
                // Used every 29 minutes, the session goes on, for twelve hours.
                for (var i = 0; i < 24; i++) {
                    served.rooms().pass(Duration.ofMinutes(29));
                    assertThat(browser.who())
                            .as("after %d times 29 minutes", i + 1)
                            .isEqualTo(user);
                }
                served.rooms().pass(Duration.ofMinutes(25));
                assertThat(browser.who()).as("after 12 hours and a minute").isEmpty();
                assertThat(day.get("/api/session").at("/user/user")).isEqualTo(user);
                served.rooms().pass(Duration.ofHours(12));
                assertThat(day.get("/api/session").at("/user/user"))
                        .as("after a day")
                        .isEmpty();
            }
            browser.signIn(user, PASSWORD);
            served.rooms().pass(Duration.ofMinutes(31));
            assertThat(browser.who()).as("not used for 31 minutes").isEmpty();
        }
    }

    @Test
    void a_changed_password_holds_and_ends_the_sessions() {
        var user = clerk();
        try (var here = new Browser();
                var there = new Browser()) {
            here.signIn(user, PASSWORD);
            there.signIn(user, PASSWORD);
            var weak = here.post("/api/password", "{\"old\": \"" + PASSWORD + "\", \"password\": \"short-1\"}");
            assertThat(weak.status()).isEqualTo(400);
            assertThat(weak.json().at("/code").asString()).isEqualTo("WEAK_PASSWORD");
            assertThat(weak.json().at("/message").asString()).endsWith("got 7 characters");
            var wrong = here.post("/api/password", "{\"old\": \"" + WRONG + "\", \"password\": \"battery-staple-8\"}");
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.json().at("/code").asString()).isEqualTo("WRONG_PASSWORD");
            assertThat(here.post("/api/password", "{\"old\": \"" + PASSWORD + "\", \"password\": \"battery-staple-8\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(here.who()).isEmpty();
            assertThat(there.who()).isEmpty();
            assertThat(here.signIn(user, PASSWORD).status()).isEqualTo(401);
            assertThat(here.signIn(user, "battery-staple-8").status()).isEqualTo(200);
        }
    }

    @Test
    void a_disabled_user_is_out_at_once() {
        var user = clerk();
        try (var browser = new Browser();
                var program = served.api().as(new Caller(user, Role.CLERK, "510300"))) {
            browser.signIn(user, PASSWORD);
            served.server().service(Users.class).disable(user, "a test");
            assertThat(browser.who()).isEmpty();
            assertThat(program.get("/api/session").at("/user/user")).isEmpty();
            served.server().service(Users.class).enable(user, "a test");
            assertThat(browser.who())
                    .as("a session that ended does not come back")
                    .isEmpty();
            assertThat(browser.signIn(user, PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void no_message_of_an_institution_and_no_look_at_the_health_meets_any_of_it() {
        try (var browser = new Browser()) {
            var health = browser.get("/actuator/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.response().headers().allValues("Set-Cookie")).isEmpty();
            browser.show("a cookie without a token of a page");
            var message = browser.post("/fsi/api/rsfComIfsService/callService", "{}", Optional.empty());
            assertThat(message.status()).isEqualTo(200);
            assertThat(message.response().headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void whoever_is_refused_too_often_within_a_minute_waits() {
        served.rooms().pass(Duration.ofMinutes(1));
        var user = clerk();
        try (var browser = new Browser()) {
            for (var i = 0; i < SignInApi.MOST_OF_A_NAME; i++) {
                assertThat(browser.signIn("nobody-" + user, WRONG).status()).isEqualTo(401);
            }
            var often = browser.signIn("nobody-" + user, WRONG);
            assertThat(often.status()).isEqualTo(429);
            assertThat(often.json().at("/code").asString()).isEqualTo("TOO_MANY");
            // Ten in a minute are one in six seconds.
            assertThat(often.response().headers().firstValue("Retry-After")).contains("6");
            assertThat(often.json().at("/message").asString())
                    .isEqualTo("too many requests: nothing was done; try again in 6 seconds");
            // Whoever gets in does not count.
            assertThat(browser.signIn(user, PASSWORD).status()).isEqualTo(200);
            // The eleventh of the name was refused by the name, but counts for the address.
            for (var i = SignInApi.MOST_OF_A_NAME + 1; i < SignInApi.MOST_OF_AN_ADDRESS; i++) {
                assertThat(browser.signIn("nobody-" + i, WRONG).status()).isEqualTo(401);
            }
            var all = browser.post(
                    "/api/sign-in",
                    credentials(user, PASSWORD),
                    browser.cookie("XSRF-TOKEN").map(HttpCookie::getValue),
                    "zh");
            assertThat(all.status()).as("the address was refused too often").isEqualTo(429);
            assertThat(all.json().at("/message").asString()).isEqualTo("请求过于频繁，未作任何处理；请 2 秒后再试");
            served.rooms().pass(Duration.ofSeconds(2));
            assertThat(browser.signIn(user, PASSWORD).status()).isEqualTo(200);
        }
        served.rooms().pass(Duration.ofMinutes(1));
    }

    @Test
    void a_password_that_an_administrator_set_is_changed_before_anything_else() {
        var administrator = served.api().as(new Caller("sets-passwords", Role.ADMINISTRATOR, ""));
        var name = clerk();
        var set = administrator.post("/api/users/" + name + "/password", "");
        assertThat(set.json().at("/user/mustChange").asBoolean(false)).isTrue();
        try (var browser = new Browser()) {
            var signedIn = browser.signIn(name, set.at("/password"));
            assertThat(signedIn.json().at("/user/mustChange").asBoolean(false)).isTrue();
            assertThat(browser.get("/api/session").json().at("/user/mustChange").asBoolean(false))
                    .isTrue();
            for (var path : new String[] {"/api/regions", "/api/tokens", "/api/regions/510300/work"}) {
                var refused = browser.get(path);
                assertThat(refused.status() + " " + refused.json().at("/code").asString(""))
                        .as(path)
                        .isEqualTo("403 PASSWORD_TO_CHANGE");
            }
            assertThat(browser.post(
                                    "/api/tokens",
                                    "{\"purpose\": \"a way round\", \"days\": 2}",
                                    browser.cookie("XSRF-TOKEN").map(HttpCookie::getValue),
                                    "zh")
                            .json()
                            .at("/message")
                            .asString(""))
                    .isEqualTo("密码由管理员设定，请先修改密码（POST /api/password）");
            var order = "{\"old\": \"%s\", \"password\": \"%s\"}";
            var same = browser.post("/api/password", order.formatted(set.at("/password"), set.at("/password")));
            assertThat(same.status() + " " + same.json().at("/code").asString(""))
                    .isEqualTo("400 SAME_PASSWORD");
            assertThat(browser.post("/api/password", order.formatted(set.at("/password"), "battery-staple-8"))
                            .status())
                    .isEqualTo(200);
            assertThat(browser.signIn(name, "battery-staple-8")
                            .json()
                            .at("/user/mustChange")
                            .asBoolean(true))
                    .isFalse();
            assertThat(browser.get("/api/regions").status()).isEqualTo(200);
        }
    }

    @Test
    void a_new_password_ends_sessions_and_tokens() {
        var name = clerk();
        try (var browser = new Browser();
                var elsewhere = new Browser()) {
            browser.signIn(name, PASSWORD);
            elsewhere.signIn(name, PASSWORD);
            var issued = browser.post("/api/tokens", "{\"purpose\": \"nightly report\", \"days\": 2}");
            var program = served.api().with(issued.json().at("/token").asString(""));
            assertThat(program.get("/api/regions").status()).isEqualTo(200);
            browser.post("/api/password", "{\"old\": \"" + PASSWORD + "\", \"password\": \"battery-staple-8\"}");
            assertThat(elsewhere.who()).isEmpty();
            assertThat(program.get("/api/regions").status()).isEqualTo(401);
            browser.signIn(name, "battery-staple-8");
            assertThat(browser.get("/api/tokens").json().at("/tokens")).isEmpty();
        }
    }

    @Test
    void a_user_searches_for_relatives_ten_times_within_a_minute() {
        var person = served.rooms().resident();
        var path = "/api/relatives/search";
        var wanted = "{\"name\": \"无此人\", \"certificate\": \"110000190001010011\"}";
        try (var api = served.api().as(new Caller("searches-" + person, Role.INSURED, person))) {
            for (var i = 0; i < SearchApi.MOST_SEARCHES; i++) {
                assertThat(api.post(path, wanted).status()).isEqualTo(404);
            }
            var often = api.post(path, "k", wanted, "zh");
            assertThat(often.status() + " " + often.at("/code")).isEqualTo("429 TOO_MANY");
            assertThat(often.at("/message")).isEqualTo("请求过于频繁，未作任何处理；请 6 秒后再试");
            assertThat(often.response().headers().firstValue("Retry-After")).contains("6");
            served.rooms().pass(Duration.ofSeconds(6));
            assertThat(api.post(path, wanted).status()).isEqualTo(404);
        }
    }

    @Test
    void a_person_gets_ten_codes_within_a_minute() {
        var person = served.rooms().resident();
        var path = "/api/persons/" + person + "/medical-codes";
        try (var api = served.api().as(new Caller("shows-" + person, Role.INSURED, person))) {
            for (var i = 0; i < MedicalCodeApi.MOST_OF_A_PERSON; i++) {
                assertThat(api.post(path, "{}").status()).isEqualTo(200);
            }
            var often = api.post(path, "{}");
            assertThat(often.status()).isEqualTo(429);
            assertThat(often.response().headers().firstValue("Retry-After")).contains("6");
            served.rooms().pass(Duration.ofSeconds(6));
            assertThat(api.post(path, "{}").status()).isEqualTo(200);
        }
    }

    @Test
    void every_answer_tells_the_browser_what_to_refuse() {
        try (var browser = new Browser()) {
            for (var path : new String[] {"/api/session", "/api/nothing", "/api/openapi.json"}) {
                var headers = browser.get(path).response().headers();
                assertThat(headers.firstValue("Content-Security-Policy"))
                        .as(path)
                        .contains("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
                assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
                assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
                assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
                assertThat(headers.firstValue("Permissions-Policy"))
                        .contains("camera=(self), geolocation=(), microphone=(), payment=(), usb=()");
                assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
                assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
                assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
                assertThat(headers.firstValue("Strict-Transport-Security"))
                        .as("not by HTTPS")
                        .isEmpty();
            }
        }
    }

    @Test
    void behind_a_proxy_that_speaks_https_cookies_are_secure() {
        var user = clerk();
        try (var browser = new Browser()) {
            browser.get("/api/session");
            var crossSite = browser.cookie("XSRF-TOKEN").orElseThrow().getValue();
            var answer = browser.send(
                    HttpRequest.newBuilder(served.server().baseUrl().resolve("/api/sign-in"))
                            .header("Content-Type", "application/json")
                            .header("X-Forwarded-Proto", "https")
                            .header("X-Forwarded-For", "192.0.2.1")
                            .header("X-XSRF-TOKEN", crossSite)
                            .POST(HttpRequest.BodyPublishers.ofString(credentials(user, PASSWORD))));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().headers().firstValue("Strict-Transport-Security"))
                    .contains("max-age=31536000");
            assertThat(answer.response().headers().allValues("Set-Cookie"))
                    .hasSize(2)
                    .allSatisfy(cookie -> assertThat(cookie).contains("Secure"));
        }
    }
}

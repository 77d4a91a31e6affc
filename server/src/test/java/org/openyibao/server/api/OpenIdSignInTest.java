package org.openyibao.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.server.cli.Serve;
import org.openyibao.server.cli.ServeOptions;
import org.openyibao.server.cli.ServerRun;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.OpenIdProvider;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.Users;
import tools.jackson.databind.node.ObjectNode;

/// Signing in at a provider, redirect by redirect, as a browser goes.
class OpenIdSignInTest {

    private static final String CLERK = "clerk-of-the-provider";

    private static TestDatabase database;
    private static TestProvider provider;
    private static ServerRun server;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        provider = TestProvider.start();
        server = Serve.start(ServeOptions.external(database.address())
                .withProvider(new OpenIdProvider(
                        "the bureau", provider.issuer(), TestProvider.CLIENT, TestProvider.SECRET, "sub")));
        provider.know(server.baseUrl().resolve(OpenIdSignIn.ANSWER));
        server.service(Users.class).create(new Caller(CLERK, Role.CLERK, "510300"), Optional.empty(), "a test");
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
        database.close();
    }

    /// Follows no redirect by itself.
    private static final class Browser implements AutoCloseable {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(cookies).build();

        private HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (IOException failure) {
                throw new AssertionError(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }

        HttpResponse<String> get(URI address) {
            return send(HttpRequest.newBuilder(address).header("Accept", "text/html"));
        }

        /// Where a redirect leads.
        URI next(HttpResponse<String> response) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
            return response.uri()
                    .resolve(response.headers().firstValue("Location").orElseThrow());
        }

        /// From the button of the page to the provider's way back, which is not taken yet.
        URI signsInAtTheProvider(String user) {
            var authorize = next(get(server.baseUrl().resolve("/api/oidc/start/provider")));
            assertThat(authorize.toString()).startsWith(provider.issuer() + "/oauth2/authorize?");
            assertThat(authorize.getQuery()).contains("state=", "nonce=", "code_challenge=", "scope=openid");
            var login = next(get(authorize));
            assertThat(login.getPath()).isEqualTo("/login");
            var form = "username=" + URLEncoder.encode(user, UTF_8) + "&password=" + TestProvider.PASSWORD;
            var back = next(send(HttpRequest.newBuilder(login)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))));
            var answer = next(get(back));
            assertThat(answer.toString()).startsWith(server.baseUrl() + "/api/oidc/answer?code=");
            return answer;
        }

        Optional<HttpCookie> cookie(String name) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .findFirst();
        }

        String session() {
            return send(HttpRequest.newBuilder(server.baseUrl().resolve("/api/session")))
                    .body();
        }

        void isRefused(HttpResponse<String> response) {
            assertThat(next(response)).isEqualTo(server.baseUrl().resolve("/sign-in?refused"));
            assertThat(cookie("OPENYIBAO")).isEmpty();
            assertThat(session()).doesNotContain("\"user\"");
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @Test
    void a_user_whom_the_provider_knows_is_signed_in() {
        try (var browser = new Browser()) {
            assertThat(browser.session())
                    .startsWith("{\"provider\":{\"name\":\"the bureau\",\"address\":\"/api/oidc/start/provider\"},");
            var answer = browser.signsInAtTheProvider(CLERK);
            assertThat(browser.next(browser.get(answer)))
                    .isEqualTo(server.baseUrl().resolve("/"));
            assertThat(browser.session())
                    .startsWith("{\"user\":{\"user\":\"" + CLERK
                            + "\",\"role\":\"clerk\",\"scope\":\"510300\",\"mustChange\":false,\"elsewhere\":true}");
            assertThat(browser.cookie("OPENYIBAO").orElseThrow().isHttpOnly()).isTrue();
            assertThat(browser.cookie("OPENYIBAO-OIDC")).as("used up").isEmpty();
        }
    }

    @Test
    void the_way_back_is_good_once() {
        try (var browser = new Browser();
                var other = new Browser()) {
            var answer = browser.signsInAtTheProvider(CLERK);
            // Somebody else's browser has not asked for it.
            other.isRefused(other.get(answer));
            browser.get(answer);
            assertThat(browser.next(browser.get(answer)))
                    .isEqualTo(server.baseUrl().resolve("/sign-in?refused"));
        }
    }

    @Test
    void whom_no_administrator_added_is_not_signed_in() {
        try (var browser = new Browser()) {
            browser.isRefused(browser.get(browser.signsInAtTheProvider("stranger")));
            assertThat(server.service(Users.class).find("stranger")).isEmpty();
        }
    }

    @Test
    void a_disabled_user_is_not_signed_in() {
        var users = server.service(Users.class);
        users.disable(CLERK, "a test");
        try (var browser = new Browser()) {
            browser.isRefused(browser.get(browser.signsInAtTheProvider(CLERK)));
        } finally {
            users.enable(CLERK, "a test");
        }
    }

    @Test
    void another_state_is_refused() {
        try (var browser = new Browser()) {
            var answer = browser.signsInAtTheProvider(CLERK);
            browser.isRefused(
                    browser.get(URI.create(answer.toString().replaceAll("state=[^&]+", "state=another-state"))));
        }
    }

    /// As when an attacker has a victim's browser finish what the attacker began: the answer is for another nonce.
    @Test
    void another_nonce_is_refused() {
        withTheCookieChanged("nonce", "another-nonce");
    }

    @Test
    void another_verifier_is_refused() {
        withTheCookieChanged("verifier", "another-verifier-of-at-least-forty-three-characters");
    }

    private static void withTheCookieChanged(String field, String value) {
        try (var browser = new Browser()) {
            var answer = browser.signsInAtTheProvider(CLERK);
            var cookie = browser.cookie("OPENYIBAO-OIDC").orElseThrow();
            var kept = (ObjectNode) TestApi.JSON.readTree(Base64.getUrlDecoder().decode(cookie.getValue()));
            assertThat(kept.has(field)).isTrue();
            cookie.setValue(Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(TestApi.JSON.writeValueAsBytes(kept.put(field, value))));
            browser.isRefused(browser.get(answer));
        }
    }

    /// Whether it is to tell where to go, or who somebody is.
    @Test
    void a_provider_that_does_not_answer_is_told_apart_from_one_that_refuses() throws IOException {
        var unreachable = "/sign-in?refused=unreachable";
        var own = TestProvider.start();
        var here = Serve.start(ServeOptions.external(database.address())
                .withProvider(new OpenIdProvider(
                        "the bureau", own.issuer(), TestProvider.CLIENT, TestProvider.SECRET, "sub")));
        try (var browser = new Browser()) {
            own.close();
            var start = here.baseUrl().resolve("/api/oidc/start/provider");
            assertThat(browser.next(browser.get(start)))
                    .isEqualTo(here.baseUrl().resolve(unreachable));
            var back = URI.create(here.baseUrl() + "/api/oidc/answer?code=made-up&state=made-up");
            var cookie = new HttpCookie(
                    "OPENYIBAO-OIDC", Base64.getUrlEncoder().withoutPadding().encodeToString("""
                            {"state": "made-up", "nonce": "n", "verifier": "v", "redirect": "%s"}""".formatted(back)
                            .getBytes(UTF_8)));
            cookie.setPath("/");
            cookie.setDomain("127.0.0.1");
            cookie.setVersion(0);
            browser.cookies.getCookieStore().add(back, cookie);
            assertThat(browser.next(browser.get(back))).isEqualTo(here.baseUrl().resolve(unreachable));
        } finally {
            here.close();
        }
    }

    @Test
    void what_is_no_cookie_of_ours_and_what_the_provider_refuses_come_to_nothing() {
        try (var browser = new Browser()) {
            var back = server.baseUrl().resolve("/api/oidc/answer");
            browser.isRefused(browser.get(URI.create(back + "?code=made-up&state=made-up")));
            var cookie = new HttpCookie("OPENYIBAO-OIDC", "bm90IG91cnM");
            cookie.setPath("/");
            cookie.setDomain("127.0.0.1");
            browser.cookies.getCookieStore().add(back, cookie);
            browser.isRefused(browser.get(URI.create(back + "?code=made-up&state=made-up")));
            browser.isRefused(browser.get(URI.create(back + "?error=access_denied&state=made-up")));
        }
    }
}

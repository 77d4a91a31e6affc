package org.openyibao.server.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.web.util.UriUtils.encode;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Everybody;
import org.openyibao.server.identity.Role;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The one HTML page behind every address of the pages; which of them is shown is decided in the browser. At the
/// addresses of the insured it also names what those load first, which a phone then asks for at once.
///
/// Ant Design and the editor of packs write `<style>` elements: each page has a nonce of its own for them.
@Everybody
@Hidden
@RestController
class Pages {

    private static final MediaType HTML = new MediaType("text", "html", UTF_8);
    private static final String NONCE = "{nonce}";
    private static final int NONCE_BYTES = 16;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + NONCE
            + "'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    private static final String END_OF_HEAD = "</head>";
    private static final String ACCOUNT =
            "  <link rel=\"preload\" href=\"/api/accounts/%s\" as=\"fetch\" crossorigin=\"anonymous\">\n    ";

    private final SecureRandom random = new SecureRandom();
    private final String page;
    private final String insured;

    Pages() throws IOException {
        page = read("index.html");
        insured = read("insured.html");
    }

    private static String read(String name) throws IOException {
        return new ClassPathResource("pages/" + name).getContentAsString(UTF_8);
    }

    @GetMapping({
        "/",
        "/sign-in",
        "/cashier/**",
        "/agency/**",
        "/password",
        "/policies/**",
        "/audit/**",
        "/administration/**"
    })
    ResponseEntity<String> page() {
        return withNonce(page);
    }

    @GetMapping("/me/**")
    ResponseEntity<String> insured() {
        return withNonce(insured);
    }

    /// The first of them shows the account: it names that as well.
    @GetMapping("/me")
    ResponseEntity<String> account() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                        && authentication.getPrincipal() instanceof Caller caller
                        && caller.role() == Role.INSURED
                ? withNonce(
                        insured.replace(END_OF_HEAD, ACCOUNT.formatted(encode(caller.scope(), UTF_8)) + END_OF_HEAD))
                : withNonce(insured);
    }

    private ResponseEntity<String> withNonce(String html) {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY.replace(NONCE, nonce))
                .body(html.replace(NONCE, nonce));
    }
}

package org.openyibao.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openyibao.engine.text.Text;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.policy.Policies.Reload;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Has the server decide by the packs as they are in its folder now.
///
/// Whoever may write that folder sits at the machine, so only calls made there are heard: from a loopback address, and
/// neither passed on by a proxy nor sent by a page in a browser.
@RestController
class PolicyApi {

    private static final List<String> OF_PROXIES_AND_PAGES =
            List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via", "Origin", "Sec-Fetch-Site");
    private static final Text NOT_FROM_HERE =
            new Text("只能在服务器所在的机器上直接调用", "this can only be called on the server's own machine, directly");
    private static final Text UNDER_WAY =
            new Text("另一次重新加载尚未完成，本次未作任何处理", "another reload is not finished; nothing was done");

    private final Policies policies;

    PolicyApi(Policies policies) {
        this.policies = policies;
    }

    /// 200 with the numbers of packs and rules in force from now on; 422 with all that cannot be understood, each as
    /// file, line, key, what was expected and what came, and the packs in use stay; 409 while another call is not
    /// finished; 403 where the call does not come from this machine.
    @PostMapping("/api/policies/reload")
    ResponseEntity<Map<String, Object>> reload(HttpServletRequest request, Locale locale) {
        if (!isFromHere(request)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).body(Map.of("error", NOT_FROM_HERE.in(locale)));
        }
        return switch (policies.reload()) {
            case Reload.Replaced now ->
                ResponseEntity.ok(Map.of("reloaded", true, "packs", now.packs(), "rules", now.rules()));
            case Reload.Kept kept ->
                ResponseEntity.unprocessableContent()
                        .body(Map.of(
                                "reloaded",
                                false,
                                "problems",
                                kept.problems().stream()
                                        .map(problem -> problem.message(locale))
                                        .toList()));
            case Reload.UnderWay() ->
                ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("error", UNDER_WAY.in(locale)));
        };
    }

    private static boolean isFromHere(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                    && OF_PROXIES_AND_PAGES.stream().allMatch(name -> request.getHeader(name) == null);
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}

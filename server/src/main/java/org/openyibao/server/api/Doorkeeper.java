package org.openyibao.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.openyibao.engine.text.Text;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Everybody;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Lets a call through to its route, or does not: the caller must be signed in, have a role that the route names
/// ([Allowed]), have a password that nobody else set, and see what the address names ([Scopes]).
///
/// A route that does not say who may call it, or whose address names what nobody said whose it is, keeps the server
/// from starting.
@Component
final class Doorkeeper implements HandlerInterceptor {

    private static final String OURS = "org.openyibao.";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)");

    private static final Text NOT_ALLOWED = new Text("此事不由您的角色办理", "this is not for your role to do");

    private static final Text OLD_PASSWORD = new Text(
            "密码由管理员设定，请先修改密码（POST /api/password）",
            "an administrator set the password: change it first (POST /api/password)");

    /// Variables that tell nothing of whose something is: parts of what another one names, days, kinds.
    private static final List<String> NOBODYS = List.of(
            "token",
            "document",
            "proposal",
            "presentation",
            "case",
            "binding",
            "use",
            "withdrawal",
            "move",
            "filing",
            "transfer",
            "order",
            "stay",
            "scheme",
            "first",
            "day",
            "month",
            "kind",
            "period",
            "name",
            "number");

    private final Scopes scopes;
    private final Map<String, BiConsumer<Caller, String>> checks;

    Doorkeeper(Scopes scopes) {
        this.scopes = scopes;
        checks = Map.of(
                "person", scopes::person,
                "institution", scopes::institution,
                "region", scopes::region,
                "claim", scopes::claim,
                "settlement", scopes::settlement,
                "application", scopes::application,
                "household", scopes::household,
                "reconciliation", scopes::reconciliation,
                "dispute", scopes::dispute);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod route) || !isOurs(route) || isEverybodys(route)) {
            return true;
        }
        var caller = Callers.required();
        var allowed = route.getMethodAnnotation(Allowed.class);
        if (allowed == null || !Arrays.asList(allowed.value()).contains(caller.role())) {
            throw new RefusedException(Refusal.of(Refusal.Kind.FORBIDDEN, "NOT_ALLOWED", NOT_ALLOWED));
        }
        if (Callers.mustChange() && !allowed.beforeNewPassword()) {
            throw new RefusedException(Refusal.of(Refusal.Kind.FORBIDDEN, "PASSWORD_TO_CHANGE", OLD_PASSWORD));
        }
        if (allowed.byAddress()) {
            named(request).forEach((name, value) -> check(caller, allowed, name, value));
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> named(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> named
                ? (Map<String, String>) named
                : Map.of();
    }

    private void check(Caller caller, Allowed allowed, String name, String value) {
        if (name.equals("person") && allowed.relatives() && caller.role() == Role.INSURED) {
            scopes.relative(caller, value);
        } else {
            checks.getOrDefault(name, (_, _) -> {}).accept(caller, value);
        }
    }

    /// What keeps a route from being served; empty where nothing does.
    Optional<String> fault(HandlerMethod route, List<String> addresses) {
        if (!isOurs(route) || isEverybodys(route)) {
            return Optional.empty();
        }
        if (!route.hasMethodAnnotation(Allowed.class)) {
            return Optional.of(route + " does not say who may call it");
        }
        return addresses.stream()
                .flatMap(address -> VARIABLE.matcher(address).results())
                .map(variable -> variable.group(1))
                .filter(variable -> !checks.containsKey(variable) && !NOBODYS.contains(variable))
                .findFirst()
                .map(variable -> route + ": nobody said whose a " + variable + " is");
    }

    private static boolean isOurs(HandlerMethod route) {
        return route.getBeanType().getName().startsWith(OURS);
    }

    private static boolean isEverybodys(HandlerMethod route) {
        return route.hasMethodAnnotation(Everybody.class)
                || AnnotatedElementUtils.hasAnnotation(route.getBeanType(), Everybody.class);
    }
}

package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.openyibao.engine.text.Text;
import org.openyibao.server.identity.Role;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.policy.Policies.Reload;
import org.openyibao.server.request.Refusal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Has the server decide by the packs as they are in its folder now.
@Tag(name = "policies", description = "政策包: the rules that the server decides by")
@RestController
class PolicyApi {

    private static final Text UNDER_WAY =
            new Text("另一次重新加载尚未完成，本次未作任何处理", "another reload is not finished; nothing was done");

    private static final Text NOT_UNDERSTOOD =
            new Text("政策包有误，继续使用原有的", "a pack cannot be understood; those in use stay");

    private final Policies policies;

    PolicyApi(Policies policies) {
        this.policies = policies;
    }

    /// The packs and rules in force from now on.
    record Reloaded(int packs, int rules) {}

    @Operation(
            summary = "decide by the packs as they are in the server's folder now",
            description = "422 with all that cannot be understood, in `details`, and the packs in use stay; 409 while "
                    + "another call is not finished.")
    @Allowed(Role.ADMINISTRATOR)
    @PostMapping("/api/policies/reload")
    Reloaded reload() {
        return switch (policies.reload()) {
            case Reload.Replaced now -> new Reloaded(now.packs(), now.rules());
            case Reload.Kept kept ->
                throw new RefusedException(Refusal.of(Refusal.Kind.NOT_ALLOWED, "PACKS_NOT_UNDERSTOOD", NOT_UNDERSTOOD)
                        .with(kept.problems().stream()
                                .map(problem ->
                                        new Text(problem.message(Locale.CHINESE), problem.message(Locale.ENGLISH)))
                                .toList()));
            case Reload.UnderWay() ->
                throw new RefusedException(Refusal.of(Refusal.Kind.CONFLICT, "RELOAD_UNDER_WAY", UNDER_WAY));
        };
    }
}

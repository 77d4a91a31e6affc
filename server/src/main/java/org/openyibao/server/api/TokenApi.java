package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.UserToken;
import org.openyibao.server.identity.UserTokens;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Tokens with which programs act for a user.
@Tag(name = "tokens", description = "with which a program acts for a user: `Authorization: Bearer TOKEN`")
@RestController
class TokenApi {

    private final UserTokens tokens;

    TokenApi(UserTokens tokens) {
        this.tokens = tokens;
    }

    @Schema(name = "TokenOrder")
    record Wish(
            @Schema(description = "what it is for, in the user's words") @Size(max = 60)
            String purpose,

            @Schema(description = "for how many days it is good, at most 366") @Positive
            int days) {}

    @Schema(name = "Token")
    record TokenAnswer(
            String id,
            String purpose,
            OffsetDateTime issuedAt,

            @Schema(description = "when it was last used, to the minute")
            OffsetDateTime usedAt,

            OffsetDateTime until) {

        static TokenAnswer of(UserToken token) {
            return new TokenAnswer(
                    Long.toString(token.id()),
                    token.purpose(),
                    BusinessDay.local(token.issuedAt()),
                    BusinessDay.local(token.usedAt()),
                    BusinessDay.local(token.expiresAt()));
        }
    }

    @Schema(name = "TokenIssued")
    record IssuedAnswer(
            String id,

            @Schema(description = "told this once; nobody can look it up")
            String token,

            OffsetDateTime until) {}

    @Schema(name = "Tokens")
    record TokensAnswer(List<TokenAnswer> tokens) {}

    @Operation(summary = "issue a token of one's own", description = "It may do whatever its user may.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"purpose\": \"nightly report\", \"days\": 90}")))
    @Allowed({Role.INSURED, Role.CASHIER, Role.CLERK, Role.REVIEWER, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR})
    @PostMapping("/api/tokens")
    IssuedAnswer issue(@RequestBody Wish wish, Caller caller) {
        var issued = RefusedException.unless(tokens.issue(caller.name(), wish.purpose(), wish.days(), caller.name()));
        return new IssuedAnswer(
                Long.toString(issued.token().id()),
                issued.secret(),
                BusinessDay.local(issued.token().expiresAt()));
    }

    @Operation(summary = "one's own tokens that are good, the newest first")
    @Allowed({Role.INSURED, Role.CASHIER, Role.CLERK, Role.REVIEWER, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR})
    @GetMapping("/api/tokens")
    TokensAnswer all(Caller caller) {
        return new TokensAnswer(
                tokens.of(caller.name()).stream().map(TokenAnswer::of).toList());
    }

    @Operation(summary = "take a token of one's own away")
    @Allowed({Role.INSURED, Role.CASHIER, Role.CLERK, Role.REVIEWER, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR})
    @DeleteMapping("/api/tokens/{token}")
    TokenAnswer revoke(@Parameter(example = "4611686018427387904") @PathVariable long token, Caller caller) {
        return TokenAnswer.of(RefusedException.unless(tokens.revoke(caller.name(), token, caller.name())));
    }
}

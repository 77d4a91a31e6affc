package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.User;
import org.openyibao.server.identity.Users;
import org.openyibao.server.request.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Users, for administrators. What answers with a password takes no `Idempotency-Key`: answers to such are kept.
@Tag(name = "users", description = "who may sign in")
@RestController
class UserApi {

    private static final String NAME = "clerk2";

    private final Users users;

    UserApi(Users users) {
        this.users = users;
    }

    @Schema(name = "UserOrder")
    record Order(
            @Pattern(regexp = Users.NAME) String name,
            Role role,

            @Schema(
                    description =
                            "人员编号 of an insured person, a cashier's institution, 统筹区 of a clerk or reviewer; none "
                                    + "for the others")
            @Size(max = 30)
            Optional<String> scope) {}

    @Schema(name = "User")
    record UserAnswer(
            String name,
            Role role,
            Optional<String> scope,

            @Schema(description = "false for who signs in elsewhere, or only by token")
            boolean hasPassword,

            @Schema(description = "whether the user must still change the password that an administrator set")
            boolean mustChange,

            boolean disabled,

            @Schema(description = "after wrong passwords, until then no password is right")
            Optional<OffsetDateTime> lockedUntil,

            OffsetDateTime createdAt) {

        static UserAnswer of(User user) {
            return new UserAnswer(
                    user.name(),
                    user.caller().role(),
                    Trail.filled(user.caller().scope()),
                    user.hasPassword(),
                    user.mustChange(),
                    user.disabled(),
                    user.lockedUntil().map(BusinessDay::local),
                    BusinessDay.local(user.createdAt()));
        }
    }

    @Schema(name = "UserPassword")
    record PasswordAnswer(
            UserAnswer user,

            @Schema(description = "made by the server and told this once; the user must change it before anything else")
            String password) {}

    @Schema(name = "Users")
    record UsersAnswer(List<UserAnswer> users) {}

    @Operation(summary = "all users, by name")
    @Allowed(Role.ADMINISTRATOR)
    @GetMapping("/api/users")
    UsersAnswer all() {
        return new UsersAnswer(users.all().stream().map(UserAnswer::of).toList());
    }

    @Operation(summary = "add a user")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples =
                                    @ExampleObject(
                                            "{\"name\": \"clerk2\", \"role\": \"clerk\", \"scope\": \"510300\"}")))
    @Allowed(Role.ADMINISTRATOR)
    @PostMapping("/api/users")
    PasswordAnswer add(@RequestBody Order order, Caller caller) {
        var password = Users.newPassword();
        var user = RefusedException.unless(users.create(
                new Caller(order.name(), order.role(), order.scope().orElse("")),
                Optional.of(password),
                true,
                caller.name()));
        return new PasswordAnswer(UserAnswer.of(user), password);
    }

    @Operation(
            summary = "give a user a new password",
            description = "Ends a lock, signs the user out everywhere and takes the tokens away.")
    @Allowed(Role.ADMINISTRATOR)
    @PostMapping("/api/users/{name}/password")
    PasswordAnswer reset(@Parameter(example = NAME) @PathVariable String name, Caller caller) {
        requireAnother(name, caller);
        var password = Users.newPassword();
        var user = RefusedException.unless(users.setPassword(name, password, true, caller.name()));
        return new PasswordAnswer(UserAnswer.of(user), password);
    }

    @Operation(
            summary = "let a user sign in no more",
            description = "Signs the user out everywhere and takes the tokens away. What the user did keeps the name.")
    @Allowed(Role.ADMINISTRATOR)
    @PostMapping("/api/users/{name}/disable")
    UserAnswer disable(@Parameter(example = NAME) @PathVariable String name, Caller caller) {
        requireAnother(name, caller);
        return UserAnswer.of(RefusedException.unless(users.disable(name, caller.name())));
    }

    @Operation(summary = "let a disabled user sign in again")
    @Allowed(Role.ADMINISTRATOR)
    @PostMapping("/api/users/{name}/enable")
    UserAnswer enable(@Parameter(example = NAME) @PathVariable String name, Caller caller) {
        return UserAnswer.of(RefusedException.unless(users.enable(name, caller.name())));
    }

    @Operation(summary = "end the lock of a user before its time")
    @Allowed(Role.ADMINISTRATOR)
    @PostMapping("/api/users/{name}/unlock")
    UserAnswer unlock(@Parameter(example = NAME) @PathVariable String name, Caller caller) {
        return UserAnswer.of(RefusedException.unless(users.unlock(name, caller.name())));
    }

    /// Whoever could shut himself out by mistake asks another administrator, or the command line.
    private static void requireAnother(String name, Caller caller) {
        if (name.equals(caller.name())) {
            throw new RefusedException(Refusal.conflict(
                    "OWN_USER", "name", new Text("他人的用户名", "the name of somebody else"), new Text("本人", "one's own")));
        }
    }
}

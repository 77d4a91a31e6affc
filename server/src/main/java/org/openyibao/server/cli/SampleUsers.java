package org.openyibao.server.cli;

import java.util.Map;
import java.util.Optional;
import org.openyibao.server.identity.User;
import org.openyibao.server.identity.Users;
import org.openyibao.server.language.Messages;
import org.openyibao.server.request.Result;

/// The users of the samples, who come without passwords: each gets one when it is first seen. It is told then and
/// cannot be told again; `openyibao user password` gives another.
final class SampleUsers {

    /// One password for all, for tests; without it each gets one of its own.
    static final String VARIABLE = "OPENYIBAO_DEMO_PASSWORD";

    private SampleUsers() {}

    /// Tells of all users there are how they sign in.
    ///
    /// @throws CommandException if the password of the environment is too weak
    static void tell(Users users, Console console, Messages messages) {
        tell(users, System.getenv(), console, messages);
    }

    static void tell(Users users, Map<String, String> environment, Console console, Messages messages) {
        for (var user : users.all()) {
            var role = messages.text("role." + user.caller().role());
            if (user.hasPassword()) {
                console.line(messages.text("demo.signs-in-as-before", user.name(), role));
            } else {
                console.line(messages.text(
                        "demo.signs-in", user.name(), role, password(users, user, environment, messages)));
            }
        }
    }

    private static String password(Users users, User user, Map<String, String> environment, Messages messages) {
        var password = Optional.ofNullable(environment.get(VARIABLE)).orElseGet(Users::newPassword);
        return switch (users.setPassword(user.name(), password, "openyibao demo")) {
            case Result.Done<User> _ -> password;
            case Result.Refused<User>(var refusal) ->
                throw new CommandException(VARIABLE + ": " + refusal.message().in(messages.locale()));
        };
    }
}

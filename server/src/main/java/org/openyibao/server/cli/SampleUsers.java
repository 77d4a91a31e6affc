package org.openyibao.server.cli;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.text.Columns;
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

    /// Tells of all users there are how they sign in, and where: the link opens the sign-in with the name filled in,
    /// and leads on to the first page of the role. A password never stands in it. Names are made of characters that
    /// mean nothing in an address.
    ///
    /// @param baseUrl of the server
    /// @throws CommandException if the password of the environment is too weak
    static void tell(Users users, URI baseUrl, Console console, Messages messages) {
        tell(users, baseUrl, System.getenv(), console, messages);
    }

    static void tell(Users users, URI baseUrl, Map<String, String> environment, Console console, Messages messages) {
        var all = users.all();
        var rows = all.stream()
                .map(user -> List.of(
                        messages.text("role." + user.caller().role()),
                        user.name(),
                        user.hasPassword()
                                ? messages.text("demo.password-as-before")
                                : password(users, user, environment, messages),
                        baseUrl.resolve("/sign-in?user=" + user.name()).toString()))
                .toList();
        console.line(messages.text("demo.sign-ins"));
        rows.forEach(row -> console.line("  " + table(rows, row)));
        if (all.stream().anyMatch(User::hasPassword)) {
            console.line(messages.text("demo.another-password"));
        }
    }

    private static String table(List<List<String>> rows, List<String> row) {
        var line = new StringBuilder();
        for (var column = 0; column < row.size() - 1; column++) {
            var place = column;
            var width = rows.stream()
                    .mapToInt(each -> Columns.width(each.get(place)))
                    .max()
                    .orElseThrow();
            line.append(Columns.padRight(row.get(column), width)).append("  ");
        }
        return line.append(row.getLast()).toString();
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

package org.openyibao.server.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.User;
import org.openyibao.server.identity.Users;
import org.openyibao.server.imports.RowFile.Counts;
import org.openyibao.server.imports.RowFile.Waiting;
import org.openyibao.server.request.Result;

/// A file of users. They have no password until somebody gives them one: a file is no place for it.
final class UserFile {

    private static final Set<String> COLUMNS = Set.of("name", "role", "scope");

    private final Users users;

    UserFile(Users users) {
        this.users = users;
    }

    Imports.RowsTaken take(Path file, String by, Consumer<Complaint> rejected, Consumer<Imports.RowsTaken> soFar) {
        return new RowFile<>(COLUMNS, UserFile::user).take(file, rows -> take(rows, by), rejected, soFar);
    }

    private static Caller user(CsvRow row) {
        return new Caller(row.required("name", 60), row.oneOf("role", Role.class), row.text("scope", 30));
    }

    private Counts take(List<Waiting<Caller>> rows, String by) {
        var added = 0;
        var already = 0;
        for (var each : rows) {
            if (users.find(each.value().name())
                    .filter(held -> held.caller().equals(each.value()))
                    .isPresent()) {
                already++;
                continue;
            }
            switch (users.create(each.value(), Optional.empty(), by)) {
                case Result.Done<User> _ -> added++;
                case Result.Refused<User>(var refusal) ->
                    refusal.wrong()
                            .ifPresent(wrong -> each.row()
                                    .reject(
                                            wrong.field(),
                                            wrong.expected(),
                                            wrong.got().zh()));
            }
        }
        return new Counts(added, already);
    }
}

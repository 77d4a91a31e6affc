package org.openyibao.server.database;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openyibao.server.language.Messages;

/// The database cannot be started, reached or ended. The message is one line for the person who started the server, in
/// their language, and says what to do where something can be done.
public final class DatabaseException extends RuntimeException {

    /// What went wrong. The catalogue's key of each is `database.` and the name in lower case.
    public enum Problem {
        /// Another server works on this data folder. Arguments: folder, process id.
        FOLDER_IN_USE,
        /// A file of the data folder cannot be read or written. Arguments: folder, reason.
        FOLDER_UNUSABLE,
        /// A PostgreSQL left over from a killed server does not end. Arguments: folder, process id.
        LEFTOVER_STAYS,
        /// Another process listens there. Arguments: port.
        PORT_IN_USE,
        /// No PostgreSQL is packaged for this machine. Arguments: operating system, architecture.
        NO_BINARIES,
        /// PostgreSQL refuses to run as root and no other user could be taken. Arguments: none.
        ROOT_REFUSED,
        /// The user that PostgreSQL would run as cannot reach the data folder. Arguments: folder, user id.
        FOLDER_OUT_OF_REACH,
        /// The data are there but their password file is not. Arguments: file.
        PASSWORD_MISSING,
        /// `initdb` failed. Arguments: reason, log file.
        INITIALISATION_FAILED,
        /// PostgreSQL ended or did not become ready. Arguments: reason, log file.
        START_FAILED,
        /// PostgreSQL ended although nobody asked it to. Arguments: exit code, log file.
        ENDED,
        /// The database given by address does not answer. Arguments: JDBC URL, reason.
        UNREACHABLE,
        /// The database given by address is too old. Arguments: JDBC URL, its version.
        TOO_OLD,
        /// The file with the keys of the personal data is not there. Arguments: file.
        KEYS_MISSING,
        /// There is a key file already. Arguments: file.
        KEYS_THERE,
        /// A key file cannot be read or written. Arguments: file, reason.
        KEYS_UNREADABLE,
        /// A line of a key file is not understood, or a kind of key is missing. Arguments: file, line.
        KEYS_MALFORMED,
        /// The database's data are sealed with a key that the file does not hold. Arguments: file, number and kind.
        KEYS_WRONG;

        private String key() {
            return "database." + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Problem problem;

    DatabaseException(Problem problem, @Nullable Throwable cause, Object... arguments) {
        super(Messages.ofSystem().text(problem.key(), arguments), cause);
        this.problem = problem;
    }

    DatabaseException(Problem problem, Object... arguments) {
        this(problem, (Throwable) null, arguments);
    }

    public Problem problem() {
        return problem;
    }
}

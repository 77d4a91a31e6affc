package org.openyibao.server.database;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.openyibao.server.database.DatabaseException.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How PostgreSQL's programs are started on this machine.
///
/// The words in front of the program do three things. `setsid` keeps the terminal's Ctrl-C from reaching the database
/// before the server has finished with it. `setpriv --pdeathsig` ends it with the thread that started it. And as root,
/// which PostgreSQL refuses, it gets another identity: inside a user namespace of its own, where root's files still are
/// its own, or, where those are forbidden, as another user, who must then own the files.
///
/// @param prefix the words before the program, all of them absolute or found on the path
/// @param owner the user id that must own the database's files, if not the server's own
record Launch(List<String> prefix, OptionalInt owner) {

    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);
    private static final int ROOT = 0;
    /// `nobody`, which every Linux has.
    private static final int UNPRIVILEGED = 65534;

    /// `setpriv` comes after `unshare`: a change of identity clears the signal.
    private static final Launch IN_NAMESPACE =
            own(List.of("setsid", "unshare", "--user", "setpriv", "--pdeathsig", "INT"));

    /// The first way that works here, tried with a program that does nothing.
    ///
    /// @param database the database's files, which may not exist yet; another owner than root keeps them
    static Launch forMachine(Path database) throws IOException {
        if (userId(Path.of("/proc/self")) != ROOT) {
            List<Launch> ways = new ArrayList<>();
            if (!ShortCommand.run("id", "-un").succeeded()) {
                // initdb wants a user with a name, which some containers do not give; inside a namespace it is nobody.
                ways.add(IN_NAMESPACE);
            }
            ways.addAll(List.of(
                    own(List.of("setsid", "setpriv", "--pdeathsig", "INT")), own(List.of("setsid")), own(List.of())));
            return firstWorking(ways).warnUnlessEndedWithServer();
        }
        int owner = Files.exists(database) ? userId(database) : ROOT;
        List<Launch> ways = new ArrayList<>();
        if (owner == ROOT) {
            ways.add(IN_NAMESPACE);
        }
        ways.add(asUser(owner == ROOT ? UNPRIVILEGED : owner));
        return firstWorking(ways);
    }

    private static Launch own(List<String> prefix) {
        return new Launch(prefix, OptionalInt.empty());
    }

    static Launch asUser(int user) {
        String id = Integer.toString(user);
        return new Launch(
                List.of("setsid", "setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--pdeathsig", "INT"),
                OptionalInt.of(user));
    }

    private static Launch firstWorking(List<Launch> ways) throws IOException {
        for (Launch way : ways) {
            if (way.run("true").succeeded()) {
                return way;
            }
        }
        throw new DatabaseException(Problem.ROOT_REFUSED);
    }

    private Launch warnUnlessEndedWithServer() {
        if (!prefix.contains("--pdeathsig")) {
            LOG.warn("setpriv (package util-linux) is missing: the database will outlive a server that is killed");
        }
        return this;
    }

    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(program);
        return command;
    }

    ShortCommand run(String... program) throws IOException {
        return ShortCommand.run(command(List.of(program)), "");
    }

    /// Gives a file, or a folder with all that is in it, to the user that PostgreSQL runs as.
    void give(Path path) throws IOException {
        if (owner.isEmpty()) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return give(folder);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return give(file);
            }

            private FileVisitResult give(Path one) throws IOException {
                Files.setAttribute(one, "unix:uid", owner.getAsInt(), LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static int userId(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }
}

package org.openyibao.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.database.Ids;
import org.openyibao.server.database.OpenDatabase;
import org.openyibao.server.database.PooledDatabase;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.UserTokens;
import org.openyibao.server.identity.Users;
import org.openyibao.server.language.Messages;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Result;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `openyibao user`: who may sign in, on a database that a server may be working on. A password is read from the
/// terminal or from the first line that comes in, never from the command line, which every user of the machine can
/// read.
@Command(
        name = "user",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UserCommand.Add.class,
            UserCommand.Password.class,
            UserCommand.Disable.class,
            UserCommand.IssueToken.class,
        })
public final class UserCommand implements Callable<Integer> {

    private static final int CONNECTIONS = 2;

    /// Who does it, as the trail of users names it.
    private static final String BY = "openyibao user";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        command.commandLine().usage(command.commandLine().getOut());
        return 0;
    }

    /// What is done with one user.
    abstract static class Step implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", descriptionKey = "user.name")
        private String name = "";

        @Mixin
        private final DatabaseOptions database = new DatabaseOptions();

        @Mixin
        private final PolicyOptions policies = new PolicyOptions();

        @Mixin
        private final CommonOptions common = new CommonOptions();

        /// Does it and tells what came of it.
        abstract Result<?> with(String name, AnnotationConfigApplicationContext rooms);

        final Console console() {
            return common.console();
        }

        final Messages messages() {
            return common.messages();
        }

        @Override
        public final Integer call() {
            try (var open = OpenDatabase.toInspect(database.choice(messages()));
                    var pool = new PooledDatabase(open.address(), CONNECTIONS);
                    var rooms = rooms(pool, common.clock())) {
                if (with(name, rooms) instanceof Result.Refused<?>(var refusal)) {
                    throw new CommandException(refusal.message().in(messages().locale()));
                }
                return 0;
            }
        }

        private AnnotationConfigApplicationContext rooms(PooledDatabase pool, Clock clock) {
            var context = new AnnotationConfigApplicationContext();
            pool.giveTo(context);
            context.registerBean(Clock.class, () -> BusinessDay.ticking(clock));
            context.registerBean(Policies.class, () -> Policies.read(policies.folder()));
            context.registerBean(
                    Ids.class, () -> Ids.ofNextStart(context.getBean(Clock.class), context.getBean(DataSource.class)));
            for (var room : new String[] {"identity", "enrolment", "registry", "policy", "request"}) {
                context.scan("org.openyibao.server." + room);
            }
            context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
            context.refresh();
            return context;
        }

        /// A new password as a person types it, twice, or as it comes in.
        final String password() {
            var terminal = System.console();
            if (terminal == null || !Console.isTerminal()) {
                return line();
            }
            var first = typed(terminal, "user.type");
            if (!first.equals(typed(terminal, "user.type-again"))) {
                throw new CommandException(messages().text("user.not-the-same"));
            }
            return first;
        }

        private String typed(java.io.Console terminal, String prompt) {
            var typed = terminal.readPassword("%s", messages().text(prompt));
            if (typed == null) {
                throw new CommandException(messages().text("user.no-password"));
            }
            var text = new String(typed);
            Arrays.fill(typed, ' ');
            return text;
        }

        private String line() {
            try {
                var line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
                if (line == null || line.isEmpty()) {
                    throw new CommandException(messages().text("user.no-password"));
                }
                return line;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /// `openyibao user add`.
    @Command(name = "add", sortOptions = false)
    static final class Add extends Step {

        @Option(names = "--role", paramLabel = "ROLE", required = true)
        private String role = "";

        @Option(names = "--scope", paramLabel = "CODE", defaultValue = "")
        private String scope = "";

        @Option(names = "--must-change")
        private boolean mustChange;

        @Override
        Result<?> with(String name, AnnotationConfigApplicationContext rooms) {
            var known = Arrays.stream(Role.values())
                    .filter(each -> each.toString().equals(role))
                    .findFirst()
                    .orElseThrow(() -> new CommandException(messages()
                            .text(
                                    "user.role",
                                    String.join(
                                            ", ",
                                            Arrays.stream(Role.values())
                                                    .map(Role::toString)
                                                    .toList()),
                                    role)));
            var result = rooms.getBean(Users.class)
                    .create(new Caller(name, known, scope), Optional.of(password()), mustChange, BY);
            if (result instanceof Result.Done<?>) {
                console().line(messages().text("user.added", name));
            }
            return result;
        }
    }

    /// `openyibao user password`.
    @Command(name = "password", sortOptions = false)
    static final class Password extends Step {

        @Option(names = "--must-change")
        private boolean mustChange;

        @Override
        Result<?> with(String name, AnnotationConfigApplicationContext rooms) {
            var result = rooms.getBean(Users.class).setPassword(name, password(), mustChange, BY);
            if (result instanceof Result.Done<?>) {
                console().line(messages().text("user.password-set", name));
            }
            return result;
        }
    }

    /// `openyibao user disable`.
    @Command(name = "disable", sortOptions = false)
    static final class Disable extends Step {

        @Override
        Result<?> with(String name, AnnotationConfigApplicationContext rooms) {
            var result = rooms.getBean(Users.class).disable(name, BY);
            if (result instanceof Result.Done<?>) {
                console().line(messages().text("user.disabled", name));
            }
            return result;
        }
    }

    /// `openyibao user token`: prints the token alone, for a script to keep.
    @Command(name = "token", sortOptions = false)
    static final class IssueToken extends Step {

        @Option(names = "--days", paramLabel = "N", defaultValue = "90")
        private int days = 90;

        @Override
        Result<?> with(String name, AnnotationConfigApplicationContext rooms) {
            var result = rooms.getBean(UserTokens.class).issue(name, BY, days, BY);
            if (result instanceof Result.Done<org.openyibao.server.identity.UserToken.Issued>(var issued)) {
                console()
                        .note(messages()
                                .text(
                                        "user.token",
                                        name,
                                        BusinessDay.of(issued.token().expiresAt())));
                console().line(issued.secret());
            }
            return result;
        }
    }
}

package org.openyibao.server.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.language.Messages;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every command understands, and the way for a command to speak:
///
/// ```java
/// @Mixin
/// private final CommonOptions common = new CommonOptions();
/// ```
public final class CommonOptions {

    private static final String CLOCK = "openyibao.clock";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "common.help")
    private boolean help;

    @Option(names = "--debug", descriptionKey = "common.debug")
    private boolean debug;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /// The streams that the command line was given, so that tests can listen.
    public Console console() {
        CommandLine commandLine = command.commandLine();
        return new Console(commandLine.getOut(), commandLine.getErr(), Console.isTerminal());
    }

    /// The catalogue in the person's language.
    public Messages messages() {
        return CommandLines.messages(command);
    }

    /// The machine's clock in the official time of the country; for a trial of another day or year, one that was set to
    /// the time in the system property `openyibao.clock` when it was asked for, and goes on from there.
    ///
    /// @throws CommandException if the property is no date and time
    Clock clock() {
        var machine = Clock.system(BusinessDay.ZONE);
        var set = System.getProperty(CLOCK);
        if (set == null) {
            return machine;
        }
        try {
            var start = LocalDateTime.parse(set).atZone(BusinessDay.ZONE).toInstant();
            console().note(messages().text("clock.trial", set));
            return Clock.offset(machine, Duration.between(machine.instant(), start));
        } catch (DateTimeException wrong) {
            throw new CommandException(messages().text("clock.wrong", CLOCK, set), wrong);
        }
    }

    /// Whether a failure shows its stack trace.
    public boolean debug() {
        return debug;
    }

    boolean help() {
        return help;
    }
}

package org.openyibao.server.cli;

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

    /// Whether a failure shows its stack trace.
    public boolean debug() {
        return debug;
    }

    boolean help() {
        return help;
    }
}

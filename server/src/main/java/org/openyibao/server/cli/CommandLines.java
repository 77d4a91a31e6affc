package org.openyibao.server.cli;

import java.util.Arrays;
import org.flywaydb.core.api.FlywayException;
import org.openyibao.engine.yaml.InvalidFileException;
import org.openyibao.server.database.DatabaseException;
import org.openyibao.server.language.Messages;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// How a command line is read and how its failures are told.
public final class CommandLines {

    private CommandLines() {}

    /// For the person at the console, in their language.
    public static CommandLine of(Object command) {
        return of(command, Messages.ofSystem()).setOut(Console.systemOutput()).setErr(Console.systemErrors());
    }

    /// In the language of `messages`; the streams are the caller's to set.
    public static CommandLine of(Object command, Messages messages) {
        return new CommandLine(command)
                .setResourceBundle(messages.bundle())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(CommandLines::execute)
                .setParameterExceptionHandler(CommandLines::notUnderstood)
                .setExecutionExceptionHandler(CommandLines::failed);
    }

    static Messages messages(CommandSpec command) {
        return Messages.of(command.resourceBundle().getLocale());
    }

    /// Without a command, as with `--help`: what there is.
    private static int execute(ParseResult parsed) {
        if (!parsed.hasSubcommand() && !parsed.commandSpec().subcommands().isEmpty()) {
            CommandLine commandLine = parsed.commandSpec().commandLine();
            commandLine.usage(commandLine.getOut());
            return CommandLine.ExitCode.OK;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int notUnderstood(ParameterException failure, String[] arguments) {
        CommandLine commandLine = failure.getCommandLine();
        CommandSpec command = commandLine.getCommandSpec();
        Messages messages = messages(command);
        String reason = switch (failure) {
            case UnmatchedArgumentException unknown ->
                messages.text("cli.unknown", String.join(" ", unknown.getUnmatched()));
            case MissingParameterException missing ->
                messages.text(
                        "cli.missing",
                        String.join(
                                ", ",
                                missing.getMissing().stream()
                                        .map(argument -> argument.isOption()
                                                ? ((CommandLine.Model.OptionSpec) argument).longestName()
                                                : argument.paramLabel())
                                        .toList()));
            default -> messages.text("cli.misread", firstLine(failure));
        };
        console(commandLine).error(messages.text("cli.see-help", reason, command.qualifiedName()));
        return command.exitCodeOnInvalidInput();
    }

    private static int failed(Exception failure, CommandLine commandLine, ParseResult parsed) {
        Console console = console(commandLine);
        console.error(messages(commandLine.getCommandSpec()).text("cli.failed", line(failure, commandLine)));
        if (isDebug(parsed)) {
            console.stackTrace(failure);
        }
        return commandLine.getCommandSpec().exitCodeOnExecutionException();
    }

    private static Console console(CommandLine commandLine) {
        return new Console(commandLine.getOut(), commandLine.getErr(), Console.isTerminal());
    }

    private static boolean isDebug(ParseResult parsed) {
        return parsed.hasMatchedOption("--debug") || (parsed.hasSubcommand() && isDebug(parsed.subcommand()));
    }

    private static String line(Throwable failure, CommandLine commandLine) {
        Messages messages = messages(commandLine.getCommandSpec());
        Throwable cause = failure;
        while (true) {
            switch (cause) {
                case DatabaseException _, CommandException _ -> {
                    return firstLine(cause);
                }
                case InvalidFileException file -> {
                    return file.message(messages.locale());
                }
                case PortInUseException taken -> {
                    return messages.text("serve.port-in-use", taken.getPort());
                }
                case FlywayException migration -> {
                    return messages.text("serve.migration", firstLine(migration));
                }
                default -> {
                    if (cause.getCause() == null) {
                        return messages.text("cli.fault", cause.getClass().getSimpleName(), firstLine(cause));
                    }
                    cause = cause.getCause();
                }
            }
        }
    }

    private static String firstLine(Throwable failure) {
        return Arrays.stream(String.valueOf(failure.getMessage()).split("\\R"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }
}

package org.openyibao.bench;

import org.openyibao.bench.batches.BatchesCommand;
import org.openyibao.bench.clearing.ClearingCommand;
import org.openyibao.bench.console.CommonOptions;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.desk.DeskCommand;
import org.openyibao.bench.engine.EngineCommand;
import org.openyibao.bench.gateway.InterfaceCommand;
import org.openyibao.bench.packs.PacksCommand;
import org.openyibao.bench.settle.SampleCommand;
import org.openyibao.bench.settle.SettleCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `./openyibao bench`: the command line of the measurements. Without a sub-command it prints what there is.
@Command(
        name = "openyibao bench",
        description = "${bundle:bench.description}",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            EngineCommand.class,
            PacksCommand.class,
            SettleCommand.class,
            BatchesCommand.class,
            SampleCommand.class,
            ClearingCommand.class,
            InterfaceCommand.class,
            DeskCommand.class,
            AllCommand.class
        })
public final class Bench {

    private Bench() {}

    /// Ends the process: 0 measured, 1 failed or errors among what was measured, 2 not understood.
    public static void main(String[] arguments) {
        var console = Console.ofSystem();
        System.exit(commandLine(console, Words.ofSystem()).execute(arguments));
    }

    static CommandLine commandLine(Console console, Words words) {
        var commandLine = new CommandLine(new Bench(), new CommandFactory(console, words));
        addCommonOptions(commandLine);
        return commandLine
                .setResourceBundle(words.bundle())
                .setUsageHelpAutoWidth(true)
                .setOut(console.output())
                .setErr(console.errors())
                .setExecutionStrategy(Bench::execute)
                .setParameterExceptionHandler((failure, _) -> notUnderstood(failure, console, words))
                .setExecutionExceptionHandler((failure, _, parsed) -> failed(failure, parsed, console, words));
    }

    private static void addCommonOptions(CommandLine commandLine) {
        commandLine.addMixin("common", new CommonOptions());
        commandLine.getSubcommands().values().forEach(Bench::addCommonOptions);
    }

    private static int execute(ParseResult parsed) {
        if (!parsed.hasSubcommand()) {
            var commandLine = parsed.commandSpec().commandLine();
            commandLine.usage(commandLine.getOut());
            return CommandLine.ExitCode.OK;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int notUnderstood(ParameterException failure, Console console, Words words) {
        var command = failure.getCommandLine().getCommandSpec();
        console.note(words.text("not-understood", String.valueOf(failure.getMessage()), command.qualifiedName()));
        return command.exitCodeOnInvalidInput();
    }

    private static int failed(Exception failure, ParseResult parsed, Console console, Words words) {
        console.note(words.text("failed", failure.toString()));
        if (parsed.expandedArgs().contains("--debug")) {
            console.stackTrace(failure);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}

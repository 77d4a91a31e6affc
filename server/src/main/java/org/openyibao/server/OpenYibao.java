package org.openyibao.server;

import org.openyibao.server.cli.CanIUse;
import org.openyibao.server.cli.Catalogue;
import org.openyibao.server.cli.Check;
import org.openyibao.server.cli.CloseYear;
import org.openyibao.server.cli.CommandLines;
import org.openyibao.server.cli.CommonOptions;
import org.openyibao.server.cli.Credit;
import org.openyibao.server.cli.DataKey;
import org.openyibao.server.cli.Demo;
import org.openyibao.server.cli.Diff;
import org.openyibao.server.cli.Lint;
import org.openyibao.server.cli.Quote;
import org.openyibao.server.cli.Regions;
import org.openyibao.server.cli.ReplayDay;
import org.openyibao.server.cli.Sandbox;
import org.openyibao.server.cli.Serve;
import org.openyibao.server.cli.UserCommand;
import org.openyibao.server.cli.Verify;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command line. A new command is a class in `cli` and one more name in the list below; its texts are in the
/// catalogue under `openyibao.<command>`.
@Command(
        name = "openyibao",
        subcommands = {
            Demo.class,
            Serve.class,
            Sandbox.class,
            ReplayDay.class,
            Check.class,
            Quote.class,
            CanIUse.class,
            Lint.class,
            Diff.class,
            Regions.class,
            Catalogue.class,
            Credit.class,
            CloseYear.class,
            Verify.class,
            DataKey.class,
            UserCommand.class,
        },
        synopsisSubcommandLabel = "COMMAND")
public final class OpenYibao {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private OpenYibao() {}

    /// Ends the process with the command's code: 0 done, 1 refused or failed, 2 not understood.
    public static void main(String[] arguments) {
        System.exit(CommandLines.of(new OpenYibao()).execute(arguments));
    }
}

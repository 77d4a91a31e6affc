package org.openyibao.bench.console;

import picocli.CommandLine.Option;

/// What every command of the bench understands.
public final class CommonOptions {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "option.help")
    private boolean help;

    @Option(names = "--debug", descriptionKey = "option.debug")
    private boolean debug;

    boolean help() {
        return help;
    }

    boolean debug() {
        return debug;
    }
}

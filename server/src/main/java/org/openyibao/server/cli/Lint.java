package org.openyibao.server.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openyibao.server.language.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `openyibao lint`: proves the packs. Ends with 1 if findings remain or a pack cannot be understood.
@Command(name = "lint", sortOptions = false)
public final class Lint implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "DIR", descriptionKey = "openyibao.lint.dir")
    private @Nullable Path folder;

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        Console console = common.console();
        Messages messages = common.messages();
        var report = org.openyibao.engine.lint.Lint.of(folder != null ? folder : policies.folder());
        report.problems()
                .forEach(problem -> console.error(messages.text("cli.failed", problem.message(messages.locale()))));
        if (report.problems().isEmpty()) {
            console.line(report.text(messages.locale()).stripTrailing());
        }
        return report.exitCode();
    }
}

package org.openyibao.server.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.openyibao.engine.cases.CaseRun;
import org.openyibao.server.language.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `openyibao check`: runs case files against the packs. Ends with 1 if a case failed or a pack cannot be understood,
/// with 2 if a case file cannot.
@Command(name = "check", sortOptions = false)
public final class Check implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", descriptionKey = "openyibao.check.files")
    private List<Path> files = List.of();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        return tell(new CaseRun(policies.book()).run(files), common.messages());
    }

    private int tell(CaseRun.Report report, Messages messages) {
        Console console = common.console();
        report.unreadable()
                .forEach(failure -> console.error(messages.text("cli.failed", failure.message(messages.locale()))));
        report.mismatches()
                .forEach(missed -> console.line(
                        messages.text("check.failed", missed.id(), missed.key(), missed.expected(), missed.got())));
        console.line(report.passed() + " passed, " + report.failed() + " failed");
        if (!report.unreadable().isEmpty()) {
            return 2;
        }
        return report.failed() == 0 ? 0 : 1;
    }
}

package org.openyibao.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.diff.BillChange;
import org.openyibao.engine.diff.DiffReport;
import org.openyibao.engine.diff.Population;
import org.openyibao.engine.diff.RuleChanges;
import org.openyibao.engine.diff.TypicalBills;
import org.openyibao.engine.diff.Version;
import org.openyibao.engine.yaml.InvalidFileException;
import org.openyibao.server.language.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `openyibao diff`: compares two versions of the packs. Ends with 0 if nothing changed, with 1 if something did,
/// with 2 if a version or the population cannot be understood.
@Command(name = "diff", sortOptions = false)
public final class Diff implements Callable<Integer> {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Parameters(arity = "1..2", paramLabel = "OLD [NEW]", descriptionKey = "openyibao.diff.versions")
    private List<String> versions = List.of();

    @Option(names = "--population", paramLabel = "FILE", descriptionKey = "openyibao.diff.population")
    private @Nullable Path population;

    @Option(names = "--on", paramLabel = "DATE", descriptionKey = "openyibao.diff.on")
    private LocalDate on = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Option(names = "--json", descriptionKey = "openyibao.diff.json")
    private boolean json;

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final Map<String, String> names = new HashMap<>();

    @Override
    public Integer call() throws IOException {
        Messages messages = common.messages();
        try {
            var report = report(messages);
            common.console()
                    .line(
                            json
                                    ? JSON.writeValueAsString(report.asTree())
                                    : report.text(messages.locale()).stripTrailing());
            return report.exitCode();
        } catch (InvalidFileException unreadable) {
            common.console().error(messages.text("cli.failed", named(unreadable.message(messages.locale()))));
            return 2;
        } catch (Revision.UnknownException unknown) {
            common.console()
                    .error(messages.text(
                            "cli.failed",
                            messages.text("diff.no-version", unknown.revision(), policies.folder(), unknown.why())));
            return 2;
        }
    }

    /// With files of a revision called after it instead of where they were laid out.
    private String named(String complaint) {
        var told = complaint;
        for (var name : names.entrySet()) {
            told = told.replace(name.getKey(), name.getValue());
        }
        return told;
    }

    private DiffReport report(Messages messages) throws IOException, Revision.UnknownException {
        var cases = population == null ? Optional.<List<Case>>empty() : Optional.of(Population.read(population));
        var before = version(versions.getFirst(), messages);
        var after = versions.size() == 2
                ? version(versions.getLast(), messages)
                : Version.read(policies.folder().toString(), policies.folder());
        var rules = RuleChanges.between(before, after);
        var bills = new TypicalBills(before, after, rules, on);
        var changes = changes(bills, messages);
        return new DiffReport(
                before,
                after,
                rules,
                bills.tried(),
                changes,
                cases.map(asked -> compare(before, after, asked, messages)));
    }

    private Version version(String named, Messages messages) throws IOException, Revision.UnknownException {
        var folder = Path.of(named);
        if (Files.isDirectory(folder)) {
            return Version.read(named, folder);
        }
        try (var revision = Revision.of(named, policies.folder(), messages.text("diff.no-git"))) {
            names.put(revision.folder().toString(), named + ":" + policies.folder());
            return Version.read(named, revision.folder());
        }
    }

    private List<BillChange> changes(TypicalBills bills, Messages messages) {
        if (bills.steps() == 0) {
            return List.of();
        }
        try (var progress = common.console().progress(messages.text("diff.trying"), bills.steps())) {
            return bills.differences(() -> progress.advance(1));
        }
    }

    private Population compare(Version before, Version after, List<Case> cases, Messages messages) {
        try (var progress = common.console().progress(messages.text("diff.population", cases.size()), cases.size())) {
            return Population.compare(before, after, cases, () -> progress.advance(1));
        }
    }
}

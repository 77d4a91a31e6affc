package org.openyibao.engine.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.text.Wording;
import org.openyibao.engine.yaml.InvalidFileException;

/// Proves packs: what is wrong in them whatever bill comes.
///
/// For each pack, scheme and era (days on which the same rules are in force) the space of facts is cut into
/// the cells that the rules distinguish, and for each cell the real waterfall is run at the edges of its
/// amounts, a fen before and after each. Between the edges amounts are linear, so that nothing else needs
/// to be tried.
public final class Lint {

    private static final Pattern PACK = Pattern.compile("\\d{6}-.+");

    private Lint() {}

    /// Lints every pack of a `policies` folder, or the one pack whose own folder is given, among its
    /// neighbours. Where a pack cannot be read, tells all that is wrong with the files of all packs
    /// instead.
    public static LintReport of(Path folder) {
        var name = folder.toAbsolutePath().normalize().getFileName();
        var single = name != null && PACK.matcher(name.toString()).matches();
        try {
            return single
                    ? only(
                            name.toString(),
                            ofAll(folder.toAbsolutePath().normalize().resolveSibling(".")))
                    : ofAll(folder);
        } catch (InvalidFileException problem) {
            return new LintReport(0, List.of(problem), List.of(), List.of());
        }
    }

    private static LintReport ofAll(Path policies) {
        var folders = PolicyBook.folders(policies);
        var problems = folders.stream()
                .flatMap(folder -> Pack.problems(folder).stream())
                .toList();
        return problems.isEmpty()
                ? of(PolicyBook.read(policies))
                : new LintReport(folders.size(), problems, List.of(), List.of());
    }

    private static LintReport only(String pack, LintReport report) {
        return new LintReport(
                1,
                report.problems(),
                report.findings().stream()
                        .filter(finding -> finding.pack().equals(pack))
                        .toList(),
                report.accepted().stream()
                        .filter(accepted -> accepted.finding().pack().equals(pack))
                        .toList());
    }

    /// Lints packs that were read.
    public static LintReport of(PolicyBook book) {
        var packs = book.packs();
        var eras = Era.of(book);
        var reports = packs.parallelStream().map(pack -> of(book, pack, eras)).toList();
        return new LintReport(
                packs.size(),
                List.of(),
                reports.stream().flatMap(report -> report.findings().stream()).toList(),
                reports.stream().flatMap(report -> report.accepted().stream()).toList());
    }

    private static LintReport of(PolicyBook book, Pack pack, Map<String, List<Era>> erasByRegion) {
        var findings = new Findings(pack);
        var eras = erasByRegion.getOrDefault(pack.region(), List.of());
        RuleChecks.run(book, pack, findings);
        new Reach(book, erasByRegion).run(pack, findings);
        eras.forEach(era -> OverlapCheck.run(era, findings));
        eras.forEach(era -> GapCheck.run(era, findings));
        CellChecks.run(pack, eras, findings);
        return accept(pack, findings.list());
    }

    private static LintReport accept(Pack pack, List<Finding> found) {
        Map<String, Pack.Accepted> accepts = new LinkedHashMap<>();
        pack.accepts().forEach(accepted -> accepts.put(accepted.finding(), accepted));
        var findings = new ArrayList<Finding>();
        var accepted = new ArrayList<LintReport.Accepted>();
        Set<String> ids = new LinkedHashSet<>();
        for (var finding : found) {
            ids.add(finding.id());
            Optional.ofNullable(accepts.remove(finding.id()))
                    .ifPresentOrElse(
                            by -> accepted.add(new LintReport.Accepted(finding, by)), () -> findings.add(finding));
        }
        accepts.keySet().forEach(unused -> findings.add(stale(pack, unused, ids)));
        return new LintReport(1, List.of(), findings, accepted);
    }

    private static Finding stale(Pack pack, String unused, Set<String> ids) {
        var near = Wording.nearest(unused, ids);
        return new Finding(
                Check.STALE_ACCEPT,
                Check.STALE_ACCEPT + ":" + unused,
                pack.folder(),
                Optional.empty(),
                "",
                Optional.empty(),
                new Text(
                        "accepts 中的 “" + unused + "” 与任何发现都不符"
                                + near.map(id -> "（最接近的是 “" + id + "”）").orElse("，请删去"),
                        "\"" + unused + "\" in accepts matches no finding"
                                + near.map(id -> " (nearest: \"" + id + "\")").orElse("; remove it")),
                "");
    }
}

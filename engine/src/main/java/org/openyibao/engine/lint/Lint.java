package org.openyibao.engine.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseResult;
import org.openyibao.engine.cases.CaseRun;
import org.openyibao.engine.decision.Waterfall;
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

    private final PolicyBook book;
    private final List<Case> cases;
    private final Trial.Decider decider;
    private final Map<String, List<Era>> eras;
    private final Runnable beforeEach;

    private Lint(PolicyBook book, List<Case> cases, Trial.Decider decider, Runnable beforeEach) {
        this.book = book;
        this.cases = cases;
        this.decider = decider;
        this.beforeEach = beforeEach;
        eras = Era.of(book);
    }

    /// Lints every pack of a `policies` folder, or the one pack whose own folder is given, among its
    /// neighbours, with the cases in the packs' folders. Where a pack or a case cannot be read, tells all
    /// that is wrong with the files of all packs instead.
    public static LintReport of(Path folder) {
        var name = folder.toAbsolutePath().normalize().getFileName();
        return name != null && PACK.matcher(name.toString()).matches()
                ? of(folder.toAbsolutePath().normalize().resolveSibling(""), name.toString()::equals)
                : of(folder, pack -> true);
    }

    private static LintReport of(Path policies, Predicate<String> wanted) {
        try {
            var book = PolicyBook.read(policies);
            var runs = PolicyBook.folders(policies).parallelStream()
                    .map(pack -> new CaseRun(book).run(List.of(pack)))
                    .toList();
            var unreadable =
                    runs.stream().flatMap(run -> run.unreadable().stream()).toList();
            if (!unreadable.isEmpty()) {
                return new LintReport(0, unreadable, List.of(), List.of());
            }
            var cases = runs.stream()
                    .flatMap(run -> run.results().stream())
                    .map(CaseResult::asked)
                    .toList();
            return of(book, cases, Waterfall::decide, wanted);
        } catch (InvalidFileException first) {
            return new LintReport(0, problems(policies, first), List.of(), List.of());
        }
    }

    /// All complaints of the packs' files; the first one where that is of the packs together or of the folder.
    private static List<InvalidFileException> problems(Path policies, InvalidFileException first) {
        try {
            var all = PolicyBook.folders(policies).stream()
                    .flatMap(folder -> Pack.problems(folder).stream())
                    .toList();
            return all.isEmpty() ? List.of(first) : all;
        } catch (InvalidFileException unreadable) {
            return List.of(unreadable);
        }
    }

    /// Lints packs that were read, with the cases that try them and what decides bills.
    static LintReport of(PolicyBook book, List<Case> cases, Trial.Decider decider) {
        return of(book, cases, decider, pack -> true);
    }

    /// As above, the packs with these folders only.
    static LintReport of(PolicyBook book, List<Case> cases, Trial.Decider decider, Predicate<String> wanted) {
        return new Lint(book, cases, decider, () -> {}).run(wanted);
    }

    /// Lints the pack of one region, of packs that were read, with the cases of all of them.
    ///
    /// @param beforeEach called before each bill and each boundary that is tried; what it throws ends the proof
    public static LintReport of(PolicyBook book, String region, List<Case> cases, Runnable beforeEach) {
        Trial.Decider decider = (policy, claim) -> {
            beforeEach.run();
            return Waterfall.decide(policy, claim);
        };
        return new Lint(book, cases, decider, beforeEach)
                .run(pack ->
                        book.pack(region).filter(of -> of.folder().equals(pack)).isPresent());
    }

    private LintReport run(Predicate<String> wanted) {
        var packs =
                book.packs().stream().filter(pack -> wanted.test(pack.folder())).toList();
        var reports = packs.parallelStream().map(this::lint).toList();
        return new LintReport(
                packs.size(),
                List.of(),
                reports.stream().flatMap(report -> report.findings().stream()).toList(),
                reports.stream().flatMap(report -> report.accepted().stream()).toList());
    }

    private LintReport lint(Pack pack) {
        var findings = new Findings(pack);
        var own = eras.getOrDefault(pack.region(), List.of());
        RuleChecks.run(book, pack, findings);
        new Reach(book, eras).run(pack, findings);
        own.forEach(era -> OverlapCheck.run(book, pack, era, decider, findings));
        own.forEach(era -> GapCheck.run(era, findings));
        CellChecks.run(pack, own, decider, findings);
        BoundaryCheck.run(book, pack, own, cases, findings, beforeEach);
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
                "",
                Optional.empty());
    }
}

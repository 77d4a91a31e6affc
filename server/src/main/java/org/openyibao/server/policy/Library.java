package org.openyibao.server.policy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseResult;
import org.openyibao.engine.cases.CaseRun;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.decision.Step;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.diff.Version;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.policy.WrittenRule;
import org.openyibao.engine.yaml.InvalidFileException;

/// Packs as they are written: their files, the words of their rules, their cases, and which case reaches which rule.
/// Kept
/// in memory as one folder of packs, so that what is read does not change beneath the reader; drafts of it are laid out
/// in memory too. Immutable, for many threads.
public final class Library {

    private static final String ROOT = "/policies";
    private static final String YAML = ".yaml";

    private final Version version;
    private final Map<String, List<CaseResult>> results;
    private final Map<String, List<Case>> reached;

    private Library(Version version, Map<String, List<CaseResult>> results, Map<String, List<Case>> reached) {
        this.version = version;
        this.results = results;
        this.reached = reached;
    }

    /// Reads files of packs, by folder.
    ///
    /// @throws InvalidFileException at the first thing that cannot be understood
    static Library of(Map<String, List<PackFile>> packs) {
        var root = Jimfs.newFileSystem(Configuration.unix()).getPath(ROOT);
        packs.forEach((folder, files) -> write(root.resolve(folder), files));
        var version = Version.read("", root);
        var run = new CaseRun(version.book());
        var results = new LinkedHashMap<String, List<CaseResult>>();
        for (var pack : version.book().packs()) {
            var report = run.run(List.of(root.resolve(pack.folder())));
            if (!report.unreadable().isEmpty()) {
                throw report.unreadable().getFirst();
            }
            results.put(pack.region(), report.results());
        }
        return new Library(version, results, reached(version.book(), results.values()));
    }

    /// The YAML files of each pack directly under a folder of policies.
    static Map<String, List<PackFile>> files(Path policies) {
        var packs = new LinkedHashMap<String, List<PackFile>>();
        PolicyBook.folders(policies)
                .forEach(folder -> packs.put(folder.getFileName().toString(), filesOf(folder)));
        return packs;
    }

    private static List<PackFile> filesOf(Path folder) {
        try (var walk = Files.walk(folder)) {
            var files = new ArrayList<PackFile>();
            for (var file : walk.filter(each -> each.toString().endsWith(YAML) && Files.isRegularFile(each))
                    .sorted()
                    .toList()) {
                files.add(new PackFile(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file)));
            }
            return files;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Path folder, List<PackFile> files) {
        try {
            for (var file : files) {
                var path = folder.resolve(file.name());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.content());
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    public PolicyBook book() {
        return version.book();
    }

    public Version version() {
        return version;
    }

    public Optional<Pack> pack(String region) {
        return book().pack(region);
    }

    /// The cases of a pack, with what becomes of them.
    public List<CaseResult> results(String region) {
        return results.getOrDefault(region, List.of());
    }

    /// The cases of all packs whose decision rests on a rule, by its key; in the order of their packs.
    public List<Case> reaching(Rule rule) {
        return reached.getOrDefault(rule.key(), List.of());
    }

    /// The files of a pack.
    public List<PackFile> files(String region) {
        return pack(region).map(pack -> filesOf(folder(pack))).orElse(List.of());
    }

    private Path folder(Pack pack) {
        return version.policies().resolve(pack.folder());
    }

    /// The file of a place, seen from the folder of its pack.
    public static String file(String place) {
        var name = place.startsWith(ROOT + "/") ? place.substring(ROOT.length() + 1) : place;
        var inPack = name.substring(name.indexOf('/') + 1);
        var line = inPack.lastIndexOf(YAML + ":");
        return line < 0 ? inPack : inPack.substring(0, line + YAML.length());
    }

    /// The line of a place, 0 where it has none.
    public static int line(String place) {
        var line = place.lastIndexOf(YAML + ":");
        return line < 0 ? 0 : Integer.parseInt(place.substring(line + YAML.length() + 1));
    }

    /// The text of a case, as it stands in its file.
    public String text(Case asked) {
        try {
            var lines = Files.readAllLines(version.policies()
                    .resolve(asked.place().substring(0, asked.place().lastIndexOf(':'))));
            var text = new StringBuilder();
            var at = line(asked.place()) - 1;
            do {
                text.append(lines.get(at)).append('\n');
                at++;
            } while (at < lines.size() && !lines.get(at).startsWith("-"));
            return text.toString();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// The packs with files of the pack of `region` replaced or added.
    public Draft draft(String region, List<PackFile> changed) {
        var pack = pack(region).orElseThrow();
        try (var memory = Jimfs.newFileSystem(Configuration.unix())) {
            var folder = memory.getPath(ROOT).resolve(pack.folder());
            write(folder, files(region));
            write(folder, changed);
            return read(memory, folder, pack);
        } catch (IOException notClosed) {
            throw new UncheckedIOException(notClosed);
        }
    }

    private Draft read(FileSystem memory, Path folder, Pack old) {
        var problems = Pack.problems(folder);
        if (!problems.isEmpty()) {
            return new Draft.NotUnderstood(problems);
        }
        try {
            var pack = Pack.read(folder);
            var packs = book().packs().stream()
                    .map(each -> each == old ? pack : each)
                    .toList();
            var book = new PolicyBook(packs);
            Map<String, List<WrittenRule>> written = new LinkedHashMap<>(version.written());
            written.remove(old.region());
            written.put(pack.region(), Pack.written(folder));
            var own = new CaseRun(book).run(List.of(folder));
            if (!own.unreadable().isEmpty()) {
                return new Draft.NotUnderstood(own.unreadable());
            }
            return new Draft.Packs(
                    pack.region(),
                    version,
                    new Version("", memory.getPath(ROOT), book, written),
                    Stream.concat(own.results().stream().map(CaseResult::asked), inheriting(old).stream())
                            .toList());
        } catch (InvalidFileException together) {
            return new Draft.NotUnderstood(List.of(together));
        }
    }

    /// The cases of the packs that inherit from one.
    private List<Case> inheriting(Pack pack) {
        return results.entrySet().stream()
                .filter(of -> !of.getKey().equals(pack.region())
                        && book().chain(of.getKey()).contains(pack))
                .flatMap(of -> of.getValue().stream())
                .map(CaseResult::asked)
                .toList();
    }

    private static Map<String, List<Case>> reached(PolicyBook book, Iterable<List<CaseResult>> results) {
        var run = new CaseRun(book);
        Map<String, List<Case>> reached = new HashMap<>();
        for (var ofPack : results) {
            for (var result : ofPack) {
                for (var rule : rules(book, run, result.asked())) {
                    reached.computeIfAbsent(rule.key(), _ -> new ArrayList<>()).add(result.asked());
                }
            }
        }
        return reached;
    }

    private static Set<Rule> rules(PolicyBook book, CaseRun run, Case asked) {
        var rules = new LinkedHashSet<Rule>();
        if (asked.question() instanceof Question.Visit(var claim)) {
            Waterfall.decide(book, claim).steps().forEach(step -> step.rule().ifPresent(rules::add));
            return rules;
        }
        var explained = run.explain(asked);
        rules.addAll(explained.rules());
        explained.steps().stream().map(Step::rule).forEach(rule -> rule.ifPresent(rules::add));
        return rules;
    }
}

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseFile;
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
import org.springframework.util.function.SingletonSupplier;

/// Packs as they are written: their files, the words of their rules, their cases, and which case reaches which rule.
/// Kept in memory as one folder of packs, so that what is read does not change beneath the reader; drafts of it are
/// laid out in memory too. Immutable, for many threads.
public final class Library {

    private static final String ROOT = "/policies";
    private static final String YAML = ".yaml";

    private final Version version;
    private final Map<String, List<Case>> cases = new ConcurrentHashMap<>();
    private final Map<String, List<CaseResult>> results = new ConcurrentHashMap<>();
    private final SingletonSupplier<Map<String, List<Case>>> reached = SingletonSupplier.of(this::reached);

    private Library(Version version) {
        this.version = version;
    }

    /// Reads files of packs, by folder.
    ///
    /// @throws InvalidFileException at the first thing that cannot be understood
    static Library of(Map<String, List<PackFile>> packs) {
        var root = Jimfs.newFileSystem(Configuration.unix()).getPath(ROOT);
        packs.forEach((folder, files) -> write(root.resolve(folder), files));
        return new Library(Version.read("", root));
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

    /// The cases of a pack.
    ///
    /// @throws InvalidFileException at the first that cannot be understood
    public List<Case> cases(String region) {
        return pack(region)
                .map(pack -> cases.computeIfAbsent(region, _ -> CaseFile.below(folder(pack))))
                .orElse(List.of());
    }

    /// The cases of a pack, with what becomes of them.
    public List<CaseResult> results(String region) {
        var run = new CaseRun(book());
        return results.computeIfAbsent(
                region, _ -> cases(region).stream().map(run::run).toList());
    }

    /// The cases of all packs whose decision rests on a rule, in the order of their packs.
    public List<Case> reaching(Rule rule) {
        return reached.obtain().getOrDefault(rule.key(), List.of());
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
        return book().packs().stream()
                .filter(other -> other != pack && book().chain(other.region()).contains(pack))
                .flatMap(other -> cases(other.region()).stream())
                .toList();
    }

    private Map<String, List<Case>> reached() {
        var run = new CaseRun(book());
        Map<String, List<Case>> reached = new HashMap<>();
        for (var pack : book().packs()) {
            for (var asked : cases(pack.region())) {
                for (var rule : rules(book(), run, asked)) {
                    reached.computeIfAbsent(rule.key(), _ -> new ArrayList<>()).add(asked);
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

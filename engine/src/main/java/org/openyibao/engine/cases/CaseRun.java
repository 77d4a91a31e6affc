package org.openyibao.engine.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openyibao.engine.cases.CaseResult.Mismatch;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.yaml.InvalidFileException;

/// Runs case files against the packs of a book.
public final class CaseRun {

    private final PolicyBook book;

    public CaseRun(PolicyBook book) {
        this.book = book;
    }

    /// What became of all files: each case that could be read, in order; of the others and of files that are no case
    /// files, why not.
    public record Report(List<CaseResult> results, List<InvalidFileException> unreadable) {

        public long passed() {
            return results.stream().filter(CaseResult::passed).count();
        }

        public long failed() {
            return results.size() - passed();
        }

        public List<Mismatch> mismatches() {
            return results.stream()
                    .flatMap(result -> result.mismatches().stream())
                    .toList();
        }
    }

    /// Runs files and folders in the order given. A folder is walked for `*.yaml`, sorted; in it, files that
    /// are no list (parts of packs) are passed over.
    public Report run(List<Path> filesAndFolders) {
        var results = new ArrayList<CaseResult>();
        var unreadable = new ArrayList<InvalidFileException>();
        for (var path : filesAndFolders) {
            try {
                for (var file : files(path)) {
                    run(file, Files.isDirectory(path), results, unreadable);
                }
            } catch (InvalidFileException failure) {
                unreadable.add(failure);
            }
        }
        return new Report(List.copyOf(results), List.copyOf(unreadable));
    }

    private void run(Path file, boolean walked, List<CaseResult> results, List<InvalidFileException> unreadable) {
        try {
            var contents = walked ? CaseFile.contentsIfList(file) : CaseFile.contents(file);
            contents.cases().forEach(asked -> results.add(run(asked)));
            unreadable.addAll(contents.complaints());
        } catch (InvalidFileException failure) {
            unreadable.add(failure);
        }
    }

    /// Decides one case and compares the keys that it expects.
    public CaseResult run(Case asked) {
        var answers = Answers.of(book, asked);
        var mismatches = new ArrayList<Mismatch>();
        for (var expected : asked.expect()) {
            var got = answers.get(expected.key());
            if (!got.equals(expected.value())) {
                var shown = answers.noRule()
                        .map(reason -> got + " (" + reason + ")")
                        .orElse(got);
                mismatches.add(new Mismatch(asked.id(), expected.key(), expected.value(), shown));
            }
        }
        return new CaseResult(asked, List.copyOf(mismatches));
    }

    /// What the engine answers to one case, whatever it expects, and on what that rests.
    public Explained explain(Case asked) {
        return Answers.of(book, asked).explained();
    }

    static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var walk = Files.walk(path)) {
            return walk.filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new InvalidFileException(
                    path.toString(),
                    0,
                    new Text("无法读取：" + unreadable.getMessage(), "cannot be read: " + unreadable.getMessage()));
        }
    }
}

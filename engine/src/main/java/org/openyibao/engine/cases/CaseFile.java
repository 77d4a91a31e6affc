package org.openyibao.engine.cases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.decision.CanIUse;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.yaml.InvalidFileException;
import org.openyibao.engine.yaml.Yaml;
import org.openyibao.engine.yaml.YamlNode;

/// Reads a case file: one YAML list of cases.
public final class CaseFile {

    private CaseFile() {}

    /// What stands in a file: the cases that can be read, in the order written, and a complaint for each other one.
    record Contents(List<Case> cases, List<InvalidFileException> complaints) {}

    /// The cases in the order written. Throws [InvalidFileException] at the first unknown or missing key or value out
    /// of its range, naming the file, the case, the key and what was expected.
    public static List<Case> read(Path file) {
        return read(list(file).orElseThrow(() -> notAList(file)));
    }

    /// The cases of all files below a folder in which a list stands, files by name; parts of packs are passed over.
    /// Throws as [#read(Path)].
    public static List<Case> below(Path folder) {
        var cases = new ArrayList<Case>();
        for (var file : CaseRun.files(folder)) {
            list(file).ifPresent(root -> cases.addAll(read(root)));
        }
        return List.copyOf(cases);
    }

    /// As [#read(Path)], of text; `name` stands for the file in complaints.
    public static List<Case> read(String name, String content) {
        return read(Yaml.parse(name, content)
                .filter(YamlNode::isList)
                .orElseThrow(() -> new InvalidFileException(name, 0, new Text("应为案例列表", "expected a list of cases"))));
    }

    static List<Case> read(YamlNode root) {
        var contents = contents(root);
        if (!contents.complaints().isEmpty()) {
            throw contents.complaints().getFirst();
        }
        return contents.cases();
    }

    /// As [#read], each case by itself.
    static Contents contents(Path file) {
        return contents(list(file).orElseThrow(() -> notAList(file)));
    }

    /// As [#contents]; nothing where the file is no list but, say, a part of a pack.
    static Contents contentsIfList(Path file) {
        return list(file).map(CaseFile::contents).orElse(new Contents(List.of(), List.of()));
    }

    private static Optional<YamlNode> list(Path file) {
        return Yaml.read(file).filter(YamlNode::isList);
    }

    private static Contents contents(YamlNode root) {
        var cases = new ArrayList<Case>();
        var complaints = new ArrayList<InvalidFileException>();
        var ids = new HashSet<String>();
        for (var node : root.elements()) {
            try {
                var read = CaseReader.read(node);
                if (!ids.add(read.id())) {
                    throw node.invalid(new Text("案例编号 " + read.id() + " 重复", "the id " + read.id() + " stands twice"));
                }
                cases.add(read);
            } catch (InvalidFileException complaint) {
                complaints.add(complaint);
            }
        }
        return new Contents(List.copyOf(cases), List.copyOf(complaints));
    }

    /// What the cases of a file ask about care, put as whether insurance can be used for it: those of kind `can-i-use`,
    /// `visit` and `filing`; throws [InvalidFileException] at one of another kind.
    public static List<CanIUse.Question> canIUse(Path file) {
        return read(file).stream().map(CaseFile::canIUse).toList();
    }

    /// As [#canIUse(Path)], of one map with the keys of a case of kind `can-i-use` but for `id`, `kind` and `expect`;
    /// `name` stands for the file in complaints.
    public static CanIUse.Question canIUse(String name, String content) {
        return CaseReader.canIUse(Yaml.parse(name, content).orElseThrow().map());
    }

    private static CanIUse.Question canIUse(Case asked) {
        return switch (asked.question()) {
            case Question.CanIUse(var question) -> question;
            case Question.Visit(var claim) ->
                new CanIUse.Question(
                        claim.on(),
                        claim.insured(),
                        claim.visit(),
                        claim.filing(),
                        Optional.of(claim.account()),
                        claim.family(),
                        Optional.of(claim.wallet()),
                        claim.assume());
            case Question.Filing(var filing) ->
                new CanIUse.Question(
                        filing.on(),
                        filing.insured(),
                        filing.visit(),
                        filing.filing(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Assumptions.NONE);
            case Question.Catastrophic _,
                    Question.Use _,
                    Question.YearEnd _,
                    Question.Inflow _,
                    Question.Standing _,
                    Question.Withdrawal _,
                    Question.Wallet _,
                    Question.Contribution _,
                    Question.Premium _,
                    Question.CapBonus _,
                    Question.Retirement _,
                    Question.Formula _ ->
                throw new InvalidFileException(
                        asked.place(),
                        0,
                        new Text(
                                "案例 " + asked.id() + " 的 kind：应为 can-i-use、visit 或 filing",
                                "kind of case " + asked.id() + ": expected can-i-use, visit or filing"));
        };
    }

    private static InvalidFileException notAList(Path file) {
        return new InvalidFileException(file.toString(), 0, new Text("应为案例列表", "expected a list of cases"));
    }
}

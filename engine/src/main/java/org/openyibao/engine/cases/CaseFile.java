package org.openyibao.engine.cases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.yaml.InvalidFileException;
import org.openyibao.engine.yaml.Yaml;
import org.openyibao.engine.yaml.YamlNode;

/// Reads a case file: one YAML list of cases.
public final class CaseFile {

    private CaseFile() {}

    /// The cases in the order written. Throws [InvalidFileException] at the first unknown or missing key or value out
    /// of
    /// its range, naming the file, the case, the key and what was expected.
    public static List<Case> read(Path file) {
        var root = Yaml.read(file).orElseThrow(() -> notAList(file));
        if (!root.isList()) {
            throw notAList(file);
        }
        return read(root);
    }

    /// As [#read]; empty where the file is no list but, say, a part of a pack.
    static Optional<List<Case>> readIfList(Path file) {
        return Yaml.read(file).filter(YamlNode::isList).map(CaseFile::read);
    }

    static List<Case> read(YamlNode root) {
        var cases = new ArrayList<Case>();
        var ids = new HashSet<String>();
        for (var node : root.elements()) {
            var read = CaseReader.read(node);
            if (!ids.add(read.id())) {
                throw node.invalid(new Text("案例编号 " + read.id() + " 重复", "the id " + read.id() + " stands twice"));
            }
            cases.add(read);
        }
        return List.copyOf(cases);
    }

    private static InvalidFileException notAList(Path file) {
        return new InvalidFileException(file.toString(), 0, new Text("应为案例列表", "expected a list of cases"));
    }
}

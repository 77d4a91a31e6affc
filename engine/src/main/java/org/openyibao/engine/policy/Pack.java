package org.openyibao.engine.policy;

import java.nio.file.Path;
import java.util.List;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.yaml.InvalidFileException;

/// The rules of one region, in the order written. `region` is its six-digit code; `000000` is the nation. `accepts`
/// names findings of lint that are true of the real policy.
public record Pack(String region, Text name, String folder, List<Rule> rules, List<Accepted> accepts) {

    public static final String NATION = "000000";

    /// A known oddity: the id of a finding, and why it stays.
    public record Accepted(String finding, String reason) {}

    public Pack(String region, Text name, String folder, List<Rule> rules) {
        this(region, name, folder, rules, List.of());
    }

    /// The rules of the pack in a folder, word for word, in the order of [#rules]. Throws [InvalidFileException] at the
    /// first thing that cannot be understood.
    public static List<WrittenRule> written(Path folder) {
        return new PackReader(folder).written();
    }

    /// Reads the folder of one pack. Throws [InvalidFileException] at the first thing that cannot be understood.
    public static Pack read(Path folder) {
        return new PackReader(folder).read();
    }

    /// Everything in the folder of a pack that cannot be understood, in the order of its files; empty where the pack
    /// can be read.
    public static List<InvalidFileException> problems(Path folder) {
        return new PackReader(folder).problems();
    }
}

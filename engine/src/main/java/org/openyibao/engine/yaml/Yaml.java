package org.openyibao.engine.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Opens a YAML file.
public final class Yaml {

    private static final int LARGEST_FILE_BYTES = 4 * 1024 * 1024;

    private Yaml() {}

    /// The root of the file; empty for a file without content. Throws [InvalidFileException] if the file is not there,
    /// is larger than 4 MiB, is not UTF-8 or is not YAML.
    public static Optional<YamlNode> read(Path file) {
        var name = file.toString();
        String content;
        try {
            if (Files.size(file) > LARGEST_FILE_BYTES) {
                throw new InvalidFileException(name, 0, new Text("文件超过 4 MiB", "the file is larger than 4 MiB"));
            }
            content = Files.readString(file);
        } catch (CharacterCodingException notUtf8) {
            throw new InvalidFileException(name, 0, new Text("文件不是 UTF-8 编码", "the file is not UTF-8"));
        } catch (IOException unreadable) {
            throw new InvalidFileException(
                    name, 0, new Text("无法读取：" + unreadable.getMessage(), "cannot be read: " + unreadable.getMessage()));
        }
        return parse(name, content);
    }

    /// As [#read], on text; `name` stands for the file in complaints.
    public static Optional<YamlNode> parse(String name, String content) {
        try {
            return new Compose(LoadSettings.builder()
                            .setLabel(name)
                            .setAllowDuplicateKeys(true)
                            .setMaxAliasesForCollections(0)
                            .build())
                    .composeString(content)
                    .map(node -> new YamlNode(name, "", node));
        } catch (MarkedYamlEngineException malformed) {
            var mark = malformed.getProblemMark();
            throw new InvalidFileException(
                    name,
                    mark.map(at -> at.getLine() + 1).orElse(0),
                    mark.map(at -> at.getColumn() + 1).orElse(0),
                    new Text("不是有效的 YAML：" + malformed.getProblem(), "not YAML: " + malformed.getProblem()));
        } catch (YamlEngineException malformed) {
            throw new InvalidFileException(
                    name, 0, new Text("不是有效的 YAML：" + malformed.getMessage(), "not YAML: " + malformed.getMessage()));
        }
    }
}

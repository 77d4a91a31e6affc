package org.openyibao.engine.yaml;

import java.util.List;
import java.util.stream.Collectors;
import org.openyibao.engine.text.Text;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// One place in a YAML file: knows its file, its line and its path, and reads itself as what the caller expects.
public final class YamlNode {

    private final String file;
    private final String path;
    private final Node node;

    YamlNode(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    /// The same place, called `name` in complaints instead of by its position.
    public YamlNode named(String name) {
        return new YamlNode(file, name, node);
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public boolean isScalar() {
        return node instanceof ScalarNode;
    }

    public int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    public int column() {
        return node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
    }

    public String file() {
        return file;
    }

    public String path() {
        return path;
    }

    /// The scalar as written, without its quotes.
    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw expected(new Text("一个单独的值", "a single value"));
    }

    /// The elements of a list; a scalar or a map stands for a list of one.
    public List<YamlNode> elements() {
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(this);
        }
        var values = sequence.getValue();
        return java.util.stream.IntStream.range(0, values.size())
                .mapToObj(index -> new YamlNode(file, path + "[" + index + "]", values.get(index)))
                .collect(Collectors.toList());
    }

    public YamlMap map() {
        if (node instanceof MappingNode mapping) {
            return new YamlMap(this, mapping);
        }
        throw expected(new Text("若干 “键: 值”", "a map of keys to values"));
    }

    YamlNode child(String key, Node value) {
        return new YamlNode(file, path.isEmpty() ? key : path + "." + key, value);
    }

    private String shown() {
        return switch (node) {
            case ScalarNode scalar -> scalar.getValue().isEmpty() ? "(空 empty)" : scalar.getValue();
            case SequenceNode ignored -> "[...]";
            default -> "{...}";
        };
    }

    /// The complaint that something else was expected here than what stands here.
    public InvalidFileException expected(Text what) {
        return invalid(new Text(
                "应为" + what.zh() + "，实为 “" + shown() + "”", "expected " + what.en() + ", got \"" + shown() + "\""));
    }

    /// Any complaint about this place.
    public InvalidFileException invalid(Text complaint) {
        var where = path.isEmpty() ? "" : path + ": ";
        return new InvalidFileException(
                file, line(), column(), new Text(where + complaint.zh(), where + complaint.en()));
    }
}

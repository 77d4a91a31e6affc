package org.openyibao.engine.diff;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.policy.WrittenRule;

/// What became of one rule of a region: there is a version of it before, after, or on both sides.
///
/// `fields` are the keys that differ; of an added or removed rule, all of them. `moved`: its place among the rules that
/// stayed is another one, which matters where several could apply.
public record RuleChange(
        String region, String id, Optional<Side> before, Optional<Side> after, List<Field> fields, boolean moved) {

    /// The rule in one version, and its file and line, seen from the folder of the packs.
    public record Side(Rule rule, WrittenRule written, String place) {}

    /// A key and what stands under it, empty where the key is not there.
    public record Field(String key, Optional<String> before, Optional<String> after) {}

    /// `added`, `removed`, `changed` or `moved`.
    public String kind() {
        if (before.isEmpty()) {
            return "added";
        }
        if (after.isEmpty()) {
            return "removed";
        }
        return fields.isEmpty() ? "moved" : "changed";
    }

    /// File and line in the version where it is, the later one if in both.
    public String place() {
        return after.or(() -> before).orElseThrow().place();
    }

    /// Both versions of the rule that there are.
    List<Side> sides() {
        return Stream.concat(before.stream(), after.stream()).toList();
    }
}

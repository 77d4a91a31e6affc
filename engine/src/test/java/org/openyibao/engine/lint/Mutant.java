package org.openyibao.engine.lint;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openyibao.engine.claim.AccountOrder;
import org.openyibao.engine.claim.AccountScope;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.policy.CatalogueOf;
import org.openyibao.engine.policy.Counter;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.Diseases;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.LayerBasis;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Measure;
import org.openyibao.engine.policy.Payer;
import org.openyibao.engine.policy.Per;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.WithdrawalReason;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// One value of a pack's file changed: what was there, what is instead, and the whole file with it.
record Mutant(String rule, String key, int line, String before, String after, String content) {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}");
    private static final Pattern DAY = Pattern.compile("\\d{2}-\\d{2}");
    private static final Pattern PERCENT = Pattern.compile("[\\d.]+%");
    private static final Pattern YUAN = Pattern.compile("\\d+\\.\\d{2}");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,4}");
    private static final Pattern AGES = Pattern.compile("(\\d*)\\.\\.(\\d*)");
    private static final BigDecimal POINT = BigDecimal.ONE;
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final int MANY = 10;

    /// What is written for people, or is the name that a rule or a formula is known by.
    private static final Set<String> NOT_VALUES =
            Set.of("id", "title", "source", "confidence", "notes", "departs-from", "payee", "name");

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    /// The codes that may stand under a key, which is named by its effect where the same word means different things.
    private static final Map<String, List<String>> CODES = Map.ofEntries(
            Map.entry("scheme", codes(Scheme.EMPLOYEE, Scheme.RESIDENT)),
            Map.entry("category", codes(FeeCategory.values())),
            Map.entry("grade", codes(Grade.values())),
            Map.entry("disease", List.of(Diseases.NONE, Diseases.UNLISTED)),
            Map.entry("except", List.of(Diseases.NONE, Diseases.UNLISTED)),
            Map.entry("disease-list.list", List.of("another-list")),
            Map.entry("disease-list.codes", List.of("M99999")),
            Map.entry("disease-list.and", List.of("M99999")),
            Map.entry("exclusion.reason", codes(Reason.values())),
            Map.entry("not-direct.reason", codes(Reason.values())),
            Map.entry("exclusion.bars", codes(Payer.values())),
            Map.entry("deductible.per", codes(Per.values())),
            Map.entry("cap.counts", codes(Counter.values())),
            Map.entry("pool.measured-in", codes(Measure.values())),
            Map.entry("layer.kind", codes(LayerKind.values())),
            Map.entry("layer.measured-in", codes(LayerBasis.values())),
            Map.entry("cap-bonus.kind", codes(LayerKind.values())),
            Map.entry("tilt.kind", codes(LayerKind.values())),
            Map.entry("buckets", codes(Bucket.values())),
            Map.entry("account.scope", codes(AccountScope.values())),
            Map.entry("account-order.order", codes(AccountOrder.values())),
            Map.entry("relatives.groups", codes(Relation.Group.values())),
            Map.entry("filing.kinds", codes(FilingKind.values())),
            Map.entry("filing-documents.for", codes(FilingGround.values())),
            Map.entry("filing-documents.documents", List.of("another-document")),
            Map.entry("catalogue.of", codes(CatalogueOf.values())),
            Map.entry("purpose.for", codes(Purpose.values())),
            Map.entry("purpose.of", codes(Relation.Group.values())),
            Map.entry("purpose.reason", codes(Reason.values())),
            Map.entry("interest.current", codes(Effect.RateKind.values())),
            Map.entry("interest.prior", codes(Effect.RateKind.values())),
            Map.entry("withdrawal.for", codes(WithdrawalReason.values())),
            Map.entry("withdrawal.documents", List.of("another-document")),
            Map.entry("window.kind", codes(Effect.WindowKind.values())),
            Map.entry("gap.because", List.of("relation-transfer", "scheme-change")),
            Map.entry("formula.terms.times", List.of("another-value")));

    /// Of these there may be several. A scheme is replaced, not joined by another: hardly a rule asks anything of both.
    private static final Set<String> SEVERAL =
            Set.of("category", "grade", "codes", "and", "bars", "buckets", "groups", "kinds", "for", "purpose.of");

    /// Stands for a figure that no source gives.
    private static final String UNKNOWN = "unknown";

    private static final Map<String, String> KNOWN = Map.of("deductible.amount", "100.00", "reduction.points", "10%");

    private static final Map<String, List<String>> STATUSES = Map.of(
            "employee", codes(Status.ACTIVE, Status.RETIRED, Status.FLEXIBLE),
            "resident", codes(Status.ADULT, Status.CHILD, Status.STUDENT, Status.NEWBORN));

    private static List<String> codes(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::toString).toList();
    }

    @Override
    public String toString() {
        return rule + " " + key + " (line " + line + "): " + before + " -> " + after;
    }

    /// All single-value changes of the rules of a file.
    static List<Mutant> of(String content) {
        var root = new Compose(LoadSettings.builder().setUseMarks(true).build()).composeString(content);
        var mutants = new Mutants(content);
        root.filter(MappingNode.class::isInstance)
                .map(node -> entries(node).get("rules"))
                .ifPresent(rules -> ((SequenceNode) rules).getValue().forEach(mutants::rule));
        return mutants.found;
    }

    private static Map<String, Node> entries(Node node) {
        var entries = new LinkedHashMap<String, Node>();
        ((MappingNode) node)
                .getValue()
                .forEach(tuple -> entries.put(((ScalarNode) tuple.getKeyNode()).getValue(), tuple.getValueNode()));
        return entries;
    }

    private static final class Mutants {
        private final String content;
        private final List<Mutant> found = new ArrayList<>();
        private String rule = "";
        private String scheme = "";

        private Mutants(String content) {
            this.content = content;
        }

        private void rule(Node node) {
            rule = ((ScalarNode) entries(node).get("id")).getValue();
            scheme = entries(node).get("scheme") instanceof ScalarNode one ? one.getValue() : "";
            entries(node).forEach((key, value) -> walk(key, key, value));
        }

        private void walk(String path, String key, Node node) {
            if (NOT_VALUES.contains(key)) {
                return;
            }
            switch (node) {
                case MappingNode map -> entries(map).forEach((inner, value) -> walk(path + "." + inner, inner, value));
                case SequenceNode list -> sequence(path, key, list);
                case ScalarNode scalar -> scalar(path, key, scalar);
                default -> throw new IllegalArgumentException(path + " is neither map, list nor scalar");
            }
        }

        private void sequence(String path, String key, SequenceNode list) {
            if (list.getValue().stream().anyMatch(element -> !(element instanceof ScalarNode))) {
                for (var i = 0; i < list.getValue().size(); i++) {
                    walk(path + "[" + i + "]", key, list.getValue().get(i));
                }
                return;
            }
            var values = list.getValue().stream()
                    .map(element -> ((ScalarNode) element).getValue())
                    .toList();
            var end = list.getValue().isEmpty() ? list : list.getValue().getLast();
            for (var left : values) {
                if (values.size() > 1) {
                    var fewer =
                            values.stream().filter(value -> !value.equals(left)).toList();
                    add(path, list, end, list.getFlowStyle().toString().equals("FLOW"), values, fewer);
                }
            }
            if (values.isEmpty()) {
                return;
            }
            another(path, key, values)
                    .ifPresent(more -> add(
                            path,
                            list,
                            end,
                            list.getFlowStyle().toString().equals("FLOW"),
                            values,
                            Stream.concat(values.stream(), Stream.of(more)).toList()));
        }

        private void add(String path, Node list, Node last, boolean flow, List<String> before, List<String> after) {
            var start = at(list.getStartMark().orElseThrow());
            var end = at((flow ? list : last).getEndMark().orElseThrow());
            put(path, list, start, end, before.toString(), flow(after));
        }

        private static String flow(List<String> values) {
            return "["
                    + String.join(
                            ", ",
                            values.stream().map(value -> "\"" + value + "\"").toList())
                    + "]";
        }

        /// A code that is not there yet: the one that follows the last.
        private Optional<String> another(String path, String key, List<String> values) {
            var known = known(path, key);
            var there = values.contains("local") ? List.of("local", "home", "filed") : values;
            var last = Math.max(0, known.indexOf(there.getLast()));
            return Stream.iterate(1, i -> i < known.size(), i -> i + 1)
                    .map(i -> known.get((last + i) % known.size()))
                    .filter(code -> !there.contains(code))
                    .findFirst();
        }

        private List<String> known(String path, String key) {
            var asked = path.startsWith("when.") ? question(key) : List.<String>of();
            var named = CODES.getOrDefault(INDEX.matcher(path).replaceAll(""), CODES.getOrDefault(key, List.of()));
            return asked.isEmpty() ? named : asked;
        }

        private List<String> question(String key) {
            if (key.equals("status") && STATUSES.containsKey(scheme)) {
                return STATUSES.get(scheme);
            }
            return Arrays.stream(Dimension.values())
                    .filter(dimension -> dimension.code().equals(key))
                    .findFirst()
                    .map(Dimension::answers)
                    .orElse(List.of());
        }

        private void scalar(String path, String key, ScalarNode node) {
            var value = node.getValue();
            if (path.equals("when.age")) {
                ages(path, node);
            } else if (!known(path, key).isEmpty()) {
                code(path, key, node);
            } else if (value.equals(UNKNOWN)) {
                put(path, node, KNOWN.get(path));
            } else if (value.equals("true") || value.equals("false")) {
                put(path, node, value.equals("true") ? "false" : "true");
            } else if (DATE.matcher(value).matches()) {
                var day = LocalDate.parse(value);
                put(path, node, day.plusDays(1).toString());
                put(path, node, day.minusDays(1).toString());
            } else if (TIME.matcher(value).matches()) {
                put(path, node, "\"" + LocalTime.parse(value).plusMinutes(1) + "\"");
                put(path, node, "\"" + LocalTime.parse(value).minusMinutes(1) + "\"");
            } else if (DAY.matcher(value).matches()) {
                var day = MonthDay.parse("--" + value).atYear(2023);
                put(path, node, MonthDay.from(day.plusDays(1)).toString().substring(2));
                put(path, node, MonthDay.from(day.minusDays(1)).toString().substring(2));
            } else if (PERCENT.matcher(value).matches()) {
                percent(path, node);
            } else if (YUAN.matcher(value).matches()) {
                yuan(path, node);
            } else if (WHOLE.matcher(value).matches()) {
                whole(path, node, Integer.parseInt(value));
            } else {
                throw new IllegalArgumentException(path + ": " + value + " is of no kind that is changed");
            }
        }

        /// A single code: another one instead and, where there may be several, another one with it.
        private void code(String path, String key, ScalarNode node) {
            another(path, key, List.of(node.getValue())).ifPresent(code -> {
                put(path, node, "\"" + code + "\"");
                if (path.startsWith("when.") || SEVERAL.contains(key) || SEVERAL.contains(path)) {
                    put(path, node, flow(List.of(node.getValue(), code)));
                }
            });
        }

        private void ages(String path, ScalarNode node) {
            var matcher = AGES.matcher(node.getValue());
            if (matcher.matches()) {
                for (var step : List.of(-1, 1)) {
                    if (!matcher.group(1).isEmpty()) {
                        put(path, node, Integer.parseInt(matcher.group(1)) + step + ".." + matcher.group(2));
                    }
                    if (!matcher.group(2).isEmpty()) {
                        put(path, node, matcher.group(1) + ".." + (Integer.parseInt(matcher.group(2)) + step));
                    }
                }
            }
        }

        private void percent(String path, ScalarNode node) {
            var value =
                    new BigDecimal(node.getValue().substring(0, node.getValue().length() - 1));
            for (var changed : List.of(value.add(POINT), value.subtract(POINT))) {
                if (changed.signum() >= 0 && changed.compareTo(ALL) <= 0) {
                    put(path, node, changed.toPlainString() + "%");
                }
            }
        }

        /// A yuan more and less, a fen where the amount has fen; and twice as much.
        private void yuan(String path, ScalarNode node) {
            var value = new BigDecimal(node.getValue());
            var step = node.getValue().endsWith(".00") ? BigDecimal.ONE : new BigDecimal("0.01");
            put(path, node, value.add(step).setScale(2).toPlainString());
            if (value.signum() > 0) {
                put(
                        path,
                        node,
                        value.subtract(step).max(BigDecimal.ZERO).setScale(2).toPlainString());
                put(path, node, value.add(value).setScale(2).toPlainString());
            }
        }

        private void whole(String path, ScalarNode node, int value) {
            put(path, node, Integer.toString(value + 1));
            put(path, node, Integer.toString(value + MANY));
            if (value > 0) {
                put(path, node, Integer.toString(value - 1));
            }
        }

        private void put(String path, ScalarNode node, String after) {
            put(
                    path,
                    node,
                    at(node.getStartMark().orElseThrow()),
                    at(node.getEndMark().orElseThrow()),
                    node.getValue(),
                    after);
        }

        private void put(String path, Node node, int start, int end, String before, String after) {
            found.add(new Mutant(
                    rule,
                    path,
                    node.getStartMark().orElseThrow().getLine() + 1,
                    before,
                    after,
                    content.substring(0, start) + after + content.substring(end)));
        }

        private int at(Mark mark) {
            return content.offsetByCodePoints(0, mark.getIndex());
        }
    }
}

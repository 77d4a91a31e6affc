package org.openyibao.engine.yaml;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.text.Wording;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// The keys of one YAML map, read by name and type. [#finish] complains of keys that nobody asked for, with the
/// nearest known one; so it is called last.
public final class YamlMap {

    private static final Pattern ADMDVS = Pattern.compile("\\d{6}");
    private static final Pattern DECIMAL = Pattern.compile("(\\d{1,12})(?:\\.(\\d{1,6}))?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

    private final YamlNode node;
    private final Map<String, YamlNode> values = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    YamlMap(YamlNode node, MappingNode mapping) {
        this.node = node;
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw node.invalid(new Text("键必须是文字", "a key must be text"));
            }
            if (values.put(key.getValue(), node.child(key.getValue(), tuple.getValueNode())) != null) {
                throw node.invalid(
                        new Text("键 “" + key.getValue() + "” 重复", "key \"" + key.getValue() + "\" stands twice"));
            }
        }
    }

    public YamlNode node() {
        return node;
    }

    public Set<String> keys() {
        return values.keySet();
    }

    public Optional<YamlNode> find(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key));
    }

    public YamlNode get(String key) {
        return find(key).orElseThrow(() -> {
            var near = misspelt(key);
            return node.invalid(
                    new Text("缺少键 “" + key + "”" + near.zh(), "key \"" + key + "\" is missing" + near.en()));
        });
    }

    /// The one of `keys` that stands here; complains where none does, or more than one.
    public String oneKeyOf(List<String> keys) {
        var found = keys.stream().filter(key -> find(key).isPresent()).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        var near = found.isEmpty()
                ? keys.stream()
                        .map(this::misspelt)
                        .filter(text -> !text.en().isEmpty())
                        .findFirst()
                : Optional.<Text>empty();
        throw node.invalid(new Text(
                "应恰有 “" + String.join("”、“", keys) + "” 之一" + near.map(Text::zh).orElse(""),
                "expected exactly one of \"" + String.join("\", \"", keys) + "\""
                        + near.map(Text::en).orElse("")));
    }

    /// The key here that was probably meant to be `key`, as a question; empty where there is none.
    private Text misspelt(String key) {
        return Wording.nearest(key, values.keySet())
                .filter(candidate -> !asked.contains(candidate))
                .map(candidate -> new Text("（写成了 “" + candidate + "”？）", " (did you write \"" + candidate + "\"?)"))
                .orElse(Text.same(""));
    }

    public String text(String key) {
        return get(key).text();
    }

    public String text(String key, String otherwise) {
        return find(key).map(YamlNode::text).orElse(otherwise);
    }

    public Optional<YamlMap> map(String key) {
        return find(key).map(YamlNode::map);
    }

    public List<YamlNode> list(String key) {
        return find(key).map(YamlNode::elements).orElse(List.of());
    }

    public Fen fen(String key) {
        return fen(get(key));
    }

    public Fen fen(String key, Fen otherwise) {
        return find(key).map(YamlMap::fen).orElse(otherwise);
    }

    public Ratio ratio(String key) {
        return ratio(get(key));
    }

    public Ratio ratio(String key, Ratio otherwise) {
        return find(key).map(YamlMap::ratio).orElse(otherwise);
    }

    public LocalDate date(String key) {
        return date(get(key));
    }

    public Optional<LocalDate> findDate(String key) {
        return find(key).map(YamlMap::date);
    }

    public YearMonth month(String key) {
        return month(get(key));
    }

    public boolean flag(String key, boolean otherwise) {
        return find(key).map(YamlMap::flag).orElse(otherwise);
    }

    public int whole(String key, int otherwise) {
        return find(key).map(YamlMap::whole).orElse(otherwise);
    }

    public String region(String key) {
        var value = get(key);
        if (!ADMDVS.matcher(value.text()).matches()) {
            throw value.expected(new Text("六位医保区划代码", "a region code of six digits"));
        }
        return value.text();
    }

    public <E extends Enum<E>> E oneOf(String key, Class<E> type) {
        return oneOf(get(key), type);
    }

    public <E extends Enum<E>> E oneOf(String key, Class<E> type, E otherwise) {
        return find(key).map(value -> oneOf(value, type)).orElse(otherwise);
    }

    /// Reads a scalar by the code of one of the constants of an enum, which is its `toString`.
    public static <E extends Enum<E>> E oneOf(YamlNode value, Class<E> type) {
        var written = value.text();
        for (var constant : type.getEnumConstants()) {
            if (constant.toString().equals(written)) {
                return constant;
            }
        }
        var known = Arrays.stream(type.getEnumConstants()).map(Enum::toString).toList();
        var near = Wording.nearest(written, known)
                .map(word -> new Text("（最接近的是 “" + word + "”）", " (nearest: \"" + word + "\")"))
                .orElse(Text.same(""));
        throw value.expected(new Text(
                "以下之一：" + String.join("、", known) + near.zh(), "one of " + String.join(", ", known) + near.en()));
    }

    public static Fen fen(YamlNode value) {
        return Fen.parse(value.text())
                .filter(amount -> !amount.isNegative())
                .orElseThrow(() -> value.expected(
                        new Text("金额（元，至多两位小数，不小于 0）", "an amount in yuan, at most two decimals, 0 or more")));
    }

    /// An amount that may be below zero.
    public static Fen signed(YamlNode value) {
        return Fen.parse(value.text())
                .orElseThrow(() -> value.expected(new Text("金额（元，至多两位小数）", "an amount in yuan, at most two decimals")));
    }

    public static Ratio ratio(YamlNode value) {
        return Ratio.parse(value.text())
                .filter(Ratio::isShare)
                .orElseThrow(() ->
                        value.expected(new Text("0% 到 100% 之间的比例（如 85%）", "a ratio from 0% to 100%, such as 85%")));
    }

    /// A multiple in per cent, which may be above 100%.
    public static Ratio percent(YamlNode value) {
        return Ratio.parse(value.text())
                .orElseThrow(() -> value.expected(new Text("百分比（如 300%）", "a percentage, such as 300%")));
    }

    /// A number, 0 or more, with at most six decimals; in millionths.
    public static long millionths(YamlNode value) {
        return decimal(value.text())
                .orElseThrow(
                        () -> value.expected(new Text("不小于 0 的数，至多六位小数", "a number, 0 or more, at most six decimals")));
    }

    /// As [#millionths], or a percentage: `0.5%`, `8`.
    public static long factor(YamlNode value) {
        return Ratio.parse(value.text())
                .map(ratio -> (long) ratio.millionths())
                .or(() -> decimal(value.text()))
                .orElseThrow(() -> value.expected(new Text(
                        "不小于 0 的数（至多六位小数）或百分比", "a number, 0 or more, at most six decimals, or a percentage")));
    }

    private static Optional<Long> decimal(String text) {
        var matcher = DECIMAL.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var decimals = matcher.group(2) == null ? "" : matcher.group(2);
        return Optional.of(
                Long.parseLong(matcher.group(1)) * 1_000_000 + Long.parseLong((decimals + "000000").substring(0, 6)));
    }

    public static LocalDate date(YamlNode value) {
        try {
            return LocalDate.parse(value.text());
        } catch (DateTimeParseException notADate) {
            throw value.expected(new Text("日期（yyyy-MM-dd）", "a date (yyyy-MM-dd)"));
        }
    }

    public static LocalTime time(YamlNode value) {
        try {
            return LocalTime.parse(value.text());
        } catch (DateTimeParseException notATime) {
            throw value.expected(new Text("时刻（HH:mm）", "a time (HH:mm)"));
        }
    }

    public static YearMonth month(YamlNode value) {
        try {
            return YearMonth.parse(value.text());
        } catch (DateTimeParseException notAMonth) {
            throw value.expected(new Text("年月（yyyy-MM）", "a month (yyyy-MM)"));
        }
    }

    public static MonthDay monthDay(YamlNode value) {
        try {
            return MonthDay.parse("--" + value.text());
        } catch (DateTimeParseException notADay) {
            throw value.expected(new Text("月日（MM-dd）", "a day of the year (MM-dd)"));
        }
    }

    public static boolean flag(YamlNode value) {
        return switch (value.text()) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw value.expected(new Text("true 或 false", "true or false"));
        };
    }

    public static int whole(YamlNode value) {
        if (!WHOLE.matcher(value.text()).matches()) {
            throw value.expected(new Text("不小于 0 的整数", "a whole number, 0 or more"));
        }
        return Integer.parseInt(value.text());
    }

    /// Each element of the list under `key`, read by `reader`.
    public <T> List<T> each(String key, Function<YamlNode, T> reader) {
        var read = new ArrayList<T>();
        list(key).forEach(element -> read.add(reader.apply(element)));
        return List.copyOf(read);
    }

    /// Complains of the first key that nobody asked for.
    public void finish() {
        for (var entry : values.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                var near = Wording.nearest(entry.getKey(), asked)
                        .map(word -> new Text("，最接近的是 “" + word + "”", ", nearest is \"" + word + "\""))
                        .orElse(new Text("，可用：" + String.join("、", asked), ", known are: " + String.join(", ", asked)));
                throw entry.getValue()
                        .invalid(new Text(
                                "未知的键 “" + entry.getKey() + "”" + near.zh(),
                                "unknown key \"" + entry.getKey() + "\"" + near.en()));
            }
        }
    }
}

package org.openyibao.server.api;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.text.Wording;
import org.openyibao.server.request.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the record that a body must be: every key known, every component there unless it is an [Optional], each of
/// its type. What is wrong is refused by its path.
///
/// Types: records, lists of them or of the others, [String], [Fen] (`"12.30"`), [LocalDate], [LocalDateTime],
/// [YearMonth], enums by their code, `int`, `boolean`. A text is at least one character that is not blank, and at most
/// [#LONGEST_TEXT] or its `@Size`; `@Pattern` gives its form; `@Positive` asks for more than zero. A [Verbatim]
/// text may have lines.
final class Inputs {

    static final int LONGEST_TEXT = 200;
    static final int LONGEST_LIST = 1_000;
    static final Text TEXT = new Text("文本", "text");

    private static final int LONGEST_SHOWN = 60;
    private static final Text NOTHING = new Text("未填写", "nothing");
    private static final Text DATE = new Text("日期，如 2025-03-31", "a date such as 2025-03-31");
    private static final Text TIME =
            new Text("日期时间，如 2025-03-31T09:30:00", "a date and time such as 2025-03-31T09:30:00");
    private static final Text MONTH = new Text("月份，如 2025-03", "a month such as 2025-03");
    private static final Text AMOUNT = new Text(
            "以元为单位、两位小数的金额文本，如 \"12.30\"", "an amount in yuan with two decimals as a string, such as \"12.30\"");
    private static final java.util.regex.Pattern TWO_DECIMALS = java.util.regex.Pattern.compile(Schemas.AMOUNT);
    private static final java.util.regex.Pattern ISO_DATE = java.util.regex.Pattern.compile("\\d{4}-.*");

    /// What a record is made of. Java makes its description anew whenever it is asked for one.
    private record Shape(List<Component> components, List<String> names, Constructor<?> constructor) {

        static Shape of(Class<?> type) {
            var components = type.getRecordComponents();
            try {
                var constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return new Shape(
                        Arrays.stream(components).map(Component::of).toList(),
                        Arrays.stream(components).map(RecordComponent::getName).toList(),
                        constructor);
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        Object make(Object[] values) {
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException refused) {
                throw new IllegalStateException(
                        constructor.getDeclaringClass().getSimpleName() + " refuses its own components", refused);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /// `type`: of an optional one what may be in it.
    private record Component(String name, Type type, boolean optional, Limits limits) {

        static Component of(RecordComponent component) {
            var optional = component.getType() == Optional.class;
            var type = component.getGenericType();
            // Constraints stand on what belongs to a component, not on the component itself.
            var limits = Limits.of(component.getAccessor());
            return new Component(component.getName(), optional ? argument(type) : type, optional, limits);
        }
    }

    private record Limits(boolean positive, boolean verbatim, int longest, Optional<java.util.regex.Pattern> form) {

        static Limits of(AnnotatedElement element) {
            var size = element.getAnnotation(Size.class);
            return new Limits(
                    element.isAnnotationPresent(Positive.class),
                    element.isAnnotationPresent(Verbatim.class),
                    size == null ? LONGEST_TEXT : size.max(),
                    Optional.ofNullable(element.getAnnotation(Pattern.class))
                            .map(form -> java.util.regex.Pattern.compile(form.regexp())));
        }
    }

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private Inputs() {}

    static <T extends Record> T read(JsonNode body, Class<T> type) {
        if (body instanceof ObjectNode object) {
            return type.cast(ofRecord(object, type, ""));
        }
        throw wrong("body", expected(type), got(body));
    }

    static RefusedException missing(String field, Text expected) {
        return new RefusedException(Refusal.badInput("MISSING_FIELD", field, expected, NOTHING));
    }

    static RefusedException wrong(String field, Text expected, Text got) {
        return new RefusedException(Refusal.badInput("WRONG_VALUE", field, expected, got));
    }

    /// A number that was given, or what stands for it where none was; refused outside of its range.
    static int within(String field, Optional<Integer> given, int least, int most, int otherwise) {
        given.filter(value -> value < least || value > most).ifPresent(value -> {
            throw wrong(
                    field,
                    new Text(least + " 至 " + most + " 的整数", "a whole number from " + least + " to " + most),
                    Text.same(value.toString()));
        });
        return given.orElse(otherwise);
    }

    /// Refuses a last day before the first.
    static void inOrder(Optional<LocalDate> from, Optional<LocalDate> to) {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw wrong(
                    "to",
                    new Text("不早于 from 的日期", "a date not before from"),
                    Text.same(to.get().toString()));
        }
    }

    /// What a value of the type looks like.
    static Text expected(Class<?> type) {
        if (type == Fen.class) {
            return AMOUNT;
        }
        if (type == LocalDate.class) {
            return DATE;
        }
        if (type == LocalDateTime.class) {
            return TIME;
        }
        if (type == YearMonth.class) {
            return MONTH;
        }
        if (type.isEnum()) {
            return oneOf(codes(type));
        }
        if (type == int.class || type == Integer.class) {
            return new Text("整数", "a whole number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Text("true 或 false", "true or false");
        }
        return Record.class.isAssignableFrom(type) ? new Text("一个对象", "an object") : TEXT;
    }

    static List<String> codes(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    }

    private static Text oneOf(List<String> codes) {
        return codes.isEmpty()
                ? NOTHING
                : new Text(String.join("、", codes) + " 之一", "one of " + String.join(", ", codes));
    }

    private static Object ofRecord(ObjectNode node, Class<?> type, String path) {
        var shape = SHAPES.get(type);
        refuseUnknown(node, shape.names(), path);
        var values = new Object[shape.components().size()];
        for (var i = 0; i < values.length; i++) {
            var component = shape.components().get(i);
            var field = path + component.name();
            var sent = node.get(component.name());
            values[i] = component.optional()
                    ? optional(sent, component.type(), component.limits(), field)
                    : value(sent, component.type(), component.limits(), field);
        }
        return shape.make(values);
    }

    private static void refuseUnknown(ObjectNode node, List<String> known, String path) {
        for (var name : node.propertyNames()) {
            if (!known.contains(name)) {
                var expected = Wording.nearest(name, known).map(Text::same).orElseGet(() -> oneOf(known));
                throw new RefusedException(
                        Refusal.badInput("UNKNOWN_FIELD", path + shown(name), expected, Text.same(shown(name))));
            }
        }
    }

    private static Optional<Object> optional(@Nullable JsonNode node, Type type, Limits limits, String field) {
        return node == null || node.isNull() ? Optional.empty() : Optional.of(value(node, type, limits, field));
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static Object value(@Nullable JsonNode node, Type type, Limits limits, String field) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return list(node, argument(type), limits, field);
        }
        var wanted = (Class<?>) type;
        if (node == null || node.isNull()) {
            throw missing(field, expected(wanted));
        }
        if (wanted.isRecord() && wanted != Fen.class) {
            if (node instanceof ObjectNode object) {
                return ofRecord(object, wanted, field + ".");
            }
            throw wrong(field, expected(wanted), got(node));
        }
        return scalar(node, wanted, limits).orElseThrow(() -> wrong(field, expected(wanted, limits), got(node)));
    }

    private static List<Object> list(@Nullable JsonNode node, Type type, Limits limits, String field) {
        var expected = new Text("不超过 " + LONGEST_LIST + " 项的列表", "a list of at most " + LONGEST_LIST);
        if (node == null || node.isNull()) {
            throw missing(field, expected);
        }
        if (!node.isArray() || node.size() > LONGEST_LIST) {
            throw wrong(field, expected, got(node));
        }
        var values = new ArrayList<>(node.size());
        for (var element : node) {
            values.add(value(element, type, limits, field + "[" + values.size() + "]"));
        }
        return List.copyOf(values);
    }

    private static Optional<?> scalar(JsonNode node, Class<?> type, Limits limits) {
        if (type == int.class || type == Integer.class) {
            return node.isInt() && (node.intValue() > 0 || !limits.positive())
                    ? Optional.of(node.intValue())
                    : Optional.empty();
        }
        if (type == boolean.class || type == Boolean.class) {
            return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
        }
        if (!node.isString()) {
            return Optional.empty();
        }
        var text = node.stringValue();
        if (type == Fen.class) {
            return amount(text).filter(fen -> fen.value() > 0 || !limits.positive());
        }
        return type == String.class ? text(text, limits) : coded(text, type);
    }

    static Optional<Fen> amount(String text) {
        return TWO_DECIMALS.matcher(text).matches() ? Fen.parse(text) : Optional.empty();
    }

    private static Optional<String> text(String text, Limits limits) {
        if (limits.verbatim()) {
            return text.length() <= limits.longest() ? Optional.of(text) : Optional.empty();
        }
        return !text.isBlank()
                        && text.length() <= limits.longest()
                        && isStorable(text)
                        && limits.form()
                                .map(form -> form.matcher(text).matches())
                                .orElse(true)
                ? Optional.of(text)
                : Optional.empty();
    }

    /// Neither a control character nor half a character, which the database could not keep.
    static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(each -> Character.isISOControl(each) || Character.getType(each) == Character.SURROGATE);
    }

    /// The code of a region in an address.
    static String region(String code) {
        if (!code.matches("\\d{6}")) {
            throw wrong("region", new Text("6 位行政区划代码", "the six digits of a region"), Text.same(shown(code)));
        }
        return code;
    }

    /// A date, a month, or the code of an enum.
    static <T> Optional<T> coded(String text, Class<T> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.toString().equals(text))
                    .findFirst();
        }
        if (!ISO_DATE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            if (type == LocalDate.class) {
                return Optional.of(type.cast(LocalDate.parse(text)));
            }
            return Optional.of(type.cast(type == YearMonth.class ? YearMonth.parse(text) : LocalDateTime.parse(text)));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Text expected(Class<?> type, Limits limits) {
        var base = expected(type);
        if (limits.positive()) {
            return new Text(base.zh() + "，大于 0", base.en() + ", above 0");
        }
        if (type != String.class) {
            return base;
        }
        return limits.form()
                .map(form -> new Text("形如 " + form + " 的文本", "text of the form " + form))
                .orElseGet(() -> new Text(
                        "1 至 " + limits.longest() + " 个字符的文本", "text of 1 to " + limits.longest() + " characters"));
    }

    private static Text got(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> new Text(node.size() + " 项的列表", "a list of " + node.size());
            case OBJECT -> new Text("一个对象", "an object");
            case NULL, MISSING -> NOTHING;
            case STRING -> quoted(node.stringValue());
            case BINARY, BOOLEAN, NUMBER, POJO -> Text.same(shown(node.asString()));
        };
    }

    static Text quoted(String text) {
        return Text.same('"' + shown(text) + '"');
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}

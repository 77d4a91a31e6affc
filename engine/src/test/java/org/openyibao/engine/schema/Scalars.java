package org.openyibao.engine.schema;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a reader says that it expects of a scalar, in the words of JSON Schema.
final class Scalars {

    private static final String ONE_OF = "one of ";
    private static final Map<String, Object> DATE = text("^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$");
    private static final Map<String, Object> AMOUNT = map("type", "number", "minimum", 0, "maximum", 10_000_000_000L);
    private static final Map<String, Object> RATIO = text("^(100(\\.0{1,4})?|\\d{1,2}(\\.\\d{1,4})?)%$");
    private static final Map<String, Object> PERCENTAGE = text("^\\d{1,4}(\\.\\d{1,4})?%$");
    private static final Map<String, Object> NUMBER = map("type", "number", "minimum", 0);
    private static final Map<String, Object> REGION = text("^\\d{6}$");

    private static final Map<String, Map<String, Object>> KNOWN = Map.ofEntries(
            Map.entry("", map("type", "string")),
            Map.entry("an amount in yuan, at most two decimals, 0 or more", AMOUNT),
            Map.entry(
                    "an amount in yuan, at most two decimals, 0 or more; or unknown", either(AMOUNT, codes("unknown"))),
            Map.entry("a ratio from 0% to 100%, such as 85%", RATIO),
            Map.entry("a ratio from 0% to 100%, such as 85%; or unknown", either(RATIO, codes("unknown"))),
            Map.entry(
                    "a ratio from 0% to 100%, such as 85%, or 0.85",
                    either(RATIO, map("type", "number", "minimum", 0, "maximum", 1))),
            Map.entry(
                    "an amount in yuan, at most two decimals",
                    map("type", "number", "minimum", -10_000_000_000L, "maximum", 10_000_000_000L)),
            Map.entry("a percentage, such as 300%", PERCENTAGE),
            Map.entry("a number, 0 or more, at most six decimals", NUMBER),
            Map.entry("a number, 0 or more, at most six decimals, or a percentage", either(NUMBER, PERCENTAGE)),
            Map.entry("a date (yyyy-MM-dd)", DATE),
            Map.entry("a month (yyyy-MM)", text("^\\d{4}-(0[1-9]|1[0-2])$")),
            Map.entry("a day of the year (MM-dd)", text("^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$")),
            Map.entry("a time (HH:mm)", text("^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$")),
            Map.entry("true or false", map("type", "boolean")),
            Map.entry("a whole number, 0 or more", map("type", "integer", "minimum", 0, "maximum", 999_999_999)),
            Map.entry("a region code of six digits", REGION),
            Map.entry("a region code of six digits, home or overseas", either(REGION, codes("home", "overseas"))),
            Map.entry("an age band, such as 70.. or ..69 or 6..17", text("^(\\d{1,3}\\.\\.\\d{0,3}|\\.\\.\\d{1,3})$")),
            Map.entry("a key of \"sources\"", map("type", "string")),
            Map.entry("commitment or documents", codes("commitment", "documents")),
            Map.entry(
                    "a date (yyyy-MM-dd), before-admission, before-discharge, during-stay or after-discharge",
                    either(DATE, codes("before-admission", "before-discharge", "during-stay", "after-discharge"))),
            Map.entry(
                    "a name of small letters, digits and hyphens, other than none, unlisted",
                    text("^(?!(none|unlisted)$)[a-z][a-z0-9-]*$")),
            Map.entry("the code of a disease: capital letters and digits", text("^[A-Z0-9.]{2,30}$")));

    private Scalars() {}

    /// Empty where nobody has said yet what these words mean to an editor.
    static Optional<Map<String, Object>> of(String expected) {
        return expected.startsWith(ONE_OF)
                ? Optional.of(codes(expected.substring(ONE_OF.length()).split(", ")))
                : Optional.ofNullable(KNOWN.get(expected));
    }

    /// What an editor takes for a number or a truth value where the quotes are left out is taken so too.
    private static Map<String, Object> codes(String... codes) {
        return map(
                "enum",
                Arrays.stream(codes)
                        .flatMap(code -> switch (code) {
                            case "true", "false" -> Stream.of((Object) Boolean.valueOf(code));
                            case String digits
                            when digits.matches("\\d+") -> Stream.of(digits, Integer.valueOf(digits));
                            default -> Stream.of(code);
                        })
                        .toList());
    }

    private static Map<String, Object> text(String pattern) {
        return map("type", "string", "pattern", pattern);
    }

    private static Map<String, Object> either(Map<String, Object> one, Map<String, Object> other) {
        return map("anyOf", List.of(one, other));
    }

    static Map<String, Object> map(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}

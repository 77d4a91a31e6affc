package org.openyibao.engine.cases;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.openyibao.engine.cases.Case.Expectation;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.yaml.YamlMap;
import org.openyibao.engine.yaml.YamlNode;

/// What a value under `expect` looks like.
enum Shape {
    AMOUNT,
    /// An amount that may be below zero.
    SIGNED,
    FLAG,
    DATE,
    WHOLE,
    CODE,
    CODES,
    /// A map of days to true or false.
    DAYS;

    /// Reads a value and writes it as the engine does, so that equal texts are equal values.
    List<Expectation> read(String key, YamlNode value) {
        return switch (this) {
            case AMOUNT -> one(key, YamlMap.fen(value));
            case SIGNED -> one(key, YamlMap.signed(value));
            case FLAG -> one(key, YamlMap.flag(value));
            case DATE -> one(key, YamlMap.date(value));
            case WHOLE -> one(key, YamlMap.whole(value));
            case CODE -> one(key, value.text());
            case CODES -> one(key, codes(value));
            case DAYS -> days(key, value.map());
        };
    }

    private static List<Expectation> one(String key, Object value) {
        return List.of(new Expectation(key, value.toString()));
    }

    private static List<String> codes(YamlNode value) {
        if (!value.isList()) {
            throw value.expected(new Text("一个列表", "a list"));
        }
        return value.elements().stream().map(YamlNode::text).toList();
    }

    private static List<Expectation> days(String key, YamlMap days) {
        var read = new ArrayList<Expectation>();
        for (var day : days.keys()) {
            var value = days.get(day);
            read.add(new Expectation(key + " " + day(value, day), String.valueOf(YamlMap.flag(value))));
        }
        return List.copyOf(read);
    }

    private static LocalDate day(YamlNode value, String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException notADate) {
            throw value.invalid(new Text("键应为日期（yyyy-MM-dd）", "the key must be a date (yyyy-MM-dd)"));
        }
    }
}

package org.openyibao.server.gateway;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openyibao.engine.money.Fen;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the fields of one node of a message, each by its national name, type and length.
///
/// Lenient as the senders are: numbers come as numbers or as strings, a null or an empty string is a field that was not
/// sent, fields that nobody asks for are ignored. What is wrong is refused with [InvalidFieldException].
final class Fields {

    static final int MOST_ROWS = 1_000;

    private static final String DATE_TIME = "yyyy-MM-dd HH:mm:ss 格式的日期时间";
    private static final String DATE = "yyyy-MM-dd 格式的日期";
    private static final int QUANTITY_PLACES = 4;
    private static final int PRICE_PLACES = 6;
    private static final long LARGEST_QUANTITY = 1_000_000_000_000L;
    private static final long LARGEST_PRICE = 10_000_000_000_000_000L;

    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    private final ObjectNode node;
    private final String place;

    /// `place` says which of several rows this is, and is empty for the only one.
    Fields(ObjectNode node, String place) {
        this.node = node;
        this.place = place;
    }

    ObjectNode node() {
        return node;
    }

    /// The only row of a child node: an object, or a list of one.
    Fields only(String name) {
        var child = child(name);
        if (child.isArray() && child.size() == 1) {
            child = child.get(0);
        }
        if (child instanceof ObjectNode object) {
            return new Fields(object, "");
        }
        throw refused(name, "一个对象", described(child));
    }

    /// As [#only], or this node itself where senders leave the child out.
    Fields onlyOrThis(String name) {
        return node.has(name) ? only(name) : this;
    }

    /// The rows of a child node: a list of objects, or one object. At least one, at most [#MOST_ROWS].
    List<Fields> rows(String name) {
        var child = child(name);
        if (child instanceof ObjectNode object) {
            return List.of(new Fields(object, ""));
        }
        if (!child.isArray() || child.isEmpty() || child.size() > MOST_ROWS) {
            throw refused(name, "1 至 " + MOST_ROWS + " 行", child.isArray() ? child.size() + " 行" : described(child));
        }
        var rows = new ArrayList<Fields>(child.size());
        for (var row : child) {
            var number = rows.size() + 1;
            if (!(row instanceof ObjectNode object)) {
                throw InvalidFieldException.of(name + "（第 " + number + " 行）", "一个对象", described(row));
            }
            rows.add(new Fields(object, "（第 " + number + " 行）"));
        }
        return rows;
    }

    /// As [#rows], of a node that senders give names of their own: where there is only one, it is meant.
    List<Fields> rowsOfOnly(String name) {
        return rows(nameOfOnly(name));
    }

    /// As [#only], of such a node.
    Fields onlyOfOnly(String name) {
        return only(nameOfOnly(name));
    }

    private String nameOfOnly(String name) {
        return node.has(name) || node.size() != 1
                ? name
                : node.propertyNames().iterator().next();
    }

    private JsonNode child(String name) {
        var child = node.get(name);
        if (child == null || child.isNull()) {
            throw refused(name, "一个对象", "未送");
        }
        return child;
    }

    /// True where the field came with a value.
    boolean has(String name) {
        return !raw(name).isEmpty();
    }

    /// At least one character that is not blank, at most `longest` characters.
    String text(String name, int longest) {
        var text = raw(name);
        if (text.isBlank() || text.length() > longest) {
            throw tooLong(name, longest, text);
        }
        return text;
    }

    /// Empty where it was not sent.
    Optional<String> optional(String name, int longest) {
        var text = raw(name);
        if (text.length() > longest) {
            throw tooLong(name, longest, text);
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private InvalidFieldException tooLong(String name, int longest, String text) {
        var came = text.length() > longest ? text.length() + " 个字符" : sent(name);
        return refused(name, "不超过 " + longest + " 个字符的文本", came);
    }

    /// What `reading` makes of the text; where it makes nothing of it, the field is refused as not being `expected`.
    <T> T code(String name, int longest, String expected, Function<String, Optional<T>> reading) {
        var text = text(name, longest);
        return reading.apply(text).orElseThrow(() -> refused(name, expected, text));
    }

    /// As [#code], or empty where it was not sent.
    <T> Optional<T> optionalCode(String name, int longest, String expected, Function<String, Optional<T>> reading) {
        return optional(name, longest).isEmpty()
                ? Optional.empty()
                : Optional.of(code(name, longest, expected, reading));
    }

    /// `yyyy-MM-dd HH:mm:ss`, or a date alone for its first second.
    LocalDateTime dateTime(String name) {
        return optionalDateTime(name).orElseThrow(() -> refused(name, DATE_TIME, sent(name)));
    }

    Optional<LocalDateTime> optionalDateTime(String name) {
        var text = raw(name);
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Times.dateTime(text).orElseThrow(() -> refused(name, DATE_TIME, text)));
    }

    /// As [#optionalDateTime], but a date alone stands for its last second.
    Optional<LocalDateTime> optionalEnd(String name) {
        var end = optionalDateTime(name);
        return Times.date(raw(name)).map(day -> day.atTime(LAST_SECOND)).or(() -> end);
    }

    /// `yyyy-MM-dd`.
    Optional<LocalDate> optionalDate(String name) {
        var text = raw(name);
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Times.date(text).orElseThrow(() -> refused(name, DATE, text)));
    }

    LocalDate date(String name) {
        return optionalDate(name).orElseThrow(() -> refused(name, DATE, sent(name)));
    }

    /// Yuan with at most two decimals, also below zero.
    Fen signedMoney(String name) {
        return Fen.parse(raw(name)).orElseThrow(() -> refused(name, "最多两位小数的金额", sent(name)));
    }

    /// Yuan with at most two decimals, not below zero.
    Fen money(String name) {
        return optionalMoney(name).orElseThrow(() -> notMoney(name, sent(name)));
    }

    Optional<Fen> optionalMoney(String name) {
        var text = raw(name);
        if (text.isBlank()) {
            return Optional.empty();
        }
        var amount = Fen.parse(text).filter(fen -> !fen.isNegative());
        return Optional.of(amount.orElseThrow(() -> notMoney(name, text)));
    }

    private InvalidFieldException notMoney(String name, String got) {
        return refused(name, "不小于 0、最多两位小数的金额", got);
    }

    /// A whole number from 0 to `largest`.
    long whole(String name, long largest) {
        var text = raw(name);
        var value = Decimals.parse(text, 0).orElse(-1);
        if (value < 0 || value > largest) {
            throw refused(name, "0 至 " + largest + " 的整数", sent(name));
        }
        return value;
    }

    /// In ten-thousandths, above zero.
    long quantity(String name) {
        return number(name, QUANTITY_PLACES, LARGEST_QUANTITY, "大于 0、最多四位小数的数量");
    }

    boolean isBelowZero(String name) {
        return raw(name).startsWith("-");
    }

    /// In ten-thousandths, below zero.
    long quantityTakenBack(String name) {
        var text = raw(name);
        var value = text.isBlank() ? 0 : Decimals.parse(text, QUANTITY_PLACES).orElse(0);
        if (value >= 0 || value < -LARGEST_QUANTITY) {
            throw refused(name, "小于 0、最多四位小数的退费数量", sent(name));
        }
        return value;
    }

    /// Yuan with at most two decimals, below zero.
    Fen moneyTakenBack(String name) {
        return Fen.parse(raw(name))
                .filter(Fen::isNegative)
                .orElseThrow(() -> refused(name, "小于 0、最多两位小数的退费金额", sent(name)));
    }

    /// In millionths of a yuan, above zero.
    long price(String name) {
        return number(name, PRICE_PLACES, LARGEST_PRICE, "大于 0、最多六位小数的单价");
    }

    private long number(String name, int places, long largest, String expected) {
        var text = raw(name);
        var value = text.isBlank() ? 0 : Decimals.parse(text, places).orElse(0);
        if (value <= 0 || value > largest) {
            throw refused(name, expected, sent(name));
        }
        return value;
    }

    InvalidFieldException refused(String name, String expected, String got) {
        return InvalidFieldException.of(name + place, expected, got);
    }

    private String sent(String name) {
        return node.has(name) ? raw(name) : "未送";
    }

    private String raw(String name) {
        var value = node.get(name);
        if (value == null) {
            return "";
        }
        if (!(value.isString() || value.isNumber() || value.isNull())) {
            throw refused(name, "文本或数字", described(value));
        }
        var text = Scalars.text(value);
        if (!Scalars.isStorable(text)) {
            throw refused(name, "可以保存的文本", "含有非法字符的文本");
        }
        return text;
    }

    private static String described(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "对象";
            case ARRAY -> value.size() + " 行的列表";
            case STRING -> "文本";
            case NUMBER -> "数字";
            case BOOLEAN -> "布尔值";
            case NULL, MISSING -> "未送";
            case BINARY -> "二进制数据";
        };
    }
}

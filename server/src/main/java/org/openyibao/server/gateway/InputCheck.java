package org.openyibao.server.gateway;

import java.util.Map;
import java.util.stream.Collectors;
import org.openyibao.server.gateway.InterfaceTables.Column;
import org.openyibao.server.gateway.InterfaceTables.LocalCode;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Checks what is sent against the tables of the national interface: kind, length and code list of every field that
/// came with a value. What a transaction cannot do without its handler asks for: senders leave out much of what the
/// tables call required. What is in no table is ignored.
@Component
class InputCheck {

    private static final int CODES_TO_NAME = 12;

    private final InterfaceTables tables;

    InputCheck(InterfaceTables tables) {
        this.tables = tables;
    }

    /// `region`: where the institution is that sends; of the codes that regions add to lists those of its own are
    /// taken.
    ///
    /// @throws InvalidFieldException if a field is not what its table says
    void check(String transaction, Fields input, String region) {
        tables.transaction(transaction).ifPresent(found -> {
            var nodes = found.in();
            new Input(nodes, region).checkRow(nodes.getOrDefault("", Map.of()), input.node(), "");
        });
    }

    /// What a code of a region counts as for the nation.
    ///
    /// @throws InvalidFieldException if it is a code of other regions
    String national(String list, String region, String code) {
        refuseElsewhere(list, list, region, code);
        return tables.national(list, region, code);
    }

    private void refuseElsewhere(String field, String list, String region, String code) {
        if (isCode(list, region, code)) {
            return;
        }
        var regions = tables.localCodes(list).stream()
                .filter(local -> local.code().equals(code))
                .map(LocalCode::region)
                .collect(Collectors.joining("、"));
        if (!regions.isEmpty()) {
            throw InvalidFieldException.of(field, "区划 " + region + " 的代码", code + "（是区划 " + regions + " 的地方代码）");
        }
    }

    /// Senders leave out the zero at the beginning of a code.
    private boolean isCode(String list, String region, String code) {
        var codes = tables.codes(list);
        return codes.containsKey(code)
                || codes.containsKey("0" + code)
                || tables.localCodes(list, region).stream()
                        .anyMatch(local -> local.code().equals(code));
    }

    /// What a transaction is sent from a region.
    private final class Input {
        private final Map<String, Map<String, Column>> nodes;
        private final String region;

        Input(Map<String, Map<String, Column>> nodes, String region) {
            this.nodes = nodes;
            this.region = region;
        }

        void checkRow(Map<String, Column> columns, ObjectNode row, String place) {
            for (var field : row.properties()) {
                var value = field.getValue();
                switch (value) {
                    case ObjectNode object -> checkRow(below(field.getKey()), object, "");
                    case ArrayNode rows -> checkRows(field.getKey(), rows);
                    default -> {
                        var column = columns.get(field.getKey());
                        if (column != null) {
                            check(column, value, place);
                        }
                    }
                }
            }
        }

        private void checkRows(String name, ArrayNode rows) {
            var columns = below(name);
            for (var i = 0; i < rows.size() && !columns.isEmpty(); i++) {
                if (rows.get(i) instanceof ObjectNode row) {
                    checkRow(columns, row, rows.size() == 1 ? "" : "（第 " + (i + 1) + " 行）");
                }
            }
        }

        /// Senders give some nodes names of their own: where there is only one, it is meant.
        private Map<String, Column> below(String name) {
            var columns = nodes.get(name);
            if (columns != null) {
                return columns;
            }
            return nodes.size() == 1 ? nodes.values().iterator().next() : Map.of();
        }

        private void check(Column column, JsonNode value, String place) {
            var text = Scalars.text(value);
            if (text.isBlank()) {
                return;
            }
            // Lists have codes that are longer than the tables say.
            if (!column.codes().isEmpty() && isCode(column.codes(), region, text)) {
                return;
            }
            refuseElsewhere(column.name() + place, column.codes(), region, text);
            var expected = expected(column, text);
            if (!expected.isEmpty()) {
                throw InvalidFieldException.of(column.name() + place, expected, text);
            }
            checkCode(column, text, place);
        }

        private void checkCode(Column column, String code, String place) {
            var codes = tables.codes(column.codes());
            if (codes.isEmpty()) {
                return;
            }
            var some = codes.entrySet().stream()
                    .limit(CODES_TO_NAME)
                    .map(entry -> entry.getKey() + "（" + entry.getValue() + "）")
                    .collect(Collectors.joining("、"));
            throw InvalidFieldException.of(
                    column.name() + place,
                    "代码表 " + column.codes() + " 中的值：" + some + (codes.size() > CODES_TO_NAME ? "等" : ""),
                    code);
        }
    }

    /// What the field should have been; empty where it is.
    private static String expected(Column column, String text) {
        return switch (column.kind()) {
            case TEXT -> {
                var length = column.length().orElse(Integer.MAX_VALUE);
                yield text.codePointCount(0, text.length()) > length ? "不超过 " + length + " 个字符的文本" : "";
            }
            case NUMBER -> {
                var number = Decimals.fits(text, column.length(), column.places());
                yield number ? "" : number(column);
            }
            case DATE -> Times.dateTime(text).isPresent() ? "" : "yyyy-MM-dd 格式的日期";
            case DATETIME -> Times.dateTime(text).isPresent() ? "" : "yyyy-MM-dd HH:mm:ss 格式的日期时间";
            case OTHER -> "";
        };
    }

    private static String number(Column column) {
        if (column.length().isEmpty()) {
            return "数值";
        }
        var places = column.places().orElse(0);
        return "最多 " + column.length().getAsInt() + " 位" + (places == 0 ? "的整数" : "、其中小数最多 " + places + " 位的数值");
    }
}

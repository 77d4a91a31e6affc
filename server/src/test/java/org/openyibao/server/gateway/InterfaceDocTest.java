package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.server.gateway.InterfaceTables.Column;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `docs/interface.md`: every number of the interface, and of those that are offered the fields, what the server does
/// with each, and an example. What it does is found out by giving the example to the handler and watching. With
/// `-Dgolden.reset=true` the page is written instead of compared.
class InterfaceDocTest {

    private static final Path PAGE = Path.of(System.getProperty("openyibao.home", "."), "docs", "interface.md");
    private static final Map<String, String> REGIONS =
            Map.of("150000", "内蒙古", "220000", "吉林", "320000", "江苏", "430000", "湖南", "440000", "广东");

    private static Gateway gateway;
    private static InterfaceTables tables;
    private static Transactions transactions;
    private static InputCheck check;
    private static Slips slips;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
        tables = gateway.server().service(InterfaceTables.class);
        transactions = gateway.server().service(Transactions.class);
        check = gateway.server().service(InputCheck.class);
        slips = gateway.server().service(Slips.class);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    /// A field of a node of an input.
    private record Place(String node, String field) {}

    /// An object that tells which of its fields are asked for, and whether all of it is kept.
    private static final class Watched extends ObjectNode {
        private static final long serialVersionUID = 1L;
        private static final StackWalker CALLERS = StackWalker.getInstance();

        private final transient String node;
        private final transient Watch watch;

        Watched(String node, Watch watch) {
            super(JsonNodeFactory.instance, new LinkedHashMap<>());
            this.node = node;
            this.watch = watch;
        }

        @Override
        public JsonNode get(String field) {
            watch.asked.add(new Place(node, field));
            return super.get(field);
        }

        @Override
        public Set<Map.Entry<String, JsonNode>> properties() {
            var caller = CALLERS.walk(frames ->
                    frames.skip(1).map(StackWalker.StackFrame::getClassName).findFirst());
            if (caller.filter(name -> name.startsWith(Details.class.getName())).isPresent()) {
                watch.kept.add(node);
            }
            return super.properties();
        }
    }

    private static final class Watch {
        private final Set<Place> asked = new HashSet<>();
        private final Set<String> kept = new HashSet<>();

        JsonNode of(String name, JsonNode value) {
            return switch (value) {
                case ObjectNode object -> {
                    var watched = new Watched(name, this);
                    object.properties()
                            .forEach(field -> watched.set(field.getKey(), of(field.getKey(), field.getValue())));
                    yield watched;
                }
                case ArrayNode array -> {
                    var rows = array.arrayNode();
                    array.forEach(element -> rows.add(of(name, element)));
                    yield rows;
                }
                default -> value;
            };
        }
    }

    private static Set<String> offered() {
        return tables.transactions().stream()
                .map(InterfaceTables.Transaction::number)
                .filter(InterfaceDocTest::isOffered)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isOffered(String number) {
        try {
            transactions.handler(number);
            return true;
        } catch (InvalidFieldException notOffered) {
            return false;
        }
    }

    private static Optional<ObjectNode> example(String transaction) {
        try (var in = InterfaceDocTest.class.getResourceAsStream("/interface/examples/" + transaction + ".json")) {
            return in == null ? Optional.empty() : Optional.of(Json.object(in.readAllBytes()));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void every_transaction_that_is_offered_has_an_example() {
        assertThat(offered())
                .allSatisfy(number -> assertThat(example(number)).as(number).isPresent());
    }

    @Test
    void every_example_is_as_the_tables_say() {
        for (var number : offered()) {
            example(number)
                    .ifPresent(input -> assertThatCode(() -> check.check(number, new Fields(input, ""), "430100"))
                            .as(number)
                            .doesNotThrowAnyException());
        }
    }

    @Test
    void the_page_says_what_the_code_does() throws IOException {
        var page = page();
        if (Boolean.getBoolean("golden.reset")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    /// By hand, of two transactions that every client sends.
    @Test
    void what_is_found_out_is_so() {
        var registering = treatments("2201");
        assertThat(registering.get(new Place("data", "psn_no"))).isEqualTo("必送 needed");
        assertThat(registering.get(new Place("data", "dr_name"))).isEqualTo("使用 used");
        assertThat(registering.get(new Place("data", "psn_name"))).isEqualTo("检查 checked");
        assertThat(registering.get(new Place("data", "exp_content"))).isEqualTo("保存 kept");
        var signing = treatments("9001");
        assertThat(signing.values()).containsOnly("必送 needed");
    }

    /// But the orders themselves, without which there is nothing to advise on.
    @Test
    void nothing_is_needed_that_programs_of_a_region_leave_out() {
        var needed = new ArrayList<String>();
        for (var number : offered()) {
            var nodes = tables.transaction(number).orElseThrow().in();
            treatments(number).forEach((place, treatment) -> {
                var column = nodes.get(place.node()).get(place.field());
                if (treatment.equals("必送 needed")
                        && !tables.notSent(number, column).isEmpty()) {
                    needed.add(number + " " + place.field());
                }
            });
        }
        assertThat(needed)
                .containsExactlyInAnyOrder(
                        "3101 patient_dtos",
                        "3101 fsi_encounter_dtos",
                        "3101 fsi_order_dtos",
                        "3102 patient_dtos",
                        "3102 fsi_encounter_dtos",
                        "3102 fsi_order_dtos");
    }

    /// Why the message is refused; empty where it is not.
    private static String refusal(String transaction, JsonNode input) {
        var message = Samples.request("9001");
        message.put("infno", transaction);
        message.put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        message.set("input", input);
        try {
            var envelope = Envelope.read(slips.next(), message, Optional.empty(), check);
            var handler = transactions.handler(transaction);
            if (handler.file(envelope).isEmpty()) {
                handler.read(envelope);
            }
            return "";
        } catch (InvalidFieldException refused) {
            return refused.text();
        }
    }

    private static boolean names(String refusal, String field) {
        return refusal.startsWith(field + "：") || refusal.startsWith(field + "（");
    }

    /// What the server does with every field that the tables have of an input.
    private static Map<Place, String> treatments(String transaction) {
        var example = example(transaction).orElseGet(JsonNodeFactory.instance::objectNode);
        var watch = new Watch();
        var whole = refusal(transaction, watch.of("", example));
        var treatments = new HashMap<Place, String>();
        tables.transaction(transaction)
                .orElseThrow()
                .in()
                .forEach((node, columns) -> columns.forEach((field, column) -> {
                    var place = new Place(node, field);
                    var without = example.deepCopy();
                    var isThere = remove(without, "", place);
                    if (isThere && !names(whole, field) && names(refusal(transaction, without), field)) {
                        treatments.put(place, "必送 needed");
                    } else if (watch.asked.contains(place)) {
                        treatments.put(place, "使用 used");
                    } else if (watch.kept.contains(node) && isKept(field)) {
                        treatments.put(place, "保存 kept");
                    } else {
                        treatments.put(place, "检查 checked");
                    }
                }));
        return treatments;
    }

    private static boolean isKept(String field) {
        var row = JsonNodeFactory.instance.objectNode().put(field, "1");
        return Json.kept(Details.of(new Fields(row, ""))).has(field);
    }

    private static boolean remove(JsonNode node, String name, Place place) {
        var removed = false;
        if (node instanceof ObjectNode object) {
            if (name.equals(place.node()) && object.has(place.field())) {
                object.remove(place.field());
                removed = true;
            }
            for (var field : object.properties()) {
                removed |= remove(field.getValue(), field.getKey(), place);
            }
        } else if (node.isArray()) {
            for (var element : node) {
                removed |= remove(element, name, place);
            }
        }
        return removed;
    }

    private static String page() {
        var offered = offered();
        var page = new StringBuilder();
        page.append("""
                # 国家接口：本服务提供的交易 · The national interface as this server offers it

                由代码生成，请勿手改 · Generated from the code; not to be edited by hand:
                `mvn -pl server -am test -Dtest=InterfaceDocTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.reset=true`

                %d 个编号中提供 %d 个 · %d of %d numbers are offered. 其余编号回答 · The others are answered with `infcode` -1:
                “本服务不提供交易 N（名称）”.

                对送入的字段如何处理 · What is done with a field that is sent:

                - **必送 needed**：不送则拒绝 · without it the message is refused
                - **使用 used**：送了就读取：据以办理或核对 · read where it was sent: decided by, or compared
                - **保存 kept**：原样保存 · kept as it came
                - **检查 checked**：只检查类型、长度和代码，此外不用 · its kind, length and code are checked, and that is all

                所有表中字段都检查类型、长度和代码 · Kind, length and code of every field in a table are checked. 表中没有的字段忽略 · What is in no
                table is ignored. “常不送”列出规范要求、而所列地区的程序不送的字段 · "Left out in" names regions whose programs leave out a
                field that the standard requires.

                `psn_no` 与 `mdtrt_cert_no`、`card_sn` 与已登记的卡，凡同时送出即互相核对 · `psn_no` and `mdtrt_cert_no`, `card_sn` and a registered
                card are compared wherever both came. 答出的字段按表列出，没有数据的为 null · Fields of answers are listed as the tables have
                them; what nothing is known of is null.

                """.formatted(
                        tables.transactions().size(),
                        offered.size(),
                        offered.size(),
                        tables.transactions().size()));
        page.append("| infno | 交易 | transaction | |\n| --- | --- | --- | --- |\n");
        for (var transaction : tables.transactions()) {
            var number = transaction.number();
            var isOffered = offered.contains(number);
            page.append("| %s | %s | %s | %s |\n"
                    .formatted(
                            isOffered ? "[" + number + "](#" + anchor(number) + ")" : number,
                            cell(transaction.title()),
                            cell(transaction.english()),
                            isOffered ? "提供 offered" : ""));
        }
        for (var number : offered) {
            write(page, tables.transaction(number).orElseThrow());
        }
        return page.toString();
    }

    private static String anchor(String number) {
        return "t" + number.toLowerCase(java.util.Locale.ROOT);
    }

    private static void write(StringBuilder page, InterfaceTables.Transaction transaction) {
        var number = transaction.number();
        page.append("\n<a id=\"%s\"></a>\n\n## %s %s · %s\n"
                .formatted(anchor(number), number, cell(transaction.title()), cell(transaction.english())));
        var addresses = new TreeMap<>(transactions.services())
                .entrySet().stream()
                        .filter(service -> service.getValue().equals(number))
                        .map(service -> "`" + service.getKey() + "`")
                        .toList();
        if (!addresses.isEmpty()) {
            page.append("\n").append(String.join(", ", addresses)).append("\n");
        }
        var treatments = treatments(number);
        transaction.in().forEach((node, columns) -> {
            page.append("\n送入 in%s\n\n".formatted(node.isEmpty() ? "" : ": `" + node + "`"));
            page.append("| 字段 field | 名称 name | 类型 kind | 代码 codes | 处理 done with it | 常不送 left out in |\n");
            page.append("| --- | --- | --- | --- | --- | --- |\n");
            columns.values()
                    .forEach(column -> page.append("| %s | %s | %s | %s | %s | %s |\n"
                            .formatted(
                                    column.name(),
                                    cell(column.title()),
                                    kind(column),
                                    column.codes(),
                                    treatments.get(new Place(node, column.name())),
                                    tables.notSent(number, column).stream()
                                            .map(region -> REGIONS.getOrDefault(region, region))
                                            .collect(Collectors.joining("、")))));
        });
        transaction.out().forEach((node, columns) -> {
            page.append("\n答出 out%s\n\n".formatted(node.isEmpty() ? "" : ": `" + node + "`"));
            page.append("| 字段 field | 名称 name | 类型 kind | 代码 codes |\n| --- | --- | --- | --- |\n");
            columns.values()
                    .forEach(column -> page.append("| %s | %s | %s | %s |\n"
                            .formatted(column.name(), cell(column.title()), kind(column), column.codes())));
        });
        example(number)
                .ifPresent(input -> page.append("\n例 example (`input`)\n\n```json\n")
                        .append(pretty(input))
                        .append("\n```\n"));
    }

    private static String pretty(ObjectNode input) {
        var parts = new ArrayList<String>();
        input.properties().forEach(field -> parts.add(" \"" + field.getKey() + "\": " + text(field.getValue())));
        return "{\n" + String.join(",\n", parts) + "\n}";
    }

    /// Rows on lines of their own.
    private static String text(JsonNode value) {
        if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
            return value.valueStream().map(JsonNode::toString).collect(Collectors.joining(",\n  ", "[\n  ", "]"));
        }
        return value.toString();
    }

    private static String kind(Column column) {
        var length = column.length().isEmpty()
                ? ""
                : " " + column.length().getAsInt()
                        + (column.places().orElse(0) == 0
                                ? ""
                                : "." + column.places().getAsInt());
        return switch (column.kind()) {
            case TEXT -> "文本 text" + length;
            case NUMBER -> "数值 number" + length;
            case DATE -> "日期 date";
            case DATETIME -> "日期时间 time";
            case OTHER -> "";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
    }
}

package org.openyibao.server.gateway;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;

/// The national interface as data: every transaction with its name, the fields of its nodes, and the code lists. Read
/// once from `interface/*.csv` on the class path.
@Component
class InterfaceTables {

    private static final String FOLDER = "/interface/";
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    /// What a field holds. What the tables say nothing usable of is OTHER.
    enum Kind {
        TEXT,
        NUMBER,
        DATE,
        DATETIME,
        OTHER
    }

    /// A field. `length` is characters of a text, digits of a number; `places` are decimals. `codes` names the list
    /// that the value is from, and is empty where there is none.
    record Column(
            String node,
            String name,
            String title,
            Kind kind,
            OptionalInt length,
            OptionalInt places,
            boolean required,
            String codes) {}

    /// `in` holds the fields that are sent, `out` those that are answered, by node and name. The node is empty for what
    /// stands at the top; where the answer is a list without a name, `out` calls it `output`.
    record Transaction(
            String number,
            String title,
            String english,
            Map<String, Map<String, Column>> in,
            Map<String, Map<String, Column>> out) {}

    private final Map<String, Transaction> transactions = new LinkedHashMap<>();
    /// A code that a region adds to a list; `countsAs` is the nation's that it counts as, empty where nothing says so.
    record LocalCode(String region, String code, String name, String countsAs) {}

    private final Map<String, Map<String, String>> codes = new HashMap<>();
    private final Map<String, List<LocalCode>> localCodes = new HashMap<>();
    private final Map<Sent, List<String>> notSent = new HashMap<>();

    private record Sent(String transaction, String node, String field) {}

    InterfaceTables() {
        read("transactions.csv", row -> {
            var transaction = new Transaction(
                    row.get("infno"),
                    row.get("name"),
                    row.get("english"),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>());
            transactions.put(transaction.number(), transaction);
        });
        read("fields.csv", row -> {
            var transaction = transactions.get(row.get("infno"));
            if (transaction == null) {
                return;
            }
            switch (row.get("direction")) {
                case "in" -> add(transaction.in(), column(row));
                case "out" -> add(transaction.out(), column(row));
                default -> {} // of files
            }
        });
        read(
                "not_sent.csv",
                row -> notSent.put(
                        new Sent(row.get("infno"), row.get("node"), row.get("field")),
                        List.of(row.get("regions").split(" "))));
        read(
                "codes.csv",
                row -> codes.computeIfAbsent(row.get("list"), _ -> new LinkedHashMap<>())
                        .put(row.get("code"), row.get("name")));
        read(
                "codes-regional.csv",
                row -> localCodes
                        .computeIfAbsent(row.get("list"), _ -> new ArrayList<>())
                        .add(new LocalCode(row.get("region"), row.get("code"), row.get("name"), row.get("counts_as"))));
    }

    private static void add(Map<String, Map<String, Column>> nodes, Column column) {
        nodes.computeIfAbsent(column.node(), _ -> new LinkedHashMap<>()).put(column.name(), column);
    }

    private static Column column(CSVRecord row) {
        return new Column(
                row.get("node"),
                row.get("field"),
                row.get("name"),
                switch (row.get("kind")) {
                    case "text" -> Kind.TEXT;
                    case "number" -> Kind.NUMBER;
                    case "date" -> Kind.DATE;
                    case "datetime" -> Kind.DATETIME;
                    default -> Kind.OTHER;
                },
                number(row.get("length")),
                number(row.get("places")),
                row.get("required").equals("Y"),
                row.get("codes"));
    }

    private static OptionalInt number(String text) {
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    private static void read(String name, Consumer<CSVRecord> taking) {
        try (var in = Objects.requireNonNull(InterfaceTables.class.getResourceAsStream(FOLDER + name), name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
                var rows = FORMAT.parse(reader)) {
            rows.forEach(taking);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Transaction> transaction(String number) {
        return Optional.ofNullable(transactions.get(number));
    }

    /// The fields of a node that is answered, by name and in the order of the tables.
    ///
    /// @throws IllegalArgumentException if the tables have no such node
    Map<String, Column> out(String transaction, String node) {
        var columns =
                transaction(transaction).map(Transaction::out).orElse(Map.of()).get(node);
        if (columns == null) {
            throw new IllegalArgumentException("no node '" + node + "' in the answer of " + transaction);
        }
        return columns;
    }

    /// The regions whose institutions were seen to leave out a field that the tables require; empty where all send it.
    List<String> notSent(String transaction, Column column) {
        return notSent.getOrDefault(new Sent(transaction, column.node(), column.name()), List.of());
    }

    /// In the order of their numbers.
    List<Transaction> transactions() {
        return List.copyOf(transactions.values());
    }

    /// The codes of a list of the nation with their names; empty for a list that nobody published.
    Map<String, String> codes(String list) {
        return codes.getOrDefault(list, Map.of());
    }

    /// What regions add to a list.
    List<LocalCode> localCodes(String list) {
        return localCodes.getOrDefault(list, List.of());
    }

    /// What holds in a region of what regions add to a list: its own and its province's.
    List<LocalCode> localCodes(String list, String at) {
        return localCodes(list).stream().filter(code -> isAt(at, code.region())).toList();
    }

    private static boolean isAt(String at, String region) {
        return region.equals(at)
                || region.equals(at.substring(0, 4) + "00")
                || region.equals(at.substring(0, 2) + "0000");
    }

    /// What a code of a region counts as for the nation: itself, unless the region says otherwise.
    String national(String list, String at, String code) {
        return localCodes(list, at).stream()
                .filter(local -> local.code().equals(code) && !local.countsAs().isEmpty())
                .map(LocalCode::countsAs)
                .findFirst()
                .orElse(code);
    }
}

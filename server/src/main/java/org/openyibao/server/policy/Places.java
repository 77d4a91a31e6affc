package org.openyibao.server.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.text.Text;

/// The names of regions: the provinces of GB/T 2260 on the mainland, and those that have packs.
public final class Places {

    private static final Map<String, Text> PROVINCES = provinces();

    private Places() {}

    /// By code, without the nation and regions that are made up.
    public static Map<String, Text> of(PolicyBook book) {
        var places = new TreeMap<>(PROVINCES);
        book.packs().stream()
                .filter(pack -> PROVINCES.containsKey(pack.region().substring(0, 2) + "0000"))
                .forEach(pack -> places.putIfAbsent(pack.region(), pack.name()));
        return places;
    }

    private static Map<String, Text> provinces() {
        try (var file = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Places.class.getResourceAsStream("/provinces.csv")), StandardCharsets.UTF_8))) {
            var found = new TreeMap<String, Text>();
            file.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(row -> found.put(row[0], new Text(row[1], row[2])));
            return Map.copyOf(found);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

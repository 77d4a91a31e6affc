package org.openyibao.engine.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds out what a reader takes by giving it documents that it takes, each with one thing wrong.
final class Explorer {

    /// What is wrong with a document, in English; empty where the reader takes it.
    interface Reader {
        List<String> complaints(Object document);
    }

    private static final String ALIEN = "zzzzzzzzzzzzzzzzzzzz";
    private static final Set<String> NO_SCALAR = Set.of("a map of keys to values", "a list");
    private static final int ENOUGH = 3;
    private static final Pattern KNOWN = Pattern.compile("unknown key \"" + ALIEN + "\", known are: (.*)$");
    private static final Pattern KEYS_EXPECTED = Pattern.compile("the key must be (.*)$");
    private static final Pattern EXPECTED = Pattern.compile(": expected (.*), got \"" + ALIEN + "\"$");

    private final Reader reader;
    private final Set<Set<String>> documentsTried = new HashSet<>();
    private final Set<String> mapsTried = new HashSet<>();
    private final Map<String, Integer> timesMissed = new HashMap<>();
    private final Set<String> optional = new HashSet<>();
    private final Map<String, Integer> scalarsTried = new HashMap<>();

    Explorer(Reader reader) {
        this.reader = reader;
    }

    /// Adds to `shape` what can be told by this document. The reader must take it as it is. Of documents with the same
    /// keys the first tells all.
    void explore(Object document, Shape shape) {
        if (!documentsTried.add(places(List.of(), document, new TreeSet<>()))) {
            return;
        }
        var complaints = reader.complaints(document);
        if (!complaints.isEmpty()) {
            throw new IllegalArgumentException(complaints.toString());
        }
        explore(document, List.of(), shape);
    }

    private static Set<String> places(List<Object> path, Object node, Set<String> places) {
        places.add(place(path));
        switch (node) {
            case Map<?, ?> map -> map.forEach((key, value) -> places(below(path, key), value, places));
            case List<?> list -> list.forEach(element -> places(below(path, 0), element, places));
            default -> {}
        }
        return places;
    }

    private void explore(Object document, List<Object> path, Shape shape) {
        switch (Document.at(document, path)) {
            case Map<?, ?> map -> map(document, path, Document.map(map), shape);
            case List<?> list -> list(document, path, list, shape);
            default -> scalar(document, path, shape);
        }
    }

    private static List<Object> below(List<Object> path, Object step) {
        var below = new ArrayList<>(path);
        below.add(step);
        return below;
    }

    private static String place(List<Object> path) {
        return path.stream()
                .map(step -> step instanceof Integer ? "[]" : step.toString())
                .collect(Collectors.joining("."));
    }

    private List<String> with(Object document, List<Object> path, Object value) {
        return reader.complaints(Document.changed(document, path, ignored -> value));
    }

    private void map(Object document, List<Object> path, Map<String, Object> map, Shape shape) {
        if (mapsTried.add(place(path) + new TreeSet<>(map.keySet()))) {
            var complaints = with(document, below(path, ALIEN), ALIEN);
            var known = complaints.stream()
                    .map(KNOWN::matcher)
                    .filter(Matcher::find)
                    .findFirst();
            if (known.isPresent()) {
                known(document, path, map, shape, List.of(known.get().group(1).split(", ")));
            } else {
                shape.value();
                complaints.stream()
                        .map(KEYS_EXPECTED::matcher)
                        .filter(Matcher::find)
                        .forEach(found -> shape.keysExpected = found.group(1));
            }
        }
        map.forEach((key, value) ->
                explore(document, below(path, key), shape.values.isPresent() ? shape.value() : shape.key(key)));
    }

    private void known(Object document, List<Object> path, Map<String, Object> map, Shape shape, List<String> known) {
        var missed = new LinkedHashSet<String>();
        for (var key : map.keySet()) {
            if (isMissed(document, path, key)) {
                missed.add(key);
            }
        }
        shape.require(missed);
        for (var key : known) {
            var under = shape.key(key);
            if (!map.containsKey(key) && !under.isKnown() && isNew("without " + place(below(path, key)))) {
                tell(document, below(path, key), under);
            }
        }
    }

    /// Whether the reader misses a key that is taken out. After a few maps in which it did, it is taken to do so in
    /// all.
    private boolean isMissed(Object document, List<Object> path, String key) {
        var place = place(below(path, key));
        if (!optional.contains(place) && timesMissed.merge(place, 1, Integer::sum) <= ENOUGH) {
            var complaints = with(document, below(path, key), null);
            if (complaints.stream().noneMatch(complaint -> complaint.contains("key \"" + key + "\" is missing"))) {
                optional.add(place);
            }
        }
        return !optional.contains(place);
    }

    /// What the reader says at a place of a text that nobody would write, and of a list of it. Tells nothing where it
    /// complains of something else.
    private void tell(Object document, List<Object> path, Shape shape) {
        told(with(document, path, ALIEN)).ifPresent(expected -> shape.scalar = Optional.of(expected));
        told(with(document, path, List.of(ALIEN)))
                .ifPresent(expected -> shape.element().scalar = Optional.of(expected));
    }

    private static Optional<String> told(List<String> complaints) {
        return complaints.isEmpty()
                ? Optional.of("")
                : complaints.stream()
                        .map(EXPECTED::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                        .filter(expected -> !NO_SCALAR.contains(expected))
                        .findFirst();
    }

    private void list(Object document, List<Object> path, List<?> list, Shape shape) {
        if (!list.isEmpty() && list.stream().allMatch(String.class::isInstance)) {
            scalar(document, path, shape);
            return;
        }
        for (var i = 0; i < list.size(); i++) {
            explore(document, below(path, i), shape.element());
        }
    }

    private void scalar(Object document, List<Object> path, Shape shape) {
        if (isNew(place(path))) {
            tell(document, path, shape);
            if (!shape.isKnown()) {
                throw new IllegalStateException(place(path) + ": nothing is said of " + ALIEN);
            }
        }
    }

    private boolean isNew(String trial) {
        return scalarsTried.merge(trial, 1, Integer::sum) <= ENOUGH;
    }

    /// Where keys are known of which nothing could be told.
    static List<String> unknown(Shape shape) {
        var unknown = new ArrayList<String>();
        unknown("", shape, unknown);
        return unknown;
    }

    private static void unknown(String place, Shape shape, List<String> unknown) {
        if (!shape.isKnown()) {
            unknown.add(place);
        }
        var below = new LinkedHashMap<String, Shape>(shape.keys);
        shape.elements.ifPresent(element -> below.put("[]", element));
        shape.values.ifPresent(value -> below.put("*", value));
        below.forEach((key, under) -> unknown(place.isEmpty() ? key : place + "." + key, under, unknown));
    }
}

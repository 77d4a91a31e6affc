package org.openyibao.bench.settle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A message in the form in which it costs next to nothing to send it again: its bytes, with gaps between
/// them. No tree is built and nothing is encoded when it is sent.
final class Template {

    private static final Pattern MARKER = Pattern.compile("\\$\\{([a-z]+)}");

    private final byte[][] texts;
    private final Slot[] gaps;

    private Template(List<byte[]> texts, List<Slot> gaps) {
        this.texts = texts.toArray(byte[][]::new);
        this.gaps = gaps.toArray(Slot[]::new);
    }

    /// `text` with its markers; each must name a [Slot].
    static Template of(String text) {
        var texts = new ArrayList<byte[]>();
        var gaps = new ArrayList<Slot>();
        var matcher = MARKER.matcher(text);
        var from = 0;
        while (matcher.find()) {
            texts.add(text.substring(from, matcher.start()).getBytes(StandardCharsets.UTF_8));
            gaps.add(Slot.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)));
            from = matcher.end();
        }
        texts.add(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return new Template(texts, gaps);
    }

    /// A resource beside this class, without the line breaks and the indentation, its markers replaced where
    /// `values` has their name.
    static String resource(String name, Map<String, String> values) {
        try (InputStream stream = Template.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + name);
            }
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .collect(Collectors.joining());
            return filled(text, values);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String filled(String text, Map<String, String> values) {
        var filled = text;
        for (var value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    /// Writes the message with these values in its gaps.
    void write(Bytes target, Map<Slot, byte[]> values) {
        for (var i = 0; i < gaps.length; i++) {
            target.append(texts[i]);
            var value = values.get(gaps[i]);
            if (value == null) {
                throw new IllegalArgumentException("no value for " + gaps[i]);
            }
            target.append(value);
        }
        target.append(texts[gaps.length]);
    }

    static EnumMap<Slot, byte[]> values() {
        return new EnumMap<>(Slot.class);
    }
}

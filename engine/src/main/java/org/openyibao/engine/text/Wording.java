package org.openyibao.engine.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the known word that a misspelt one was probably meant to be.
public final class Wording {

    private Wording() {}

    /// The known word at the smallest edit distance, if that is at most a third of the word's length (at least 2, but
    /// never the whole word).
    public static Optional<String> nearest(String word, Collection<String> known) {
        var limit = Math.min(Math.max(2, word.length() / 3), word.length() - 1);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= limit)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}

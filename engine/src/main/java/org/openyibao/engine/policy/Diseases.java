package org.openyibao.engine.policy;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// Which diseases a condition permits: those on the named lists (病种目录) of [Effect.DiseaseList], or where `except`
/// all but those. A visit that names no disease is on the list [#NONE], one that names a disease of no list on
/// [#UNLISTED].
public record Diseases(boolean except, Set<String> lists) {

    public static final String NONE = "none";
    public static final String UNLISTED = "unlisted";

    public static final Diseases ANY = new Diseases(true, Set.of());

    public Diseases {
        lists = Set.copyOf(lists);
    }

    /// True where the list is permitted; the empty one, where no visit is asked about, always is.
    public boolean includes(String list) {
        return list.isEmpty() || lists.contains(list) != except;
    }

    public boolean isEmpty() {
        return !except && lists.isEmpty();
    }

    /// The diseases that both permit.
    public Diseases and(Diseases other) {
        if (except && other.except) {
            return new Diseases(true, union(lists, other.lists));
        }
        if (except) {
            return new Diseases(false, difference(other.lists, lists));
        }
        return new Diseases(false, other.except ? difference(lists, other.lists) : intersection(lists, other.lists));
    }

    /// The diseases that this permits and `other` does not.
    public Diseases without(Diseases other) {
        return and(new Diseases(!other.except, other.lists));
    }

    /// In the words of a pack, in the order of the alphabet.
    @Override
    public String toString() {
        return (except ? "all but " : "") + String.join(", ", new TreeSet<>(lists));
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        var both = new HashSet<>(some);
        both.addAll(more);
        return both;
    }

    private static Set<String> intersection(Set<String> some, Set<String> others) {
        var both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }

    private static Set<String> difference(Set<String> some, Set<String> less) {
        var left = new HashSet<>(some);
        left.removeAll(less);
        return left;
    }
}

package org.openyibao.engine.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.Diseases;

/// Sets of facts as unions of conditions: a condition is a product of permitted answers and an age band, so
/// that intersections are conditions and differences are a few of them, without common facts.
public final class Cubes {

    private static final Dimension[] DIMENSIONS = Dimension.values();

    private Cubes() {}

    public static Optional<Condition> intersect(Condition a, Condition b) {
        return a.overlaps(b)
                ? Optional.of(new Condition(
                        a.person() & b.person(),
                        a.visit() & b.visit(),
                        Math.max(a.ageFrom(), b.ageFrom()),
                        Math.min(a.ageTo(), b.ageTo()),
                        a.diseases().and(b.diseases())))
                : Optional.empty();
    }

    static List<Condition> intersect(List<Condition> set, Condition with) {
        return set.stream().flatMap(cube -> intersect(cube, with).stream()).toList();
    }

    static List<Condition> subtract(List<Condition> set, Condition taken) {
        var left = new ArrayList<Condition>();
        set.forEach(cube -> subtract(cube, taken, left));
        return left;
    }

    private static void subtract(Condition from, Condition taken, List<Condition> left) {
        if (!from.overlaps(taken)) {
            left.add(from);
            return;
        }
        var rest = from;
        for (var dimension : DIMENSIONS) {
            var mine = bits(rest, dimension);
            var outside = mine & ~bits(taken, dimension);
            if (outside != 0) {
                left.add(with(rest, dimension, outside));
                rest = with(rest, dimension, mine & ~outside);
            }
        }
        if (rest.ageFrom() < taken.ageFrom()) {
            left.add(aged(rest, rest.ageFrom(), taken.ageFrom() - 1));
            rest = aged(rest, taken.ageFrom(), rest.ageTo());
        }
        if (rest.ageTo() > taken.ageTo()) {
            left.add(aged(rest, taken.ageTo() + 1, rest.ageTo()));
            rest = aged(rest, rest.ageFrom(), taken.ageTo());
        }
        var others = rest.diseases().without(taken.diseases());
        if (!others.isEmpty()) {
            left.add(of(rest, others));
        }
    }

    /// The permitted answers of one dimension, where they stand in the word.
    public static long bits(Condition condition, Dimension dimension) {
        return (dimension.ofPerson() ? condition.person() : condition.visit()) & dimension.mask();
    }

    /// The condition with other permitted answers of one dimension.
    public static Condition with(Condition condition, Dimension dimension, long bits) {
        var person = condition.person();
        var visit = condition.visit();
        if (dimension.ofPerson()) {
            person = person & ~dimension.mask() | bits;
        } else {
            visit = visit & ~dimension.mask() | bits;
        }
        return new Condition(person, visit, condition.ageFrom(), condition.ageTo(), condition.diseases());
    }

    /// The condition with another age band.
    public static Condition aged(Condition condition, int from, int to) {
        return new Condition(condition.person(), condition.visit(), from, to, condition.diseases());
    }

    /// The condition with other permitted diseases.
    static Condition of(Condition condition, Diseases diseases) {
        return new Condition(condition.person(), condition.visit(), condition.ageFrom(), condition.ageTo(), diseases);
    }

    static boolean asksDisease(Condition condition) {
        return !condition.diseases().equals(Diseases.ANY);
    }

    public static boolean asks(Condition condition, Dimension dimension) {
        return bits(condition, dimension) != dimension.mask();
    }

    static boolean asksAge(Condition condition) {
        return condition.ageFrom() > 0 || condition.ageTo() != Condition.NO_AGE_LIMIT;
    }

    /// The condition with only those questions that one of `askers` asks.
    static Condition asOnly(Condition condition, List<Condition> askers) {
        var kept = condition;
        for (var dimension : DIMENSIONS) {
            if (askers.stream().noneMatch(asker -> asks(asker, dimension))) {
                kept = with(kept, dimension, dimension.mask());
            }
        }
        if (askers.stream().noneMatch(Cubes::asksAge)) {
            kept = aged(kept, 0, Condition.NO_AGE_LIMIT);
        }
        return askers.stream().anyMatch(Cubes::asksDisease) ? kept : of(kept, Diseases.ANY);
    }

    /// In the words of a pack: `visit: inpatient; level: 1, 2; age: 70..`; empty where everything is
    /// permitted.
    public static String words(Condition condition) {
        var words = new ArrayList<String>();
        for (var dimension : DIMENSIONS) {
            if (asks(condition, dimension)) {
                words.add(dimension.code() + ": " + String.join(", ", answers(condition, dimension)));
            }
        }
        if (asksAge(condition)) {
            words.add("age: " + ages(condition));
        }
        if (asksDisease(condition)) {
            words.add("disease: " + condition.diseases());
        }
        return String.join("; ", words);
    }

    static String ages(Condition condition) {
        return (condition.ageFrom() > 0 ? condition.ageFrom() : "")
                + ".."
                + (condition.ageTo() == Condition.NO_AGE_LIMIT ? "" : condition.ageTo());
    }

    private static List<String> answers(Condition condition, Dimension dimension) {
        var answers = new ArrayList<String>();
        for (var i = 0; i < dimension.answers().size(); i++) {
            if ((bits(condition, dimension) & dimension.bit(i)) != 0) {
                answers.add(dimension.answers().get(i));
            }
        }
        return answers;
    }
}

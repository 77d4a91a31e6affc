package org.openyibao.engine.facts;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Brackets;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Items;
import org.openyibao.engine.policy.Rule;

/// What a rule says, value by value, as words that a table of facts can name: `level=3` and `age=70..` for its
/// conditions, `up to 30000.00: 85%` and `above: 60%` for brackets, `valid-months 6` and `allowed=false` for the rest.
final class RuleWords {

    private static final long UNBOUNDED = Long.MAX_VALUE;

    private RuleWords() {}

    static Set<String> of(Rule rule) {
        var words = new LinkedHashSet<String>();
        condition(rule.when(), words);
        diseases(rule.when(), words);
        effect(rule.effect(), words);
        return words;
    }

    private static void condition(Condition when, Set<String> words) {
        for (var dimension : Dimension.values()) {
            var word = dimension.ofPerson() ? when.person() : when.visit();
            if ((word & dimension.mask()) != dimension.mask()) {
                for (var i = 0; i < dimension.answers().size(); i++) {
                    if ((word & dimension.bit(i)) != 0) {
                        words.add(dimension.code() + "=" + dimension.answers().get(i));
                    }
                }
            }
        }
        if (when.ageFrom() > 0 || when.ageTo() != Condition.NO_AGE_LIMIT) {
            words.add("age=" + (when.ageFrom() > 0 ? when.ageFrom() : "") + ".."
                    + (when.ageTo() == Condition.NO_AGE_LIMIT ? "" : when.ageTo()));
        }
    }

    private static void diseases(Condition when, Set<String> words) {
        var prefix = when.diseases().except() ? "disease=not-" : "disease=";
        when.diseases().lists().forEach(list -> words.add(prefix + list));
    }

    private static void effect(Effect effect, Set<String> words) {
        for (var component : effect.getClass().getRecordComponents()) {
            value(name(component), value(effect, component), words);
        }
    }

    private static Object value(Effect effect, RecordComponent component) {
        try {
            return component.getAccessor().invoke(effect);
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(component.toString(), hidden);
        }
    }

    private static void value(String name, Object value, Set<String> words) {
        switch (value) {
            case Boolean flag -> words.add(name + "=" + flag);
            case Brackets brackets -> brackets(brackets, words);
            case Items items -> items(items, words);
            case Optional<?> maybe -> maybe.ifPresent(one -> value(name, one, words));
            case Collection<?> many -> many.forEach(one -> value(name, one, words));
            default -> {
                var text = value.equals(Fen.of(UNBOUNDED)) ? "none" : value.toString();
                words.add(text);
                words.add(name + " " + text);
            }
        }
    }

    private static void brackets(Brackets brackets, Set<String> words) {
        for (var i = 0; i < brackets.size(); i++) {
            var upTo = brackets.upTo(i);
            words.add((upTo == Brackets.OPEN ? "above" : "up to " + Fen.of(upTo)) + ": " + brackets.ratio(i));
        }
    }

    private static void items(Items items, Set<String> words) {
        if (!items.isAll()) {
            for (var category : FeeCategory.values()) {
                for (var grade : Grade.values()) {
                    if (items.includes(category, grade)) {
                        words.add("category=" + category);
                        words.add("grade=" + grade);
                    }
                }
            }
        }
    }

    private static String name(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}

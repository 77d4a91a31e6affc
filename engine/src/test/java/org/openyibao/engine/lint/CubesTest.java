package org.openyibao.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.Diseases;
import org.openyibao.engine.policy.Facts;

class CubesTest {

    private static final List<String> LISTS = List.of(Diseases.NONE, Diseases.UNLISTED, "tumour", "dialysis");

    private static final long SEED = 20250310L;

    /// Random conditions against random facts: a difference holds exactly those facts of the one that the
    /// other has not, each in one of its cubes.
    @Test
    void a_difference_holds_each_fact_once() {
        var random = new Random(SEED);
        for (var round = 0; round < 2_000; round++) {
            var from = condition(random);
            var taken = condition(random);
            var left = Cubes.subtract(List.of(from), taken);
            for (var i = 0; i < 20; i++) {
                var facts = facts(random);
                var holders = left.stream().filter(cube -> cube.matches(facts)).count();
                assertThat(holders)
                        .as("seed " + SEED + ", round " + round)
                        .isEqualTo(from.matches(facts) && !taken.matches(facts) ? 1 : 0);
                assertThat(Cubes.intersect(from, taken)
                                .filter(both -> both.matches(facts))
                                .isPresent())
                        .isEqualTo(from.matches(facts) && taken.matches(facts));
            }
        }
    }

    @Test
    void conditions_read_as_in_a_pack() {
        var third = Cubes.with(Condition.ALWAYS, Dimension.LEVEL, Dimension.LEVEL.bit(2));

        assertThat(Cubes.words(Condition.ALWAYS)).isEmpty();
        assertThat(Cubes.words(third)).isEqualTo("level: 3");
        assertThat(Cubes.words(new Condition(-1L, -1L, 70, Condition.NO_AGE_LIMIT, Diseases.ANY)))
                .isEqualTo("age: 70..");
        assertThat(Cubes.words(new Condition(-1L, -1L, 0, 17, Diseases.ANY))).isEqualTo("age: ..17");
        assertThat(Cubes.asOnly(third, List.of())).isEqualTo(Condition.ALWAYS);
    }

    private static Condition condition(Random random) {
        var condition = Condition.ALWAYS;
        for (var dimension : Dimension.values()) {
            if (random.nextInt(4) == 0) {
                var answers = dimension.answers().size();
                var first = random.nextInt(answers);
                var second = random.nextInt(answers);
                condition = Cubes.with(condition, dimension, dimension.bit(first) | dimension.bit(second));
            }
        }
        if (random.nextInt(4) == 0) {
            var lists = LISTS.stream().filter(list -> random.nextBoolean()).collect(Collectors.toSet());
            condition = Cubes.of(condition, new Diseases(lists.isEmpty() || random.nextBoolean(), lists));
        }
        var age = random.nextInt(80);
        return random.nextBoolean()
                ? condition
                : new Condition(
                        condition.person(), condition.visit(), age, age + random.nextInt(20), condition.diseases());
    }

    private static Facts facts(Random random) {
        var person = 0L;
        var visit = 0L;
        var dimensions = new ArrayList<>(List.of(Dimension.values()));
        for (var dimension : dimensions) {
            var bit = dimension.bit(random.nextInt(dimension.answers().size()));
            if (dimension.ofPerson()) {
                person |= bit;
            } else {
                visit |= bit;
            }
        }
        return new Facts(person, visit, random.nextInt(100), LISTS.get(random.nextInt(LISTS.size())));
    }
}

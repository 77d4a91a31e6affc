package org.openyibao.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseFile;
import org.openyibao.engine.cases.CaseRun;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.yaml.Yaml;
import org.openyibao.engine.yaml.YamlMap;
import org.openyibao.engine.yaml.YamlNode;

/// `policies/statements.yaml`: each statement of the pages that the packs began with is taken up by a rule or held by
/// a case, or the table says why not; and where statements contradict, the rule's notes say which reading was taken.
class StatementsTest {

    private static final int STATEMENTS = 147;
    private static final int CONTRADICTIONS = 35;

    /// Words in both languages, apart by a slash, as the notes of rules are.
    private static final Pattern BOTH_LANGUAGES = Pattern.compile("(?s).*\\p{IsHan}.*/ .*[a-z]{2}.*");

    private record Entry(
            String id, List<String> statements, List<String> rules, List<String> cases, Optional<String> why) {}

    private static List<Entry> statements;
    private static List<Entry> contradictions;
    private static Map<String, List<Rule>> rules;

    @BeforeAll
    static void read() {
        var root = Yaml.read(Packs.folder().resolve("statements.yaml"))
                .orElseThrow()
                .map();
        var reasons = root.get("reasons").map();
        statements = root.list("statements").stream()
                .map(node -> entry(node.map(), reasons))
                .toList();
        contradictions = root.list("contradictions").stream()
                .map(node -> entry(node.map(), reasons))
                .toList();
        reasons.finish();
        root.finish();
        rules = Packs.book().packs().stream()
                .flatMap(pack -> pack.rules().stream())
                .collect(Collectors.groupingBy(rule -> rule.region() + "/" + rule.id()));
    }

    private static Entry entry(YamlMap map, YamlMap reasons) {
        assertThat(map.text("zh")).containsPattern("\\p{IsHan}");
        assertThat(map.text("en")).doesNotContainPattern("\\p{IsHan}");
        var entry = new Entry(
                map.text("id"),
                map.each("statements", YamlNode::text),
                map.each("rules", YamlNode::text),
                map.each("cases", YamlNode::text),
                map.find("why").map(why -> reasons.text(why.text())));
        map.finish();
        return entry;
    }

    @Test
    void every_statement_and_contradiction_stands_once() {
        assertThat(statements).extracting(Entry::id).containsExactlyElementsOf(ids("S", STATEMENTS));
        assertThat(contradictions).extracting(Entry::id).containsExactlyElementsOf(ids("X", CONTRADICTIONS));
    }

    private static List<String> ids(String letter, int last) {
        return ids(letter, 1, last);
    }

    private static List<String> ids(String letter, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> letter + number)
                .toList();
    }

    @Test
    void each_went_somewhere_or_the_table_says_why_not() {
        assertThat(statements).allSatisfy(entry -> {
            assertThat(entry.rules.size()
                            + entry.cases.size()
                            + entry.why.stream().count())
                    .as(entry.id)
                    .isPositive();
            assertThat(entry.rules.isEmpty() || entry.why.isEmpty())
                    .as(entry.id)
                    .isTrue();
            entry.why.ifPresent(why -> assertThat(why).matches(BOTH_LANGUAGES));
        });
    }

    @Test
    void every_rule_and_case_that_is_named_exists() {
        assertThat(rules.keySet())
                .containsAll(statements.stream()
                        .flatMap(entry -> entry.rules.stream())
                        .toList());
        assertThat(cases())
                .extracting(Case::id)
                .containsAll(statements.stream()
                        .flatMap(entry -> entry.cases.stream())
                        .toList());
    }

    /// Care away from home: whether cards, filings and prior years' money can be used there.
    private static final List<String> OF_CARE_AWAY =
            Stream.concat(ids("S", 35, 37).stream(), ids("S", 79, 93).stream()).toList();

    /// Each is asked of the rules in a case, and the case has the answer of the rules; where the table says that a
    /// statement is contradicted, the answer rests on the rule that stands instead.
    @Test
    void what_is_said_of_care_away_is_an_answer_or_contradicted_by_the_rule_that_stands() {
        var run = new CaseRun(Packs.book());
        var asked = cases().stream()
                .filter(each -> each.question() instanceof Question.CanIUse)
                .collect(Collectors.toMap(Case::id, each -> each));
        for (var id : OF_CARE_AWAY) {
            var statement = statements.stream()
                    .filter(entry -> entry.id.equals(id))
                    .findFirst()
                    .orElseThrow();
            var answered = statement.cases.stream()
                    .flatMap(name -> Stream.ofNullable(asked.get(name)))
                    .toList();
            assertThat(answered).as(id).isNotEmpty().allSatisfy(each -> {
                assertThat(each.rules()).contains(id);
                assertThat(run.run(each).mismatches()).isEmpty();
            });
            var against = contradictions.stream()
                    .filter(entry -> entry.statements.contains(id))
                    .toList();
            assertThat(against.isEmpty()
                            || against.stream()
                                    .anyMatch(entry -> answered.stream().anyMatch(each -> restsOn(run, each, entry))))
                    .as("%s: an answer names one of %s and rests on its rule", id, against)
                    .isTrue();
        }
    }

    private static boolean restsOn(CaseRun run, Case asked, Entry contradiction) {
        return asked.rules().contains(contradiction.id)
                && run.explain(asked).rules().stream()
                        .anyMatch(rule -> contradiction.rules.contains(rule.region() + "/" + rule.id()));
    }

    private static List<Case> cases() {
        try (var files = Files.walk(Packs.folder())) {
            return files.filter(StatementsTest::isCaseFile)
                    .flatMap(file -> CaseFile.read(file).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isCaseFile(Path file) {
        return file.toString().endsWith(".yaml") && file.getParent().endsWith("cases");
    }

    @Test
    void where_statements_contradict_the_notes_of_the_rule_say_which_reading_was_taken() {
        assertThat(contradictions).allSatisfy(entry -> {
            assertThat(entry.rules.isEmpty()).as(entry.id).isEqualTo(entry.why.isPresent());
            assertThat(entry.statements).as(entry.id).isNotEmpty().allMatch(ids("S", STATEMENTS)::contains);
            for (var named : entry.rules) {
                assertThat(rules).as(entry.id).containsKey(named);
                assertThat(rules.get(named))
                        .as("%s %s", entry.id, named)
                        .anySatisfy(rule -> assertThat(rule.notes()).matches(BOTH_LANGUAGES));
            }
            assertThat(entry.rules.isEmpty() || entry.rules.stream().anyMatch(named -> names(named, entry.statements)))
                    .as("%s: the notes of one of %s name one of %s", entry.id, entry.rules, entry.statements)
                    .isTrue();
        });
    }

    private static boolean names(String named, List<String> statements) {
        return rules.get(named).stream()
                .anyMatch(rule -> statements.stream()
                        .anyMatch(id -> Pattern.compile(id + "(?!\\d)")
                                .matcher(rule.notes())
                                .find()));
    }
}

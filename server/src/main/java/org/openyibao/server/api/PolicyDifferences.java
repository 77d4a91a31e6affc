package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.diff.Population;
import org.openyibao.engine.diff.RuleChange;
import org.openyibao.engine.diff.RuleChanges;
import org.openyibao.engine.diff.Tally;
import org.openyibao.engine.text.Text;
import org.openyibao.server.policy.Draft;
import org.openyibao.server.policy.Library;

/// What changes between two versions of the packs, or two days: rule by rule, and over cases who pays more and less.
@Schema(name = "PolicyDifferences")
record PolicyDifferences(
        @Schema(description = "what cannot be understood; then nothing else was looked at")
        List<Trouble> problems,

        List<OfRule> rules,

        @Schema(description = "how many cases were asked of both")
        int cases,

        @Schema(description = "how many of them are visits") int visits,

        @Schema(description = "what the funds pay of the visits")
        Tally fund,

        @Schema(description = "what accounts pay of the visits")
        Tally account,

        @Schema(description = "what persons pay of the visits")
        Tally person,

        @Schema(description = "how many cases are answered differently")
        int differing,

        @Schema(description = "the first of those") List<OfCase> changes) {

    private static final int CHANGES_SHOWN = 200;
    private static final Tally NOTHING =
            new Tally(0, 0, org.openyibao.engine.money.Fen.ZERO, org.openyibao.engine.money.Fen.ZERO);

    @Schema(name = "RuleDifference")
    record OfRule(
            String region,
            String id,
            Text title,

            @Schema(description = "added, removed, changed or moved")
            String change,

            String file,
            int line,

            @Schema(description = "the keys that differ, of a rule that came or went all of them")
            List<OfKey> keys) {}

    @Schema(name = "CaseDifference")
    record OfCase(String id, String title, List<OfKey> keys) {}

    @Schema(name = "KeyDifference")
    record OfKey(String key, Optional<String> before, Optional<String> after) {}

    static PolicyDifferences notUnderstood(List<Trouble> problems) {
        return new PolicyDifferences(problems, List.of(), 0, 0, NOTHING, NOTHING, NOTHING, 0, List.of());
    }

    static PolicyDifferences of(Draft.Packs draft, Runnable beforeEach) {
        return of(
                RuleChanges.between(draft.before(), draft.after()),
                Population.compare(draft.before(), draft.after(), draft.cases(), beforeEach),
                draft.cases());
    }

    static PolicyDifferences between(Library library, String region, LocalDate before, LocalDate after) {
        var cases = library.cases(region);
        return of(
                RuleChanges.between(
                        library.version().on(before.toString(), region, before),
                        library.version().on(after.toString(), region, after)),
                Population.compare(library.book(), before, after, cases, () -> {}),
                cases);
    }

    private static PolicyDifferences of(List<RuleChange> rules, Population population, List<Case> cases) {
        Map<String, String> titles =
                cases.stream().collect(Collectors.toMap(Case::id, Case::title, (first, _) -> first));
        return new PolicyDifferences(
                List.of(),
                rules.stream().map(PolicyDifferences::rule).toList(),
                population.cases(),
                population.visits(),
                population.tally().fund(),
                population.tally().account(),
                population.tally().person(),
                population.changes().size(),
                population.changes().stream()
                        .limit(CHANGES_SHOWN)
                        .map(change -> new OfCase(
                                change.id(),
                                titles.getOrDefault(change.id(), ""),
                                change.answers().stream()
                                        .map(answer -> new OfKey(answer.key(), answer.before(), answer.after()))
                                        .toList()))
                        .toList());
    }

    private static OfRule rule(RuleChange change) {
        var side = change.after().or(change::before).orElseThrow();
        return new OfRule(
                change.region(),
                change.id(),
                side.rule().title(),
                change.kind(),
                Library.file(side.rule().place()),
                Library.line(side.rule().place()),
                change.fields().stream()
                        .map(field -> new OfKey(field.key(), field.before(), field.after()))
                        .toList());
    }
}

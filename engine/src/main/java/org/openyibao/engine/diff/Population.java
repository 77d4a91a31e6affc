package org.openyibao.engine.diff;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseFile;
import org.openyibao.engine.cases.CaseRun;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.policy.PolicyBook;

/// The cases of a file, decided by both versions; what they expect is not looked at. `tally` counts the visits among
/// them, those too that do not change.
public record Population(int cases, int visits, Tally.Payers tally, List<CaseChange> changes) {

    /// A case that is answered differently: the keys that differ, as under `expect`.
    public record CaseChange(String id, List<Answer> answers) {}

    /// What stands under one key of an answer; empty where there is no such key.
    public record Answer(String key, Optional<String> before, Optional<String> after) {}

    /// Throws [org.openyibao.engine.yaml.InvalidFileException] where the file cannot be understood.
    public static List<Case> read(Path file) {
        return CaseFile.read(file);
    }

    /// @param afterEach told after each case
    public static Population compare(Version before, Version after, List<Case> cases, Runnable afterEach) {
        return compare(before.book(), after.book(), cases, asked -> asked, asked -> asked, afterEach);
    }

    /// The cases asked on one day and on another, by the same packs.
    public static Population compare(
            PolicyBook book, LocalDate before, LocalDate after, List<Case> cases, Runnable afterEach) {
        return compare(book, book, cases, asked -> asked.onDay(before), asked -> asked.onDay(after), afterEach);
    }

    private static Population compare(
            PolicyBook before,
            PolicyBook after,
            List<Case> cases,
            UnaryOperator<Case> asAsked,
            UnaryOperator<Case> asAskedAfter,
            Runnable afterEach) {
        var old = new CaseRun(before);
        var now = new CaseRun(after);
        var tally = Tally.Payers.NONE;
        var visits = 0;
        var changes = new ArrayList<CaseChange>();
        for (var asked : cases) {
            var one = asAsked.apply(asked);
            var other = asAskedAfter.apply(asked);
            if (one.question() instanceof Question.Visit visit
                    && other.question() instanceof Question.Visit otherVisit) {
                visits++;
                tally = tally.with(
                        Paid.of(Waterfall.decide(before, visit.claim())),
                        Paid.of(Waterfall.decide(after, otherVisit.claim())));
            }
            var answers =
                    differing(old.explain(one).answers(), now.explain(other).answers());
            if (!answers.isEmpty()) {
                changes.add(new CaseChange(asked.id(), answers));
            }
            afterEach.run();
        }
        return new Population(cases.size(), visits, tally, List.copyOf(changes));
    }

    private static List<Answer> differing(Map<String, String> old, Map<String, String> now) {
        var keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(now.keySet());
        return keys.stream()
                .map(key -> new Answer(key, Optional.ofNullable(old.get(key)), Optional.ofNullable(now.get(key))))
                .filter(answer -> !answer.before().equals(answer.after()))
                .toList();
    }
}

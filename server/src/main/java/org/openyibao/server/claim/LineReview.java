package org.openyibao.server.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Result;

/// Sorts the lines of a claim by what a clerk found (初审).
final class LineReview {

    private final Checks checks;

    LineReview(Checks checks) {
        this.checks = checks;
    }

    Result<Act> review(Connection connection, Claim claim, String clerk, List<Finding> findings, String why)
            throws SQLException {
        var found = new HashMap<Integer, Finding>();
        for (var i = 0; i < findings.size(); i++) {
            var finding = findings.get(i);
            if (finding.line() > claim.lines().size() || found.put(finding.line(), finding) != null) {
                return Result.refused(Refusal.badInput(
                        "WRONG_LINE",
                        "lines[" + i + "].line",
                        new Text(
                                "1 至 " + claim.lines().size() + "，每行一次",
                                "1 to " + claim.lines().size() + ", each once"),
                        Text.same(Integer.toString(finding.line()))));
            }
        }
        var lines = new ArrayList<Claim.Line>(claim.lines().size());
        var changes = new ArrayList<String>();
        for (var line : claim.lines()) {
            var finding = found.get(line.number());
            var after = finding == null
                    ? line
                    : line.as(
                            finding.code().orElse(line.code()),
                            finding.approval().orElse(line.approval()),
                            finding.struck().orElse(""));
            lines.add(after);
            change(line, after).ifPresent(changes::add);
        }
        var after = claim.reviewed(List.copyOf(lines), clerk);
        var refusal = unsorted(after);
        if (refusal.isEmpty()) {
            refusal = checks.refusal(connection, after);
        }
        return refusal.isPresent()
                ? Result.refused(refusal.get())
                : Result.done(new Act(after, "reviewed", clerk, why, shortened(String.join("; ", changes))));
    }

    private static Optional<String> change(Claim.Line before, Claim.Line after) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        var to = after.counts() ? after.code() + " " + after.approval() : "struck (" + after.struck() + ")";
        var from = before.counts() ? before.code() + " " + before.approval() : "struck";
        return Optional.of(before.number() + ": " + from.strip() + " > " + to.strip());
    }

    private static String shortened(String details) {
        var most = 4_000;
        return details.length() <= most ? details : details.substring(0, most - 1) + "…";
    }

    static Optional<Refusal> unsorted(Claim claim) {
        var unsorted = claim.lines().stream().filter(line -> !line.isSorted()).toList();
        if (unsorted.isEmpty()) {
            return Optional.empty();
        }
        var first = unsorted.getFirst();
        return Optional.of(Refusal.conflict(
                        "LINE_NOT_SORTED",
                        "lines[" + (first.number() - 1) + "].code",
                        new Text("目录编码，或剔除的原因", "a code of the catalogue, or why it is struck"),
                        Text.same(first.name()))
                .with(unsorted.stream()
                        .map(line -> Text.same(line.number() + " " + line.name()))
                        .toList())
                .instead(new Text("初审时逐行对照参保地目录", "sort each line by the catalogue in the review")));
    }
}

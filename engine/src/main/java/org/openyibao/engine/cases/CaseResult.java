package org.openyibao.engine.cases;

import java.util.List;

/// What became of one case: it passed if no key was missed.
public record CaseResult(Case asked, List<Mismatch> mismatches) {

    /// A key whose value is not the expected one. `got` is `-` where the decision has no such value, and names the
    /// reason behind it where no rule was found.
    public record Mismatch(String id, String key, String expected, String got) {}

    public boolean passed() {
        return mismatches.isEmpty();
    }
}

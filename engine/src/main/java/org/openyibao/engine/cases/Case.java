package org.openyibao.engine.cases;

import java.time.LocalDate;
import java.util.List;
import org.openyibao.engine.claim.Insured;

/// One decision with everything that it depends on and what it must come to.
///
/// `place` is its file and line. `title`, `rules` and `arithmetic` are for people. `soft`: it rests on a
/// reading that the sources leave open.
public record Case(
        String id,
        String place,
        LocalDate on,
        Insured insured,
        Question question,
        List<Expectation> expect,
        String title,
        List<String> rules,
        String arithmetic,
        boolean soft) {

    /// One key under `expect` and its value as the engine writes it: yuan with two decimals, ISO dates,
    /// `true`, codes, lists as `[A, B]`. The answer to `entitled` on a day has the key `entitled 2025-03-20`.
    public record Expectation(String key, String value) {}

    /// The same on another day.
    public Case onDay(LocalDate day) {
        return asking(day, question.onDay(day));
    }

    /// The same with a year's premium paid on another day; where none is, the same.
    public Case paidOn(LocalDate day) {
        return asking(on, question.paidOn(day));
    }

    private Case asking(LocalDate day, Question other) {
        return new Case(id, place, day, insured, other, expect, title, rules, arithmetic, soft);
    }
}

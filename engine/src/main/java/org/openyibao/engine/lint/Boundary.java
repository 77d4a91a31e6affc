package org.openyibao.engine.lint;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.policy.Rule;

/// A written value of a rule at which the answer turns, with its two sides.
///
/// Where amounts lie on both sides of it (`continuous`), a case is on the far side if its answer changes when
/// the value is moved away over it, and on the near side if it does not, but changes when the value is moved
/// the other way. Where the answer jumps (a date, an age, a number of days), the sides are the last value
/// that the rule takes in and the first that it does not: a case is there if its answer changes when the
/// value is moved by that one step.
record Boundary(Rule rule, boolean continuous, Side near, Side far) {

    /// One side: what it is called in a finding (`amount>1300.00`, `on=2022-12-31`), and the rule with the
    /// value moved over it.
    ///
    /// `along`: what becomes of the pack's other rules of this kind when the border is moved. Those that
    /// begin there too are moved along, those that end where this one begins give way. `place` puts a case
    /// there, where that is merely a matter of its day.
    record Side(String name, Rule moved, UnaryOperator<Rule> along, Optional<UnaryOperator<Case>> place) {

        Side(String name, Rule moved) {
            this(name, moved, UnaryOperator.identity(), Optional.empty());
        }
    }
}

package org.openyibao.engine.lint;

/// What lint looks for. The code stands first in the id of a finding.
public enum Check {
    /// Two rules of one effect hold for some facts on some day, and neither is an exception to the other:
    /// the order in the file decides.
    OVERLAP("overlap"),
    /// A rule that never applies: earlier rules or exclusions take all that it holds for.
    UNREACHABLE("unreachable"),
    /// The pooled fund has rules for a kind of visit, but none for some of the facts.
    GAP("gap"),
    /// Between two versions of a rule nothing is in force.
    DATE_GAP("date-gap"),
    /// A ratio leaves 0..100 % when reductions or tilts are applied.
    RATIO("ratio"),
    /// A bracket that no bill reaches.
    BRACKET("bracket"),
    /// A larger bill for which the funds pay less.
    FUNDS_FALL("funds-fall"),
    /// A larger bill for which the person bears less.
    BURDEN_FALLS("burden-falls"),
    /// A bill that cannot be decided.
    FAULT("fault"),
    /// A rule without a usable source.
    SOURCE("source"),
    /// A rule that replaces a farther region's rule of the same id, but does something else.
    OVERRIDE("override"),
    /// A boundary on one side of which no case lies.
    BOUNDARY("boundary"),
    /// An acceptance that names no finding.
    STALE_ACCEPT("stale-accept");

    private final String code;

    Check(String code) {
        this.code = code;
    }

    @Override
    public String toString() {
        return code;
    }
}

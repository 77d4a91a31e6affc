package org.openyibao.engine.claim;

/// How faithfully a person has been insured (连续参保): `years` enrolled without a break, this one too;
/// `yearsWithoutClaim` up to the last one; `breaks` ever. All 0 where nothing is known.
public record Continuity(int years, int yearsWithoutClaim, int breaks) {

    public static final Continuity NONE = new Continuity(0, 0, 0);

    public Continuity {
        if (years < 0 || yearsWithoutClaim < 0 || breaks < 0) {
            throw new IllegalArgumentException(
                    "below zero: years=" + years + " yearsWithoutClaim=" + yearsWithoutClaim + " breaks=" + breaks);
        }
    }
}

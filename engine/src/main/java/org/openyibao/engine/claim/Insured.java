package org.openyibao.engine.claim;

/// The insured person as the rules of the home region see them on the day of service.
///
/// `region` is the six-digit code of the home region. `age` in whole years, [#AGE_UNKNOWN] where it was not given.
/// `insuredFamilyMembers` counts the person too, at least 1.
public record Insured(
        String region,
        Scheme scheme,
        Status status,
        Standing standing,
        int age,
        Sex sex,
        Tier tier,
        Assistance assistance,
        boolean civilServant,
        int insuredFamilyMembers,
        Continuity continuity) {

    public static final int AGE_UNKNOWN = -1;

    public Insured {
        if (insuredFamilyMembers < 1) {
            throw new IllegalArgumentException("insuredFamilyMembers=" + insuredFamilyMembers + ", expected 1 or more");
        }
    }

    /// The same with so many insured in the family, the person too.
    public Insured withFamilyMembers(int members) {
        return new Insured(
                region, scheme, status, standing, age, sex, tier, assistance, civilServant, members, continuity);
    }

    /// The same, insured as faithfully as this.
    public Insured with(Continuity known) {
        return new Insured(
                region,
                scheme,
                status,
                standing,
                age,
                sex,
                tier,
                assistance,
                civilServant,
                insuredFamilyMembers,
                known);
    }

    /// The same in another standing.
    public Insured withStanding(Standing other) {
        return new Insured(
                region,
                scheme,
                status,
                other,
                age,
                sex,
                tier,
                assistance,
                civilServant,
                insuredFamilyMembers,
                continuity);
    }

    public Insured(String region, Scheme scheme, Status status, Standing standing) {
        this(
                region,
                scheme,
                status,
                standing,
                AGE_UNKNOWN,
                Sex.UNKNOWN,
                Tier.NONE,
                Assistance.NONE,
                false,
                1,
                Continuity.NONE);
    }
}

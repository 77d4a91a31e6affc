package org.openyibao.engine.policy;

/// When a rule applies: the permitted bits of both words, an age band `ageFrom..ageTo` (both inclusive), and the
/// permitted diseases.
public record Condition(long person, long visit, int ageFrom, int ageTo, Diseases diseases) {

    public static final int NO_AGE_LIMIT = Integer.MAX_VALUE;

    public static final Condition ALWAYS = new Condition(-1L, -1L, 0, NO_AGE_LIMIT, Diseases.ANY);

    /// True where every fact is permitted. An unknown age is in no band.
    public boolean matches(Facts facts) {
        return (facts.person() & ~person) == 0
                && (facts.visit() & ~visit) == 0
                && (!asksAge() || (facts.age() >= ageFrom && facts.age() <= ageTo))
                && (diseases == Diseases.ANY || diseases.includes(facts.disease()));
    }

    /// True where some facts satisfy both conditions.
    public boolean overlaps(Condition other) {
        if (Math.max(ageFrom, other.ageFrom) > Math.min(ageTo, other.ageTo)) {
            return false;
        }
        for (var dimension : Dimension.values()) {
            var mine = dimension.ofPerson() ? person : visit;
            var its = dimension.ofPerson() ? other.person : other.visit;
            if ((mine & its & dimension.mask()) == 0) {
                return false;
            }
        }
        return !diseases.and(other.diseases).isEmpty();
    }

    /// True where every facts that satisfy `other` satisfy this.
    public boolean covers(Condition other) {
        if (ageFrom > other.ageFrom || ageTo < other.ageTo) {
            return false;
        }
        for (var dimension : Dimension.values()) {
            var mine = dimension.ofPerson() ? person : visit;
            var its = dimension.ofPerson() ? other.person : other.visit;
            if ((its & dimension.mask() & ~mine) != 0) {
                return false;
            }
        }
        return other.diseases.without(diseases).isEmpty();
    }

    private boolean asksAge() {
        return ageFrom > 0 || ageTo != NO_AGE_LIMIT;
    }
}

package org.openyibao.engine.policy;

import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;

/// Which lines of a bill a rule is about: permitted categories and grades, as bits of their ordinals.
public record Items(int categories, int grades) {

    public static final Items ALL = new Items(-1, -1);

    public boolean includes(FeeCategory category, Grade grade) {
        return (categories & 1 << category.ordinal()) != 0 && (grades & 1 << grade.ordinal()) != 0;
    }

    public boolean isAll() {
        return categories == -1 && grades == -1;
    }
}

package org.openyibao.engine.claim;

/// What a row of a person's contributions is (缴费类型).
public enum ContributionKind {
    /// Paid when due.
    REGULAR("regular", "正常缴费"),
    /// Paid after the event.
    BACK_PAYMENT("back-payment", "补缴"),
    /// Paid in another region and taken over when the insurance moved.
    TRANSFERRED("transferred", "转入"),
    /// Counts as contributed though nothing was paid.
    DEEMED("deemed", "视同缴费"),
    /// The region's monthly amount for somebody who pays nothing: a retiree.
    FIXED("fixed", "定额划入"),
    /// Nothing, after all: what was recorded before does not hold.
    WITHDRAWN("withdrawn", "撤销");

    private final String code;
    private final String chinese;

    ContributionKind(String code, String chinese) {
        this.code = code;
        this.chinese = chinese;
    }

    /// The name in Chinese.
    public String chinese() {
        return chinese;
    }

    /// The code in files and in the database.
    @Override
    public String toString() {
        return code;
    }
}

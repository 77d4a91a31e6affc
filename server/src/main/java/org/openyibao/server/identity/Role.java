package org.openyibao.server.identity;

/// What a user of the pages and the REST interface is there for. A user has one.
public enum Role {
    /// 参保人: sees himself and those who bound him.
    INSURED("insured"),
    /// 医药机构收费员: sees his institution, and whoever shows himself there.
    CASHIER("cashier"),
    /// 经办人: acts for the agency of a region.
    CLERK("clerk"),
    /// 复核人: approves or rejects what a clerk of the region prepared.
    REVIEWER("reviewer"),
    /// 政策分析人员: reads, compares and tries policy packs; no person's record.
    ANALYST("analyst"),
    /// 审计员: searches the trail of who looked at what.
    AUDITOR("auditor"),
    /// 系统管理员: users, institutions and catalogues; no person's record.
    ADMINISTRATOR("administrator");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /// The code in files and answers.
    @Override
    public String toString() {
        return code;
    }
}

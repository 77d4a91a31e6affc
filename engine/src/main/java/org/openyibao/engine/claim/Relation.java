package org.openyibao.engine.claim;

/// What the owner of an account is to the person who uses it (亲属关系), and to which of the law's groups that belongs.
public enum Relation {
    SELF("self", Group.SELF),
    SPOUSE("spouse", Group.SPOUSE),
    HUSBAND("husband", Group.SPOUSE),
    WIFE("wife", Group.SPOUSE),
    PARENT("parent", Group.PARENT),
    FATHER("father", Group.PARENT),
    MOTHER("mother", Group.PARENT),
    CHILD("child", Group.CHILD),
    SON("son", Group.CHILD),
    DAUGHTER("daughter", Group.CHILD),
    SIBLING("sibling", Group.SIBLING),
    BROTHER("brother", Group.SIBLING),
    SISTER("sister", Group.SIBLING),
    GRANDPARENT("grandparent", Group.GRANDPARENT),
    GRANDFATHER("grandfather", Group.GRANDPARENT),
    GRANDMOTHER("grandmother", Group.GRANDPARENT),
    PATERNAL_GRANDPARENT("paternal-grandparent", Group.GRANDPARENT),
    PATERNAL_GRANDFATHER("paternal-grandfather", Group.GRANDPARENT),
    PATERNAL_GRANDMOTHER("paternal-grandmother", Group.GRANDPARENT),
    MATERNAL_GRANDPARENT("maternal-grandparent", Group.GRANDPARENT),
    MATERNAL_GRANDFATHER("maternal-grandfather", Group.GRANDPARENT),
    MATERNAL_GRANDMOTHER("maternal-grandmother", Group.GRANDPARENT),
    GRANDCHILD("grandchild", Group.GRANDCHILD),
    GRANDSON("grandson", Group.GRANDCHILD),
    GRANDDAUGHTER("granddaughter", Group.GRANDCHILD),
    CHILD_OF_SON("child-of-son", Group.GRANDCHILD),
    CHILD_OF_DAUGHTER("child-of-daughter", Group.GRANDCHILD),
    PARENT_IN_LAW("parent-in-law", Group.OTHER),
    FATHER_IN_LAW("father-in-law", Group.OTHER),
    MOTHER_IN_LAW("mother-in-law", Group.OTHER),
    CHILD_IN_LAW("child-in-law", Group.OTHER),
    SON_IN_LAW("son-in-law", Group.OTHER),
    DAUGHTER_IN_LAW("daughter-in-law", Group.OTHER),
    SIBLING_IN_LAW("sibling-in-law", Group.OTHER),
    BROTHER_IN_LAW("brother-in-law", Group.OTHER),
    SISTER_IN_LAW("sister-in-law", Group.OTHER),
    UNCLE("uncle", Group.OTHER),
    AUNT("aunt", Group.OTHER),
    NEPHEW("nephew", Group.OTHER),
    NIECE("niece", Group.OTHER),
    COUSIN("cousin", Group.OTHER),
    PARTNER("partner", Group.OTHER),
    FRIEND("friend", Group.OTHER),
    OTHER("other", Group.OTHER);

    /// The groups that rules speak of; OTHER is never a near relative.
    public enum Group {
        SELF("self"),
        SPOUSE("spouse"),
        PARENT("parent"),
        CHILD("child"),
        SIBLING("sibling"),
        GRANDPARENT("grandparent"),
        GRANDCHILD("grandchild"),
        OTHER("other");

        private final String code;

        Group(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    private final String code;
    private final Group group;

    Relation(String code, Group group) {
        this.code = code;
        this.group = group;
    }

    public Group group() {
        return group;
    }

    @Override
    public String toString() {
        return code;
    }
}

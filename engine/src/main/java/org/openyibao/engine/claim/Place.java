package org.openyibao.engine.claim;

/// Where care is given, seen from the home region (就医地). FILED is the place of a valid long-term filing, where care
/// counts as at home.
public enum Place {
    HOME("home", "参保地"),
    FILED("filed", "长期备案地"),
    SAME_PROVINCE("same-province", "省内异地"),
    OTHER_PROVINCE("other-province", "跨省异地"),
    OVERSEAS("overseas", "境外");

    private final String code;
    private final String chinese;

    Place(String code, String chinese) {
        this.code = code;
        this.chinese = chinese;
    }

    /// The name in Chinese.
    public String chinese() {
        return chinese;
    }

    /// The code in packs and case files.
    @Override
    public String toString() {
        return code;
    }
}

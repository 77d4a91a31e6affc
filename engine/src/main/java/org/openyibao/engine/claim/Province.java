package org.openyibao.engine.claim;

/// Whether care is given in the home region's province (省份); of a place filed for, [Place] does not tell.
public enum Province {
    OWN("own", "本省"),
    OTHER("other", "外省");

    private final String code;
    private final String chinese;

    Province(String code, String chinese) {
        this.code = code;
        this.chinese = chinese;
    }

    /// Seen from a home region, of a place of care.
    public static Province of(String home, String place) {
        return place.charAt(0) == home.charAt(0) && place.charAt(1) == home.charAt(1) ? OWN : OTHER;
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

package org.openyibao.engine.policy;

/// Whose catalogue of drugs, services and facilities sorts the lines of a bill (目录适用地).
public enum CatalogueOf {
    PLACE_OF_CARE("place-of-care"),
    HOME("home");

    private final String code;

    CatalogueOf(String code) {
        this.code = code;
    }

    /// The code in packs and answers.
    @Override
    public String toString() {
        return code;
    }
}

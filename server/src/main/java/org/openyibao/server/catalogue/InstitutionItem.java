package org.openyibao.server.catalogue;

import java.time.LocalDate;

/// An item as an institution calls it (`item`, `name`), and which item of the catalogue it is (`code`), from `from`
/// to `to` (inclusive). `kind`: the class of list (目录类别) that the code is from. `details`: what was said beside, as
/// JSON.
public record InstitutionItem(Key key, String name, String region, LocalDate from, LocalDate to, String details) {

    /// What is one row however often it is sent.
    public record Key(String institution, String item, String kind, String code) {}
}

package org.openyibao.server.catalogue;

import java.time.Instant;

/// An institution's item with its own number, whether it stands, and who sent it first and last, when.
public record ToldItem(InstitutionItem item, long record, boolean stands, Change added, Change changed) {

    /// Who sent it.
    public record Change(Instant at, String operator, String operatorName) {}
}

package org.openyibao.server.registry;

import java.time.Instant;

/// An entry with its own number, and when it came and changed last.
public record ToldEntry(CatalogueEntry entry, long record, Instant addedAt, Instant changedAt) {}

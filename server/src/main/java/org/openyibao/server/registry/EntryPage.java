package org.openyibao.server.registry;

import java.util.List;

/// Some entries of `all` that were found, by region from the city to the nation, then by code and first day.
public record EntryPage(List<ToldEntry> entries, long all) {}

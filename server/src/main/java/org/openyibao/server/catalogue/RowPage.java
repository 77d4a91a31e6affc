package org.openyibao.server.catalogue;

import java.util.List;

/// Some rows of `all` that were found, by version and record. A row is its cells in the order of the list's titles,
/// empty where there is nothing.
public record RowPage(List<List<String>> rows, long all) {}

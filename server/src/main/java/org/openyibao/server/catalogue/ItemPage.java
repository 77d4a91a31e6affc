package org.openyibao.server.catalogue;

import java.util.List;

/// Some items of `all` that were found, in the order of their keys.
public record ItemPage(List<ToldItem> items, long all) {}

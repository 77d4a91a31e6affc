package org.openyibao.server.goods;

import java.util.Set;

/// All that was uploaded of a batch in these kinds was a mistake.
public record Deletion(String batch, Set<Kind> kinds) {}

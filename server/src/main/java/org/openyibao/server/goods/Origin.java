package org.openyibao.server.goods;

import java.util.List;

/// A purchase or sale of which `left` did not go back yet, with the codes of its packages that did not.
record Origin(String id, long left, List<String> traces) {}

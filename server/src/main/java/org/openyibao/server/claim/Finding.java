package org.openyibao.server.claim;

import java.util.Optional;
import org.openyibao.server.settlement.FeeItem.Approval;

/// What a clerk finds of a line: its code in the catalogue where another is right than the one that stands,
/// whether the conditions of a limited item are met, or why it does not count.
public record Finding(int line, Optional<String> code, Optional<Approval> approval, Optional<String> struck) {}

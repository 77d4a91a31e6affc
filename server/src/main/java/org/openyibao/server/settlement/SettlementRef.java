package org.openyibao.server.settlement;

import java.util.Optional;

/// What must be known of a person's other settlements: which batch they settled and what they reverse.
record SettlementRef(String person, String id, String visit, String batch, Optional<String> reverses) {}

package org.openyibao.server.account;

import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.text.Text;

/// What proving books came to: how much was looked at, and the first thing that is wrong, if any.
public record BooksReport(Map<String, Long> counts, Optional<Text> offender) {}

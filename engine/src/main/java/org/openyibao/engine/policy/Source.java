package org.openyibao.engine.policy;

/// Where a rule stands: the document or statement, and how it was seen (`text-seen`, `copy-seen`, `recall`, `seed`,
/// `secondary`, `capture`, `specimen`).
public record Source(String document, String evidence) {}

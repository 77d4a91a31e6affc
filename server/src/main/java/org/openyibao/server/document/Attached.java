package org.openyibao.server.document;

/// That a document was handed in as a paper, by the code that the rules have for it.
public record Attached(String paper, String document) {}

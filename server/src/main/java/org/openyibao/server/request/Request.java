package org.openyibao.server.request;

/// What a caller asks: requests with equal `content` ask the same. `key` is the caller's own and is used for one
/// content only.
public record Request(String key, byte[] content) {}

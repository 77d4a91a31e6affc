package org.openyibao.server.request;

/// What a caller asks: requests of a caller with equal `content` ask the same. `key` is the caller's own and is
/// used for one content only; another caller's same key is another key.
public record Request(String caller, String key, byte[] content) {}

package org.openyibao.server.api;

/// The answer to a call that changed something: a `T`, as the bytes it was first answered with.
record Changed<T>(byte[] body) {}

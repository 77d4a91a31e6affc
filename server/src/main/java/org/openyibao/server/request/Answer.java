package org.openyibao.server.request;

/// What a request came to.
public sealed interface Answer {

    /// It took effect, now or when it was first sent; the bytes are the same each time.
    record Done(byte[] body) implements Answer {}

    /// Nothing was done.
    record Refused(Refusal refusal) implements Answer {}

    /// Nothing was done: the key was used before for other content, `first`.
    record Reused(byte[] first) implements Answer {}
}

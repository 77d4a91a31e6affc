package org.openyibao.server.sandbox;

import java.time.OffsetDateTime;

/// A message and its answer, as texts; `answer` is empty where a file was answered. Numbered from 1 as they came.
public record Call(long number, OffsetDateTime at, String path, long milliseconds, String request, String answer) {

    /// Never shows what was sent: records end up in logs.
    @Override
    public String toString() {
        return "Call[" + number + "]";
    }
}

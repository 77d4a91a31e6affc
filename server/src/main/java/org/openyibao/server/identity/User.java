package org.openyibao.server.identity;

import java.time.Instant;
import java.util.Optional;

/// Who may sign in.
///
/// @param hasPassword false for who signs in elsewhere, or only by token
public record User(
        Caller caller, boolean hasPassword, boolean disabled, Optional<Instant> lockedUntil, Instant createdAt) {

    public String name() {
        return caller.name();
    }
}

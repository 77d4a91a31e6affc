package org.openyibao.server.identity;

import java.time.Instant;
import java.util.Optional;

/// Who may sign in.
///
/// @param hasPassword false for who signs in elsewhere, or only by token
/// @param mustChange  whether somebody else set the password: it is to be changed before anything else is done
public record User(
        Caller caller,
        boolean hasPassword,
        boolean mustChange,
        boolean disabled,
        Optional<Instant> lockedUntil,
        Instant createdAt) {

    public String name() {
        return caller.name();
    }
}

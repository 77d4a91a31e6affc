package org.openyibao.server.gateway;

import java.util.Optional;

/// The headers that a message came with.
interface Headers {

    /// Empty where it did not come, or without a value.
    Optional<String> value(String name);
}

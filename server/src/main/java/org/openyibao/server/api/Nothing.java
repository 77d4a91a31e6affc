package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.media.Schema;

/// The body of a call that is said by its address and its caller alone.
@Schema(description = "an empty object: address and caller say all")
record Nothing() {}

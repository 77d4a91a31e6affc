package org.openyibao.server.facility;

import java.time.LocalDateTime;
import java.util.Optional;

/// A department (科室) of an institution. `code` is the institution's own; `field` is the code of its kind of medicine
/// (科别), `region` the pooling area it says, `details` what else was sent. `until` is empty where it goes on.
public record Department(
        String institution,
        String code,
        String name,
        LocalDateTime from,
        Optional<LocalDateTime> until,
        String field,
        String region,
        String details) {}

package org.openyibao.server.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Which of an institution's items are asked for. Of what is empty nothing is asked. `begins`: how the name begins.
/// `on`: a day on which they hold; `from`: the first day or later.
public record ItemQuery(
        String institution,
        Optional<String> region,
        Optional<String> item,
        Optional<String> begins,
        Optional<String> kind,
        Optional<String> code,
        Optional<LocalDate> on,
        Optional<LocalDate> from,
        Optional<Boolean> stands,
        Optional<Instant> changedSince) {}
